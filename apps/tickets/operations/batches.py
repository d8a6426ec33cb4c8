"""How tickets and packs are written in batches and put back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from apps.tickets.choices import MOVES, TicketStatus
from apps.tickets.models import TicketInstance
from apps.tickets.operations.errors import TicketError
from apps.tickets.operations.moves import EDITABLE, edit_ticket, move_ticket
from apps.work.batches import TableRules

MOVED_BY = frozenset({"status", "blocked_reason"})


class TicketRules(TableRules):
    """Tickets move and change by their operations; put back, they also get their times back."""

    refusals = (*TableRules.refusals, TicketError)

    def refuses(self, row: Any, values: Mapping[str, Any]) -> str:
        to = values.get("status", row.status)
        if to != row.status and to not in MOVES[row.status]:
            return f"it is {TicketStatus(row.status).label.lower()}: start it before it becomes {to}"
        if to == TicketStatus.BLOCKED and not values.get("blocked_reason", row.blocked_reason):
            return "a blocked ticket needs a reason"
        return ""

    def change(self, row: Any, values: Mapping[str, Any], *, at: datetime) -> None:
        if MOVED_BY & set(values):
            to, reason = values.get("status", row.status), values.get("blocked_reason", row.blocked_reason)
            move_ticket(ticket_id=row.pk, to=to, reason=reason, at=at)
        if edited := {name: value for name, value in values.items() if name in EDITABLE}:
            edit_ticket(ticket_id=row.pk, changes=edited)

    def restore(self, row: Any, values: Mapping[str, Any], *, at: datetime) -> None:
        to = values.get("status", row.status)
        if to != row.status and to not in MOVES[row.status]:  # the way back leads through a start
            super().change(row, {"status": TicketStatus.IN_PROGRESS, "blocked_reason": ""}, at=at)
        super().change(row, values, at=at)


class PackRules(TableRules):
    """A pack comes back with the tickets that went with it."""

    derived = ("ticket_section_counts",)

    def bring_back(self, event: Any, *, at: datetime) -> Any:
        pack = super().bring_back(event, at=at)
        rules = TicketRules(TicketInstance)
        events: Any = TicketInstance.pgh_event_model.objects
        gone = events.filter(pgh_label="delete", pgh_created_at=event.pgh_created_at, ticket_pack_id=pack.pk)
        TicketInstance.objects.bulk_create(
            TicketInstance(
                id=one.pgh_obj_id,
                created_at=one.created_at,
                row_version=one.row_version + 1,
                **rules.snapshot(one),
            )
            for one in gone.order_by("pgh_obj_id")
        )
        return pack
