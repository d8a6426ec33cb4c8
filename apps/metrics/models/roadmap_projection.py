from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q

from apps.core.models import touch
from apps.metrics.choices import ProjectionSource
from apps.metrics.models.series import of_series
from apps.roadmaps.models import Roadmap
from apps.tenancy.fields import LinkField
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy


@track_changes("roadmap_projections")
class RoadmapProjection(TenantOwned):
    """How much a plan promises to change one metric: by hand, or the median of firms like this one."""

    roadmap = LinkField(Roadmap, on_delete=models.SET_NULL, null=True, blank=True, related_name="projections")
    series_id = models.UUIDField(editable=False, help_text="The plan, whatever its version; taken from the roadmap.")
    key = models.CharField(max_length=63, help_text="The metric's key.")
    projected_delta = models.DecimalField(
        max_digits=14, decimal_places=4, help_text="Later minus baseline: below zero where lower is better."
    )
    low = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True, help_text="A quarter was below.")
    high = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True, help_text="A quarter was above.")
    source = models.CharField(max_length=10, choices=ProjectionSource, default=ProjectionSource.MANUAL)
    sample_size = models.PositiveIntegerField(
        null=True, blank=True, editable=False, help_text="How many firms it is taken from."
    )
    basis = models.CharField(
        max_length=200, blank=True, default="", editable=False, help_text="Which firms, such as Dental, 16–50 people."
    )

    class Meta:
        db_table = "roadmap_projections"
        verbose_name = "projection"
        constraints = [
            TenantPolicy(name="metrics_projection_policy"),
            TenantLink(name="metrics_projection_roadmap_link", field="roadmap", on_delete="SET NULL"),
            models.UniqueConstraint(
                fields=["tenant", "series_id", "key"],
                name="metrics_projection_once",
                violation_error_message="The plan has a projection for this metric already; change it.",
            ),
            models.CheckConstraint(
                name="metrics_projection_source_known", condition=Q(source__in=ProjectionSource.values)
            ),
            models.CheckConstraint(
                name="metrics_projection_in_range",
                condition=(Q(low__isnull=True) | Q(low__lte=F("projected_delta")))
                & (Q(high__isnull=True) | Q(high__gte=F("projected_delta"))),
                violation_error_message="The promised change lies between its low and its high.",
            ),
            models.CheckConstraint(
                name="metrics_projection_of_firms_has_sample",
                condition=Q(source="manual", sample_size__isnull=True)
                | Q(source="firms", sample_size__isnull=False, sample_size__gte=3),
            ),
        ]
        indexes = [models.Index(fields=["tenant", "-created_at", "-id"], name="roadmap_projections_newest")]
        triggers = [
            touch(),
            fixed_tenant(),
            *of_series(),
            pgtrigger.ReadOnly(name="key_is_fixed", fields=["key"]),
            pgtrigger.Trigger(
                name="projection_is_an_improvement",
                # after the wall has looked at the row, whose refusal of another firm's comes first
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("projected_delta"),
                func="PERFORM check_projection(NEW.tenant_id, NEW.key, NEW.projected_delta); RETURN NULL;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} by {self.projected_delta.normalize():+f}"
