"""Say what one line of a pack is: pure functions of the line, each linear in its length."""

import re
from dataclasses import dataclass
from datetime import date

# Hyphen, en dash, em dash, minus sign and colon, as a regular expression has them between brackets.
_DASH = r"\-\u2013\u2014\u2212:"
_PARTING = " \t,-\u2013\u2014\u2212:"
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*))?$")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]+(.*))?$")
# "[x](address)" and "[x]: address" are links.
_TASK = re.compile(r"\[([^\[\]]{0,9})\](?![(\[:])(.*)$")
_BOLD_CODE = re.compile(r"(\*\*|__)[ \t]*([A-Za-z](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)(.*)$")
_BARE_CODE = re.compile(rf"([A-Z][A-Z0-9]*(?:[._-][A-Z0-9]+)+)[ \t]*[{_DASH}]+[ \t]+(.*)$")
_SEPARATOR = re.compile(rf"[ \t]*[{_DASH}]+[ \t]*")
_KEY = re.compile(r"[a-z][a-z_-]*(?: [a-z_-]+)?")
_BOLD_MARKS = ("**", "__")
_FENCE = re.compile(r"(`{3,}|~{3,})(.*)$")
_SPRINT = re.compile(rf"sprint[ \t#_-]*([0-9]+)\b[\s.{_DASH}]*(.*)$", re.IGNORECASE)
_DAY = r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
_DATES = re.compile(rf"{_DAY}\s{{0,4}}(?:to|until|through|[{_DASH}/])\s{{0,4}}{_DAY}\s{{0,4}}\)?$", re.IGNORECASE)
_DATE_LIKE = re.compile(r"[0-9]{4}-[0-9]|[0-9]{1,2}[./][0-9]{1,2}|\b(?:19|20)[0-9]{2}\b")
_SPRINT_MAX_DIGITS = 4
_KEY_MAX_LENGTH = 30
_RULE_MIN_LENGTH = 3
# One column more, and Markdown reads a line as code.
MAX_INDENT = 3


@dataclass(frozen=True, slots=True)
class Coded:
    """A code, the title after it, and whether a dash or colon parts them."""

    code: str
    title: str
    has_separator: bool


@dataclass(frozen=True, slots=True)
class SprintHeading:
    """What a sprint heading says; ``problem`` is what could not be taken over from it."""

    number: int | None
    name: str
    start: date | None = None
    end: date | None = None
    problem: str = ""


def indent_of(line: str) -> int:
    """Columns before the text, a tab counting up to the next fourth column."""
    blank = line[: len(line) - len(line.lstrip(" \t"))]
    return len(blank.expandtabs(4)) if "\t" in blank else len(blank)


def heading_of(line: str) -> tuple[int, str] | None:
    """Level and text of a ``#`` heading, without closing marks and wrapping emphasis."""
    match = _HEADING.match(line)
    if match is None:
        return None
    text = (match[2] or "").strip()
    opened = text.rstrip("#")
    if not opened or opened[-1] in " \t":
        text = opened.rstrip()
    return len(match[1]), text


def underline_level(line: str) -> int | None:
    """1 or 2 for a line that makes the paragraph line above it a heading."""
    text = line.strip()
    if text and indent_of(line) <= MAX_INDENT and text.strip(text[0]) == "":
        return {"=": 1, "-": 2}.get(text[0])
    return None


def is_rule(line: str) -> bool:
    """Whether the line is a thematic break such as ``---`` or ``* * *``."""
    marks = line.replace(" ", "").replace("\t", "")
    return len(marks) >= _RULE_MIN_LENGTH and marks[0] in "-*_" and marks.strip(marks[0]) == ""


def item_of(line: str) -> str | None:
    """The text of a list item, empty for a bare bullet."""
    match = _ITEM.match(line)
    return (match[1] or "").strip() if match else None


def task_of(item: str) -> tuple[str, str] | None:
    """Mark and text of a task: "" is open, "x" is ticked, any other single character is unknown."""
    match = _TASK.match(item)
    mark = match[1].strip().lower() if match else ""
    return (mark, match[2].strip()) if match and len(mark) <= 1 else None


def without_code(title: str) -> str:
    """The title without the marks of inline code: lists, boards and mails show it as plain text."""
    return title.replace("`", "").strip() or title


def coded_item(text: str) -> Coded | None:
    """Code and title of ``**H-001** Title``, ``**H-001** — Title`` or ``**H-001 — Title**``."""
    match = _BOLD_CODE.match(text)
    if match is None or not _has_digit(match[2]):
        return None
    mark, code, rest = match.groups()
    if rest.lstrip().startswith(mark):
        rest = rest.lstrip()[len(mark) :]
        separator = _SEPARATOR.match(rest)
    else:
        separator = _SEPARATOR.match(rest)
        if separator is None:
            return None
        inside, _, after = rest.partition(mark)
        rest = f"{inside.rstrip()} {after.strip()}"
    title = rest[separator.end() :] if separator else rest
    return Coded(code, unwrapped(title.strip()) or code, separator is not None)


def coded_heading(text: str) -> Coded | None:
    """Code and title of a ticket's heading; its code has a dot or dash inside, so ``Q1 — Goals`` is none."""
    if match := _BARE_CODE.match(text):
        return Coded(match[1], match[2].strip() or match[1], True) if _has_digit(match[1]) else None
    if coded := coded_item(text):
        return coded if set(coded.code) & set("._-") else None
    # `**L0.1.1 Title**`: in a heading a blank parts them well enough.
    match = _BOLD_CODE.match(text)
    if match and _has_digit(match[2]) and set(match[2]) & set("._-") and match[3][:1].isspace():
        return Coded(match[2], match[3].replace(match[1], "").strip(), False)
    return None


def key_and_value(text: str) -> tuple[str, str] | None:
    """Lower-case key of at most two words and value of ``key: value``, the key's bold marks taken off."""
    head, colon, value = text.partition(":")
    bold = next((mark for mark in _BOLD_MARKS if head.startswith(mark)), "")
    if bold:
        head = head.removeprefix(bold).rstrip().removesuffix(bold)
        value = value.removeprefix(bold)
    key = head.strip().lower()
    if not colon or (value and not value[0].isspace()) or len(key) > _KEY_MAX_LENGTH or not _KEY.fullmatch(key):
        return None
    return key, value.strip()


def is_bold(text: str) -> bool:
    """Whether the text starts with bold marks."""
    return text.startswith(_BOLD_MARKS)


def block_closer(text: str) -> str | None:
    """What ends the code block or comment that the text opens, None when it opens none."""
    if text.startswith("<!--"):
        return None if "-->" in text else "-->"
    match = _FENCE.match(text)
    if match is None or (match[1][0] == "`" and "`" in match[2]):
        return None
    return match[1]


def closes_block(line: str, closer: str) -> bool:
    """Whether the line ends a block opened with this closer."""
    if closer == "-->":
        return closer in line
    text = line.strip()
    return len(text) >= len(closer) and text.strip(closer[0]) == ""


def unwrapped(text: str) -> str:
    """The text without emphasis that wraps the whole of it."""
    for mark in _BOLD_MARKS:
        inner = text.removeprefix(mark).removesuffix(mark)
        if inner and mark not in inner and text == f"{mark}{inner}{mark}":
            return inner.strip()
    return text


def sprint_of(heading: str) -> SprintHeading | None:
    """What a heading that starts with "Sprint" says, None for any other heading."""
    if heading[:6].casefold() != "sprint" or heading[6:7].isalpha():
        return None
    match = _SPRINT.match(heading)
    if match is None or len(match[1]) > _SPRINT_MAX_DIGITS:
        return SprintHeading(None, heading, problem="a sprint is numbered 0 to 9999, as in: Sprint 1")
    number, rest = int(match[1]), match[2].strip()
    default = f"Sprint {number}"
    if dates := _DATES.search(rest):
        start, end = _day(dates[1]), _day(dates[2])
        if start and end and start <= end:
            name = rest[: dates.start()].rstrip(" \t(").rstrip(_PARTING)
            return SprintHeading(number, name or default, start, end)
    if dates or _DATE_LIKE.search(rest):
        problem = "dates are written (2026-01-05 to 2026-01-16), the earlier first"
        return SprintHeading(number, rest, problem=problem)
    return SprintHeading(number, rest or default)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _has_digit(code: str) -> bool:
    return any(character.isdigit() for character in code)
