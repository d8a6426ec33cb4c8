"""Make packs, export them, tick lines as an editor does, and look at what an import left."""

from __future__ import annotations

from typing import Any

from apps.tickets import operations
from apps.tickets.checklist import read_checklist
from apps.tickets.models import TicketInstance, TicketPack
from tests.conftest import AT

STATES = {"H-1": "not_started", "H-2": "in_progress", "H-3": "blocked", "H-4": "done", "H-5": "skipped"}


def make_pack(key: str = "main", **texts: Any) -> TicketPack:
    """Make a pack with a ticket in each state: H-1 and H-2 in sprint 1, H-3 and H-4 in sprint 2, H-5 in the backlog."""
    sprints = [
        {"sprint_number": 1, "name": "One inbox", "planned_start": "2026-01-05", "planned_end": "2026-01-16"},
        {"sprint_number": 2, "name": "Phones", "planned_start": None, "planned_end": None},
    ]
    pack = TicketPack.objects.create(key=key, title="Front desk", sprint_assignments=sprints)
    for place, (code, status) in enumerate(STATES.items()):
        TicketInstance.objects.create(
            ticket_pack=pack,
            ticket_id=code,
            title=f"Ticket {code}",
            status=status,
            sprint_number=(1, 1, 2, 2, None)[place],
            order_index=place,
            blocked_reason="The vendor is silent" if status == "blocked" else "",
            **texts,
        )
    pack.refresh_from_db()
    return pack


def exported(key: str = "main") -> str:
    return operations.export_checklist(key=key).text


def brought_back(text: str, **options: Any) -> Any:
    return operations.import_checklist(reading=read_checklist(text, file="main.md"), **{"at": AT} | options)


def ticked(text: str, *codes: str) -> str:
    """Tick the boxes of these tickets."""
    for code in codes:
        assert f"- [ ] **{code}**" in text
        text = text.replace(f"- [ ] **{code}**", f"- [x] **{code}**")
    return text


def cleared(text: str, *codes: str) -> str:
    """Empty the boxes of these tickets."""
    for code in codes:
        assert f"- [x] **{code}**" in text
        text = text.replace(f"- [x] **{code}**", f"- [ ] **{code}**")
    return text


def states(key: str = "main") -> dict[str, str]:
    rows = TicketInstance.objects.filter(ticket_pack__key=key).order_by("order_index")
    return dict(rows.values_list("ticket_id", "status"))


def left_out(result: Any) -> list[tuple[int, str]]:
    return [(one.line, one.text.strip()) for one in result.not_understood]
