"""A firm's results: before and after, what it is worth, whether it is on track, and what each figure was made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from uuid import UUID

from apps.metrics.calculations import (
    Assumptions,
    AttainmentPart,
    Change,
    Computed,
    Inputs,
    Metric,
    change_unit,
    compute,
    exact,
    improvement_percent,
    in_words,
)
from apps.metrics.choices import MILESTONES, ProjectionSource, SnapshotLabel
from apps.metrics.models import (
    ImplementationSnapshot,
    MetricDefinition,
    RoadmapOutcome,
    RoadmapProjection,
    RoiAssumptions,
)
from apps.metrics.queries.firms import LikeYours, firms_like_yours
from apps.roadmaps.models import Roadmap
from apps.tenancy.context import current_tenant_id
from apps.tenancy.models import Tenant

VERDICTS = {"better": "better", "worse": "worse", "same": "unchanged", "unknown": "not measured twice"}
CERTAINTY = (
    "One reading before and one after: how much of a change is chance cannot be told from two readings, so no interval "
    "is shown. A change that holds over several milestones is more certain than one that shows once."
)


class Stage(StrEnum):
    """How far the measuring has come."""

    NO_ROADMAP = "no_roadmap"
    NOTHING = "nothing"
    BASELINE_ONLY = "baseline_only"
    MEASURED = "measured"


@dataclass(frozen=True)
class SnapshotLine:
    """A snapshot; ``day`` counts from the baseline, ``planned_day`` is the milestone's."""

    id: UUID
    label: str
    name: str
    at: datetime
    day: int | None
    planned_day: int | None
    source: str
    notes: str
    version: int


@dataclass(frozen=True)
class Point:
    """One reading of a metric on its line; ``day`` counts from the baseline, ``planned_day`` is the milestone's."""

    day: int
    planned_day: int | None
    label: str
    at: datetime
    name: str
    value: Decimal
    text: str
    snapshot_id: UUID


@dataclass(frozen=True)
class MetricResult:
    """One metric: its line, its reading before and after, the change in words, and what was promised."""

    metric: Metric
    definition_id: UUID
    unit: str
    delta: Decimal | None
    points: tuple[Point, ...]
    before: str
    after: str
    change: str
    change_percent: str
    direction: str
    verdict: str
    promised: str
    promised_by: str
    part: AttainmentPart | None


@dataclass(frozen=True)
class Results:
    """All that a results page shows. ``computed`` and ``outcome`` are None until two snapshots can be compared."""

    stage: Stage
    roadmap: Roadmap | None
    snapshots: tuple[SnapshotLine, ...]
    metrics: tuple[MetricResult, ...]
    outcome: RoadmapOutcome | None
    computed: Computed | None
    rates: Assumptions | None
    is_stale: bool
    like_yours: LikeYours | None
    certainty: str
    next_step: str

    @property
    def rule(self) -> str:
        """The rule of the status in words, or what is missing."""
        return self.computed.rule if self.computed else self.next_step


NEXT_STEPS = {
    Stage.NO_ROADMAP: "There is no roadmap yet, so there is nothing to measure.",
    Stage.NOTHING: "Nothing was measured yet. Capture the baseline: the readings before the work began.",
    Stage.BASELINE_ONLY: "Only the baseline was measured. What changed shows with the next snapshot, after 30 days.",
    Stage.MEASURED: "",
}


def results(*, roadmap: Roadmap | None = None) -> Results:
    """Return the results of the roadmap's plan, the current one by default."""
    firm = Tenant.objects.get(pk=current_tenant_id())
    roadmap = roadmap or Roadmap.objects.filter(is_current=True).first()
    if roadmap is None:
        return _without_roadmap(firm)
    series = roadmap.series_id
    rows = list(ImplementationSnapshot.objects.filter(series_id=series).order_by("snapshot_date", "created_at"))
    promised = {row.key: row for row in RoadmapProjection.objects.filter(series_id=series)}
    outcome = RoadmapOutcome.objects.filter(series_id=series).first()
    inputs = Inputs.from_json(outcome.inputs) if outcome else None
    rates = Assumptions.from_json(outcome.assumptions) if outcome else None
    computed = compute(inputs, rates) if inputs and rates else None
    stage = Stage.MEASURED if computed else Stage.BASELINE_ONLY if rows else Stage.NOTHING
    baseline = next((row for row in rows if row.label == SnapshotLabel.BASELINE), None)
    definitions = list(MetricDefinition.objects.filter(is_active=True).order_by("sort_order", "key"))
    return Results(
        stage=stage,
        roadmap=roadmap,
        snapshots=tuple(_line(row, baseline, firm) for row in rows),
        metrics=tuple(_metric(one, rows, baseline, computed, promised.get(one.key), firm) for one in definitions),
        outcome=outcome,
        computed=computed,
        rates=rates,
        is_stale=bool(outcome and inputs and _is_stale(outcome, inputs, definitions, promised)),
        like_yours=firms_like_yours(firm),
        certainty=CERTAINTY if computed else "",
        next_step=NEXT_STEPS[stage],
    )


def _without_roadmap(firm: Tenant) -> Results:
    return Results(
        stage=Stage.NO_ROADMAP,
        roadmap=None,
        snapshots=(),
        metrics=(),
        outcome=None,
        computed=None,
        rates=None,
        is_stale=False,
        like_yours=firms_like_yours(firm),
        certainty="",
        next_step=NEXT_STEPS[Stage.NO_ROADMAP],
    )


def _days(row: ImplementationSnapshot, baseline: ImplementationSnapshot | None, firm: Tenant) -> int | None:
    if baseline is None:
        return None
    days = row.snapshot_date.astimezone(firm.zone).date() - baseline.snapshot_date.astimezone(firm.zone).date()
    return days.days


def _line(row: ImplementationSnapshot, baseline: ImplementationSnapshot | None, firm: Tenant) -> SnapshotLine:
    label = SnapshotLabel(row.label)
    return SnapshotLine(
        id=row.pk,
        label=label,
        name=label.label,
        at=row.snapshot_date,
        day=_days(row, baseline, firm),
        planned_day=MILESTONES.get(label),
        source=row.get_source_display(),
        notes=row.notes,
        version=row.row_version,
    )


def _metric(
    definition: MetricDefinition,
    rows: list[ImplementationSnapshot],
    baseline: ImplementationSnapshot | None,
    computed: Computed | None,
    promised: RoadmapProjection | None,
    firm: Tenant,
) -> MetricResult:
    unit = firm.currency if definition.unit == "money" else definition.unit
    metric = Metric(definition.key, definition.label, unit, definition.lower_is_better, definition.weight)
    points = tuple(
        Point(
            _days(row, baseline, firm) or 0,
            MILESTONES.get(SnapshotLabel(row.label)),
            row.label,
            row.snapshot_date,
            SnapshotLabel(row.label).label,
            value,
            in_words(value, unit=unit),
            row.pk,
        )
        for row in rows
        if (value := _reading(row, metric.key)) is not None
    )
    change = next((one for one in computed.changes if one.metric.key == metric.key), None) if computed else None
    change = change or Change(metric, _reading(baseline, metric.key) if baseline else None, None)
    percent = improvement_percent(change)
    parts = computed.attainment.parts if computed else ()
    return MetricResult(
        metric=metric,
        definition_id=definition.pk,
        unit=definition.unit,
        delta=change.delta,
        points=points,
        before=_text(change.before, unit),
        after=_text(change.after, unit),
        change=_text(change.delta, change_unit(unit), signed=True),
        change_percent="" if percent is None else _percent(percent),
        direction=change.direction,
        verdict=VERDICTS[change.direction],
        promised=_promised(promised, change_unit(unit)) if promised else "",
        promised_by=_promised_by(promised) if promised else "",
        part=next((part for part in parts if part.change.metric.key == metric.key), None),
    )


def _reading(row: ImplementationSnapshot, key: str) -> Decimal | None:
    return exact(row.metrics[key]) if key in row.metrics else None


def _text(value: Decimal | None, unit: str, *, signed: bool = False) -> str:
    return "" if value is None else in_words(value, unit=unit, signed=signed)


def _percent(improved: Decimal) -> str:
    rounded = abs(improved).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return f"{in_words(rounded, unit='percent')} {'better' if improved >= 0 else 'worse'}"


def _promised(row: RoadmapProjection, unit: str) -> str:
    text = in_words(row.projected_delta, unit=unit, signed=True)
    if row.low is None or row.high is None:
        return text
    return f"{text} ({in_words(row.low, unit=unit, signed=True)} to {in_words(row.high, unit=unit, signed=True)})"


def _promised_by(row: RoadmapProjection) -> str:
    if row.source == ProjectionSource.MANUAL:
        return "entered by hand"
    return f"the median of {row.sample_size} firms ({row.basis})"


def _is_stale(
    outcome: RoadmapOutcome,
    inputs: Inputs,
    definitions: list[MetricDefinition],
    promised: dict[str, RoadmapProjection],
) -> bool:
    """Whether computing anew could give other figures: a promise, a weight, a direction or a rate was changed."""
    metrics = {one.key: (one.lower_is_better, one.weight) for one in definitions}
    kept = {one.key: (one.lower_is_better, one.weight) for one in inputs.metrics}
    promises = {key: row.projected_delta for key, row in promised.items() if key in metrics}
    changed: bool = RoiAssumptions.objects.filter(updated_at__gt=outcome.computed_at).exists()
    return metrics != kept or promises != dict(inputs.projections) or changed
