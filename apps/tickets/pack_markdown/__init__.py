"""Read a ticket pack from Markdown: task lists, coded bullets, a heading per ticket, or a mixture."""

from apps.roadmaps.section_files import FileUnreadable, normalized, text_of, unstorable_line
from apps.tickets.pack_markdown.reader import Reader
from apps.tickets.pack_markdown.reading import (
    NO_REASON,
    CodeTooLong,
    DuplicateCode,
    NoTickets,
    PackError,
    PackReading,
    PackSprint,
    PackTicket,
    TextUnreadable,
    Unread,
)

__all__ = [
    "NO_REASON",
    "CodeTooLong",
    "DuplicateCode",
    "NoTickets",
    "PackError",
    "PackReading",
    "PackSprint",
    "PackTicket",
    "TextUnreadable",
    "Unread",
    "read_pack",
    "read_pack_bytes",
]


def read_pack(text: str, *, file: str) -> PackReading:
    """Read a pack; ``file`` is the name that errors and unread lines carry.

    Raises DuplicateCode, CodeTooLong, NoTickets or TextUnreadable, all PackError.
    """
    text = normalized(text)
    if line := unstorable_line(text):
        raise TextUnreadable(
            f"{file}, line {line}: a character that cannot be stored (NUL or half a pair). Take it out.",
            line=line,
        )
    return Reader(text=text, file=file).read()


def read_pack_bytes(data: bytes, *, file: str) -> PackReading:
    """Read a pack from a file's bytes; raises as ``read_pack`` does, and TextUnreadable for no UTF-8."""
    try:
        text = text_of(data, file=file)
    except FileUnreadable as error:
        raise TextUnreadable(str(error), line=error.line) from error
    return read_pack(text, file=file)
