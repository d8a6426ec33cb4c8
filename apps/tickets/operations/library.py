"""Load the master library of tickets: global rows, written outside any firm."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from apps.roadmaps.models import SectionType
from apps.tenancy.context import login_context
from apps.tickets.models import LibraryTicket
from apps.tickets.operations.errors import TicketError
from apps.tickets.operations.import_plan import circle_in

LIBRARY_FILE = Path(__file__).parent.parent / "data" / "ticket_library.json"
SECTION = "default_section_key"
LISTS = ("dependencies", "validation_criteria", "tags")


class LibraryRefused(TicketError):
    """The library's file is no library; the message names the ticket, what was wrong and what is accepted."""


@dataclass(frozen=True)
class LibraryLoaded:
    """What loading did, by the tickets' codes."""

    created: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: int
    retired: tuple[str, ...]


def load_library(*, rows: Iterable[Mapping[str, Any]]) -> LibraryLoaded:
    """Write the library's tickets; a changed one gets the next version, one no longer in the file turns inactive.

    Raises LibraryRefused; then nothing is written.
    """
    with login_context():
        wanted = _tickets(rows)
        _refuse_bad_dependencies(wanted)
        there = {row.pk: row for row in LibraryTicket.objects.select_for_update().order_by("pk")}
        created = [code for code in wanted if code not in there]
        updated = [code for code, row in wanted.items() if code in there and _take_over(there[code], row)]
        retired = [code for code, row in there.items() if code not in wanted and row.is_active]
        LibraryTicket.objects.bulk_create([wanted[code] for code in created])
        for code in updated:
            there[code].save()
        LibraryTicket.objects.filter(pk__in=retired).update(is_active=False)
    unchanged = len(wanted) - len(created) - len(updated)
    return LibraryLoaded(tuple(created), tuple(updated), unchanged, tuple(retired))


def read_library(path: Path = LIBRARY_FILE) -> list[dict[str, Any]]:
    """Return the rows of a library's file.

    Raises LibraryRefused when it is missing or no JSON list of objects.
    """
    try:
        rows = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except OSError as error:
        raise LibraryRefused(f"{path}: the file cannot be read ({error.strerror}).") from error
    except ValueError as error:
        raise LibraryRefused(f"{path}: no JSON ({error}). Accepted is a list of tickets.") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise LibraryRefused(f"{path}: accepted is a list of tickets, each an object.")
    return rows


def _tickets(rows: Iterable[Mapping[str, Any]]) -> dict[str, LibraryTicket]:
    columns = {f.name for f in LibraryTicket._meta.fields} - {"version", "row_version", "created_at", "updated_at"}
    sections = set(SectionType.objects.values_list("pk", flat=True))
    tickets: dict[str, LibraryTicket] = {}
    for place, values in enumerate(rows, start=1):
        named = f"ticket {place} ({values.get('ticket_id', 'without ticket_id')})"
        if unknown := sorted(set(values) - columns):
            raise LibraryRefused(f"{named}: unknown {', '.join(unknown)}. Accepted are {', '.join(sorted(columns))}.")
        section = values.get(SECTION)
        if section is not None and str(section) not in sections:
            raise LibraryRefused(f"{named}: no section type {section}. There are {', '.join(sorted(sections))}.")
        for name in LISTS:
            if not _is_list_of_texts(values.get(name, [])):
                raise LibraryRefused(f"{named}: {name}: accepted is a list of texts.")
        row = LibraryTicket(**{name: value for name, value in values.items() if name != SECTION})
        row.default_section_key_id = section
        try:
            row.clean_fields(exclude={SECTION})
        except ValidationError as error:
            ((name, messages), *_) = error.message_dict.items()
            raise LibraryRefused(f"{named}: {name}: {messages[0]}") from error
        if row.is_active and not row.validation_criteria:
            raise LibraryRefused(f"{named}: validation_criteria: an active ticket says how to check that it is done.")
        if row.estimated_hours is not None and row.estimated_hours <= 0:
            raise LibraryRefused(f"{named}: estimated_hours: accepted is a number above zero, or nothing.")
        if row.pk in tickets:
            raise LibraryRefused(f"{named}: a second ticket with this code.")
        tickets[row.pk] = row
    return tickets


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _refuse_bad_dependencies(tickets: Mapping[str, LibraryTicket]) -> None:
    for code, row in tickets.items():
        if unknown := [other for other in row.dependencies if other not in tickets]:
            raise LibraryRefused(f"{code} depends on {', '.join(unknown)}, which the library does not have.")
    waits = {code: set(row.dependencies) for code, row in tickets.items()}
    while free := {code for code, before in waits.items() if not before}:
        waits = {code: before - free for code, before in waits.items() if code not in free}
    if waits:
        raise LibraryRefused(f"Tickets wait for each other in a circle: {' → '.join(circle_in(waits))}.")


def _take_over(row: LibraryTicket, new: LibraryTicket) -> bool:
    """Set what differs on the row, with the next version; return whether anything did."""
    kept = {"ticket_id", "version", "row_version", "created_at", "updated_at"}
    columns = [f.attname for f in LibraryTicket._meta.fields if f.name not in kept]
    changed = [name for name in columns if getattr(row, name) != getattr(new, name)]
    for name in changed:
        setattr(row, name, getattr(new, name))
    if changed:
        row.version += 1
    return bool(changed)
