"""A ticket library of a test's own, and what it gives."""

from __future__ import annotations

from typing import Any

from apps.tickets.operations import load_library
from tests.conftest import as_owner


def library_row(code: str, *, after: tuple[str, ...] = (), hours: Any = 4, system: str = "desk", **more: Any) -> Any:
    """A ticket of the library, as its file has it."""
    return {
        "ticket_id": code,
        "system_key": system,
        "system_name": system.capitalize(),
        "subsystem_key": "all",
        "subsystem_name": "All of it",
        "title": f"Do {code}",
        "description": f"How {code} is done.",
        "dependencies": list(after),
        "validation_criteria": [f"{code} works.", "Nobody complains."],
        "estimated_hours": hours,
        "ticket_type": "native",
        "tags": [],
    } | more


def fill_library(*rows: Any) -> None:
    """Make these the whole library, whatever an earlier test has left."""
    with as_owner() as owner:
        owner.execute("DELETE FROM ticket_library")
    load_library(rows=rows)


# A desk of three tickets in a row, a recall of two that needs the desk's first, and one that is tagged.
SMALL = (
    library_row("T1.1", hours=2),
    library_row("T1.2", after=("T1.1",), hours=3.5, default_section_key="pilot_scope"),
    library_row("T1.3", after=("T1.2",), hours=None, subsystem_key="late", subsystem_name="Late work"),
    library_row("T2.1", after=("T1.1",), system="recall", tags=["mail"]),
    library_row("T2.2", after=("T2.1",), system="recall", tags=["mail", "phone"], ticket_type="external"),
    library_row("T10.1", system="extra", tags=["phone"]),
)
