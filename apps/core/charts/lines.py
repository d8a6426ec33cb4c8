"""One figure over the days of a plan, with the tickets done on each day drawn below the line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.core.charts.marks import hint, joined, path, picture, rule, text
from apps.core.charts.scales import Scale, figure, steps

WIDTH, HEIGHT = 360, 190
LEFT, RIGHT, TOP, FLOOR = 44, 14, 12, 146  # where the line is drawn
TICKS_FLOOR, TALLEST = 168, 16  # the tickets done stand on this, below the line
DAYS = (0, 30, 60, 90)


class Reading(NamedTuple):
    """A figure on a day, counted from the first one; ``says`` is shown over its dot."""

    day: int
    value: float
    says: str


class Tick(NamedTuple):
    """How many tickets were done on a day; ``says`` is shown over it."""

    day: int
    count: int
    says: str


class Level(NamedTuple):
    """A figure that was promised, whatever the day."""

    value: float
    says: str


def line_over_days(
    *, name: str, title: str, readings: Sequence[Reading], ticks: Sequence[Tick] = (), promised: Level | None = None
) -> SafeString:
    """Draw the readings as a line over the days, the done tickets below it, and the level promised."""
    days = _days([*readings, *ticks])
    values = [reading.value for reading in [*readings, *([promised] if promised else [])]]
    marks = steps(min([0.0, *values]), max([0.0, *values]))
    across, up = Scale(0, days[-1], LEFT, WIDTH - RIGHT), Scale(marks[0], marks[-1], FLOOR, TOP)
    body = joined([
        joined(_level(mark, up) for mark in marks),
        joined(_day(day, across) for day in days),
        joined(_tick(tick, across, max(t.count for t in ticks)) for tick in ticks),
        _promise(promised, up) if promised else SafeString(""),
        path([(across(r.day), up(r.value)) for r in readings], kind="line") if len(readings) > 1 else SafeString(""),
        joined(_dot(reading, across, up) for reading in readings),
    ])  # fmt: skip
    return picture(
        width=WIDTH, height=HEIGHT, title=title, description=_said(readings, ticks), name=name, body=body, kind="lines"
    )


def _days(marks: Sequence[Reading | Tick]) -> list[int]:
    """Return the days named on the axis: the milestones, and every thirtieth day up to the last mark."""
    last = max([DAYS[-1], *(mark.day for mark in marks)])
    months = -(-last // DAYS[1])
    every = -(-months // 6)  # no more than seven of them fit
    return [DAYS[1] * number for number in range(0, months + every, every)]


def _level(mark: float, up: Scale) -> SafeString:
    y = up(mark)
    return joined([
        rule(LEFT, y, WIDTH - RIGHT, y, kind="axis" if mark == 0 else "grid"),
        text(LEFT - 6, y + 4, figure(mark), anchor="end", kind="quiet"),
    ])  # fmt: skip


def _day(day: int, across: Scale) -> SafeString:
    x = across(day)
    label = text(x, HEIGHT - 6, "Day 0" if day == 0 else str(day), anchor="middle", kind="quiet")
    return joined([rule(x, TICKS_FLOOR, x, TICKS_FLOOR + 4, kind="axis"), label])


def _tick(tick: Tick, across: Scale, most: int) -> SafeString:
    tall = max(3, round(TALLEST * tick.count / most))
    return rule(across(tick.day), TICKS_FLOOR, across(tick.day), TICKS_FLOOR - tall, kind="tick", says=tick.says)


def _promise(promised: Level, up: Scale) -> SafeString:
    y = up(promised.value)
    return joined([
        rule(LEFT, y, WIDTH - RIGHT, y, kind="promise", says=promised.says),
        text(WIDTH - RIGHT, y - 4, "promised", anchor="end", kind="quiet"),
    ])  # fmt: skip


def _dot(reading: Reading, across: Scale, up: Scale) -> SafeString:
    return format_html(
        '<circle class="dot" cx="{}" cy="{}" r="4">{}</circle>', across(reading.day), up(reading.value),
        hint(reading.says),
    )  # fmt: skip


def _said(readings: Sequence[Reading], ticks: Sequence[Tick]) -> str:
    line = "; ".join(reading.says for reading in readings) or "No reading yet"
    done = sum(tick.count for tick in ticks)
    return f"{line}. {done} tickets done on {len(ticks)} days." if ticks else f"{line}."
