"""What a checklist that came back would change: pure comparison with the tickets that are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast
from uuid import UUID

from apps.tickets.checklist import (
    Checklist,
    ChecklistItem,
    ChecklistReading,
    ChecklistTicket,
    label_of,
    one_line,
    plain,
)
from apps.tickets.choices import MOVES, TicketStatus
from apps.tickets.models import TicketInstance
from apps.tickets.pack_markdown import Unread

ASSIGNEE_MAX = cast("Any", TicketInstance._meta.get_field("assignee")).max_length


@dataclass(frozen=True)
class ChecklistChange:
    """A ticket that the checklist changes: before and after by column, and the line that says so."""

    id: UUID
    line: int
    code: str
    title: str
    changes: Mapping[str, tuple[str, str]]


class TicketWrite(NamedTuple):
    """What a changed ticket is written with."""

    id: UUID
    status: str
    assignee: str
    notes: str


@dataclass
class ChecklistPlan:
    """The rows to write, those that reach done only through a start, and what to tell about it all."""

    writes: list[TicketWrite] = field(default_factory=list)
    through_start: list[UUID] = field(default_factory=list)
    changed: list[ChecklistChange] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    seen: set[UUID] = field(default_factory=set)


def plan_checklist(reading: ChecklistReading, *, tickets: Sequence[ChecklistTicket], now: Checklist) -> ChecklistPlan:
    """Compare a checklist with the pack's tickets and with the checklist as an export would write it ``now``."""
    by_id = {ticket.id: ticket for ticket in tickets}
    is_old = reading.state != now.state
    plan = ChecklistPlan()
    for line, text, heading in reading.headings:
        if heading not in now.headings:
            plan.unread.append(Unread(reading.file, line, text, "no heading of this pack"))
    for item in reading.items:
        ticket = by_id.get(item.id)
        if ticket is None:
            reason = f"no ticket of pack {reading.key} has this id; the lines below it are left out, too"
            plan.unread.append(Unread(reading.file, item.line, item.text, reason))
            continue
        plan.seen.add(ticket.id)
        plan.unread += [Unread(reading.file, *left) for left in _left_out(item, ticket, now, is_old=is_old)]
        _plan_ticket(plan, item, ticket)
    return plan


def _left_out(
    item: ChecklistItem, ticket: ChecklistTicket, now: Checklist, *, is_old: bool
) -> Iterator[tuple[int, str, str]]:
    """Say what of a ticket's lines is other than the pack has it, and is no business of a checklist."""
    if item.label != label_of(ticket):
        yield item.line, item.text, f"a checklist changes no code or title: it stays {label_of(ticket)}"
    if item.place != (place := now.places[ticket.id]):
        yield item.line, item.text, f"a checklist moves no ticket to another sprint: it stays below {place[1]}"
    values = item.values
    if is_old and _was_taken_over(item, ticket):
        values = {name: value for name, value in values.items() if name not in {"status", "reason"}}
    if "status" in values and values["status"].value != ticket.status:
        yield (
            *values["status"][:2],
            f"only the box counts, to start, block or skip use the board; it is {ticket.status}",
        )
    if "reason" in values and one_line(values["reason"].value) != one_line(ticket.blocked_reason):
        yield (*values["reason"][:2], "a checklist changes no reason; use the board")
    if "assignee" in values and len(values["assignee"].value) > ASSIGNEE_MAX:
        yield (*values["assignee"][:2], f"an assignee has at most {ASSIGNEE_MAX} characters")


def _was_taken_over(item: ChecklistItem, ticket: ChecklistTicket) -> bool:
    """Whether the box was carried out since the export; the lines below it still say how the ticket was before."""
    if item.is_ticked:
        return ticket.status == TicketStatus.DONE
    return item.is_ticked is False and ticket.status == TicketStatus.NOT_STARTED


def _plan_ticket(plan: ChecklistPlan, item: ChecklistItem, ticket: ChecklistTicket) -> None:
    status, assignee, notes = ticket.status, ticket.assignee, ticket.notes
    if item.is_ticked:
        status = TicketStatus.DONE.value
    elif item.is_ticked is False and status == TicketStatus.DONE:
        status = TicketStatus.NOT_STARTED.value
    if (value := item.values.get("assignee")) and len(value.value) <= ASSIGNEE_MAX:
        assignee = assignee if one_line(value.value) == one_line(assignee) else one_line(value.value)
    if value := item.values.get("notes"):
        notes = notes if value.value == plain(notes) else value.value
    pairs = {
        "status": (ticket.status, status),
        "assignee": (ticket.assignee, assignee),
        "notes": (ticket.notes, notes),
    }
    changes = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    if not changes:
        return
    plan.changed.append(ChecklistChange(ticket.id, item.line, ticket.ticket_id, ticket.title, changes))
    plan.writes.append(TicketWrite(ticket.id, status, assignee, notes))
    if status != ticket.status and status not in MOVES[ticket.status]:
        plan.through_start.append(ticket.id)
