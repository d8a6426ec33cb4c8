"""Two texts side by side, word by word; knows no database and no HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

AROUND = 2  # unchanged lines shown above and below a change
FOLDED_FROM = 3  # fewer are shown: folding them would save nothing
MOST_WORDS = 1500  # of a stretch that is compared word by word; difflib takes time by the square
LEAST_ALIKE = 0.35  # below it the words in common are chance, and would only cut the reading into pieces

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """Some words of a side; ``is_changed``: they are not on the other one."""

    text: str
    is_changed: bool


@dataclass(frozen=True)
class Stretch:
    """Some lines: ``same`` on both sides, in ``before``; or ``changed``, with a side empty where it has nothing."""

    kind: Literal["same", "folded", "changed"]
    before: tuple[Piece, ...]
    after: tuple[Piece, ...] = ()
    line_count: int = 0

    @property
    def text(self) -> str:
        """The lines of an unchanged stretch."""
        return "".join(piece.text for piece in self.before).strip("\n")


def side_by_side(before: str, after: str) -> list[Stretch]:
    """Return the two texts as stretches of lines in order, long unchanged ones folded; empty where they are equal."""
    if before == after:
        return []
    old, new = _lines(before), _lines(after)
    steps = SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
    found: list[Stretch] = []
    for place, (tag, a_from, a_to, b_from, b_to) in enumerate(steps):
        if tag == "equal":
            found += _same(old[a_from:a_to], is_first=place == 0, is_last=place == len(steps) - 1)
        else:
            left, right = _compared("\n".join(old[a_from:a_to]), "\n".join(new[b_from:b_to]))
            found.append(Stretch("changed", left, right, max(a_to - a_from, b_to - b_from)))
    return found


def _lines(text: str) -> list[str]:
    return text.rstrip("\n").split("\n") if text.strip() else []


def _same(lines: list[str], *, is_first: bool, is_last: bool) -> Iterator[Stretch]:
    """Show the lines next to a change and fold those between."""
    top, bottom = 0 if is_first else AROUND, 0 if is_last else AROUND
    if len(lines) - top - bottom < FOLDED_FROM:
        yield _stretch("same", lines)
        return
    middle_end = len(lines) - bottom
    for kind, part in (("same", lines[:top]), ("folded", lines[top:middle_end]), ("same", lines[middle_end:])):
        if part:
            yield _stretch("folded" if kind == "folded" else "same", part)


def _stretch(kind: Literal["same", "folded"], lines: list[str]) -> Stretch:
    return Stretch(kind, (Piece("\n".join(lines), is_changed=False),), line_count=len(lines))


def _compared(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The words of both sides, those that the other has not marked."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    whole = (_whole(before), _whole(after))
    if not old or not new or max(len(old), len(new)) > MOST_WORDS:
        return whole
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    if matcher.ratio() < LEAST_ALIKE:
        return whole
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, a_from, a_to, b_from, b_to in matcher.get_opcodes():
        is_changed = tag != "equal"
        gap = "".join(old[a_from:a_to])
        if not is_changed and not gap.strip() and left and right:
            is_changed = left[-1].is_changed and right[-1].is_changed  # a blank between two changes is part of them
        _add(left, gap, is_changed=is_changed)
        _add(right, "".join(new[b_from:b_to]), is_changed=is_changed)
    return tuple(left), tuple(right)


def _whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text.strip("\n"), is_changed=True),) if text.strip() else ()


def _add(pieces: list[Piece], text: str, *, is_changed: bool) -> None:
    if not text:
        return
    if pieces and pieces[-1].is_changed == is_changed:
        text = pieces.pop().text + text
    pieces.append(Piece(text, is_changed=is_changed))
