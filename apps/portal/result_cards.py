"""The results of each metric as its card shows them: bars, the line over the days, the figures in a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from apps.core.charts.bars import before_and_after
from apps.core.charts.lines import Level, Reading, Tick, line_over_days
from apps.metrics.choices import MILESTONES, SnapshotLabel, Unit
from apps.metrics.queries import MetricResult, Point, Results, SnapshotLine
from apps.tickets.choices import TicketStatus
from apps.tickets.models import TicketInstance

DoneByDay = dict[date, int]


@dataclass(frozen=True)
class Row:
    """One reading in the table below a line, and how many tickets were done since the one before."""

    point: Point
    done: int | None


@dataclass(frozen=True)
class Card:
    """A metric with its pictures; ``bars`` is empty until it was measured twice."""

    result: MetricResult
    sentence: str
    bars: SafeString
    line: SafeString
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Week:
    """A week from Monday to Sunday and how many tickets were done in it."""

    first: date
    last: date
    count: int


@dataclass(frozen=True)
class Milestone:
    """A milestone of the plan: when it is due, and its snapshot once it was measured."""

    label: str
    name: str
    due: date
    is_late: bool
    snapshot: SnapshotLine | None


def done_by_day(*, since: datetime) -> DoneByDay:
    """Return how many of the tickets that are done were done on each day from that one's beginning on."""
    start = timezone.localtime(since).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = (
        TicketInstance.objects.filter(status=TicketStatus.DONE, completed_at__gte=start)
        .annotate(day=TruncDate("completed_at"))
        .values_list("day")
        .annotate(Count("id"))
        .order_by("day")
    )
    return dict(rows)


def weeks(done: DoneByDay) -> list[Week]:
    """Return the weeks in which tickets were done, oldest first."""
    counts: dict[date, int] = {}
    for day, count in done.items():
        monday = day - timedelta(days=day.weekday())
        counts[monday] = counts.get(monday, 0) + count
    return [Week(monday, monday + timedelta(days=6), count) for monday, count in sorted(counts.items())]


def milestones(snapshots: Sequence[SnapshotLine], *, today: date) -> list[Milestone]:
    """Return the plan's milestones by the day each is due, counted from the baseline."""
    by_label = {one.label: one for one in snapshots}
    start = timezone.localdate(by_label[SnapshotLabel.BASELINE].at)
    return [
        Milestone(
            label,
            SnapshotLabel(label).label,
            due := start + timedelta(days=days),
            due < today and label not in by_label,
            by_label.get(label),
        )
        for label, days in MILESTONES.items()
    ]


def cards(found: Results, done: DoneByDay, *, start: date) -> list[Card]:
    """Return a card for each metric that was measured; ``start`` is the baseline's day."""
    ticks = [
        Tick((day - start).days, count, f"{date_format(day)}: {count} {'ticket' if count == 1 else 'tickets'} done")
        for day, count in done.items()
    ]
    return [_card(one, found, done, ticks) for one in found.metrics if one.points]


def _card(one: MetricResult, found: Results, done: DoneByDay, ticks: list[Tick]) -> Card:
    readings = [
        Reading(point.day, float(point.value), f"{point.name}, {_day(point.at)}: {point.text}") for point in one.points
    ]
    name, label = one.metric.key.replace("_", "-"), one.metric.label
    return Card(
        result=one,
        sentence=_sentence(one),
        bars=_bars(one, found, name),
        line=line_over_days(
            name=f"line-{name}",
            title=f"{label} over the days",
            readings=readings,
            ticks=ticks,
            promised=_promised(one),
        ),
        rows=tuple(_rows(one.points, done)),
    )


def _bars(one: MetricResult, found: Results, name: str) -> SafeString:
    """Draw the two readings that the outcome compares, where both were taken."""
    changed = found.computed.changes if found.computed else ()
    change = next((change for change in changed if change.metric.key == one.metric.key), None)
    if change is None or change.before is None or change.after is None:
        return SafeString("")
    return before_and_after(
        name=f"bars-{name}",
        title=f"{one.metric.label}, before and after",
        values=(float(change.before), float(change.after)),
        texts=(one.before, one.after),
        labels=("Before", "Now"),
    )


def _promised(one: MetricResult) -> Level | None:
    """Return the level that the promised change leads to from the first reading."""
    if one.part is None or one.part.change.before is None:
        return None
    value: Decimal = one.part.change.before + one.part.projected
    return Level(float(value), f"Promised: a change of {one.promised}")


def _sentence(one: MetricResult) -> str:
    """Say the change in plain words; only what two readings tell."""
    label = one.metric.label
    if one.direction == "unknown":
        return f"{label} was measured once, so there is nothing to compare yet."
    if one.direction == "same":
        return f"{label} is what it was: {one.after}."
    way = "fell" if one.change.startswith("\N{MINUS SIGN}") else "rose"
    how = relative(one) or one.verdict
    return f"{label} {way} from {one.before} to {one.after}: {how}."


def relative(one: MetricResult) -> str:
    """Say how much better in percent; a score, which may be below zero, has no such share."""
    return "" if one.metric.unit == Unit.SCORE or one.direction == "same" else one.change_percent


def _rows(points: Sequence[Point], done: DoneByDay) -> list[Row]:
    days = [timezone.localdate(point.at) for point in points]
    counts = [sum(n for on, n in done.items() if first < on <= last) for first, last in pairwise(days)]
    return [Row(point, count) for point, count in zip(points, [None, *counts], strict=False)]


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment))
