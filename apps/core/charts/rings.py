from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

RADIUS = 15.5


def progress_ring(done: int, countable: int, *, label: str) -> SafeString:
    """Draw "done of countable" as a ring named ``label``; nothing to count is an empty ring, all of it a full one."""
    share = min(done, countable) * 100 // countable if countable else 0
    arc = format_html(
        '<circle class="ring-done" cx="18" cy="18" r="{}" pathLength="100" stroke-dasharray="{} 100"/>', RADIUS, share
    )
    return format_html(
        '<svg class="ring" viewBox="0 0 36 36" role="img" aria-label="{}" focusable="false">'
        '<circle class="ring-all" cx="18" cy="18" r="{}"/>{}'
        '<text x="18" y="18" text-anchor="middle" dominant-baseline="central">{}</text></svg>',
        f"{label}: {done} of {countable} done" if countable else f"{label}: no tickets",
        RADIUS,
        arc if share else "",
        f"{share}%" if countable else "–",
    )
