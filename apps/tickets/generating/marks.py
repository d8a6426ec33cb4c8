"""How a pack says of itself what it was generated from; and how its tickets are known again."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from apps.tickets.choices import PackSource

SECTIONS, LIBRARY = PackSource.SECTIONS.value, PackSource.LIBRARY.value
SOURCES = (SECTIONS, LIBRARY)
_MARK = re.compile(r"<!-- firmloop generated; from: (sections|library)(?:; choice: (\{.*\}))? -->")
# By the title alone: a running index would give a ticket's code to another one as soon as a heading is written above
# it, and a code made of the section's whole text would change with every word of it.
_CODE = re.compile(r"S-[0-9]{1,2}-T-[0-9a-f]{8}")


def source_text(source: str, parts: Sequence[str], *, choice: Mapping[str, Sequence[str]] | None = None) -> str:
    """Return a generated pack's own text, which says what made it and what was chosen."""
    chosen = f"; choice: {json.dumps(choice, sort_keys=True)}" if choice else ""
    return "\n\n".join([f"<!-- firmloop generated; from: {source}{chosen} -->", *parts]) + "\n"


def source_of(text: str) -> str:
    """Return what a pack with this text was generated from, empty where it was not."""
    match = _MARK.match(text)
    return match[1] if match else ""


def choice_of(text: str) -> dict[str, list[str]]:
    """Return what was chosen for a pack with this text, by name."""
    match = _MARK.match(text)
    return json.loads(match[2]) if match and match[2] else {}


def section_code(number: int, title_hash: str) -> str:
    """Return the code of a ticket that a section names."""
    return f"S-{number}-T-{title_hash}"


def is_generated(code: str, library_version: int | None) -> bool:
    """Whether a ticket was made by a generation rather than by hand or from a file."""
    return library_version is not None or _CODE.fullmatch(code) is not None
