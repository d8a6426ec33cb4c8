"""Figures of the results page as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django import template

from apps.metrics.calculations import AttainmentPart, RoiPart, in_words
from apps.metrics.queries import MetricResult
from apps.portal.result_cards import Week
from apps.portal.result_cards import relative as relative_change

register = template.Library()


register.filter("relative", relative_change)


@register.simple_tag
def part_value(part: RoiPart) -> str:
    """Write the figure of a part of the return with its unit."""
    return "" if part.value is None else in_words(part.value, unit=part.unit)


@register.simple_tag
def ratio(part: AttainmentPart) -> str:
    """Write which share of a promise came true, and where the mean counts less or more of it."""
    share = in_words(part.ratio * 100, unit="percent")
    return (
        share if part.ratio == part.counted else f"{share}, counted as {in_words(part.counted * 100, unit='percent')}"
    )


@register.simple_tag
def missing(part: RoiPart, metrics: Iterable[MetricResult]) -> str:
    """Name what a part lacks: a metric by its label, that was not measured twice."""
    labels = {one.metric.key: f"{one.metric.label}, measured twice" for one in metrics}
    return f"{'; '.join(labels.get(key, key) for key in part.missing)}."


@register.simple_tag
def most(weeks: Sequence[Week]) -> int:
    """Return the largest number of tickets done in a week."""
    return max(week.count for week in weeks)
