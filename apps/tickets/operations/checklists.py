"""Export a pack as a checklist, and take over what somebody ticked in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce

from apps.tenancy.context import current_tenant_id
from apps.tenancy.locks import take_turns
from apps.tickets.checklist import Checklist, ChecklistReading, ChecklistTicket, write_checklist
from apps.tickets.choices import TicketStatus
from apps.tickets.models import TicketInstance, TicketPack
from apps.tickets.operations.checklist_plan import ChecklistChange, ChecklistPlan, plan_checklist
from apps.tickets.operations.errors import TicketError
from apps.tickets.pack_markdown import Unread
from apps.work.operations import record_audit

BATCH = 2_500  # tickets a statement: progress is told in between, and each statement counts the pack once
# The stamps as ``move_ticket`` sets them; a time that is there already stays.
APPLY = """
    UPDATE ticket_instances t
    SET status = f.status, assignee = f.assignee, notes = f.notes,
        started_at = CASE WHEN f.status = 'not_started' THEN t.started_at ELSE coalesce(t.started_at, %s) END,
        completed_at = CASE WHEN f.status = 'done' THEN coalesce(t.completed_at, %s) END
    FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[]) AS f (id, status, assignee, notes)
    WHERE t.tenant_id = %s AND t.id = f.id
"""


class UnknownPack(TicketError):
    """The firm has no pack with this key."""


class OtherPack(TicketError):
    """The checklist is of another pack than the one it was meant for."""


class ChecklistStale(TicketError):
    """The pack was changed since the checklist was exported."""


@dataclass(frozen=True)
class ChecklistResult:
    """What an import did, or on a dry run would do; ``state`` is the pack's before it.

    ``is_stale``: the pack changed since the export, and what the checklist says is not how it is now.
    """

    pack_id: UUID
    key: str
    state: str
    is_stale: bool
    changed: tuple[ChecklistChange, ...]
    unchanged: int
    absent: tuple[str, ...]
    not_understood: tuple[Unread, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many tickets came out how; ``absent`` ones are not in the text and stay as they are."""
        return {"updated": len(self.changed), "unchanged": self.unchanged, "absent": len(self.absent)}

    @property
    def moved(self) -> dict[str, int]:
        """How many tickets became done, and how many were opened again."""
        to = [change.changes["status"][1] for change in self.changed if "status" in change.changes]
        return {status: to.count(status) for status in (TicketStatus.DONE.value, TicketStatus.NOT_STARTED.value)}

    def as_json(self) -> dict[str, Any]:
        """Return the result for programs: the commands and the API say the same."""
        changed = [
            {"id": str(change.id), "line": change.line, "ticket_id": change.code}
            | {name: {"before": before, "after": after} for name, (before, after) in change.changes.items()}
            for change in self.changed
        ]
        return {
            "pack": self.key,
            "is_stale": self.is_stale,
            "tickets": self.counts,
            "moved": self.moved,
            "changed": changed,
            "absent": list(self.absent),
            "not_understood": [
                {"file": one.file, "line": one.line, "text": one.text, "reason": one.reason}
                for one in self.not_understood
            ],
        }


def _quiet(_: int) -> None:
    """Report to nobody."""


@transaction.atomic
def export_checklist(*, key: str) -> Checklist:
    """Return the checklist of a pack, each of its tickets once.

    Raises UnknownPack.
    """
    pack = _pack(key)
    tickets = _tickets(pack, lock=False)
    record_audit(
        event_type="ticketpack_export",
        entity_type="ticket_pack",
        entity_id=pack.pk,
        after={"key": key, "tickets": len(tickets)},
    )
    return _written(pack, tickets)


@transaction.atomic
def import_checklist(
    *,
    reading: ChecklistReading,
    key: str = "",
    force: bool = False,
    seen: str = "",
    dry_run: bool = False,
    advance: Callable[[int], None] = _quiet,
    at: datetime,
) -> ChecklistResult:
    """Take over the ticks, assignees and notes of a checklist.

    A ticked ticket becomes done, from blocked and skipped through a start. A cleared box opens a ticket again that is
    done; the other states survive it. What cannot be taken over is in ``not_understood``.

    ``key`` is the pack it has to be of. A pack that changed since the export is left alone, unless it is as the
    checklist says, or ``force`` says otherwise, or ``seen``: the state that a dry run told, which only counts while the
    pack is still in it. ``advance`` hears how many tickets were just dealt with.

    Raises OtherPack, UnknownPack, ChecklistStale or Busy; then, and on a dry run, nothing is written.
    """
    if key and key != reading.key:
        raise OtherPack(f"{reading.file} is the checklist of pack {reading.key}, not of {key}.")
    if not dry_run:
        take_turns(f"pack {reading.key}")
    pack = _pack(reading.key)
    tickets = _tickets(pack, lock=not dry_run)
    now = _written(pack, tickets)
    plan = plan_checklist(reading, tickets=tickets, now=now)
    is_stale = now.state != reading.state and bool(plan.changed or plan.unread)
    if is_stale and not force and now.state != seen:
        raise ChecklistStale(
            f"Pack {pack.key} has changed since {reading.file} was exported. "
            "Export it again and tick that one, or force the import: then what this file says counts."
        )
    result = ChecklistResult(
        pack_id=pack.pk,
        key=pack.key,
        state=now.state,
        is_stale=is_stale,
        changed=tuple(plan.changed),
        unchanged=len(plan.seen) - len(plan.changed),
        absent=tuple(ticket.ticket_id for ticket in tickets if ticket.id not in plan.seen),
        not_understood=tuple(sorted((*reading.unread, *plan.unread), key=lambda one: one.line)),
    )
    if not dry_run:
        advance(result.unchanged)
        _write(plan, advance=advance, at=at)
        _remember(result, file=reading.file)
    return result


def _remember(result: ChecklistResult, *, file: str) -> None:
    told = {"key": result.key, "file": file, "forced": result.is_stale, "tickets": result.counts, "moved": result.moved}
    record_audit(
        event_type="ticketpack_checklist_import", entity_type="ticket_pack", entity_id=result.pack_id, after=told
    )


def _pack(key: str) -> TicketPack:
    packs = TicketPack.objects.only("key", "title", "version", "sprint_assignments")
    if pack := packs.filter(key=key).first():
        return pack
    known = TicketPack.objects.order_by("key").values_list("key", flat=True)[:10]
    raise UnknownPack(f"There is no pack {key} in this firm. Its packs: {', '.join(known) or 'none yet'}.")


def _tickets(pack: TicketPack, *, lock: bool) -> list[ChecklistTicket]:
    """Return the pack's tickets in the order of the checklist, locked in the order of their ids where they change."""
    tickets = TicketInstance.objects.filter(ticket_pack=pack)
    if lock:
        tickets = tickets.select_for_update(no_key=True)
    rows = [ChecklistTicket(*row) for row in tickets.order_by("id").values_list(*ChecklistTicket._fields)]
    return sorted(rows, key=lambda row: (row.sprint_number is None, row.sprint_number, row.order_index, row.id))


def _written(pack: TicketPack, tickets: list[ChecklistTicket]) -> Checklist:
    title = pack.title if pack.version in pack.title else f"{pack.title} ({pack.version})"
    return write_checklist(key=pack.key, title=title, sprints=pack.sprint_assignments, tickets=tickets)


def _write(plan: ChecklistPlan, *, advance: Callable[[int], None], at: datetime) -> None:
    """Write what differs, in few statements; the database's own triggers guard the moves and write the history."""
    for start in range(0, len(plan.through_start), BATCH):
        TicketInstance.objects.filter(pk__in=plan.through_start[start : start + BATCH]).update(
            status=TicketStatus.IN_PROGRESS, started_at=Coalesce(F("started_at"), Value(at))
        )
    for start in range(0, len(plan.writes), BATCH):
        batch = plan.writes[start : start + BATCH]
        columns = [list(column) for column in zip(*batch, strict=True)]
        with connection.cursor() as cursor:
            cursor.execute(APPLY, [at, at, *columns, current_tenant_id()])
        advance(len(batch))
