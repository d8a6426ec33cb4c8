"""The checklist of a pack: a Markdown file in which people tick boxes, written and read back. Knows no database.

A ticket is known by the id in the comment of its line, never by its place or its title.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from apps.roadmaps.section_files import FileUnreadable, normalized, text_of, unstorable_line
from apps.tickets.pack_markdown.drafts import KEYS
from apps.tickets.pack_markdown.lines import heading_of, indent_of, item_of, key_and_value, task_of
from apps.tickets.pack_markdown.reading import PackError, TextUnreadable, Unread

HINT = (
    "> Tick a box when its ticket is done, clear it to open the ticket again.",
    "> The lines for assignee and notes may be changed or added, too. All else is for reading, and stays as it is.",
)
BACKLOG = "Backlog"
FIELDS = {"assignee": "assignee", "note": "notes", "status": "status", "reason": "reason"}  # by the pack reader's names
_HEADER = re.compile(r"\s*<!--\s*firmloop checklist; pack: ([a-z0-9][a-z0-9_-]*); state: ([0-9a-f]{16})\s*-->\s*")
_ID = re.compile(r"<!--\s*([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\s*-->", re.IGNORECASE)
_DEEPEST_SPRINT = 2  # levels of headings: the pack, its sprints
_TICKET_INDENT = 1

Heading = tuple[int, str]


class NotAChecklist(PackError):
    """The text has no header of an exported checklist, so it says neither which pack it is of nor how that was."""


class TicketTwice(PackError):
    """Two lines carry the same ticket's id."""


class ChecklistTicket(NamedTuple):
    """What a checklist shows of a ticket."""

    id: UUID
    ticket_id: str
    title: str
    status: str
    sprint_number: int | None
    order_index: int
    assignee: str
    blocked_reason: str
    notes: str


class Checklist(NamedTuple):
    """A pack's checklist; ``state`` changes with whatever it shows, ``places`` is the heading above each ticket."""

    key: str
    text: str
    state: str
    headings: frozenset[Heading]
    places: Mapping[UUID, Heading]


class Value(NamedTuple):
    """What a line below a ticket says."""

    line: int
    text: str
    value: str


@dataclass(slots=True)
class ChecklistItem:
    """A ticket's line; ``is_ticked`` is None where its box is neither empty nor ticked."""

    id: UUID
    line: int
    text: str
    label: str
    is_ticked: bool | None
    place: Heading | None
    values: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChecklistReading:
    """A checklist that came back: the pack's key and state when it was exported, its tickets, and what is neither."""

    file: str
    key: str
    state: str
    items: tuple[ChecklistItem, ...]
    headings: tuple[tuple[int, str, Heading], ...]
    unread: tuple[Unread, ...]


def one_line(text: str) -> str:
    """Return the text as a line of a checklist has it."""
    return " ".join(text.split())


def plain(text: str) -> str:
    """Return notes as a checklist has them: line feeds, nothing blank at the ends of lines or of the whole."""
    return "\n".join(line.rstrip() for line in normalized(text).split("\n")).strip()


def label_of(ticket: ChecklistTicket) -> str:
    """Return a ticket's code and title as its line has them."""
    return one_line(f"**{one_line(ticket.ticket_id)}** {ticket.title}")


# Writing


def write_checklist(
    *, key: str, title: str, sprints: Iterable[Mapping[str, Any]], tickets: Sequence[ChecklistTicket]
) -> Checklist:
    """Write a pack's checklist, always the same for the same pack; ``sprints`` are its ``sprint_assignments``."""
    names = {entry["sprint_number"]: _sprint_name(entry) for entry in sprints}
    by_sprint: dict[int | None, list[ChecklistTicket]] = {number: [] for number in names}
    for ticket in tickets:
        by_sprint.setdefault(ticket.sprint_number, []).append(ticket)
    lines = [f"# {one_line(title)}", "", *HINT]
    headings = [_heading(lines[0])]
    places: dict[UUID, Heading] = {}
    for number in sorted(by_sprint, key=lambda number: (number is None, number)):
        name = BACKLOG if number is None else names.get(number) or f"Sprint {number}"
        lines += ["", f"## {name}"]
        headings.append(_heading(lines[-1]))
        lines += [""] if by_sprint[number] else []
        for ticket in sorted(by_sprint[number], key=lambda ticket: (ticket.order_index, ticket.id)):
            lines += _ticket_lines(ticket)
            places[ticket.id] = headings[-1]
    body = "\n".join(lines) + "\n"
    state = hashlib.sha256(body.encode()).hexdigest()[:16]
    text = f"<!-- firmloop checklist; pack: {key}; state: {state} -->\n\n{body}"
    return Checklist(key, text, state, frozenset(headings), places)


def _sprint_name(entry: Mapping[str, Any]) -> str:
    default = f"Sprint {entry['sprint_number']}"
    name, start, end = one_line(entry.get("name") or ""), entry.get("planned_start"), entry.get("planned_end")
    named = f"{default}: {name}" if name and name != default else default
    return f"{named} ({start} to {end})" if start and end else named


def _heading(line: str) -> Heading:
    return heading_of(line) or (0, "")


def _ticket_lines(ticket: ChecklistTicket) -> list[str]:
    box = "x" if ticket.status == "done" else " "
    lines = [f"- [{box}] {label_of(ticket)} <!-- {ticket.id} -->", f"  - status: {ticket.status}"]
    if ticket.blocked_reason:
        lines.append(f"  - reason: {one_line(ticket.blocked_reason)}")
    lines.append(f"  - assignee: {one_line(ticket.assignee)}".rstrip())
    if notes := plain(ticket.notes):
        first, *more = notes.split("\n")
        lines.append(f"  - notes: {first}")
        lines += [f"    {line}" if line else "" for line in more]
    return lines


# Reading


def read_checklist(text: str, *, file: str) -> ChecklistReading:
    """Read a checklist that may have gone through an editor; ``file`` is the name that errors and unread lines carry.

    Raises NotAChecklist, TicketTwice or TextUnreadable, all PackError.
    """
    text = normalized(text)
    if line := unstorable_line(text):
        raise TextUnreadable(
            f"{file}, line {line}: a character that cannot be stored (NUL or half a pair). Take it out.", line=line
        )
    return _Reader(text.split("\n"), file).read()


def read_checklist_bytes(data: bytes, *, file: str) -> ChecklistReading:
    """Read a checklist from a file's bytes; raises as ``read_checklist`` does, and TextUnreadable for no UTF-8."""
    try:
        text = text_of(data, file=file)
    except FileUnreadable as error:
        raise TextUnreadable(str(error), line=error.line) from error
    return read_checklist(text, file=file)


def is_checklist(text: str) -> bool:
    """Whether the text carries the header of an exported checklist."""
    return any(_HEADER.fullmatch(line) for line in normalized(text).split("\n"))


class _Reader:
    """Goes through the lines once: each belongs to the header, a heading, a ticket, a value, or is unread."""

    def __init__(self, lines: list[str], file: str) -> None:
        self.lines, self.file = lines, file
        self.items: dict[UUID, ChecklistItem] = {}
        self.headings: list[tuple[int, str, Heading]] = []
        self.unread: list[Unread] = []
        self.place: Heading | None = None
        self.item: ChecklistItem | None = None
        self.margin = ""  # before further lines of the notes being read
        self.notes: list[str] | None = None

    def read(self) -> ChecklistReading:
        at = next((index for index, line in enumerate(self.lines) if _HEADER.fullmatch(line)), None)
        if at is None:
            raise NotAChecklist(
                f"{self.file}: this is no exported checklist: its first line, <!-- firmloop checklist; pack: …; "
                "state: … -->, is missing. Export the pack and tick that file.",
            )
        for number, line in enumerate(self.lines, start=1):
            if number != at + 1 and not self._continues(line):
                self._take(number, line)
        self._end_notes()
        key, state = _HEADER.fullmatch(self.lines[at]).groups()  # type: ignore[union-attr]  # it matched above
        return ChecklistReading(
            self.file, key, state, tuple(self.items.values()), tuple(self.headings), tuple(self.unread)
        )

    def _continues(self, line: str) -> bool:
        """Take a further line of notes, or a blank one."""
        if self.notes is None:
            return not line.strip()
        if not line.strip():
            self.notes.append("")
        elif line.startswith(self.margin):
            self.notes.append(line[len(self.margin) :])
        elif indent_of(line) >= len(self.margin):
            self.notes.append(line.lstrip(" \t"))
        else:
            self._end_notes()
            return False
        return True

    def _end_notes(self) -> None:
        if self.notes is not None and self.item:
            at = self.item.values["notes"]
            self.item.values["notes"] = at._replace(value=plain("\n".join(self.notes)))
        self.notes = None

    def _take(self, number: int, line: str) -> None:
        if line.strip() in HINT:
            return
        if heading := heading_of(line):
            self.headings.append((number, line, heading))
            self.item = None
            if heading[0] <= _DEEPEST_SPRINT:
                self.place = heading
        elif indent_of(line) > _TICKET_INDENT and (item := item_of(line)) is not None:
            self._take_value(number, line, item)
        elif (item := item_of(line)) is not None and (task := task_of(item)):
            self._take_ticket(number, line, *task)
        else:
            self._leave(number, line, "neither a ticket of the checklist nor a line below one")

    def _take_ticket(self, number: int, line: str, mark: str, rest: str) -> None:
        self.item = None
        *_, found = [None, *_ID.finditer(rest)]
        if found is None:
            self._leave(number, line, "no id of a ticket: a checklist adds none; write new tickets on the board")
            return
        key = UUID(found[1])
        if first := self.items.get(key):
            raise TicketTwice(
                f"{self.file}, lines {first.line} and {number}: the same ticket twice. Keep one of the two lines.",
                line=number,
            )
        label = one_line(f"{rest[: found.start()]} {rest[found.end() :]}")
        is_ticked = {"": False, "x": True}.get(mark)
        self.item = ChecklistItem(key, number, line, label, is_ticked, self.place)
        self.items[key] = self.item
        if is_ticked is None:
            self._leave(number, line, "a box is empty or ticked: [ ] or [x]")

    def _take_value(self, number: int, line: str, item: str) -> None:
        key, value = key_and_value(item) or ("", "")
        name = FIELDS.get(KEYS.get(key, ""))
        if self.item is None or name is None:
            self._leave(number, line, "neither a ticket of the checklist nor a line below one")
        elif name in self.item.values:
            self._leave(number, line, f"the ticket has a line for {name} already, line {self.item.values[name].line}")
        else:
            self.item.values[name] = Value(number, line, value)
            if name == "notes":
                self.notes, self.margin = [value], " " * (indent_of(line) + 2)

    def _leave(self, number: int, line: str, reason: str) -> None:
        self.unread.append(Unread(self.file, number, line, reason))
