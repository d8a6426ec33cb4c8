"""The parts of a whole as one bar."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.core.charts.marks import hint, joined


def share_bar(*, title: str, parts: Sequence[tuple[str, str, int]]) -> SafeString:
    """Draw parts of (kind, label, count) beside one another; kinds are good, bad, mild and rest.

    It is read out as title and counts. Beside it stand the counts, with links to their rows.
    """
    whole = sum(count for _, _, count in parts)
    start, pieces = 0.0, []
    for kind, label, count in parts:
        width = 100 * count / whole if whole else 0
        if count:
            pieces.append(
                format_html(
                    '<rect class="{}" x="{}%" y="0" width="{}%" height="100%">{}</rect>',
                    kind,
                    round(start, 3),
                    round(width, 3),
                    hint(f"{label}: {count}"),
                )
            )
        start += width
    said = ", ".join(f"{count} {label.lower()}" for _, label, count in parts)
    return format_html(
        '<svg class="shares" role="img" aria-label="{}: {}" focusable="false">{}</svg>', title, said, joined(pieces)
    )
