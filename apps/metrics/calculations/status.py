"""On track, at risk or off track: by which rule, and the rule in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from apps.metrics.calculations.numbers import in_words
from apps.metrics.choices import OutcomeStatus, StatusMethod

ATTAINED = ((Decimal(80), OutcomeStatus.ON_TRACK), (Decimal(50), OutcomeStatus.AT_RISK))
RETURNED = ((Decimal(100), OutcomeStatus.ON_TRACK), (Decimal(50), OutcomeStatus.AT_RISK))
NOT_ENOUGH = (
    "Not enough data: no metric with a promised change was measured twice, and no net return could be computed."
)


@dataclass(frozen=True)
class Verdict:
    """A status and the rule that gave it; None and ``none`` when there is not enough data."""

    status: OutcomeStatus | None
    method: StatusMethod


def decide(*, attainment_percent: Decimal | None, net_roi_percent: Decimal | None) -> Verdict:
    """Return the status by attainment, else by net return, else none."""
    if attainment_percent is not None:
        return Verdict(_above(attainment_percent, ATTAINED), StatusMethod.ATTAINMENT)
    if net_roi_percent is not None:
        return Verdict(_above(net_roi_percent, RETURNED), StatusMethod.NET_ROI)
    return Verdict(None, StatusMethod.NONE)


def _above(figure: Decimal, thresholds: tuple[tuple[Decimal, OutcomeStatus], ...]) -> OutcomeStatus:
    return next((status for least, status in thresholds if figure >= least), OutcomeStatus.OFF_TRACK)


def rule_in_words(
    verdict: Verdict, *, attainment_percent: Decimal | None, net_roi_percent: Decimal | None, counted: int
) -> str:
    """Return the sentence that explains a status; ``counted`` is how many metrics are in the attainment."""
    if verdict.status is None:
        return NOT_ENOUGH
    label = verdict.status.label
    if verdict.method == StatusMethod.ATTAINMENT and attainment_percent is not None:
        over = "one metric" if counted == 1 else f"{counted} metrics"
        return (
            f"{label}: {in_words(attainment_percent, unit='percent')} of the promised improvement was reached, over "
            f"{over}. On track from 80 %, at risk from 50 %, off track below."
        )
    net = in_words(net_roi_percent or Decimal(0), unit="percent")
    return (
        f"{label}: the net return of a year is {net}. No promised change was measured, so the return decides: "
        "on track from 100 %, at risk from 50 %, off track below."
    )
