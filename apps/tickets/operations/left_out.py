"""What becomes of tickets that an earlier generation made and a later one does not want, and of their return."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from apps.roadmaps.refresh_texts import day
from apps.tenancy.context import because
from apps.tickets.choices import TicketStatus
from apps.tickets.generating.marks import is_generated
from apps.tickets.models import TicketInstance, TicketPack
from apps.tickets.operations.moves import move_ticket
from apps.tickets.querysets import CLOSED

WHY = "no longer part of the generated pack"
WHY_BACK = "part of the generated pack again"


@dataclass(frozen=True)
class LeftOut:
    """An open ticket that the pack's source no longer gives."""

    ticket_id: UUID
    code: str
    title: str
    status: str
    notes: str


@dataclass(frozen=True)
class Returned:
    """A ticket that an earlier generation skipped, and the state it was in before."""

    ticket_id: UUID
    code: str
    title: str
    status: str
    blocked_reason: str


def left_out(pack: TicketPack | None, absent: Sequence[str]) -> tuple[tuple[LeftOut, ...], tuple[str, ...]]:
    """Return the open generated tickets among these codes, by id, and the codes of the done ones."""
    if pack is None or not absent:
        return (), ()
    rows = pack.tickets.filter(ticket_id__in=absent).order_by("id").only(
        "tenant", "ticket_id", "title", "status", "notes", "library_version"
    )  # fmt: skip
    made = [row for row in rows if is_generated(row.ticket_id, row.library_version)]
    gone = tuple(
        LeftOut(row.pk, row.ticket_id, row.title, row.status, row.notes) for row in made if row.status not in CLOSED
    )
    return gone, tuple(row.ticket_id for row in made if row.status == TicketStatus.DONE)


def returned(pack: TicketPack | None, wanted: Sequence[str]) -> tuple[Returned, ...]:
    """Return the tickets of these codes that a generation, and nobody else, has skipped, by id."""
    if pack is None:
        return ()
    skipped = {
        row.pk: row
        for row in pack.tickets.filter(ticket_id__in=wanted, status=TicketStatus.SKIPPED)
        .order_by("id")
        .only("tenant", "ticket_id", "title")
    }
    newest = (
        TicketInstance.pgh_event_model.objects.filter(pgh_obj__in=skipped)
        .order_by("pgh_obj_id", "-row_version")
        .values_list("pgh_obj_id", "status", "blocked_reason", "pgh_context")
    )
    by_us: set[UUID] = set()
    before: dict[UUID, tuple[str, str]] = {}
    for pk, status, reason, actor in newest:
        if pk in before:
            continue
        if status != TicketStatus.SKIPPED:
            before[pk] = (status, reason)
        elif (actor or {}).get("why") == WHY:
            by_us.add(pk)
    return tuple(
        Returned(pk, row.ticket_id, row.title, *before[pk])
        for pk, row in skipped.items()
        if pk in by_us & before.keys()
    )


def move_left_out(gone: Sequence[LeftOut], back: Sequence[Returned], *, source: str, today: date, at: datetime) -> None:
    """Skip the tickets that were left out, with the reason in their notes, and reopen those that are wanted again."""
    with because(WHY):
        for ticket in gone:
            said = f"Skipped on {day(today)}: no longer part of this pack, which is made from {source}."
            notes = f"{ticket.notes}\n\n{said}" if ticket.notes else said
            move_ticket(ticket_id=ticket.ticket_id, to=TicketStatus.SKIPPED, notes=notes, at=at)
    with because(WHY_BACK):
        for one in back:
            move_ticket(ticket_id=one.ticket_id, to=one.status, reason=one.blocked_reason, at=at)
