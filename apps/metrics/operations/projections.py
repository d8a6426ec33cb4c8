"""What a plan promises to change: entered by hand, or taken from firms like this one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from apps.metrics.calculations import improvement
from apps.metrics.choices import ProjectionSource
from apps.metrics.errors import MetricsError
from apps.metrics.models import MetricDefinition, RoadmapProjection
from apps.metrics.operations.outcomes import LOCK, plan_of
from apps.metrics.operations.refusals import Refused, refused_by
from apps.metrics.queries.firms import deltas_of_firms_like
from apps.tenancy.context import current_tenant_id
from apps.tenancy.locks import take_turns
from apps.tenancy.models import Tenant


class ProjectionRefused(MetricsError):
    """The metric is unknown, or the change would be no improvement."""


@dataclass(frozen=True)
class Projected:
    """Projections taken over from other firms, and the metrics for which there are too few firms or no gain."""

    made: tuple[RoadmapProjection, ...]
    without: tuple[str, ...]


@transaction.atomic
def set_projection(
    *,
    key: str,
    projected_delta: Any,
    low: Any = None,
    high: Any = None,
    roadmap_id: UUID | None = None,
    at: datetime,
) -> RoadmapProjection:
    """Set by hand how much the plan promises to change a metric: below zero where lower is better.

    The outcome follows when it is next computed. Raises NoRoadmap, ProjectionRefused, Busy, or ValidationError
    naming the field.
    """
    roadmap = plan_of(roadmap_id)
    take_turns(LOCK)
    row = RoadmapProjection.objects.filter(series_id=roadmap.series_id, key=key).first() or RoadmapProjection(key=key)
    row.roadmap, row.series_id = roadmap, roadmap.series_id
    row.projected_delta, row.low, row.high = projected_delta, low, high
    row.source, row.sample_size, row.basis = ProjectionSource.MANUAL, None, ""
    _save(row)
    return row


@transaction.atomic
def change_projection(*, projection_id: UUID, projected_delta: Any, low: Any = None, high: Any = None) -> None:
    """Change a promise by hand; one taken from other firms becomes the firm's own.

    Raises RoadmapProjection.DoesNotExist, ProjectionRefused, or ValidationError naming the field.
    """
    row = RoadmapProjection.objects.select_for_update(no_key=True).get(pk=projection_id)
    row.projected_delta, row.low, row.high = projected_delta, low, high
    row.source, row.sample_size, row.basis = ProjectionSource.MANUAL, None, ""
    _save(row)


@transaction.atomic
def remove_projection(*, projection_id: UUID) -> None:
    """Take a promise back; raises RoadmapProjection.DoesNotExist."""
    RoadmapProjection.objects.get(pk=projection_id).delete()


@transaction.atomic
def project_from_firms(*, roadmap_id: UUID | None = None, only_if_none: bool = False, at: datetime) -> Projected:
    """Take over the median of what firms like this one changed as the plan's projection.

    Its range are the quartiles, which there are from five firms on. Each metric takes the narrowest group of at least
    three firms; promises entered by hand stay. Where the median is no improvement nothing is promised. Raises
    NoRoadmap or Busy.
    """
    roadmap = plan_of(roadmap_id)
    take_turns(LOCK)
    rows = {row.key: row for row in RoadmapProjection.objects.filter(series_id=roadmap.series_id)}
    if only_if_none and rows:
        return Projected((), ())
    figures = deltas_of_firms_like(Tenant.objects.get(pk=current_tenant_id()))
    made, without = [], []
    for metric in MetricDefinition.objects.filter(is_active=True).order_by("sort_order", "key"):
        row, figure = rows.get(metric.key), figures.get(metric.key)
        if row and row.source == ProjectionSource.MANUAL:
            continue
        if figure is None or improvement(figure.p50, lower_is_better=metric.lower_is_better) <= 0:
            without.append(metric.key)
            continue
        row = row or RoadmapProjection(key=metric.key)
        row.roadmap, row.series_id = roadmap, roadmap.series_id
        row.projected_delta, row.low, row.high = figure.p50, figure.p25, figure.p75
        row.source, row.sample_size, row.basis = ProjectionSource.FIRMS, figure.firms, figure.group
        _save(row)
        made.append(row)
    return Projected(tuple(made), tuple(without))


def _save(row: RoadmapProjection) -> None:
    row.full_clean(
        exclude={"id", "created_at", "updated_at", "row_version", "tenant", "roadmap"}, validate_unique=False
    )
    try:
        with refused_by("projection_is_an_improvement"):
            row.save()
    except Refused as refused:
        raise ProjectionRefused(str(refused)) from refused
    row.refresh_from_db()
