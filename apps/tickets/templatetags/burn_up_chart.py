"""The burn-up as a picture: what was done over time, what counted, and the band in which the rest will be done."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from apps.tickets.burn_up import BurnUp
from apps.tickets.forecast import HORIZON

register = template.Library()

LEFT, TOP, WIDTH, HEIGHT = 40, 26, 430, 230  # of the plot, in units of the picture
LINES = 4
EDGE = 40  # closer to an edge a label in the middle of its day would leave the picture


class Scale(NamedTuple):
    """Where a day and a count lie in the picture."""

    first: date
    last: date
    most: int

    def x(self, day: date) -> float:
        """Return the day's place from the left."""
        return round(LEFT + WIDTH * (day - self.first).days / max((self.last - self.first).days, 1), 1)

    def y(self, count: int) -> float:
        """Return the count's place from the top."""
        return round(TOP + HEIGHT * (1 - count / self.most), 1)

    def point(self, day: date, count: int) -> str:
        """Return both, as SVG writes a point."""
        return f"{self.x(day)},{self.y(count)}"


@register.simple_tag
def burn_up_chart(burn: BurnUp) -> SafeString:
    """Draw the burn-up, named and described for those who do not see it; the page has its figures as a table."""
    scale = _scale(burn)
    summary = f"{burn.done} of {burn.scope} tickets were done on {date_format(burn.today)}."
    return format_html(
        '<svg class="burn" viewBox="0 0 480 290" role="img" aria-labelledby="burn-title burn-desc">'
        '<title id="burn-title">Tickets done over time</title><desc id="burn-desc">{}{}</desc>{}{}'
        '<polyline class="scope" points="{}"/><polyline class="done-line" points="{}"/>{}</svg>',
        summary,
        _in_words(burn),
        _grid(scale, burn),
        _band(scale, burn),
        _steps(scale, [(day.on, day.scope) for day in burn.days], burn.today),
        _steps(scale, [(day.on, day.done) for day in burn.days], burn.today),
        format_html('<circle class="now" cx="{}" cy="{}" r="4"/>', scale.x(burn.today), scale.y(burn.done)),
    )


def _scale(burn: BurnUp) -> Scale:
    first = burn.days[0].on
    last = max(burn.today, first + timedelta(days=7))
    if burn.forecast:
        last = burn.forecast.late or burn.forecast.early or burn.today + (burn.today - first)
    return Scale(first, last, max(1, *(day.scope for day in burn.days)))


def _in_words(burn: BurnUp) -> str:
    if burn.forecast is None or burn.forecast.early is None:
        return ""
    late = date_format(burn.forecast.late) if burn.forecast.late else f"more than {HORIZON} weeks away"
    return f" The forecast reaches all of them between {date_format(burn.forecast.early)} and {late}."


def _steps(scale: Scale, known: list[tuple[date, int]], today: date) -> str:
    """A count holds until the day it changes."""
    points = [scale.point(*known[0])]
    for (_, before), (day, count) in pairwise(known):
        points += [scale.point(day, before), scale.point(day, count)]
    return " ".join([*points, scale.point(today, known[-1][1])])


def _band(scale: Scale, burn: BurnUp) -> SafeString:
    told = burn.forecast
    if told is None or told.early is None:
        return SafeString()
    late = told.late or scale.last
    now, top = scale.point(burn.today, burn.done), burn.scope
    middle = ""
    if told.middle:
        middle = format_html('<polyline class="middle" points="{} {}"/>', now, scale.point(told.middle, top))
    return format_html(
        '<polygon class="band" points="{} {} {}"/>{}<polyline class="scope ahead" points="{} {}"/>',
        now,
        scale.point(told.early, top),
        scale.point(late, top),
        middle,
        scale.point(burn.today, top),
        scale.point(late, top),
    )


def _grid(scale: Scale, burn: BurnUp) -> SafeString:
    step = max(1, -(-scale.most // LINES))
    counts = sorted({*range(0, scale.most, step), scale.most})
    lines = format_html_join(
        "",
        '<line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"/><text class="count" x="{}" y="{}">{}</text>',
        (
            (LEFT, LEFT + WIDTH, scale.y(c), scale.y(c), LEFT - 8, scale.y(c) + 4, c)
            for c in counts
            if c in {0, scale.most} or scale.y(c) - scale.y(scale.most) > 18  # noqa: PLR2004 -- a line of text
        ),
    )
    x = scale.x(burn.today)
    side = "start" if x < LEFT + EDGE else "end" if x > LEFT + WIDTH - EDGE else "middle"
    texts = format_html_join(
        "",
        '<text class="{}" x="{}" y="{}">{}</text>',
        (
            ("start", LEFT, TOP + HEIGHT + 22, date_format(scale.first)),
            (side, x, TOP - 10, "Today"),
            ("end", LEFT + WIDTH, TOP + HEIGHT + 22, date_format(scale.last)),
        ),
    )
    rule = format_html('<line class="today-rule" x1="{}" x2="{}" y1="{}" y2="{}"/>', x, x, TOP, TOP + HEIGHT)
    return lines + rule + texts
