from __future__ import annotations

from django.db import models
from django.db.models import Q

from apps.core.expressions import UUID7, AppNow
from apps.quotes.choices import QuoteActivityKind
from apps.quotes.models.quote import Quote
from apps.tenancy.fields import LinkField, PersonField
from apps.tenancy.policies import TenantLink, TenantPolicy
from apps.tenancy.querysets import TenantManager


class QuoteActivity(models.Model):
    """One thing that happened to a quote. Rows are added and never changed."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    tenant = LinkField("tenancy.Tenant", on_delete=models.CASCADE, editable=False, related_name="+")
    quote = LinkField(Quote, on_delete=models.CASCADE, related_name="activities", editable=False)
    activity_type = models.CharField(max_length=20, choices=QuoteActivityKind, editable=False)
    notes = models.TextField(blank=True, default="", db_default="", editable=False)
    metadata = models.JSONField(default=dict, db_default={}, editable=False)
    created_by = PersonField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(db_default=AppNow(), editable=False)

    objects = TenantManager()

    class Meta:
        db_table = "quote_activities"
        verbose_name_plural = "quote activities"
        constraints = [
            TenantPolicy(name="quotes_activity_policy", may="SELECT, INSERT"),
            TenantLink(name="quotes_activity_quote_link", field="quote", on_delete="CASCADE"),
            models.CheckConstraint(
                name="quotes_activity_type_known", condition=Q(activity_type__in=QuoteActivityKind.values)
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "quote", "-created_at"], name="quote_activities_of_quote"),
            models.Index(fields=["tenant", "activity_type", "-created_at"], name="quote_activities_by_type"),
            models.Index(fields=["tenant", "-created_at", "-id"], name="quote_activities_newest"),
        ]

    def __str__(self) -> str:
        return self.get_activity_type_display()
