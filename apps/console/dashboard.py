"""The staff's first page: how far each firm is, and what needs somebody now, with the rule behind every figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.console import queries
from apps.console.grid import Row, grid_of
from apps.console.queries import Attention, Cell
from apps.tenancy.models import Tenant

ROWS = 5
ALL_ROWS = 500  # of a tile's own page


@dataclass(frozen=True)
class Tile:
    """What needs somebody: a figure with its rule, its course, its first rows and where all of them are."""

    key: str
    title: str
    rule: str
    empty: str
    link: str
    link_text: str
    days_say: str
    found: Attention


def today(request: Any) -> dict[str, Any]:
    """Return what the first page shows, in the firm of the address or over all of them."""
    at = timezone.localtime()
    over_all = request.caller is None
    cells = queries.counts_by_firm() if over_all else queries.counts_by_pack()
    rows = _firm_rows() if over_all else _pack_rows(request.caller.slug)
    totals = _totals(cells)
    days = queries.ticks_by_day(at=at)
    return {
        "over_all": over_all,
        "at": at,
        "has_firms": bool(rows) or not over_all,
        "grid": grid_of(rows, cells, of="Firm" if over_all else "Pack"),
        "totals": totals,
        "tiles": [make(at=at) for make in _makers(totals.blocked)],
        "invitations": queries.open_invitations(ROWS, at=at),
        "days": days,
        "ticks": sum(day.ticks for day in days),
        "recent": queries.recent_changes(10),
        "may_make_firms": over_all and request.user.is_superuser,
    }


def _totals(cells: queries.Cells) -> Cell:
    return Cell.of(cell for sections in cells.values() for cell in sections.values())


def _firm_rows() -> list[Row]:
    firms = Tenant.objects.order_by("name").values_list("pk", "name", "slug")
    return [Row(pk, name, f"/f/{slug}/admin/", f"/f/{slug}/admin/tickets/ticketinstance/?") for pk, name, slug in firms]


def _pack_rows(slug: str) -> list[Row]:
    admin = f"/f/{slug}/admin/tickets"
    return [
        Row(pk, title, f"{admin}/ticketpack/{pk}/change/", f"{admin}/ticketinstance/?pack={pk}&amp;")
        for pk, title in queries.pack_titles()
    ]


def _makers(blocked: int, *, limit: int = ROWS) -> list[Callable[..., Tile]]:
    return [
        partial(_blocked, limit=limit, count=blocked),
        partial(_late, limit=limit),
        partial(_quiet, limit=limit),
        partial(_mails, limit=limit),
    ]


def _blocked(*, at: datetime, limit: int, count: int) -> Tile:
    return Tile(
        "blocked",
        "Blocked tickets",
        "Tickets whose state is Blocked. Those that nobody has touched for longest come first.",
        "No ticket is marked blocked. Whoever cannot go on marks a ticket blocked and says why; it appears here.",
        f"{reverse('admin:tickets_ticketinstance_changelist')}?status__exact=blocked",
        "All blocked tickets",
        "by the day of their last change",
        queries.blocked(limit, count=count, at=at),
    )


def _late(*, at: datetime, limit: int) -> Tile:
    return Tile(
        "late",
        "Late tickets",
        "Tickets neither done nor skipped in a sprint whose planned end has passed, by the firm's calendar.",
        "No sprint with open tickets is past its planned end. Sprints without a planned end are never late.",
        reverse("admin:today_rows", args=["late"]),
        "All late sprints",
        "by the day they became late",
        queries.late(limit, at=at),
    )


def _quiet(*, at: datetime, limit: int) -> Tile:
    return Tile(
        "quiet",
        "Packs without a tick",
        "Open packs, made more than two weeks ago, in which no ticket was ticked in the last two weeks.",
        "Every open pack that is older than two weeks was ticked in the last two weeks.",
        f"{reverse('admin:tickets_ticketpack_changelist')}?quiet=yes",
        "All quiet packs",
        "by the day their two weeks were up",
        queries.quiet(limit, at=at),
    )


def _mails(*, at: datetime, limit: int) -> Tile:
    return Tile(
        "mails",
        "Failed mails",
        "Mails that were given up after several tries, or that the receiving server refused.",
        "Every approved mail was sent, or is still being tried.",
        reverse("admin:today_rows", args=["mails"]),
        "All failed mails",
        "by the day they were given up",
        queries.failed_mails(limit, at=at),
    )


@require_safe
def rows_page(request: Any, key: str, context: dict[str, Any]) -> HttpResponse:
    """Show all rows behind a figure that no list of records has, and its rule."""
    at = timezone.localtime()
    makers = {"late": _late, "mails": _mails}
    if key not in makers:
        raise Http404(f"no figure {key}")
    tile = makers[key](at=at, limit=ALL_ROWS)
    shown = {
        **context,
        "title": tile.title,
        "tile": tile,
        "at": at,
        "over_all": request.caller is None,
        "limit": ALL_ROWS if len(tile.found.rows) == ALL_ROWS else 0,
    }
    return TemplateResponse(request, "console/rows.html", shown)
