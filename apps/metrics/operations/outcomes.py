"""Compute what a plan has changed, and keep it with all it was computed from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from apps.metrics.calculations import Inputs, Measured, Metric, choose, compute, exact
from apps.metrics.choices import SnapshotLabel
from apps.metrics.errors import MetricsError
from apps.metrics.models import ImplementationSnapshot, MetricDefinition, RoadmapOutcome, RoadmapProjection
from apps.metrics.operations.aggregates import ask_for_refresh
from apps.metrics.operations.assumptions import rates_of_firm
from apps.roadmaps.models import Roadmap
from apps.tenancy.locks import take_turns

LOCK = "plan's measurement"


class NoRoadmap(MetricsError):
    """The firm has no plan that could be measured."""


def plan_of(roadmap_id: UUID | None) -> Roadmap:
    """Return the roadmap, the current one by default.

    Raises Roadmap.DoesNotExist for an unknown id, NoRoadmap when the firm has no current one.
    """
    if roadmap_id is not None:
        return Roadmap.objects.get(pk=roadmap_id)
    if found := Roadmap.objects.filter(is_current=True).first():
        return found
    raise NoRoadmap("The firm has no current roadmap, so there is nothing to measure yet. Import or make one first.")


@transaction.atomic
def compute_outcome(
    *,
    roadmap_id: UUID | None = None,
    baseline_label: str = SnapshotLabel.BASELINE,
    target_label: str | None = None,
    assumptions: Mapping[str, Any] | None = None,
    at: datetime,
) -> RoadmapOutcome:
    """Compare two snapshots of the roadmap's plan and keep the result as the plan's outcome.

    ``assumptions`` replace single rates of the firm, for this outcome only. Figures over firms follow by a job.
    Raises NoRoadmap, ChoiceError (apps.metrics.calculations), AssumptionRefused or Busy; then nothing has changed.
    """
    roadmap = plan_of(roadmap_id)
    take_turns(LOCK)
    snapshots = {row.pk: row for row in ImplementationSnapshot.objects.filter(series_id=roadmap.series_id)}
    measured = [_measured(row) for row in snapshots.values()]
    before, after = choose(measured, baseline_label=baseline_label, target_label=target_label)
    rates = rates_of_firm(assumptions)
    inputs = _inputs(roadmap.series_id, before, after)
    result = compute(inputs, rates)
    by_label = {row.label: row for row in snapshots.values()}
    outcome = RoadmapOutcome.objects.filter(series_id=roadmap.series_id).first() or RoadmapOutcome()
    values: dict[str, Any] = {
        "roadmap": Roadmap.objects.filter(series_id=roadmap.series_id, is_current=True).first() or roadmap,
        "baseline_snapshot_id": before.id,
        "at_30d_snapshot": by_label.get(SnapshotLabel.D30),
        "at_60d_snapshot": by_label.get(SnapshotLabel.D60),
        "at_90d_snapshot": by_label.get(SnapshotLabel.D90),
        "target_snapshot_id": after.id,
        "target_label": after.label,
        "deltas": result.deltas,
        "realized_roi": result.roi.to_json(),
        "assumptions": rates.to_json(),
        "inputs": inputs.to_json(),
        "attainment_pct": result.attainment.percent,
        "status": result.verdict.status,
        "status_method": result.verdict.method,
        "computed_at": at,
    }
    for name, value in values.items():
        setattr(outcome, name, value)
    outcome.save()
    outcome.refresh_from_db()
    ask_for_refresh()
    return outcome


def _measured(row: ImplementationSnapshot) -> Measured:
    readings = {key: exact(value) for key, value in row.metrics.items()}
    return Measured(row.pk, row.label, row.snapshot_date, readings)


def _inputs(series_id: UUID, before: Measured, after: Measured) -> Inputs:
    metrics = tuple(
        Metric(row.key, row.label, row.unit, row.lower_is_better, row.weight)
        for row in MetricDefinition.objects.filter(is_active=True).order_by("sort_order", "key")
    )
    known = {metric.key for metric in metrics}
    promised = RoadmapProjection.objects.filter(series_id=series_id, key__in=known)
    return Inputs(
        metrics,
        {key: value for key, value in before.readings.items() if key in known},
        {key: value for key, value in after.readings.items() if key in known},
        dict(promised.order_by("key").values_list("key", "projected_delta")),
    )
