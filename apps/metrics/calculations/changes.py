"""What changed between two snapshots, and whether that is better."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Metric:
    """What the arithmetic needs to know of a metric."""

    key: str
    label: str
    unit: str
    lower_is_better: bool = False
    weight: Decimal = Decimal(1)


@dataclass(frozen=True)
class Change:
    """A metric before and after; ``delta`` is after minus before, None when either was not measured."""

    metric: Metric
    before: Decimal | None
    after: Decimal | None

    @property
    def delta(self) -> Decimal | None:
        """After minus before."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def direction(self) -> str:
        """Return better, worse, same, or unknown when it was not measured twice."""
        if self.delta is None:
            return "unknown"
        better = improvement(self.delta, lower_is_better=self.metric.lower_is_better)
        return "better" if better > 0 else "worse" if better < 0 else "same"


def changes(metrics: Iterable[Metric], before: Mapping[str, Decimal], after: Mapping[str, Decimal]) -> list[Change]:
    """Return the change of each metric, in the order given."""
    return [Change(metric, before.get(metric.key), after.get(metric.key)) for metric in metrics]


def improvement(delta: Decimal, *, lower_is_better: bool) -> Decimal:
    """Return a change as an improvement: above zero is better."""
    return -delta if lower_is_better else delta


def improvement_percent(change: Change) -> Decimal | None:
    """Return the improvement in percent of the reading before; None where that is zero or something is missing."""
    if change.delta is None or not change.before:
        return None
    return improvement(change.delta, lower_is_better=change.metric.lower_is_better) / abs(change.before) * 100
