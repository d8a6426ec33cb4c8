from __future__ import annotations

from django.db import models
from django.db.models import Q

from apps.clients.models import Contact
from apps.core.models import touch
from apps.enrichment.choices import FIELDS, Resolution, Source
from apps.enrichment.models.enrichment_item import EnrichmentItem
from apps.tenancy.fields import LinkField, PersonField
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy


@track_changes("enrichment_conflicts")
class EnrichmentConflict(TenantOwned):
    """A field whose value differs from what was found; a person decides, side by side."""

    queue = LinkField(EnrichmentItem, on_delete=models.CASCADE, related_name="conflicts", editable=False)
    contact = LinkField(Contact, on_delete=models.CASCADE, related_name="conflicts", editable=False)
    field = models.CharField(max_length=20, choices=[(name, name) for name in FIELDS], editable=False)
    current_value = models.CharField(max_length=500, blank=True, default="", db_default="", editable=False)
    proposed_value = models.CharField(max_length=500, blank=True, default="", db_default="", editable=False)
    source = models.CharField(max_length=20, choices=Source, editable=False)
    confidence = models.DecimalField(max_digits=3, decimal_places=2, null=True, blank=True, editable=False)
    resolution = models.CharField(
        max_length=10, choices=Resolution, default=Resolution.OPEN, db_default=Resolution.OPEN
    )
    resolved_value = models.CharField(max_length=500, blank=True, default="", db_default="")
    resolved_by = PersonField(null=True, blank=True, editable=False)
    resolved_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        db_table = "enrichment_conflicts"
        constraints = [
            TenantPolicy(name="enrichment_conflict_policy"),
            TenantLink(name="enrichment_conflict_queue_link", field="queue", on_delete="CASCADE"),
            TenantLink(name="enrichment_conflict_contact_link", field="contact", on_delete="CASCADE"),
            models.UniqueConstraint(fields=["tenant", "queue", "field"], name="enrichment_conflict_once_per_field"),
            models.CheckConstraint(
                name="enrichment_conflict_resolution_known", condition=Q(resolution__in=Resolution.values)
            ),
            models.CheckConstraint(
                name="enrichment_conflict_confidence_in_range",
                condition=Q(confidence__isnull=True) | Q(confidence__range=(0, 1)),
            ),
            models.CheckConstraint(
                name="enrichment_conflict_resolved_when",
                condition=Q(resolution=Resolution.OPEN, resolved_at__isnull=True)
                | (~Q(resolution=Resolution.OPEN) & Q(resolved_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "created_at"],
                name="enrichment_conflicts_open",
                condition=Q(resolution=Resolution.OPEN),
            ),
            models.Index(fields=["tenant", "-created_at", "-id"], name="enrichment_conflicts_newest"),
        ]
        triggers = [touch(), fixed_tenant()]

    def __str__(self) -> str:
        return f"{self.field} of {self.contact_id}"
