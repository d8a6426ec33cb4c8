"""One ticket's page: text, state, assignee, notes, files and history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_POST, require_safe

from apps.core.markdown import render as markdown
from apps.core.timeline import Entry
from apps.tenancy.decorators import needs
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest
from apps.tickets import operations, queries
from apps.tickets.models import TicketInstance
from apps.tickets.models.ticket_evidence import LARGEST
from apps.tickets.operations.evidence import MOST_FILES
from apps.tickets.permissions import may_remove
from apps.tickets.views.conflicts import what_is_new
from apps.tickets.views.versions import version

EDITED = {"assignee": "Assignee", "notes": "Notes"}


@require_safe
@needs(Right.VIEW)
def detail(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Show one ticket with its text, dependencies, files and history."""
    return show(request, get_object_or_404(TicketInstance, pk=pk))


@require_POST
@needs(Right.TICK)
def edit(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Save the ticket's notes or its assignee; what was typed stays on the page where it is refused."""
    changes = {name: request.POST[name].replace("\x00", "").strip() for name in EDITED if name in request.POST}
    if "notes" in changes:
        changes["notes"] = changes["notes"].replace("\r\n", "\n")
    seen = version(request)
    try:
        ticket = operations.edit_ticket(ticket_id=pk, changes=changes, version=seen)
    except TicketInstance.DoesNotExist:
        raise Http404("no such ticket") from None
    except operations.TicketChanged as refused:
        news = queries.changes_since(refused.ticket, seen or 0)
        return show(request, refused.ticket, status=409, conflict=news, typed=changes)
    except ValidationError as refused:
        said = " ".join(f"{EDITED.get(name, name)}: {' '.join(found)}" for name, found in refused.message_dict.items())
        return show(request, get_object_or_404(TicketInstance, pk=pk), status=422, error=said, typed=changes)
    when = date_format(timezone.localtime(), "TIME_FORMAT")
    messages.success(request, f"Saved {when}: {' and '.join(EDITED[name].lower() for name in changes) or 'nothing'}.")
    return redirect("tickets:detail", pk=ticket.pk)


def show(
    request: FirmRequest,
    ticket: TicketInstance,
    *,
    status: int = 200,
    error: str = "",
    conflict: Sequence[Entry] | None = None,
    typed: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Show the ticket's page; after a refusal with what is wrong, or with what others changed, and what was typed."""
    evidence = [(file, may_remove(request.caller, file)) for file in queries.evidence_of(ticket)]
    context: dict[str, Any] = {
        "ticket": ticket,
        "pack": queries.PackProgress.of(ticket.ticket_pack),
        "description_html": markdown(ticket.description, heading_offset=2) if ticket.description else "",
        "dependencies": TicketInstance.objects.filter(unlocks__ticket_instance=ticket).in_board_order(),
        "dependents": TicketInstance.objects.filter(dependencies__depends_on=ticket).in_board_order(),
        "events": queries.ticket_history(ticket),
        "members": queries.member_names() if request.caller.may(Right.TICK) else [],
        "is_mine": ticket.assignee.casefold() == request.caller.name.casefold(),
        "evidence": evidence,
        "may_add_evidence": request.caller.may(Right.TICK) and len(evidence) < MOST_FILES,
        "most_files": MOST_FILES,
        "largest": LARGEST,
        "caller": request.caller,
        "error": error,
        "conflict": conflict,
        "typed": typed or {},
    }
    if conflict is not None:
        context["news"] = what_is_new(ticket, conflict)
    return render(request, "tickets/detail.html", context, status=status)
