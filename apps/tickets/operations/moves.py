"""Move a ticket through its states, and change its texts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from apps.tenancy.context import because, current
from apps.tickets.choices import MOVES, TicketStatus
from apps.tickets.models import TicketInstance
from apps.tickets.operations.blocked_mail import announce_block
from apps.tickets.operations.errors import TicketError

EDITABLE = frozenset({"title", "description", "assignee", "notes", "section_number", "sprint_number", "order_index"})
UNDONE = "undone"


class MoveRefused(TicketError):
    """The state cannot be reached from the ticket's present one, or is no state."""


class ReasonMissing(TicketError):
    """A ticket was to be blocked without saying why."""


class TicketChanged(TicketError):
    """Somebody else changed the ticket since the caller read it; ``ticket`` is how it stands now."""

    def __init__(self, ticket: TicketInstance) -> None:
        super().__init__(f"{ticket.ticket_id} was changed meanwhile. Nothing of yours was saved; look and try again.")
        self.ticket = ticket


@transaction.atomic
def move_ticket(
    *,
    ticket_id: UUID,
    to: str,
    reason: str = "",
    notes: str | None = None,
    version: int | None = None,
    at: datetime,
) -> TicketInstance:
    """Move a ticket to another state, with the reason where it is blocked.

    A move to the state it is in changes nothing, but a new reason replaces the old one. ``version`` is the
    ``row_version`` the caller saw. The ticket returned says in ``moved_from`` where it was.

    Raises MoveRefused, ReasonMissing or TicketChanged; then nothing has changed.
    """
    ticket = _locked(ticket_id, version)
    reason = reason.strip()
    check_move(ticket, to=to, reason=reason)
    changes: dict[str, Any] = {"status": to, "blocked_reason": reason if to == TicketStatus.BLOCKED else ""}
    changes |= _stamps(ticket, to, at)
    if notes is not None:
        changes["notes"] = notes
    ticket.moved_from = ticket.status
    moved = _changed(ticket, changes)
    if to == TicketStatus.BLOCKED != moved.moved_from:
        announce_block(at=at)
    return moved


def check_move(ticket: TicketInstance, *, to: str, reason: str) -> None:
    """Raise MoveRefused or ReasonMissing where the ticket may not become that."""
    if to not in MOVES:
        raise MoveRefused(f"“{to}” is no state of a ticket; use one of {', '.join(TicketStatus.values)}.")
    if to == TicketStatus.BLOCKED and not reason:
        raise ReasonMissing(f"Say what blocks {ticket.ticket_id}: a blocked ticket needs a reason.")
    if to != ticket.status and to not in MOVES[ticket.status]:
        before, after = TicketStatus(ticket.status).label.lower(), TicketStatus(to).label.lower()
        raise MoveRefused(f"{ticket.ticket_id} is {before}: start it before it becomes {after}.")


class NothingToUndo(TicketError):
    """The last change of the ticket is no move, or another person's."""


@transaction.atomic
def undo_move(*, ticket_id: UUID, version: int | None = None) -> TicketInstance:
    """Take the acting person's last move of a ticket back: state, reason and times become what they were.

    A way back that the table of moves does not have leads through a start; the history says "undone" at each step.

    Raises NothingToUndo or TicketChanged; then nothing has changed.
    """
    ticket = _locked(ticket_id, version)
    last, before = _last_move(ticket)
    ticket.moved_from = ticket.status
    with because(UNDONE):
        if before.status not in MOVES[last.status]:
            ticket = _changed(ticket, {"status": TicketStatus.IN_PROGRESS, "blocked_reason": "", "completed_at": None})
        kept = ("status", "blocked_reason", "started_at", "completed_at")
        return _changed(ticket, {name: getattr(before, name) for name in kept})


def _last_move(ticket: TicketInstance) -> tuple[Any, Any]:
    """The ticket's history after and before its last change, which has to be a move by the acting person."""
    newest = list(ticket.events.order_by("-pgh_created_at", "-row_version")[:2])
    if len(newest) < 2 or newest[0].status == newest[1].status:  # noqa: PLR2004 -- after and before
        raise NothingToUndo(f"The last change of {ticket.ticket_id} was no move, so there is nothing to undo.")
    actor, mine = newest[0].pgh_context or {}, current()
    if actor.get("why") == UNDONE:
        raise NothingToUndo(f"The last move of {ticket.ticket_id} is undone already.")
    if mine is None or any(actor.get(key) != mine.actor.get(key) for key in ("user", "name")):
        who = actor.get("name") or "somebody else"
        raise NothingToUndo(
            f"{ticket.ticket_id} was moved by {who}: only they can undo that. Move it yourself instead."
        )
    return newest[0], newest[1]


@transaction.atomic
def edit_ticket(*, ticket_id: UUID, changes: Mapping[str, Any], version: int | None = None) -> TicketInstance:
    """Change a ticket's texts, assignee or place; its state only moves by ``move_ticket``.

    Raises TicketChanged, or ValidationError naming the field; then nothing has changed.
    """
    if unknown := set(changes) - EDITABLE:
        raise ValueError(f"not editable here: {', '.join(sorted(unknown))}")
    return _changed(_locked(ticket_id, version), changes)


def _locked(ticket_id: UUID, version: int | None) -> TicketInstance:
    ticket = TicketInstance.objects.select_for_update(no_key=True).get(pk=ticket_id)
    if version is not None and ticket.row_version != version:
        raise TicketChanged(ticket)
    return ticket


def _stamps(ticket: TicketInstance, to: str, at: datetime) -> dict[str, Any]:
    """The times that the move sets; the trigger sets the same from its own clock where a write gives none."""
    stamps: dict[str, Any] = {}
    if to == TicketStatus.DONE and ticket.status != to:
        stamps["completed_at"] = at
    elif to != TicketStatus.DONE:
        stamps["completed_at"] = None
    if to != TicketStatus.NOT_STARTED and ticket.started_at is None:
        stamps["started_at"] = at
    return stamps


def _changed(ticket: TicketInstance, changes: Mapping[str, Any]) -> TicketInstance:
    before = {name: getattr(ticket, name) for name in changes}
    for name, value in changes.items():
        setattr(ticket, name, value)
    real = [name for name, value in before.items() if getattr(ticket, name) != value]
    if not real:
        return ticket
    ticket.clean_fields(exclude={f.name for f in ticket._meta.fields} - set(real))
    ticket.save(update_fields=real)
    ticket.row_version += 1  # as the trigger has just done; asking for it would be one more round trip
    return ticket
