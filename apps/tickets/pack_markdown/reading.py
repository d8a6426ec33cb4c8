"""What reading a ticket pack gives, and what it refuses."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Status = Literal["not_started", "in_progress", "blocked", "done", "skipped"]

STATUSES: tuple[Status, ...] = ("not_started", "in_progress", "blocked", "done", "skipped")
CODE_MAX_LENGTH = 50
# A blocked ticket needs a reason; a text that gives none is reported and gets this one.
NO_REASON = "No reason given in the pack."


class PackError(Exception):
    """The text cannot be read as a ticket pack; the message names the file, the line and what is accepted."""

    def __init__(self, message: str, *, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


class DuplicateCode(PackError):
    """Two tickets of the file have the same code."""


class CodeTooLong(PackError):
    """A ticket's code is longer than its column."""


class NoTickets(PackError):
    """Nothing in the file is a ticket."""


class TextUnreadable(PackError):
    """The file is empty, is no UTF-8, or holds a character that cannot be stored."""


@dataclass(frozen=True, slots=True)
class PackTicket:
    """One ticket as the text has it; texts are empty, never None, where the file says nothing.

    ``description`` is the Markdown below the ticket, less the lines taken over as values.
    ``is_ticked`` is the box itself, None where the ticket has none; ``status`` is what counts. ``library_version`` is
    that of the library's ticket it was made from, None for a ticket of a text.
    """

    code: str
    title: str
    line: int
    order_index: int
    description: str
    status: Status
    is_ticked: bool | None
    assignee: str
    section_number: int | None
    sprint_number: int | None
    blocked_reason: str
    notes: str
    depends_on: tuple[str, ...]
    heading_path: tuple[str, ...]
    library_version: int | None = None


@dataclass(frozen=True, slots=True)
class PackSprint:
    """A sprint heading; dates are both set or both None."""

    number: int
    name: str
    planned_start: date | None
    planned_end: date | None
    line: int


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that was not taken over, or not as it stands, and why."""

    file: str
    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class PackReading:
    """A whole pack; ``source_markdown`` is the entire text of the file with line feeds, so nothing is lost.

    ``version`` is empty where the title names none.
    """

    title: str
    version: str
    tickets: tuple[PackTicket, ...]
    sprints: tuple[PackSprint, ...]
    source_markdown: str
    not_understood: tuple[Unread, ...]
