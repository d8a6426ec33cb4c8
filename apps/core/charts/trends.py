"""A figure over days that may have gaps: what nobody measured is neither drawn nor guessed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.core.charts.marks import NOTHING, hint, joined, path, picture, rule, text
from apps.core.charts.scales import Scale, figure, steps

WIDTH, HEIGHT = 360, 160
LEFT, RIGHT, TOP, FLOOR = 40, 12, 10, 128
FEWEST_COUNTED = 4  # an axis of counts has whole numbers on it


class Spot(NamedTuple):
    """A figure at a place of the axis; ``says`` is shown over it."""

    at: float
    value: float
    says: str


class Axis(NamedTuple):
    """From where to where the places go, and which of them are named."""

    first: float
    last: float
    names: Sequence[tuple[float, str]]


def line_with_gaps(
    *, name: str, title: str, said: str, runs: Sequence[Sequence[Spot]], axis: Axis, low: float, high: float
) -> SafeString:
    """Draw each run of spots as a line of its own, so that there is none over a gap; it is read out as ``said``."""
    marks = steps(low, high)
    across, up = _scales(axis, marks)
    count = sum(len(run) for run in runs)
    radius = 4 if count <= 10 else 3 if count <= 40 else 2.25  # noqa: PLR2004 -- as they fit side by side
    lines = [path([(across(s.at), up(s.value)) for s in run], kind="line") for run in runs if len(run) > 1]
    dots = [
        format_html(
            '<circle class="dot" cx="{}" cy="{}" r="{}">{}</circle>', across(s.at), up(s.value), radius, hint(s.says)
        )
        for run in runs
        for s in run
    ]
    return _framed(name, title, said, marks, axis, (across, up), [*lines, *dots])


def columns_of_counts(*, name: str, title: str, said: str, spots: Sequence[Spot], axis: Axis) -> SafeString:
    """Draw a count for each place; none is none."""
    marks = steps(0, max([FEWEST_COUNTED, *(spot.value for spot in spots)]))
    across, up = _scales(axis, marks)
    wide = round(min(24.0, 0.7 * (WIDTH - LEFT - RIGHT) / max(1, len(spots))), 2)
    boxes = [
        format_html(
            '<rect class="count" x="{}" y="{}" width="{}" height="{}">{}</rect>',
            round(across(s.at) - wide / 2, 2), up(s.value), wide, round(FLOOR - up(s.value), 2), hint(s.says),
        ) if s.value else NOTHING
        for s in spots
    ]  # fmt: skip
    return _framed(name, title, said, marks, axis, (across, up), boxes)


def _scales(axis: Axis, marks: Sequence[float]) -> tuple[Scale, Scale]:
    inset = 6  # the first and the last mark stay whole
    across = Scale(axis.first, axis.last, LEFT + inset, WIDTH - RIGHT - inset)
    return across, Scale(marks[0], marks[-1], FLOOR, TOP)


def _framed(
    name: str,
    title: str,
    said: str,
    marks: Sequence[float],
    axis: Axis,
    scales: tuple[Scale, Scale],
    drawn: Sequence[SafeString],
) -> SafeString:
    across, up = scales
    levels = [
        joined([
            rule(LEFT, up(mark), WIDTH - RIGHT, up(mark), kind="axis" if mark in {0, marks[0]} else "grid"),
            text(LEFT - 6, up(mark) + 4, figure(mark), anchor="end", kind="quiet"),
        ])
        for mark in marks
    ]  # fmt: skip
    anchors = {axis.first: "start", axis.last: "end"} if axis.first != axis.last else {}
    names = [
        text(across(at), HEIGHT - 10, word, anchor=anchors.get(at, "middle"), kind="quiet") for at, word in axis.names
    ]
    return picture(
        width=WIDTH, height=HEIGHT, title=title, description=said, name=name, kind="trend",
        body=joined([*levels, *names, *drawn]),
    )  # fmt: skip
