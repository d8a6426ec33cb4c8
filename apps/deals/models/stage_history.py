from __future__ import annotations

from django.db import models
from django.db.models import Q

from apps.core.expressions import UUID7, AppNow
from apps.deals.choices import Stage
from apps.deals.models.deal import Deal
from apps.tenancy.fields import LinkField, PersonField
from apps.tenancy.policies import TenantLink, TenantPolicy
from apps.tenancy.querysets import TenantManager


class StageHistory(models.Model):
    """A move of a deal to another stage, written by trigger alone.

    Nobody of a firm may delete one: with its deal it goes by the database's own rule.
    """

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    tenant = LinkField("tenancy.Tenant", on_delete=models.CASCADE, editable=False, related_name="+")
    deal = LinkField(Deal, on_delete=models.DO_NOTHING, related_name="stage_history", editable=False)
    from_stage = models.CharField(max_length=20, choices=Stage, blank=True, default="", db_default="", editable=False)
    to_stage = models.CharField(max_length=20, choices=Stage, editable=False)
    changed_at = models.DateTimeField(db_default=AppNow(), editable=False)
    changed_by = PersonField(null=True, blank=True, editable=False)
    reason = models.CharField(max_length=500, blank=True, default="", db_default="", editable=False)
    days_in_previous_stage = models.IntegerField(
        null=True, blank=True, editable=False, help_text="Whole days since the move before, or since it was made."
    )
    created_at = models.DateTimeField(db_default=AppNow(), editable=False)

    objects = TenantManager()

    class Meta:
        db_table = "deal_stage_history"
        verbose_name = "stage change"
        constraints = [
            TenantPolicy(name="deals_stage_history_policy", may="SELECT, INSERT"),
            TenantLink(name="deals_stage_history_deal_link", field="deal", on_delete="CASCADE"),
            models.CheckConstraint(name="deals_stage_history_to_known", condition=Q(to_stage__in=Stage.values)),
        ]
        indexes = [
            models.Index(fields=["tenant", "deal", "-changed_at"], name="deal_stage_history_of_deal"),
            models.Index(fields=["tenant", "-changed_at"], name="deal_stage_history_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.from_stage} → {self.to_stage}"
