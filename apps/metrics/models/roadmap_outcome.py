from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from apps.core.models import touch
from apps.metrics.choices import OutcomeStatus, SnapshotLabel, StatusMethod
from apps.metrics.models.implementation_snapshot import ImplementationSnapshot
from apps.metrics.models.series import of_series
from apps.roadmaps.models import Roadmap
from apps.tenancy.fields import LinkField
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy


def _snapshot(says: str) -> Any:
    return LinkField(
        ImplementationSnapshot,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        help_text=says,
    )


@track_changes("roadmap_outcomes")
class RoadmapOutcome(TenantOwned):
    """What a plan has changed so far, one row a plan.

    It keeps all it was computed from, so that each figure can be derived again whatever is changed later.
    """

    roadmap = LinkField(Roadmap, on_delete=models.CASCADE, related_name="outcomes", help_text="The current version.")
    series_id = models.UUIDField(editable=False, help_text="The plan, whatever its version; taken from the roadmap.")
    baseline_snapshot = _snapshot("What it is compared with.")
    at_30d_snapshot = _snapshot("The reading after 30 days.")
    at_60d_snapshot = _snapshot("The reading after 60 days.")
    at_90d_snapshot = _snapshot("The reading after 90 days.")
    target_snapshot = _snapshot("The reading that it is computed for.")
    target_label = models.CharField(max_length=20, choices=SnapshotLabel)
    deltas = models.JSONField(default=dict, help_text="Later minus baseline by metric; null where one is missing.")
    realized_roi = models.JSONField(null=True, blank=True, help_text="Hours, money and net return a year, in parts.")
    assumptions = models.JSONField(default=dict, help_text="The rates used, and under assumed which are defaults.")
    inputs = models.JSONField(default=dict, help_text="Readings, metrics and projections that it was computed from.")
    attainment_pct = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    status = models.CharField(max_length=20, choices=OutcomeStatus, null=True, blank=True)  # noqa: DJ001 -- no status is null
    status_method = models.CharField(max_length=20, choices=StatusMethod, default=StatusMethod.NONE)
    computed_at = models.DateTimeField()
    notes = models.TextField(blank=True, default="")

    class Meta:
        db_table = "roadmap_outcomes"
        verbose_name = "outcome"
        constraints = [
            TenantPolicy(name="metrics_outcome_policy"),
            TenantLink(name="metrics_outcome_roadmap_link", field="roadmap", on_delete="CASCADE"),
            TenantLink(name="metrics_outcome_baseline_link", field="baseline_snapshot", on_delete="SET NULL"),
            TenantLink(name="metrics_outcome_30d_link", field="at_30d_snapshot", on_delete="SET NULL"),
            TenantLink(name="metrics_outcome_60d_link", field="at_60d_snapshot", on_delete="SET NULL"),
            TenantLink(name="metrics_outcome_90d_link", field="at_90d_snapshot", on_delete="SET NULL"),
            TenantLink(name="metrics_outcome_target_link", field="target_snapshot", on_delete="SET NULL"),
            models.UniqueConstraint(fields=["tenant", "series_id"], name="metrics_outcome_one_per_series"),
            models.CheckConstraint(
                name="metrics_outcome_status_by_a_rule",
                condition=Q(status__isnull=True, status_method=StatusMethod.NONE)
                | Q(
                    status__isnull=False,
                    status__in=OutcomeStatus.values,
                    status_method__in=[StatusMethod.ATTAINMENT, StatusMethod.NET_ROI],
                ),
            ),
            models.CheckConstraint(
                name="metrics_outcome_target_known", condition=Q(target_label__in=SnapshotLabel.values)
            ),
            models.CheckConstraint(
                name="metrics_outcome_attainment_capped",
                condition=Q(attainment_pct__isnull=True) | Q(attainment_pct__range=(0, 150)),
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "roadmap"], name="roadmap_outcomes_by_roadmap"),
            models.Index(fields=["tenant", "-created_at", "-id"], name="roadmap_outcomes_newest"),
        ]
        triggers = [touch(), fixed_tenant(), *of_series()]

    def __str__(self) -> str:
        return f"Outcome after {self.get_target_label_display().lower()}"
