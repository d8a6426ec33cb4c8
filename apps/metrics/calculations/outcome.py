"""An outcome as a whole: what it was computed from, as it is kept, and what follows from that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from apps.metrics.calculations.attainment import Attainment, attainment
from apps.metrics.calculations.changes import Change, Metric, changes
from apps.metrics.calculations.numbers import as_json, exact
from apps.metrics.calculations.roi import Assumptions, Roi, realized_roi
from apps.metrics.calculations.status import Verdict, decide, rule_in_words


@dataclass(frozen=True)
class Inputs:
    """The readings of two snapshots, the metrics they are of, and the promised changes."""

    metrics: tuple[Metric, ...]
    before: Mapping[str, Decimal]
    after: Mapping[str, Decimal]
    projections: Mapping[str, Decimal]

    def to_json(self) -> dict[str, Any]:
        """Return the inputs as an outcome keeps them."""
        return {
            "baseline": {key: as_json(value) for key, value in self.before.items()},
            "target": {key: as_json(value) for key, value in self.after.items()},
            "projections": {key: as_json(value) for key, value in self.projections.items()},
            "metrics": [
                {
                    "key": one.key,
                    "label": one.label,
                    "unit": one.unit,
                    "lower_is_better": one.lower_is_better,
                    "weight": as_json(one.weight),
                }
                for one in self.metrics
            ],
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Inputs:
        """Return the inputs that an outcome kept."""
        metrics = tuple(Metric(**{**one, "weight": exact(one["weight"])}) for one in kept["metrics"])
        before, after, promised = (
            {key: exact(value) for key, value in kept[name].items()} for name in ("baseline", "target", "projections")
        )
        return cls(metrics, before, after, promised)


@dataclass(frozen=True)
class Computed:
    """All figures of an outcome, each with what it was made from, and the rule of its status in words."""

    changes: tuple[Change, ...]
    roi: Roi
    attainment: Attainment
    verdict: Verdict
    rule: str

    @property
    def deltas(self) -> dict[str, int | float | None]:
        """The change of each metric as JSON; null where it was not measured twice."""
        return {change.metric.key: as_json(change.delta) for change in self.changes}


def compute(inputs: Inputs, rates: Assumptions) -> Computed:
    """Return what follows from the inputs; the same inputs always give the same figures."""
    changed = changes(inputs.metrics, inputs.before, inputs.after)
    roi = realized_roi(inputs.before, inputs.after, rates)
    attained = attainment(changed, inputs.projections)
    figures = {"attainment_percent": attained.percent, "net_roi_percent": roi.net_percent.value}
    verdict = decide(**figures)
    rule = rule_in_words(verdict, **figures, counted=len(attained.parts))
    return Computed(tuple(changed), roi, attained, verdict, rule)
