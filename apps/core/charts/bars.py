"""Before and after, as two bars on one scale that includes zero."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.core.charts.marks import NOTHING, hatch, hint, joined, picture, rule, text
from apps.core.charts.scales import Scale, steps

WIDTH, LEFT, RIGHT = 360, 58, 76
BAR, GAP, TOP = 18, 8, 6


def before_and_after(
    *, name: str, title: str, values: tuple[float, float], texts: tuple[str, str], labels: tuple[str, str]
) -> SafeString:
    """Draw a figure before and after; ``texts`` are the two figures as people read them, ``labels`` name the bars."""
    marks = steps(min(*values, 0), max(*values, 0))
    scale = Scale(marks[0], marks[-1], LEFT, WIDTH - RIGHT)
    height = TOP * 2 + BAR * 2 + GAP
    bars = [
        _bar(scale, value, y=TOP + place * (BAR + GAP), label=labels[place], said=texts[place], hatched=fill)
        for place, (value, fill) in enumerate(zip(values, (name, ""), strict=True))
    ]
    body = joined([hatch(name), *bars, rule(scale(0), 2, scale(0), height - 2, kind="axis")])
    description = f"{labels[0]} {texts[0]}, {labels[1]} {texts[1]}."
    return picture(width=WIDTH, height=height, title=title, description=description, name=name, body=body, kind="bars")


def _bar(scale: Scale, value: float, *, y: float, label: str, said: str, hatched: str) -> SafeString:
    start, end = sorted((scale(0), scale(value)))
    box = format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"{}>{}</rect>',
        "before" if hatched else "after", start, y, round(end - start, 2), BAR,
        format_html(' fill="url(#{}-h)"', hatched) if hatched else NOTHING, hint(f"{label}: {said}"),
    )  # fmt: skip
    middle = y + BAR - 5
    name = text(LEFT - 6, middle, label, anchor="end", kind="quiet")
    return joined([name, box, text(end + 5, middle, said, kind="value")])
