"""Trends and test runs as pictures, each with its figures as text and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from apps.core.charts.scales import figure
from apps.core.charts.trends import Axis, Spot, columns_of_counts, line_with_gaps
from apps.patterns.choices import TrendMetric
from apps.patterns.models import BuildEvent
from apps.patterns.queries import Point, Trend


class Measure(NamedTuple):
    """How a metric is written and drawn; ``of`` counts what a figure is the mean of."""

    unit: str
    one: str
    many: str
    low: float
    high: float


# In the order in which pages show them.
MEASURES: dict[str, Measure] = {
    TrendMetric.SATISFACTION: Measure(" of 5", "answer", "answers", 1, 5),
    TrendMetric.BUILD_SUCCESS: Measure(" %", "build", "builds", 0, 100),
    TrendMetric.TEST_PASS_RATE: Measure(" %", "test run", "test runs", 0, 100),
    TrendMetric.USAGE: Measure("", "project", "projects", 0, 0),
    TrendMetric.NPS: Measure("", "answer", "answers", -100, 100),
}


@dataclass(frozen=True)
class TrendCard:
    """A trend as a page shows it: a headline, a picture and a table of the days that have a figure."""

    key: str
    title: str
    value: str
    of: str
    picture: SafeString
    rows: list[tuple[date, str, int]]
    empty_days: int


def trend_card(trend: Trend) -> TrendCard:
    """Return a trend to be shown; its points carry how many they are the mean of."""
    measure, title = MEASURES[trend.metric], TrendMetric(trend.metric).label
    filled = [one for one in trend.points if one.n]
    return TrendCard(
        key=trend.metric.replace("_", "-"),
        title=title,
        value="–" if trend.value is None else _written(trend.value, measure),
        of=_counted(trend.n, measure),
        picture=_picture(trend, title, filled),
        rows=[(one.day, _written(one.value or 0, measure), one.n) for one in reversed(filled)],
        empty_days=len(trend.points) - len(filled),
    )


def _written(value: float, measure: Measure) -> str:
    return f"{figure(round(value, 1))}{measure.unit}"


def _counted(count: int, measure: Measure) -> str:
    return f"{count:,} {measure.one if count == 1 else measure.many}"


def _picture(trend: Trend, title: str, filled: Sequence[Point]) -> SafeString:
    measure, points = MEASURES[trend.metric], trend.points
    places = {one.day: float(place) for place, one in enumerate(points)}
    last = len(points) - 1
    names = [(float(place), _short(points[place].day)) for place in dict.fromkeys((0, last // 2, last))]
    axis = Axis(0, last, names)
    name, said = f"trend-{trend.metric}", _said(trend, filled)
    if trend.metric == TrendMetric.USAGE:
        spots = [Spot(places[one.day], one.value or 0, _day_said(one, measure)) for one in points]
        return columns_of_counts(name=name, title=title, said=said, spots=spots, axis=axis)
    runs = [
        [Spot(places[one.day], one.value or 0, _day_said(one, measure)) for one in run]
        for has_value, run in groupby(points, key=lambda one: one.value is not None)
        if has_value
    ]
    return line_with_gaps(name=name, title=title, said=said, runs=runs, axis=axis, low=measure.low, high=measure.high)


def _day_said(point: Point, measure: Measure) -> str:
    counted = _counted(point.n, measure)
    is_count = measure.high == measure.low
    return f"{_short(point.day)}: {counted if is_count else f'{_written(point.value or 0, measure)}, {counted}'}"


def _said(trend: Trend, filled: Sequence[Point]) -> str:
    first, last = _short(trend.points[0].day), _short(trend.points[-1].day)
    measure = MEASURES[trend.metric]
    if not filled:
        return f"Nothing from {first} to {last}."
    values = [one.value or 0 for one in filled]
    low, high = _written(min(values), measure), _written(max(values), measure)
    return f"{first} to {last}: {len(filled)} of {len(trend.points)} days have a figure, from {low} to {high}."


def _short(day: date) -> str:
    return date_format(day, "M j")


def test_rates(events: Sequence[BuildEvent]) -> SafeString:
    """Draw the pass rates of a project's test runs over time; of fewer than two there is no picture."""
    if len(events) < 2:  # noqa: PLR2004 -- one dot shows nothing
        return SafeString("")
    rates = [(timezone.localtime(one.occurred_at), float(one.test_pass_rate or 0)) for one in events]
    spots = [Spot(at.timestamp(), rate, f"{date_format(at, 'M j, H:i')}: {figure(rate)} %") for at, rate in rates]
    axis = Axis(spots[0].at, spots[-1].at, [(at.timestamp(), _short(at)) for at, _ in (rates[0], rates[-1])])
    said = f"{len(spots)} runs, the first {figure(spots[0].value)} %, the last {figure(spots[-1].value)} %."
    return line_with_gaps(
        name="tests", title="Tests that passed, in percent", said=said, runs=[spots], axis=axis, low=0, high=100
    )
