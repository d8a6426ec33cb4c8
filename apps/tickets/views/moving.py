"""The tick, and the other moves of a ticket."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from apps.tenancy.decorators import needs
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest
from apps.tickets import operations, queries
from apps.tickets.models import TicketInstance
from apps.tickets.querysets import CLOSED
from apps.tickets.templatetags.ticket_rows import fit
from apps.tickets.views.conflicts import in_short
from apps.tickets.views.ticket import show
from apps.tickets.views.versions import version

CODES_SHOWN = 3


@require_POST
@needs(Right.TICK)
def move(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Move, take or undo; answer with the row and the pack's totals, or go back to the page without htmx."""
    now = timezone.now()
    seen = version(request)
    try:
        ticket = _act(request, pk, seen, now)
    except TicketInstance.DoesNotExist:
        raise Http404("no such ticket") from None
    except operations.TicketChanged as refused:
        return _conflict(request, refused.ticket, seen or 0)
    except (operations.TicketError, ValidationError) as refused:
        said = " ".join(getattr(refused, "messages", [str(refused)]))
        return _refused(request, get_object_or_404(TicketInstance, pk=pk), said)
    moved = bool(ticket.moved_from) and ticket.moved_from != ticket.status
    freed = queries.unlocked_by(ticket) if moved and ticket.status in CLOSED else []
    can_undo = moved and "undo" not in request.POST
    if request.htmx:
        said = f"{'Taken back' if 'undo' in request.POST else 'Saved'} {clock(now)}{_unlocked(freed)}"
        return _row(request, ticket, said=said, undo=can_undo)
    messages.success(request, _said(request, ticket, now, freed, can_undo=can_undo))
    return redirect(_back(request, ticket))


def _act(request: FirmRequest, pk: UUID, seen: int | None, now: datetime) -> TicketInstance:
    post = request.POST
    if "undo" in post:
        return operations.undo_move(ticket_id=pk, version=seen)
    if "take" in post:
        return operations.edit_ticket(ticket_id=pk, changes={"assignee": request.caller.name}, version=seen)
    to, reason = post.get("status", ""), post.get("reason", "")
    return operations.move_ticket(ticket_id=pk, to=to, reason=reason, version=seen, at=now)


def clock(at: datetime) -> str:
    """Return the time of day where the firm is."""
    return date_format(timezone.localtime(at), "TIME_FORMAT")


def _unlocked(codes: Sequence[str]) -> str:
    """Say which tickets can be started now, in few bytes."""
    shown = ", ".join(fit(code, 50) for code in codes[:CODES_SHOWN])
    more = f" and {len(codes) - CODES_SHOWN} more" if len(codes) > CODES_SHOWN else ""
    return f". Unlocked: {shown}{more}" if codes else ""


def _said(
    request: FirmRequest, ticket: TicketInstance, now: datetime, freed: Sequence[str], *, can_undo: bool
) -> SafeString:
    """What a page says after the move, with a way back that needs no script."""
    what = f"{ticket.ticket_id} is {ticket.get_status_display().lower()}"
    if "take" in request.POST:
        what = f"{ticket.ticket_id} is yours"
    said = f"Saved {clock(now)}: {what}{_unlocked(freed)}."
    if not can_undo:
        return format_html("{}", said)
    return format_html(
        '{} <form class="undo" method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="version" value="{}"><input type="hidden" name="next" value="{}">'
        '<button class="link" name="undo" value="1">Undo</button></form>',
        said,
        reverse("tickets:move", args=[ticket.pk]),
        get_token(request),
        ticket.row_version,
        request.POST.get("next", ""),
    )


def _conflict(request: FirmRequest, ticket: TicketInstance, seen: int) -> HttpResponse:
    changes = queries.changes_since(ticket, seen)
    if request.htmx:
        return _row(request, ticket, status=409, refusal=in_short(ticket, changes))
    return show(request, ticket, status=409, conflict=changes, typed=_typed(request))


def _refused(request: FirmRequest, ticket: TicketInstance, said: str) -> HttpResponse:
    if request.htmx:
        return _row(request, ticket, status=422, refusal=said)
    return show(request, ticket, status=422, error=said, typed=_typed(request))


def _typed(request: FirmRequest) -> dict[str, str]:
    """What is worth keeping of a refused form."""
    return {"reason": request.POST.get("reason", "")}


def _row(request: FirmRequest, ticket: TicketInstance, status: int = 200, **context: Any) -> HttpResponse:
    rows = TicketInstance.objects.with_waiting().select_related("ticket_pack")
    row = rows.defer("description", "notes", "ticket_pack__source_markdown").get(pk=ticket.pk)
    pack = queries.PackProgress.of(row.ticket_pack)
    return render(request, "tickets/_moved.html", {"ticket": row, "pack": pack, **context}, status=status)


def _back(request: FirmRequest, ticket: TicketInstance) -> str:
    to = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(to, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return f"{to}#t{ticket.pk}"
    return reverse("tickets:detail", args=[ticket.pk])
