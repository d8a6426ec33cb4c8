"""Move a ticket through its states, and change its texts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from apps.tickets.choices import MOVES, TicketStatus
from apps.tickets.models import TicketInstance
from apps.tickets.operations.errors import TicketError

EDITABLE = frozenset({"title", "description", "assignee", "notes", "section_number", "sprint_number", "order_index"})


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
    if to not in MOVES:
        raise MoveRefused(f"“{to}” is no state of a ticket; use one of {', '.join(TicketStatus.values)}.")
    if to == TicketStatus.BLOCKED and not reason:
        raise ReasonMissing(f"Say what blocks {ticket.ticket_id}: a blocked ticket needs a reason.")
    if to != ticket.status and to not in MOVES[ticket.status]:
        before, after = TicketStatus(ticket.status).label.lower(), TicketStatus(to).label.lower()
        raise MoveRefused(f"{ticket.ticket_id} is {before}: start it before it becomes {after}.")
    changes: dict[str, Any] = {"status": to, "blocked_reason": reason if to == TicketStatus.BLOCKED else ""}
    changes |= _stamps(ticket, to, at)
    if notes is not None:
        changes["notes"] = notes
    ticket.moved_from = ticket.status
    return _changed(ticket, changes)


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
