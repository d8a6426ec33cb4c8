"""What an import would write: pure comparison of a reading with the rows that are there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast
from uuid import UUID

from django.db import models

from apps.tickets.models import TicketInstance, TicketPack
from apps.tickets.models.ticket_pack import KEY
from apps.tickets.operations.errors import TicketError
from apps.tickets.pack_markdown import PackReading, PackSprint, PackTicket, Unread


def _limit(model: type[models.Model], column: str) -> int:
    return cast("Any", model._meta.get_field(column)).max_length


TITLE_MAX, REASON_MAX = _limit(TicketInstance, "title"), _limit(TicketInstance, "blocked_reason")
PACK_TITLE_MAX, KEY_MAX = _limit(TicketPack, "title"), _limit(TicketPack, "key")


class ImportRefused(TicketError):
    """Something of the text cannot be kept; the message names the line, what was wrong and what is accepted."""


class DependencyCircle(ImportRefused):
    """Tickets would wait for each other; the message names the circle."""


class Row(NamedTuple):
    """A ticket's columns that an import writes again, in the order of ``import_writes``."""

    id: UUID
    ticket_id: str
    title: str
    description: str
    assignee: str
    notes: str
    section_number: int | None
    sprint_number: int | None
    order_index: int
    library_version: int | None


class Edge(NamedTuple):
    """A dependency between two tickets of the pack, by their codes."""

    code: str
    depends_on: str


@dataclass(frozen=True)
class TicketUpdate:
    """A ticket that is there and differs: before and after by column, dependencies among them."""

    code: str
    title: str
    changes: Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True)
class PackImportResult:
    """What an import did, or on a dry run would do; ``changes`` are those of the pack itself."""

    key: str
    is_new: bool
    created: tuple[PackTicket, ...]
    updated: tuple[TicketUpdate, ...]
    unchanged: int
    absent: tuple[str, ...]
    changes: Mapping[str, tuple[Any, Any]]
    not_understood: tuple[Unread, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many tickets came out how."""
        return {"created": len(self.created), "updated": len(self.updated), "unchanged": self.unchanged}


@dataclass
class Plan:
    """The rows to write, and what to tell about them."""

    inserts: list[PackTicket] = field(default_factory=list)
    updates: list[Row] = field(default_factory=list)
    told: list[TicketUpdate] = field(default_factory=list)
    absent: tuple[str, ...] = ()
    ids: dict[str, UUID] = field(default_factory=dict)
    new_edges: list[list[Edge]] = field(default_factory=list)  # a statement each
    gone_edges: list[UUID] = field(default_factory=list)

    def result(
        self, *, key: str, is_new: bool, changes: Mapping[str, tuple[Any, Any]], not_understood: tuple[Unread, ...]
    ) -> PackImportResult:
        """Return what callers hear of it."""
        unchanged = len(self.ids) - len(self.absent) - len(self.told)
        return PackImportResult(
            key, is_new, tuple(self.inserts), tuple(self.told), unchanged, self.absent, changes, not_understood
        )


def check(reading: PackReading, *, key: str, file: str) -> None:
    """Refuse what no column takes.

    Raises ImportRefused naming the line.
    """
    if not re.match(KEY, key) or "\n" in key or len(key) > KEY_MAX:
        raise ImportRefused(
            f"“{key}” cannot be a pack's key. Accepted are at most {KEY_MAX} lower-case letters, digits, dashes and "
            "underscores, a letter or digit first."
        )
    if len(reading.title) > PACK_TITLE_MAX:
        lines = enumerate(reading.source_markdown.split("\n"), start=1)
        place = next((f", line {number}" for number, line in lines if reading.title in line), "")
        raise ImportRefused(
            f"{file}{place}: the pack's title has {len(reading.title)} characters. "
            f"Accepted are at most {PACK_TITLE_MAX}."
        )
    for ticket in reading.tickets:
        for name, text, limit in (("title", ticket.title, TITLE_MAX), ("reason", ticket.blocked_reason, REASON_MAX)):
            if len(text) > limit:
                raise ImportRefused(
                    f"{file}, line {ticket.line}: the {name} of {ticket.code} has {len(text)} characters. "
                    f"Accepted are at most {limit}; the rest belongs below the ticket."
                )


def plan_import(reading: PackReading, *, rows: Mapping[str, Row], edges: Mapping[Edge, UUID], file: str) -> Plan:
    """Compare the tickets of a text with those of the pack.

    Raises DependencyCircle.
    """
    plan = Plan(ids={code: row.id for code, row in rows.items()})
    before: dict[str, list[str]] = {}
    for edge in edges:
        before.setdefault(edge.code, []).append(edge.depends_on)
    for ticket in reading.tickets:
        row = rows.get(ticket.code)
        if row is None:
            plan.inserts.append(ticket)
        else:
            _compare(plan, row, ticket, before.get(ticket.code, []))
    in_text = {ticket.code: ticket for ticket in reading.tickets}
    plan.absent = tuple(code for code in rows if code not in in_text)
    wanted = {Edge(ticket.code, code) for ticket in reading.tickets for code in ticket.depends_on}
    plan.gone_edges = [key for edge, key in edges.items() if edge.code in in_text and edge not in wanted]
    kept = [edge for edge in edges if edge.code not in in_text]
    lines = {code: ticket.line for code, ticket in in_text.items()}
    depths = depths_of([*kept, *wanted], lines=lines, file=file)
    levels: dict[int, list[Edge]] = {}
    for edge in sorted(wanted.difference(edges)):
        levels.setdefault(depths[edge.code], []).append(edge)
    # The deepest first: the database's own check of a new dependency sees a whole statement's, and so finds none of
    # the ticket that is waited for.
    plan.new_edges = [levels[depth] for depth in sorted(levels, reverse=True)]
    return plan


def _compare(plan: Plan, row: Row, ticket: PackTicket, depends_on: list[str]) -> None:
    after = row._replace(
        title=ticket.title,
        description=ticket.description,
        assignee=ticket.assignee or row.assignee,
        notes=row.notes or ticket.notes,
        section_number=row.section_number if ticket.section_number is None else ticket.section_number,
        sprint_number=ticket.sprint_number,
        order_index=ticket.order_index,
        library_version=row.library_version if ticket.library_version is None else ticket.library_version,
    )
    is_same = set(depends_on) == set(ticket.depends_on)
    if after == row and is_same:
        return
    changes = {name: (getattr(row, name), getattr(after, name)) for name in Row._fields}
    changes["depends_on"] = (", ".join(sorted(depends_on)), ", ".join(sorted(ticket.depends_on)))
    real = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    plan.told.append(TicketUpdate(ticket.code, ticket.title, real))
    if after != row:
        plan.updates.append(after)


def depths_of(edges: Iterable[Edge], *, lines: Mapping[str, int], file: str) -> dict[str, int]:
    """Return how many tickets each waits for one after the other.

    Raises DependencyCircle naming one circle and the line of one of its tickets.
    """
    waits: dict[str, set[str]] = {}
    unlocks: dict[str, list[str]] = {}
    for edge in edges:
        waits.setdefault(edge.code, set()).add(edge.depends_on)
        waits.setdefault(edge.depends_on, set())
        unlocks.setdefault(edge.depends_on, []).append(edge.code)
    depths = {code: 0 for code, before in waits.items() if not before}
    free = list(depths)
    for code in free:  # grows while it is walked
        del waits[code]
        for other in unlocks.get(code, ()):
            waits[other].discard(code)
            if not waits[other]:
                depths[other] = depths[code] + 1  # the last one it waits for is the deepest
                free.append(other)
    if not waits:
        return depths
    circle = circle_in(waits)
    line = next((f", line {lines[code]}" for code in circle if code in lines), "")
    raise DependencyCircle(
        f"{file}{line}: tickets wait for each other in a circle: {' → '.join(circle)}. Take one dependency out."
    )


def circle_in(waits: Mapping[str, set[str]]) -> list[str]:
    """Return one circle of a graph in which every ticket waits for another, its first ticket again at its end."""
    code, path = min(waits), dict[str, None]()
    while code not in path:
        path[code] = None
        code = min(waits[code])
    walked = list(path)
    return [*walked[walked.index(code) :], code]


def merged_sprints(there: list[dict[str, Any]], sprints: Iterable[PackSprint]) -> list[dict[str, Any]]:
    """Return the pack's sprints with the names and dates of the text; the lists of tickets are the database's."""
    by_number = {entry["sprint_number"]: entry for entry in there}
    for sprint in sprints:
        start, end = sprint.planned_start, sprint.planned_end
        by_number[sprint.number] = by_number.get(sprint.number, {"ticket_instances": []}) | {
            "sprint_number": sprint.number,
            "name": sprint.name,
            "planned_start": start.isoformat() if start else None,
            "planned_end": end.isoformat() if end else None,
        }
    return [by_number[number] for number in sorted(by_number)]
