"""The ticket board and its tick."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from apps.core.markdown import render as markdown
from apps.tenancy.decorators import needs
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest
from apps.tickets import operations, queries
from apps.tickets.choices import MOVES, TicketStatus
from apps.tickets.models import TicketInstance, TicketPack

BACKLOG = "backlog"
VERSION = re.compile(r"[0-9]{1,9}")


@dataclass
class Filters:
    """What the board is narrowed to, and what it could be."""

    q: str
    sprint: str
    status: str
    assignee: str
    sprint_choices: list[tuple[str, str]]
    assignee_choices: list[str]
    total: int
    shown: int = 0
    status_choices = TicketStatus.choices

    @property
    def is_active(self) -> bool:
        """Whether anything narrows the board."""
        return any((self.q, self.sprint, self.status, self.assignee))


@require_safe
@needs(Right.VIEW)
def board(request: FirmRequest) -> HttpResponse:
    """Show one pack's tickets by sprint."""
    packs = list(queries.packs())
    pack = _chosen(packs, request.GET.get("pack"))
    context: dict[str, Any] = {"packs": packs, "pack": None}
    if pack is not None:
        filters = _filters(request, pack)
        tickets = list(_narrowed(pack, filters).with_waiting().in_board_order())
        filters.shown = len(tickets)
        context |= {
            "pack": queries.PackProgress.of(pack),
            "sprints": queries.board(pack, tickets),
            "filters": filters,
        }
    return render(request, "tickets/board.html", context)


def _chosen(packs: list[TicketPack], key: str | None) -> TicketPack | None:
    if key:
        return next((pack for pack in packs if pack.key == key), None) or get_object_or_404(TicketPack, key=key)
    return packs[0] if packs else None


def _filters(request: FirmRequest, pack: TicketPack) -> Filters:
    given: dict[str, Any] = {
        name: request.GET.get(name, "").replace("\x00", "").strip() for name in ("q", "sprint", "status", "assignee")
    }
    names = pack.tickets.exclude(assignee="").order_by("assignee").values_list("assignee", flat=True).distinct()
    sprints = [(str(s["sprint_number"]), f"{s['sprint_number']}: {s['name']}") for s in pack.sprint_assignments]
    return Filters(
        **given,
        sprint_choices=[*sprints, (BACKLOG, "Backlog")],
        assignee_choices=list(names),
        total=pack.total_tickets,
    )


def _narrowed(pack: TicketPack, filters: Filters) -> Any:
    tickets = pack.tickets.all()
    if filters.q:
        tickets = tickets.filter(Q(title__icontains=filters.q) | Q(ticket_id__icontains=filters.q))
    if filters.sprint == BACKLOG:
        tickets = tickets.filter(sprint_number__isnull=True)
    elif filters.sprint:
        numbers = {value for value, _ in filters.sprint_choices}
        tickets = tickets.filter(sprint_number=filters.sprint) if filters.sprint in numbers else tickets.none()
    if filters.status:
        tickets = tickets.filter(status=filters.status)
    if filters.assignee:
        tickets = tickets.filter(assignee=filters.assignee)
    return tickets


@require_safe
@needs(Right.VIEW)
def detail(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Show one ticket with its text, dependencies and history."""
    return _detail(request, get_object_or_404(TicketInstance.objects.select_related("ticket_pack"), pk=pk))


def _detail(request: FirmRequest, ticket: TicketInstance, status: int = 200, **refusal: Any) -> HttpResponse:
    context = {
        "ticket": ticket,
        "pack": queries.PackProgress.of(ticket.ticket_pack),
        "description_html": markdown(ticket.description, heading_offset=2) if ticket.description else "",
        "dependencies": TicketInstance.objects.filter(unlocks__ticket_instance=ticket).in_board_order(),
        "dependents": TicketInstance.objects.filter(dependencies__depends_on=ticket).in_board_order(),
        "events": queries.ticket_history(ticket),
        **refusal,
    }
    return render(request, "tickets/detail.html", context, status=status)


@require_POST
@needs(Right.TICK)
def move(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Move one ticket; answer with its row and the pack's totals, or go back to the page without htmx."""
    version = request.POST.get("version", "")
    now = timezone.now()
    try:
        ticket = operations.move_ticket(
            ticket_id=pk,
            **_asked(request, pk),
            version=int(version) if VERSION.fullmatch(version) else None,
            at=now,
        )
    except TicketInstance.DoesNotExist:
        raise Http404("no such ticket") from None
    except operations.TicketChanged as refused:
        return _refused(request, refused.ticket, conflict=_last_change(refused.ticket))
    except (operations.TicketError, ValidationError) as refused:
        said = " ".join(getattr(refused, "messages", [str(refused)]))
        return _refused(request, get_object_or_404(TicketInstance, pk=pk), error=said)
    if not request.htmx:
        said = f"Saved {date_format(timezone.localtime(now), 'TIME_FORMAT')}: {ticket.ticket_id} is"
        messages.success(request, f"{said} {ticket.get_status_display().lower()}.")
        return redirect(_back(request, ticket))
    return _row(request, ticket, saved_at=now, undo=ticket.moved_from if _can_go_back(ticket) else "")


def _asked(request: FirmRequest, pk: UUID) -> dict[str, str]:
    """The state asked for and the reason; going back to blocked takes the reason that was there."""
    if before := request.POST.get("undo", ""):
        return {"to": before, "reason": queries.last_reason(pk) if before == TicketStatus.BLOCKED else ""}
    return {"to": request.POST.get("status", ""), "reason": request.POST.get("reason", "")}


def _can_go_back(ticket: TicketInstance) -> bool:
    return ticket.moved_from in MOVES[ticket.status]


def _refused(request: FirmRequest, ticket: TicketInstance, **refusal: Any) -> HttpResponse:
    if request.htmx:
        return _row(request, ticket, status=409 if "conflict" in refusal else 422, **refusal)
    return _detail(request, ticket, status=409 if "conflict" in refusal else 422, **refusal)


def _row(request: FirmRequest, ticket: TicketInstance, status: int = 200, **context: Any) -> HttpResponse:
    row = TicketInstance.objects.with_waiting().select_related("ticket_pack").defer("ticket_pack__source_markdown")
    ticket = row.get(pk=ticket.pk)
    pack = queries.PackProgress.of(ticket.ticket_pack)
    return render(request, "tickets/_moved.html", {"ticket": ticket, "pack": pack, **context}, status=status)


def _last_change(ticket: TicketInstance) -> dict[str, Any]:
    when, who = queries.last_change(ticket)
    return {"who": who or "Somebody", "status": ticket.get_status_display(), "at": when}


def _back(request: FirmRequest, ticket: TicketInstance) -> str:
    to = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(to, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return f"{to}#t{ticket.pk}"
    return reverse("tickets:detail", args=[ticket.pk])
