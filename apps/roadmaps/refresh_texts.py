"""What the refresh writes into the text of a section; knows no database.

Each function sets its own lines and nothing else, finds the ones of an earlier refresh again, and leaves a text that
says so already exactly as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

NOTES = ("Delivered", "Progress")  # in the order they stand below the title
KEPT = "*Kept up to date by the refresh: what is written here by hand is replaced.*"

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})\s")
_NEXT_PART = re.compile(r" {0,3}#{1,2}\s")
_NOTE = re.compile(rf"> \*\*({'|'.join(NOTES)}):\*\* ")
_MARK = re.compile(r" \(✓ delivered [A-Z][a-z]{2} \d{1,2}, \d{4}\)")
# A code such as H-001 or T1.2.3, with what closes its emphasis; none inside an address or a longer word.
_CODE = re.compile(r"(?<![\w/.#=&?@%:-])([A-Za-z]\w*(?:[.-]\w+)*)(?![\w/])([`*_]*)")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?(.+?)\s*")
_BOLD = re.compile(r"\*\*[^*\n]+\*\*")
_PROPOSED = re.compile(r"\bpropos(ed|e|al)\b", re.IGNORECASE)


def day(value: date) -> str:
    """Return a day as texts have it, such as Feb 27, 2026."""
    return f"{value:%b} {value.day}, {value.year}"


def with_note(text: str, *, label: str, said: str) -> str:
    """Set the note of this label right below the section's title; an empty one takes it away."""
    lines = text.split("\n")
    start = _below_title(lines)
    end = start
    while end < len(lines) and (not lines[end].strip() or _NOTE.match(lines[end])):
        end += 1
    there = {match[1]: line for line in lines[start:end] if (match := _NOTE.match(line))}
    wanted = {**there, label: f"> **{label}:** {said}"} if said else {k: v for k, v in there.items() if k != label}
    if wanted == there:
        return text
    notes = [line for name in NOTES if name in wanted for line in (wanted[name], "")]
    head = [*lines[:start], ""] if start else []
    return "\n".join([*head, *notes, *lines[end:]])


def with_marks(text: str, *, by_code: Mapping[str, date], by_title: Mapping[str, date]) -> str:
    """Mark what is delivered, with its day: each code once a line, and list items that are a ticket's title.

    ``by_title`` has titles by ``title_key``. Marks of what is no longer delivered go. Headings, code and the blocks of
    ``with_block`` stay.
    """
    kept = _kept(text)
    return "\n".join(
        _marked(_MARK.sub("", line), by_code, by_title)
        if is_prose and number not in kept and not _HEADING.match(line)
        else line
        for number, (line, is_prose) in enumerate(_lines(text))
    )


def title_key(title: str) -> str:
    """Return what a ticket's title and the line of a roadmap have in common: packs show code without its marks."""
    return title.replace("`", "").rstrip(".").lower()


def with_block(text: str, *, heading: str, body: str) -> str:
    """Set the part of the text below this heading, at the end where there is none; an empty body takes it away."""
    wanted = f"## {heading}\n\n{KEPT}\n\n{body}" if body else ""
    lines = text.split("\n")
    place = next(((start, end) for name, start, end in _blocks(text) if name == heading), None)
    if place is None:
        return f"{_closed(text).rstrip()}\n\n{wanted}\n".lstrip("\n") if wanted else text
    start, end = place
    if "\n".join(lines[start:end]).strip() == wanted:
        return text
    before, after = "\n".join(lines[:start]).rstrip("\n"), "\n".join(lines[end:]).strip("\n")
    return "\n\n".join(part for part in (before, wanted, after) if part) + "\n"


def with_delivered_words(text: str) -> str:
    """Turn "proposed" into "delivered" in the headings below the title and in bold words."""
    title, shown = _below_title(text.split("\n")), []
    for number, (line, is_prose) in enumerate(_lines(text)):
        if not is_prose or number < title:
            shown.append(line)
        elif _HEADING.match(line):
            shown.append(_PROPOSED.sub(_delivered, line))
        else:
            shown.append(_BOLD.sub(lambda bold: _PROPOSED.sub(_delivered, bold[0]), line))
    return "\n".join(shown)


def delivered_words(title: str) -> str:
    """Return a title with "proposed" as "delivered", as a refresh turns it once most of the work is."""
    return _PROPOSED.sub(_delivered, title)


def as_planned(text: str) -> str:
    """Return the text without what a refresh adds: its notes, its marks and its blocks."""
    kept = _kept(text)
    lines = (line for number, line in enumerate(text.split("\n")) if number not in kept and not _NOTE.match(line))
    return _MARK.sub("", "\n".join(lines))


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it is prose rather than a block of code."""
    return ((line, not fence) for line, fence in _fenced(text))


def _fenced(text: str) -> Iterator[tuple[str, str]]:
    """Each line, and the fence of the block of code that it belongs to."""
    fence = ""
    for line in text.split("\n"):
        match = _FENCE.match(line)
        if fence:
            yield line, fence
            if match and match[1].startswith(fence) and not line[match.end() :].strip():
                fence = ""
        else:
            fence = match[1] if match else ""
            yield line, fence


def _closed(text: str) -> str:
    """The text with an end to a block of code that has none: what follows would be code as well."""
    *_, (_, fence) = _fenced(f"{text}\n")
    return f"{text.rstrip()}\n{fence}" if fence else text


def _below_title(lines: list[str]) -> int:
    """The number of the line after a heading that begins the text, 0 where none does."""
    for number, line in enumerate(lines):
        if line.strip():
            return number + 1 if _HEADING.match(line) else 0
    return 0


def _blocks(text: str) -> Iterator[tuple[str, int, int]]:
    """Each part that a refresh wrote: its heading, where it begins, and where the next heading ends it."""
    lines = list(_lines(text))
    for start, (line, is_prose) in enumerate(lines):
        below = (said.strip() for said, _ in lines[start + 1 :] if said.strip())
        if not is_prose or not line.startswith("## ") or next(below, "") != KEPT:
            continue
        headings = (n for n in range(start + 1, len(lines)) if lines[n][1] and _NEXT_PART.match(lines[n][0]))
        yield line.removeprefix("## ").strip(), start, next(headings, len(lines))


def _kept(text: str) -> set[int]:
    if KEPT not in text:
        return set()
    return {number for _, start, end in _blocks(text) for number in range(start, end)}


def _marked(line: str, by_code: Mapping[str, date], by_title: Mapping[str, date]) -> str:
    marked: set[str] = set()

    def mark(match: re.Match[str]) -> str:
        code = match[1]
        is_inside_code = line.count("`", 0, match.start()) % 2 and not match[2].startswith("`")
        if code not in by_code or code in marked or is_inside_code:
            return match[0]
        marked.add(code)
        return f"{match[0]} {_mark(by_code[code])}"

    shown = _CODE.sub(mark, line)
    item = _ITEM.fullmatch(line)
    if not marked and item and (on := by_title.get(title_key(item[1]))):
        return f"{line.rstrip()} {_mark(on)}"
    return shown


def _mark(on: date) -> str:
    return f"(✓ delivered {day(on)})"


def _delivered(match: re.Match[str]) -> str:
    word = "delivery" if match[1].lower() == "al" else "delivered"
    if match[0].isupper():
        return word.upper()
    return word.capitalize() if match[0][0].isupper() else word
