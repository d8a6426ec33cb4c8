"""Two Markdown texts side by side as readers see them; knows no database.

Whole blocks are set beside each other (a paragraph, a list, a table), so that each side stays proper HTML. Inside a
pair the parts that hold words (a list item, a table row) find their counterparts, whose words alone are marked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby, zip_longest
from typing import Any, Literal

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from apps.core.markdown import render_blocks
from apps.roadmaps.section_diff import LEAST_ALIKE, MOST_WORDS

AROUND = 1  # unchanged blocks shown above and below a change
FOLDED_FROM = 2  # fewer are shown: folding them would save nothing
MOST_PAIRS = 10_000  # compared to find counterparts; more are shown as removed and added

# The sanitizer quotes every attribute and leaves no bare "<" in text.
_TOKENS = re.compile(r"""<(?:[^<>"]|"[^"]*")*>|&[#\w]+;|\w+(?:[.,]\d+)*|\s+|.""")
_TAG = re.compile(r"<(/?)([a-z0-9]+)")
_TABLE_NAME = re.compile(r' aria-label="[^"]*"')
_INLINE = {"a", "br", "code", "em", "s", "strong", "td", "th"}
_STYLES = _INLINE - {"br", "td", "th"}
_MARKS = {
    "del": '<del><span class="diff-word">[removed: </span>{}<span class="diff-word">] </span></del>',
    "ins": '<ins><span class="diff-word">[added: </span>{}<span class="diff-word">] </span></ins>',
}


@dataclass(frozen=True)
class Passage:
    """Some blocks: ``same`` on both sides, in ``before``; or ``changed``.

    Where a side has nothing the other one stands without marks: all of it is new, or gone.
    """

    kind: Literal["same", "folded", "changed"]
    before: SafeString | Literal[""]
    after: SafeString | Literal[""] = ""
    block_count: int = 1


@dataclass
class _Part:
    """What lies between two block tags: pieces of HTML, and for those that are text a key to compare them by."""

    pieces: list[str] = field(default_factory=list)
    keys: list[Any] = field(default_factory=list)
    changed: set[int] = field(default_factory=set)

    @property
    def text(self) -> list[int]:
        """The places of its words and of the blanks between them."""
        return [place for place, key in enumerate(self.keys) if key]

    @property
    def words(self) -> tuple[Any, ...]:
        """Its words without the blanks."""
        return tuple(key for key in self.keys if key and key[0] != " ")


def passages(before: str, after: str, *, named: tuple[str, str] = ("", "")) -> list[Passage]:
    """Return two Markdown texts as passages in order, long unchanged ones folded; empty where both read the same.

    ``named`` says which version each side is, for those who hear their tables.
    """
    old = render_blocks(before, heading_offset=2, named=named[0])
    new = render_blocks(after, heading_offset=2, named=named[1])
    old_keys, new_keys = [_block_key(one) for one in old], [_block_key(one) for one in new]
    if old_keys == new_keys:
        return []
    steps = SequenceMatcher(a=old_keys, b=new_keys, autojunk=False).get_opcodes()
    found: list[Passage] = []
    for place, (tag, a_from, a_to, b_from, b_to) in enumerate(steps):
        if tag == "equal":
            found += _same(old[a_from:a_to], is_first=place == 0, is_last=place == len(steps) - 1)
            continue
        left, right = old[a_from:a_to], new[b_from:b_to]
        found += _changes(left, right)
    return found


def _changes(old: list[SafeString], new: list[SafeString]) -> Iterator[Passage]:
    """Set blocks beside their counterparts; those that stand alone on one side one after the other are one passage."""
    pairs = _counterparts([_bag(one) for one in old], [_bag(one) for one in new])
    for sides, run in groupby(pairs, key=lambda pair: (pair[0] is not None, pair[1] is not None)):
        places = list(run)
        if all(sides):
            yield from (_marked(old[i], new[j]) for i, j in places if i is not None and j is not None)
            continue
        html = mark_safe("".join(old[i] if i is not None else new[j or 0] for i, j in places))  # noqa: S308 -- sanitized
        yield Passage("changed", html if sides[0] else "", html if sides[1] else "", len(places))


def _block_key(html: str) -> str:
    """Two blocks with the same key read the same: where a line breaks matters in code alone."""
    html = _TABLE_NAME.sub("", html)
    return html if "<pre" in html else " ".join(html.split())


def _same(blocks: list[SafeString], *, is_first: bool, is_last: bool) -> Iterator[Passage]:
    """Show the blocks next to a change and fold those between."""
    top, end = 0 if is_first else AROUND, len(blocks) - (0 if is_last else AROUND)
    if end - top < FOLDED_FROM:
        top = end = 0
    for kind, part in (("same", blocks[:top]), ("folded", blocks[top:end]), ("same", blocks[end:])):
        if part:
            html = mark_safe("".join(part))  # noqa: S308 -- each block is sanitized
            yield Passage("folded" if kind == "folded" else "same", html, block_count=len(part))


def _counterparts(old: Sequence[Counter[Any]], new: Sequence[Counter[Any]]) -> list[tuple[int | None, int | None]]:
    """Pair what is alike without crossing; what has no counterpart stands alone, opposite another such where it can."""
    best = _best_totals(old, new) if len(old) * len(new) <= MOST_PAIRS else None
    pairs: list[tuple[int | None, int | None]] = []
    i = j = 0
    lone_old: list[int] = []
    lone_new: list[int] = []
    while best and i < len(old) and j < len(new):
        if best[i][j] == best[i + 1][j]:
            lone_old.append(i)
            i += 1
        elif best[i][j] == best[i][j + 1]:
            lone_new.append(j)
            j += 1
        else:
            pairs += [*zip_longest(lone_old, lone_new), (i, j)]
            lone_old, lone_new = [], []
            i, j = i + 1, j + 1
    return [*pairs, *zip_longest([*lone_old, *range(i, len(old))], [*lone_new, *range(j, len(new))])]


def _best_totals(old: Sequence[Counter[Any]], new: Sequence[Counter[Any]]) -> list[list[float]]:
    """How much likeness can be had from each place on: the longest common subsequence, weighted."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1])
            size = old[i].total() + new[j].total()
            alike = 2 * (old[i] & new[j]).total() / size if size else 0
            if alike >= LEAST_ALIKE:
                best[i][j] = max(best[i][j], best[i + 1][j + 1] + alike)
    return best


def _bag(html: str) -> Counter[Any]:
    return Counter(word for part in _parts(html) for word in part.words)


def _marked(before: str, after: str) -> Passage:
    """Mark the words that the other side has not; a change of form alone marks the whole block."""
    old, new = _parts(before), _parts(after)
    old_words, new_words = [part.words for part in old], [part.words for part in new]
    for tag, a_from, a_to, b_from, b_to in SequenceMatcher(a=old_words, b=new_words, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        left, right = old[a_from:a_to], new[b_from:b_to]
        for i, j in _counterparts([Counter(one.words) for one in left], [Counter(one.words) for one in right]):
            _mark(left[i] if i is not None else _Part(), right[j] if j is not None else _Part())
    if not any(_is_marked(part) for part in old + new):
        for part in old + new:
            part.changed = set(part.text)
    return Passage("changed", _html(old, "del"), _html(new, "ins"))


def _mark(old: _Part, new: _Part) -> None:
    left, right = [old.keys[place] for place in old.text], [new.keys[place] for place in new.text]
    matcher = SequenceMatcher(a=left, b=right, autojunk=False)
    if max(len(left), len(right)) > MOST_WORDS or matcher.ratio() < LEAST_ALIKE:
        old.changed, new.changed = set(old.text), set(new.text)
        return
    after_change = False
    for tag, a_from, a_to, b_from, b_to in matcher.get_opcodes():
        is_blank = after_change and all(key[0] == " " for key in left[a_from:a_to])
        if tag != "equal" or is_blank:  # a blank between two changes is part of them
            old.changed |= set(old.text[a_from:a_to])
            new.changed |= set(new.text[b_from:b_to])
        after_change = tag != "equal"


def _parts(html: str) -> list[_Part]:
    """Cut a block at its block tags; what is between two of them is a part of its own."""
    is_exact = "<pre" in html
    parts, styles = [_Part()], list[str]()
    for piece in _TOKENS.findall(html):
        key = None
        if tag := _TAG.match(piece):
            closing, name = tag.groups()
            if name in _STYLES and closing:
                styles.pop()
            elif name in _STYLES:
                styles.append(piece)
            elif name not in _INLINE:
                parts.append(_Part())
        else:
            key = (piece if is_exact or not piece.isspace() else " ", *styles)
        parts[-1].pieces.append(piece)
        parts[-1].keys.append(key)
    return parts


def _is_marked(part: _Part) -> bool:
    return any(not part.pieces[place].isspace() for place in part.changed)


def _html(parts: list[_Part], mark: str) -> SafeString:
    """Put a part's pieces together again, each stretch of changed text in a mark that ends before the next tag."""
    html = ""
    for part in parts:
        is_changed: Callable[[int], bool] = part.changed.__contains__
        for inside, places in groupby(range(len(part.pieces)), key=is_changed):
            text = "".join(part.pieces[place] for place in places)
            if not inside or not text.strip():
                html += text
                continue
            core = text.strip()
            lead, _, tail = text.partition(core)
            html += lead + format_html(_MARKS[mark], mark_safe(core)) + tail  # noqa: S308 -- sanitized above
    return mark_safe(html)  # noqa: S308 -- only marks were added to what is sanitized
