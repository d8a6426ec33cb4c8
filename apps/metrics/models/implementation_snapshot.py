from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from apps.core.models import touch
from apps.metrics.choices import SnapshotLabel, SnapshotSource
from apps.metrics.models.series import of_series
from apps.roadmaps.models import Roadmap
from apps.tenancy.fields import LinkField, PersonField
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy


@track_changes("implementation_snapshots")
class ImplementationSnapshot(TenantOwned):
    """A firm's readings at one milestone of its plan, or on another day.

    A milestone is measured once: a second capture replaces the first, whose readings stay in the history.
    """

    roadmap = LinkField(
        Roadmap,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="snapshots",
        help_text="The version that was current when it was taken.",
    )
    series_id = models.UUIDField(editable=False, help_text="The plan, whatever its version; taken from the roadmap.")
    snapshot_date = models.DateTimeField(help_text="When it was measured.")
    label = models.CharField(max_length=20, choices=SnapshotLabel)
    source = models.CharField(max_length=20, choices=SnapshotSource, default=SnapshotSource.MANUAL)
    metrics = models.JSONField(default=dict, help_text="Readings by the metric's key; what was not measured is absent.")
    notes = models.TextField(blank=True, default="")
    captured_by = PersonField(null=True, blank=True, editable=False)

    class Meta:
        db_table = "implementation_snapshots"
        verbose_name = "snapshot"
        constraints = [
            TenantPolicy(name="metrics_snapshot_policy"),
            TenantLink(name="metrics_snapshot_roadmap_link", field="roadmap", on_delete="SET NULL"),
            models.UniqueConstraint(
                fields=["tenant", "series_id", "label"],
                condition=~Q(label="custom"),
                name="metrics_snapshot_milestone_once",
                violation_error_message="This milestone was measured already; capture it again to replace it.",
            ),
            models.CheckConstraint(name="metrics_snapshot_label_known", condition=Q(label__in=SnapshotLabel.values)),
            models.CheckConstraint(name="metrics_snapshot_source_known", condition=Q(source__in=SnapshotSource.values)),
        ]
        indexes = [
            models.Index(fields=["tenant", "series_id", "snapshot_date"], name="snapshots_of_series"),
            models.Index(fields=["tenant", "-created_at", "-id"], name="snapshots_newest"),
        ]
        triggers = [
            touch(),
            fixed_tenant(),
            *of_series(),
            pgtrigger.Trigger(
                name="readings_are_in_range",
                # after the wall has looked at the row, whose refusal of another firm's comes first
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("metrics"),
                func="PERFORM check_readings(NEW.tenant_id, NEW.metrics); RETURN NULL;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_label_display()} of {self.snapshot_date:%Y-%m-%d}"
