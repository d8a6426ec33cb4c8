"""Walk through a pack line by line and say of each what it is.

What belongs to a ticket: below a list ticket, all that is indented under it; below a heading ticket, all up
to the next heading of its level or above. There an uncoded task and a coded bullet are part of the
description, while a task with a code is a ticket wherever it stands.
"""

import re
from dataclasses import dataclass
from pathlib import PurePath

from apps.tickets.pack_markdown import lines
from apps.tickets.pack_markdown.drafts import KEYS, Draft
from apps.tickets.pack_markdown.finishing import finished
from apps.tickets.pack_markdown.reading import NoTickets, PackReading, PackSprint, Unread

ACCEPTED = "a task `- [ ] **H-001** Title`, a bullet `* **T1.1.1** — Title` or a heading `### **L0.1.1 — Title**`"
_VERSION = re.compile(r"(?<!\w)[vV]([0-9]{1,4}(?:\.[0-9]{1,4}){1,2})(?![\w]|\.[0-9])")
_SYSTEM = re.compile(r"(?:sub)?system\b", re.IGNORECASE)
_BACKLOG = re.compile(r"backlog\b", re.IGNORECASE)
_NESTED = 2


@dataclass(frozen=True, slots=True)
class _Heading:
    level: int
    text: str
    sprint_number: int | None


@dataclass(frozen=True, slots=True)
class _Block:
    """A code block or comment: nothing in it is read; ``floor`` is the indent of the item that holds it."""

    line: int
    closer: str
    floor: int


class Reader:
    """One walk through one text, already normalized; ``read`` is called once."""

    def __init__(self, *, text: str, file: str) -> None:
        self._text, self._file = text, file
        self._lines = text.split("\n")
        self._drafts: list[Draft] = []
        self._sprints: dict[int, PackSprint] = {}
        self._problems: dict[int, list[str]] = {}
        self._title = ""
        self._headings: list[_Heading] = []
        self._path: tuple[str, ...] = ()
        self._open: Draft | None = None
        self._block: _Block | None = None
        self._underline = 0  # a line that is part of the heading above it
        self._after_blank = True
        self._after_rule = False
        # The list being read: its tickets' indents, its other items by indent, the last unread item's.
        self._ticket_indents: set[int] = set()
        self._other_items: dict[int, list[int]] = {}
        self._unread_indent: int | None = None

    def read(self) -> PackReading:
        """Read all lines; raises NoTickets and what ``finished`` raises."""
        for number, line in enumerate(self._lines, start=1):
            self._read_line(number, line)
        if self._block:
            self._report(self._block.line, "never closed, so nothing from here to the end was read")
        tickets = finished(self._drafts, file=self._file, report=self._report)
        if not tickets:
            hints = [f" Line {number}: {reasons[0]}." for number, reasons in sorted(self._problems.items())[:1]]
            raise NoTickets(f"{self._file}: no ticket found. Accepted are {ACCEPTED}.{''.join(hints)}")
        version = _VERSION.search(self._title)
        return PackReading(
            title=self._title or PurePath(self._file).stem,
            version=f"v{version[1]}" if version else "",
            tickets=tickets,
            sprints=tuple(self._sprints.values()),
            source_markdown=self._text,
            not_understood=tuple(
                Unread(self._file, number, self._lines[number - 1], "; ".join(self._problems[number]))
                for number in sorted(self._problems)
            ),
        )

    def _read_line(self, number: int, line: str) -> None:
        text, indent = line.strip(), lines.indent_of(line)
        if self._block and text and indent < self._block.floor and self._block.closer != "-->":
            self._block = None  # its list item has ended, and the code block with it
        if number == self._underline:
            return
        if self._block:
            self._keep(line)
            if lines.closes_block(line, self._block.closer):
                self._block = None
        elif not text:
            self._keep(line)
            self._after_blank = True
        else:
            self._read_text_line(number, line, indent)
            self._after_blank = False

    def _read_text_line(self, number: int, line: str, indent: int) -> None:
        if self._unread_indent is not None and indent < self._unread_indent + _NESTED:
            self._unread_indent = None
        heading = None if self._is_in_list_ticket(indent) else self._heading(number, line, indent)
        if heading:
            self._read_heading(number, line, *heading)
        elif lines.is_rule(line):
            self._read_rule(line, indent)
        elif (item := lines.item_of(line)) is not None:
            self._read_item(number, line, indent, item)
        else:
            self._read_prose(number, line, indent)
        self._after_rule = lines.is_rule(line)

    # Headings

    def _heading(self, number: int, line: str, indent: int) -> tuple[int, str] | None:
        if heading := lines.heading_of(line):
            return heading
        # A one-line paragraph with a row of = or - below it.
        if (
            not self._after_blank
            or number == len(self._lines)
            or indent > lines.MAX_INDENT
            or not line.strip()[0].isalnum()
        ):
            return None
        level, text = lines.underline_level(self._lines[number]), line.strip()
        in_heading_ticket = self._open is not None and self._open.indent is None
        if level is None or lines.item_of(line) is not None:
            return None
        if in_heading_ticket and lines.is_rule(self._lines[number]) and lines.sprint_of(text) is None:
            return None  # meant as the rule after the ticket, though Markdown reads it as an underline
        self._underline = number + 1
        return level, text

    def _read_heading(self, number: int, line: str, level: int, text: str) -> None:
        coded = lines.coded_heading(text)
        if coded is None and self._open and self._open.indent is None and level > self._open.level:
            self._keep(line)
            return
        self._end_list()
        while self._headings and self._headings[-1].level >= level:
            self._headings.pop()
        if coded:
            self._set_path()
            self._start(Draft(coded.code, coded.title, number, None, None, *self._context(), level=level))
            return
        self._push_heading(number, level, lines.unwrapped(text))
        self._set_path()

    def _push_heading(self, number: int, level: int, text: str) -> None:
        sprint = lines.sprint_of(text)
        is_backlog = _BACKLOG.match(text) is not None
        names_structure = is_backlog or _SYSTEM.match(text) or (sprint and sprint.number is not None)
        if level == 1 and not self._title and not self._drafts and not names_structure:
            self._title = text  # the pack's own, so it leads to no ticket
            return
        outer = self._headings[-1].sprint_number if self._headings else None
        if sprint:
            outer = sprint.number
            self._add_sprint(number, sprint)
        self._headings.append(_Heading(level, text, None if is_backlog else outer))

    def _add_sprint(self, line: int, found: lines.SprintHeading) -> None:
        if found.problem:
            self._report(line, found.problem)
        if found.number is None:
            return
        sprint = PackSprint(found.number, found.name, found.start, found.end, line)
        first = self._sprints.setdefault(found.number, sprint)
        again = (sprint.name, sprint.planned_start, sprint.planned_end)
        told = (first.name, first.planned_start, first.planned_end)
        if again not in {told, (f"Sprint {found.number}", None, None)}:
            self._report(line, f"sprint {found.number} was named on line {first.line}, which counts")

    def _set_path(self) -> None:
        self._path = tuple(heading.text for heading in self._headings)

    def _context(self) -> tuple[int | None, tuple[str, ...]]:
        return (self._headings[-1].sprint_number if self._headings else None), self._path

    # Lists

    def _read_item(self, number: int, line: str, indent: int, item: str) -> None:
        task = lines.task_of(item)
        coded = lines.coded_item(task[1] if task else item)
        is_below = self._is_below(indent)
        if is_below and self._open and self._open.indent is None and self._after_rule and (task or coded):
            is_below = False  # a rule and then a ticket: the heading ticket has ended
        if is_below and not (task and coded):
            self._read_below(number, line, indent, item)
        elif self._unread_indent is not None and not (task and coded):
            self._report(number, "below a line that is no ticket")
        elif task:
            self._read_task(number, indent, *task)
        elif coded and coded.has_separator:
            self._start_item(number, indent, coded, ticked=None)
        elif coded:
            self._leave_unread(number, indent, "a code and its title are parted by a dash or colon")
        else:
            self._read_other_item(number, indent, item)
        self._open_block(number, item, floor=indent + _NESTED)

    def _read_task(self, number: int, indent: int, mark: str, text: str) -> None:
        if mark not in {"", "x"}:
            self._leave_unread(number, indent, "a task's box is [ ] or [x]")
        elif not text:
            self._leave_unread(number, indent, "a task without a title")
        else:
            coded = lines.coded_item(text) or lines.Coded("", lines.unwrapped(text), False)
            self._start_item(number, indent, coded, ticked=mark == "x")

    def _read_other_item(self, number: int, indent: int, item: str) -> None:
        self._open = None
        pair = lines.key_and_value(item)
        if not self._ticket_indents.isdisjoint(range(indent - 1, indent + 2)):
            self._leave_unread(number, indent, "an item among tickets that is none")
        elif pair and pair[0].replace("_", " ") in KEYS and indent >= _NESTED:
            self._leave_unread(number, indent, "below no ticket")
        else:
            self._other_items.setdefault(indent, []).append(number)

    def _start_item(self, number: int, indent: int, coded: lines.Coded, *, ticked: bool | None) -> None:
        self._start(Draft(coded.code, coded.title, number, indent, ticked, *self._context()))
        self._ticket_indents.add(indent)
        for near in range(indent - 1, indent + 2):
            for other in self._other_items.pop(near, ()):
                self._report(other, "an item among tickets that is none")

    def _leave_unread(self, number: int, indent: int, reason: str) -> None:
        self._report(number, reason)
        self._open = None
        self._unread_indent = indent

    # All else

    def _read_prose(self, number: int, line: str, indent: int) -> None:
        text = line.strip()
        if self._is_below(indent):
            self._read_below(number, line, indent, text)
        elif self._unread_indent is not None:
            self._report(number, "below a line that is no ticket")
        elif self._open and not self._after_blank and text[0] not in ">|<`~":
            self._keep(line)  # Markdown lets a paragraph go on without its indent
        else:
            self._end_list()
        floor = self._open.indent + _NESTED if self._open and self._open.indent is not None else 0
        self._open_block(number, text, floor=floor)

    def _read_rule(self, line: str, indent: int) -> None:
        if self._is_below(indent):
            self._keep(line)
        else:
            self._end_list()

    def _read_below(self, number: int, line: str, indent: int, text: str) -> None:
        """Take a line below the open ticket as a value, or keep it in the description."""
        draft = self._open
        if draft is None:
            return
        is_item = lines.item_of(line) is not None
        if draft.running and indent >= draft.running[1] + _NESTED and not is_item and not self._after_blank:
            draft.running[0].append(text)
            return
        draft.running = None
        pair = lines.key_and_value(text) if is_item or lines.is_bold(text) else None
        field_name = KEYS.get(pair[0].replace("_", " ")) if pair else None
        if pair and field_name:
            problem = draft.take(field_name, pair[1], line=number, indent=indent)
        elif pair and is_item and draft.indent is not None:
            problem = f"keys are {', '.join(sorted(set(KEYS.values())))}"
        else:
            problem = ""
        if problem:
            self._report(number, problem)
        if problem or not field_name:
            self._keep(line)

    def _open_block(self, number: int, text: str, *, floor: int) -> None:
        if closer := lines.block_closer(text):
            self._block = _Block(number, closer, floor)

    def _start(self, draft: Draft) -> None:
        self._drafts.append(draft)
        self._open = draft
        self._unread_indent = None

    def _end_list(self) -> None:
        self._open = None
        self._ticket_indents.clear()
        self._other_items.clear()

    def _is_below(self, indent: int) -> bool:
        return self._open is not None and (self._open.indent is None or indent >= self._open.indent + _NESTED)

    def _is_in_list_ticket(self, indent: int) -> bool:
        return self._open is not None and self._open.indent is not None and self._is_below(indent)

    def _keep(self, line: str) -> None:
        if self._open:
            self._open.below.append(line)

    def _report(self, number: int, reason: str) -> None:
        self._problems.setdefault(number, []).append(reason)
