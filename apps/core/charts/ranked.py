"""Figures one below the other, as bars from zero on one scale."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.core.charts.marks import hint, joined, picture, text

WIDTH, LABEL, RIGHT = 440, 165, 70
ROW, BAR = 28, 16
LONGEST = 20  # letters of a label that fit beside its bar


def ranked_bars(
    *, name: str, title: str, rows: Sequence[tuple[str, float, str]], most: float | None = None
) -> SafeString:
    """Draw rows of (label, figure, figure as people read it); figures are zero or more.

    The longest bar is the greatest figure, or ``most`` where the whole is known, as of percentages.
    """
    most = most or max((value for _, value, _ in rows), default=0) or 1
    pieces = []
    for place, (label, value, said) in enumerate(rows):
        top = place * ROW + (ROW - BAR) / 2
        length = round((WIDTH - LABEL - RIGHT) * value / most, 2)
        short = label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…"
        box = format_html(
            '<rect class="after" x="{}" y="{}" width="{}" height="{}">{}</rect>',
            LABEL, top, length, BAR, hint(f"{label}: {said}"),
        )  # fmt: skip
        pieces += [
            text(LABEL - 8, top + BAR - 4, short, anchor="end", kind="quiet"),
            box,
            text(LABEL + length + 6, top + BAR - 4, said, kind="value"),
        ]
    description = "; ".join(f"{label} {said}" for label, _, said in rows) + "."
    return picture(
        width=WIDTH, height=len(rows) * ROW, title=title, description=description, name=name, body=joined(pieces)
    )
