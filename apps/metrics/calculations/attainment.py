"""How much of the promised improvement came true."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from apps.metrics.calculations.changes import Change, improvement

MOST = Decimal("1.5")  # more than half again over the promise does not make up for another metric
CENT = Decimal("0.01")


@dataclass(frozen=True)
class AttainmentPart:
    """One metric's share: improvement over promise, capped to 0…1.5; ``ratio`` is what it was before the cap."""

    change: Change
    projected: Decimal
    ratio: Decimal
    counted: Decimal


@dataclass(frozen=True)
class Attainment:
    """The weighted mean of the parts in percent, 0…150; None when no promised metric was measured twice."""

    percent: Decimal | None
    parts: tuple[AttainmentPart, ...] = ()


def attainment(changes: Iterable[Change], projections: Mapping[str, Decimal]) -> Attainment:
    """Return the attainment of the promised changes; metrics without weight, promise or second reading stay out."""
    parts = [
        part
        for change in changes
        if change.metric.key in projections and (part := _part(change, projections[change.metric.key]))
    ]
    total = sum((part.change.metric.weight for part in parts), Decimal(0))
    if not total:
        return Attainment(None)
    mean = sum((part.counted * part.change.metric.weight for part in parts), Decimal(0)) / total
    return Attainment((mean * 100).quantize(CENT, rounding=ROUND_HALF_UP), tuple(parts))


def _part(change: Change, projected: Decimal) -> AttainmentPart | None:
    metric = change.metric
    promised = improvement(projected, lower_is_better=metric.lower_is_better)
    if change.delta is None or promised <= 0 or not metric.weight:
        return None
    ratio = improvement(change.delta, lower_is_better=metric.lower_is_better) / promised
    return AttainmentPart(change, projected, ratio, min(max(ratio, Decimal(0)), MOST))
