"""What the board shows: which tickets, narrowed by what, under which headings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from apps.roadmaps.models import RoadmapSection
from apps.roadmaps.section_files import short_title
from apps.tickets.attention import waiting_tickets
from apps.tickets.choices import TicketStatus
from apps.tickets.models import TicketInstance, TicketPack

BACKLOG, NONE, MINE, NOBODY = "backlog", "none", "me", "nobody"
OPEN, READY, WAITING = "open", "ready", "waiting"
STATES = ((OPEN, "Open"), (READY, "Ready to start"), (WAITING, "Waiting for another"), *TicketStatus.choices)
MOST_WORDS = 8
SEARCHED = ("title", "ticket_id", "description", "notes")

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Asked:
    """How the board is asked for, by its address; ``by`` is what it is grouped by."""

    q: str = ""
    sprint: str = ""
    section: str = ""
    status: str = ""
    assignee: str = ""
    by: str = "sprint"

    @property
    def is_narrowed(self) -> bool:
        """Whether anything narrows the board."""
        return any((self.q, self.sprint, self.section, self.status, self.assignee))


@dataclass
class Group:
    """A sprint or a section with those of its tickets that the page shows."""

    key: str
    title: str
    planned_start: date | None = None
    planned_end: date | None = None
    tickets: list[TicketInstance] = field(default_factory=list)

    @property
    def done(self) -> int:
        """How many of them are done."""
        return sum(ticket.status == TicketStatus.DONE for ticket in self.tickets)

    @property
    def countable(self) -> int:
        """How many of them count: all but the skipped ones."""
        return sum(ticket.status != TicketStatus.SKIPPED for ticket in self.tickets)


@dataclass
class Board:
    """A pack's tickets as asked for, and what else could be."""

    asked: Asked
    groups: list[Group]
    sprint_choices: Choices
    section_choices: Choices
    assignee_choices: list[str]
    status_choices = STATES

    @property
    def shown(self) -> int:
        """How many tickets the page shows."""
        return sum(len(group.tickets) for group in self.groups)


def board(pack: TicketPack, asked: Asked, *, name: str) -> Board:
    """Return the pack's board as asked for; ``name`` is whose tickets "mine" are."""
    sections = _sections(pack)
    sprints = [(str(s["sprint_number"]), _sprint_title(s["sprint_number"], s.get("name"))) for s in _sprints(pack)]
    places = set(pack.tickets.order_by().values_list("section_number", "assignee").distinct())
    numbers = sorted(number for number in {section for section, _ in places} if number is not None)
    found = narrowed(pack, asked, name=name).for_rows()
    if asked.by == "section":
        groups = _by_section(found.order_by(F("section_number").asc(nulls_last=True), "order_index", "id"), sections)
    else:
        groups = _by_sprint(found.in_board_order(), pack)
    return Board(
        asked=asked,
        groups=groups,
        sprint_choices=[*sprints, (BACKLOG, "Backlog")],
        section_choices=[*((str(n), _section_title(n, sections)) for n in numbers), (NONE, "No section")],
        assignee_choices=sorted({assignee for _, assignee in places if assignee}, key=str.casefold),
    )


def narrowed(pack: TicketPack, asked: Asked, *, name: str) -> Any:
    """Return those of the pack's tickets that fit; a value that means nothing fits none."""
    tickets = pack.tickets.all()
    for word in asked.q.split()[:MOST_WORDS]:
        tickets = tickets.filter(
            Q(*[(f"{column}__icontains", word) for column in SEARCHED], _connector=Q.OR)  # every word, anywhere
        )
    if asked.sprint:
        tickets = _numbered(tickets, "sprint_number", asked.sprint, none=BACKLOG)
    if asked.section:
        tickets = _numbered(tickets, "section_number", asked.section, none=NONE)
    if asked.assignee:
        tickets = tickets.filter(_assigned(asked.assignee, name))
    return _in_state(tickets, asked.status) if asked.status else tickets


def _numbered(tickets: Any, column: str, value: str, *, none: str) -> Any:
    if value == none:
        return tickets.filter(**{f"{column}__isnull": True})
    is_number = value.isascii() and value.isdigit() and len(value) < 5  # noqa: PLR2004 -- what a column can hold
    return tickets.filter(**{column: int(value)}) if is_number else tickets.none()


def _assigned(value: str, name: str) -> Q:
    if value == MINE:
        return Q(assignee__iexact=name) & ~Q(assignee="")
    return Q(assignee="") if value == NOBODY else Q(assignee__iexact=value)


def _in_state(tickets: Any, value: str) -> Any:
    waits = Exists(waiting_tickets().filter(pk=OuterRef("pk")))
    if value == OPEN:
        return tickets.open()
    if value == WAITING:
        return tickets.filter(waits)
    if value == READY:
        return tickets.filter(~waits, status=TicketStatus.NOT_STARTED)
    return tickets.filter(status=value)


def _by_sprint(tickets: Iterable[TicketInstance], pack: TicketPack) -> list[Group]:
    named = {entry["sprint_number"]: entry for entry in _sprints(pack)}
    groups: dict[int | None, Group] = {}
    for ticket in tickets:
        number = ticket.sprint_number
        if number not in groups:
            entry = named.get(number, {})
            title = "Backlog" if number is None else _sprint_title(number, entry.get("name"), word="Sprint ")
            key = BACKLOG if number is None else str(number)
            groups[number] = Group(key, title, _day(entry, "planned_start"), _day(entry, "planned_end"))
        groups[number].tickets.append(ticket)
    return list(groups.values())


def _by_section(tickets: Iterable[TicketInstance], sections: dict[int, str]) -> list[Group]:
    groups: dict[int | None, Group] = {}
    for ticket in tickets:
        number = ticket.section_number
        if number not in groups:
            title = "No section" if number is None else f"Section {_section_title(number, sections)}"
            groups[number] = Group(NONE if number is None else str(number), title)
        groups[number].tickets.append(ticket)
    return list(groups.values())


def _sprints(pack: TicketPack) -> list[dict[str, Any]]:
    return list(pack.sprint_assignments)


def _sprint_title(number: int, name: str | None, *, word: str = "") -> str:
    return f"{word}{number}: {name}" if name else f"{word}{number}"


def _sections(pack: TicketPack) -> dict[int, str]:
    """Return the titles of the sections that the tickets' numbers mean: the pack's roadmap's, else the current's."""
    is_meant = Q(roadmap_id=pack.roadmap_id) if pack.roadmap_id else Q(roadmap__is_current=True)
    return dict(RoadmapSection.objects.filter(is_meant).values_list("section_number", "title"))


def _section_title(number: int, sections: dict[int, str]) -> str:
    title = short_title(sections.get(number, ""), number=number)
    return f"{number}: {title}" if title else str(number)


def _day(entry: dict[str, Any], key: str) -> date | None:
    return date.fromisoformat(entry[key]) if entry.get(key) else None
