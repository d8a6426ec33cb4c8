"""The pieces that charts are drawn with. Looks come from classes alone: the pages allow no inline style."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

NOTHING = SafeString("")


def joined(pieces: Iterable[SafeString]) -> SafeString:
    """Return the pieces one after the other."""
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def picture(
    *, width: float, height: float, title: str, description: str, name: str, body: SafeString, kind: str = ""
) -> SafeString:
    """Return a picture that is read out as title and description; ``name`` is unique on its page."""
    return format_html(
        '<svg class="chart{}" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-t {}-d" focusable="false">'
        '<title id="{}-t">{}</title><desc id="{}-d">{}</desc>{}</svg>',
        f" {kind}" if kind else "", width, height, name, name, name, title, name, description, body,
    )  # fmt: skip


def hatch(name: str) -> SafeString:
    """Return the pattern of what is past: stripes, which also tell the bars apart without color."""
    return format_html(
        '<defs><pattern id="{}-h" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect class="hatch-ground" width="5" height="5"/><path class="hatch-line" d="M0 0V5"/></pattern></defs>',
        name,
    )


def text(x: float, y: float, words: str, *, anchor: str = "start", kind: str = "") -> SafeString:
    """Return words that end, begin or are centered at a place."""
    return format_html('<text x="{}" y="{}" text-anchor="{}"{}>{}</text>', x, y, anchor, _class(kind), words)


def rule(x1: float, y1: float, x2: float, y2: float, *, kind: str, says: str = "") -> SafeString:
    """Return a line; ``says`` is shown over it."""
    return format_html('<line x1="{}" y1="{}" x2="{}" y2="{}"{}>{}</line>', x1, y1, x2, y2, _class(kind), hint(says))


def hint(words: str) -> SafeString:
    """Return what a browser shows when a pointer rests on the mark around it."""
    return format_html("<title>{}</title>", words) if words else NOTHING


def path(points: Iterable[tuple[float, float]], *, kind: str) -> SafeString:
    """Return a line through the places, in their order."""
    return format_html('<path d="{}"{}/>', mark_safe("M" + "L".join(f"{x} {y}" for x, y in points)), _class(kind))  # noqa: S308 -- numbers only


def _class(kind: str) -> SafeString:
    return format_html(' class="{}"', kind) if kind else NOTHING
