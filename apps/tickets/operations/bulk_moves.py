"""Move many tickets at once, by the rules of one move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.db.models.functions import Coalesce

from apps.tickets.choices import TicketStatus
from apps.tickets.models import TicketInstance
from apps.tickets.operations.moves import MoveRefused, TicketChanged, check_move

Code = Literal["not_found", "changed_meanwhile", "move_refused"]


@dataclass(frozen=True)
class MoveResult:
    """What became of one ticket: where it stands now, and why it was left where it was."""

    ticket_id: UUID
    status: str = ""
    row_version: int = 0
    refused: Code | None = None
    detail: str = ""


@transaction.atomic
def move_tickets(
    *, versions: Mapping[UUID, int | None], to: str, reason: str = "", at: datetime
) -> tuple[MoveResult, ...]:
    """Move the tickets of these ids to another state, each for itself: one that may not move holds up no other.

    ``versions`` has the ``row_version`` that the caller saw, or None. The results are in its order. Tickets are locked
    in the order of their ids. Raises ReasonMissing where tickets were to be blocked without one, MoveRefused for an
    unknown state; then nothing has changed.
    """
    reason = reason.strip()
    check_move(TicketInstance(ticket_id="these tickets", status=to), to=to, reason=reason)
    locked = TicketInstance.objects.select_for_update(no_key=True).filter(pk__in=versions).order_by("pk")
    tickets = {ticket.pk: ticket for ticket in locked.only("ticket_id", "status", "blocked_reason", "row_version")}
    refused = {pk: _refusal(tickets.get(pk), version, to=to, reason=reason) for pk, version in versions.items()}
    moving = [pk for pk, ticket in tickets.items() if not refused[pk] and _differs(ticket, to, reason)]
    if moving:
        _write(moving, to=to, reason=reason, at=at)
    now = dict(TicketInstance.objects.filter(pk__in=moving).values_list("pk", "row_version"))
    return tuple(_result(pk, tickets.get(pk), refused[pk], now.get(pk), to) for pk in versions)


def _refusal(ticket: TicketInstance | None, version: int | None, *, to: str, reason: str) -> tuple[Code, str] | None:
    if ticket is None:
        return "not_found", "There is no ticket of this id in the firm."
    if version is not None and ticket.row_version != version:
        return "changed_meanwhile", str(TicketChanged(ticket))
    try:
        check_move(ticket, to=to, reason=reason)
    except MoveRefused as error:
        return "move_refused", str(error)
    return None


def _differs(ticket: TicketInstance, to: str, reason: str) -> bool:
    return ticket.status != to or (to == TicketStatus.BLOCKED and ticket.blocked_reason != reason)


def _write(moving: list[UUID], *, to: str, reason: str, at: datetime) -> None:
    """Write the moves in one statement, so that the packs' totals move once; the times are those of one move."""
    begun = F("started_at") if to == TicketStatus.NOT_STARTED else Coalesce("started_at", Value(at))
    TicketInstance.objects.filter(pk__in=moving).update(
        status=to,
        blocked_reason=reason if to == TicketStatus.BLOCKED else "",
        started_at=begun,
        completed_at=Case(When(status=to, then=F("completed_at")), default=Value(at))
        if to == TicketStatus.DONE
        else None,
    )


def _result(
    pk: UUID, ticket: TicketInstance | None, refusal: tuple[Code, str] | None, version: int | None, to: str
) -> MoveResult:
    if ticket is None:
        return MoveResult(pk, "", 0, *(refusal or ()))
    if refusal:
        return MoveResult(pk, ticket.status, ticket.row_version, *refusal)
    return MoveResult(pk, to, version or ticket.row_version)
