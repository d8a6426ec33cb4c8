"""Figures below and above zero, one under the other, to the left and the right of one line."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.core.charts.marks import hint, joined, picture, rule, text
from apps.core.charts.scales import Scale, figure

WIDTH, LABEL, RIGHT = 360, 112, 8
ROW, BAR = 28, 14


def around_zero(*, name: str, title: str, rows: Sequence[tuple[str, float]], most: float = 1) -> SafeString:
    """Draw rows of (label, figure) on a scale from ``-most`` to ``most``; each figure stands opposite its bar."""
    scale = Scale(-most, most, LABEL, WIDTH - RIGHT)
    pieces = []
    for place, (label, value) in enumerate(rows):
        top = place * ROW + (ROW - BAR) / 2
        start, end = sorted((scale(0), scale(value)))
        signed = f"+{figure(value)}" if value > 0 else figure(value)
        side, gap = ("start", 6) if value <= 0 else ("end", -6)
        pieces += [
            text(LABEL - 8, top + BAR - 3, label, anchor="end", kind="quiet"),
            format_html(
                '<rect class="{}" x="{}" y="{}" width="{}" height="{}">{}</rect>',
                "below" if value < 0 else "after", start, top, round(end - start, 2), BAR, hint(f"{label}: {signed}"),
            ),
            text(scale(0) + gap, top + BAR - 3, signed, anchor=side, kind="value"),
        ]  # fmt: skip
    height = len(rows) * ROW
    pieces.append(rule(scale(0), 2, scale(0), height - 2, kind="axis"))
    description = "; ".join(f"{label} {figure(value)}" for label, value in rows) + "."
    return picture(width=WIDTH, height=height, title=title, description=description, name=name, body=joined(pieces))
