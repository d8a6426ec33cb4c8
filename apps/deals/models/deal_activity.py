from __future__ import annotations

from django.db import models
from django.db.models import Q

from apps.core.expressions import AppNow
from apps.core.models import touch
from apps.deals.choices import ActivityKind
from apps.deals.models.deal import Deal
from apps.tenancy.fields import LinkField, PersonField
from apps.tenancy.models import TenantOwned
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy


class DealActivity(TenantOwned):
    """Something that was done about a deal: a call, a meeting, a note, or a follow-up that an engine sent."""

    deal = LinkField(Deal, on_delete=models.CASCADE, related_name="activities")
    kind = models.CharField(max_length=20, choices=ActivityKind)
    notes = models.TextField(blank=True, default="", db_default="")
    happened_at = models.DateTimeField(db_default=AppNow())
    done_by = PersonField(null=True, blank=True, editable=False)
    message_id = models.UUIDField(null=True, blank=True, editable=False, help_text="The mail in the outbox, if any.")

    class Meta:
        db_table = "deal_activities"
        verbose_name_plural = "deal activities"
        constraints = [
            TenantPolicy(name="deals_activity_policy"),
            TenantLink(name="deals_activity_deal_link", field="deal", on_delete="CASCADE"),
            models.CheckConstraint(name="deals_activity_kind_known", condition=Q(kind__in=ActivityKind.values)),
        ]
        indexes = [
            models.Index(fields=["tenant", "deal", "-happened_at"], name="deal_activities_of_deal"),
            models.Index(fields=["tenant", "-created_at", "-id"], name="deal_activities_newest"),
        ]
        triggers = [touch(), fixed_tenant()]

    def __str__(self) -> str:
        return self.get_kind_display()
