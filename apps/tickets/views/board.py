"""The ticket board."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from apps.tenancy.decorators import needs
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest
from apps.tickets import queries
from apps.tickets.board import MINE, OPEN, READY, Asked
from apps.tickets.board import board as board_of
from apps.tickets.choices import TicketStatus
from apps.tickets.models import TicketPack

NARROWED_BY = ("q", "sprint", "section", "status", "assignee")
SHORTCUTS = (
    ("Mine", "assignee", MINE),
    ("Open", "status", OPEN),
    ("Ready to start", "status", READY),
    ("Blocked", "status", TicketStatus.BLOCKED.value),
)


@require_safe
@needs(Right.VIEW)
def board(request: FirmRequest) -> HttpResponse:
    """Show one pack's tickets by sprint or by section."""
    packs = list(queries.packs())
    pack = chosen(packs, request.GET.get("pack"))
    context: dict[str, Any] = {"packs": packs, "pack": None}
    if pack is not None:
        asked = _asked(request.GET)
        context |= {
            "pack": queries.PackProgress.of(pack),
            "total": pack.total_tickets,
            "board": board_of(pack, asked, name=request.caller.name),
            "asked": asked,
            "shortcuts": [
                {
                    "label": label,
                    "is_on": getattr(asked, name) == value,
                    "url": _with(request.GET, name, "" if getattr(asked, name) == value else value),
                }
                for label, name, value in SHORTCUTS
            ],
            "by_sprint": _with(request.GET, "by", ""),
            "by_section": _with(request.GET, "by", "section"),
        }
    return render(request, "tickets/board.html", context)


def chosen(packs: list[TicketPack], key: str | None) -> TicketPack | None:
    """Return the pack of that key, the firm's first where none is asked for, None where there is none.

    Raises Http404 for a key that no pack has.
    """
    if key:
        return next((pack for pack in packs if pack.key == key), None) or get_object_or_404(TicketPack, key=key)
    return packs[0] if packs else None


def _asked(given: QueryDict) -> Asked:
    values = {name: given.get(name, "").replace("\x00", "").strip() for name in NARROWED_BY}
    return Asked(**values, by="section" if given.get("by") == "section" else "sprint")


def _with(given: QueryDict, name: str, value: str) -> str:
    """Return the page's own query with one value changed, and left out where it is empty."""
    changed = given.copy()
    changed.pop(name, None)
    if value:
        changed[name] = value
    return f"?{changed.urlencode()}"
