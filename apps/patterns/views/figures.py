"""A pattern's figures as pages write them: the bounds that color them, and the interval of the rate."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from apps.core.charts.intervals import interval_bar
from apps.patterns.models import PatternAnalytics
from apps.patterns.queries import SMALL_SAMPLE

SUCCESS_BOUNDS, SATISFACTION_BOUNDS = (60, 80), (3, 4)
# A level's word, which stands beside every color.
GOOD, FAIR, POOR = "good", "fair", "poor"


@dataclass(frozen=True)
class Row:
    """One pattern's figures; levels are empty where there is no figure."""

    figures: PatternAnalytics
    success: str
    satisfaction: str
    tests: str
    whiskers: SafeString
    is_small_sample: bool


def row_of(figures: PatternAnalytics) -> Row:
    """Return a pattern's figures to be shown."""
    return Row(
        figures=figures,
        success=level(figures.build_success_rate, SUCCESS_BOUNDS),
        satisfaction=level(figures.avg_satisfaction, SATISFACTION_BOUNDS),
        tests=level(figures.avg_test_pass_rate, SUCCESS_BOUNDS),
        whiskers=_whiskers(figures),
        is_small_sample=0 < figures.builds < SMALL_SAMPLE,
    )


def level(value: Decimal | float | None, bounds: tuple[int, int]) -> str:
    """Return how good a figure is by its two bounds."""
    if value is None:
        return ""
    return GOOD if value >= bounds[1] else FAIR if value >= bounds[0] else POOR


def _whiskers(figures: PatternAnalytics) -> SafeString:
    low, value, high = figures.build_success_low, figures.build_success_rate, figures.build_success_high
    if low is None or value is None or high is None:
        return SafeString("")
    return interval_bar(low=float(low), value=float(value), high=float(high), bounds=SUCCESS_BOUNDS)
