"""A ticket while its lines are still being read."""

import re
import textwrap
from dataclasses import dataclass, field

from apps.tickets.pack_markdown.lines import is_rule
from apps.tickets.pack_markdown.reading import STATUSES, Status

KEYS = {
    "assignee": "assignee",
    "assigned to": "assignee",
    "owner": "assignee",
    "section": "section",
    "status": "status",
    "state": "status",
    "reason": "reason",
    "blocked reason": "reason",
    "note": "note",
    "notes": "note",
    "depends": "depends",
    "depends on": "depends",
    "dependencies": "depends",
}
ASSIGNEE_MAX_LENGTH = 255
_SECTION = re.compile(r"[0-9]{1,2}")
_CODES = re.compile(r"[\s,;]+")
_NO_CODES = {"none", "-", "\u2013", "—"}


@dataclass(slots=True)
class Draft:
    """``indent`` is None for a ticket that is a heading; ``code`` is empty until one is made."""

    code: str
    title: str
    line: int
    indent: int | None
    ticked: bool | None
    sprint_number: int | None
    heading_path: tuple[str, ...]
    level: int = 0
    below: list[str] = field(default_factory=list)
    assignee: str = ""
    section_number: int | None = None
    status: Status | None = None
    status_line: int = 0
    reasons: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    depends: list[tuple[str, int]] = field(default_factory=list)
    # The note or reason that deeper lines go on with, and its indent.
    running: tuple[list[str], int] | None = None

    def take(self, field_name: str, value: str, *, line: int, indent: int) -> str:
        """Take a value over; returns why it cannot be, empty when it was."""
        if not value:
            return ""
        if field_name == "assignee":
            return self._take_assignee(value)
        if field_name == "section":
            return self._take_section(value)
        if field_name == "status":
            return self._take_status(value, line)
        if field_name == "depends":
            if value.casefold() not in _NO_CODES:
                codes = (code.strip("*`._") for code in _CODES.split(value))
                self.depends.extend((code, line) for code in codes if code)
            return ""
        texts = self.reasons if field_name == "reason" else self.notes
        texts.append(value)
        self.running = (texts, indent)
        return ""

    def description(self) -> str:
        """The kept lines as Markdown of their own, without the blanks and rules that part tickets."""
        start, end = 0, len(self.below)
        while start < end and not self.below[start].strip():
            start += 1
        while end > start and self._is_gap(end - 1, start):
            end -= 1
        text = "\n".join(self.below[start:end])
        return textwrap.dedent(text) if text and self.indent is not None else text

    def _is_gap(self, index: int, start: int) -> bool:
        # A rule right below a text line is that line's underline.
        line = self.below[index]
        return not line.strip() or (is_rule(line) and (index == start or not self.below[index - 1].strip()))

    def _take_assignee(self, value: str) -> str:
        if self.assignee:
            return "the ticket has an assignee already"
        if len(value) > ASSIGNEE_MAX_LENGTH:
            return f"an assignee has at most {ASSIGNEE_MAX_LENGTH} characters"
        self.assignee = value
        return ""

    def _take_section(self, value: str) -> str:
        if self.section_number is not None:
            return "the ticket has a section already"
        if not _SECTION.fullmatch(value):
            return "a section is a number from 0 to 99"
        self.section_number = int(value)
        return ""

    def _take_status(self, value: str, line: int) -> str:
        if self.status is not None:
            return "the ticket has a status already"
        wanted = re.sub(r"[\s-]+", "_", value.casefold())
        for status in STATUSES:
            if status == wanted:
                self.status, self.status_line = status, line
                return ""
        return f"a status is one of {', '.join(STATUSES)}"
