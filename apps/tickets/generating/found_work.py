"""Find the work that a section's Markdown names: its first headings and its first bullets."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from apps.roadmaps.passages import inline_text
from apps.roadmaps.refresh_texts import as_planned
from apps.tickets.pack_markdown.finishing import title_hash

MOST_HEADINGS, MOST_BULLETS = 3, 2
SHORTEST, LONGEST = 11, 99  # characters of a bullet that is a piece of work rather than a word or an essay
_HEADINGS = ("h2", "h3", "h4")
_BLOCKS_QUOTED = ("paragraph_open", "bullet_list_open", "ordered_list_open")
_MARKDOWN = MarkdownIt("commonmark").enable("table")  # a table read as a paragraph would be quoted as one
# "1.", "2)", "3.4" and "Step 5:" before a title; "24-hour reply" and "3 clinics" stay.
_NUMBER = re.compile(r"(?:step\s+\d+\s*[.:)\u2013—-]|\d+(?:\.\d+)*[.)]|\d+(?:\.\d+)+)\s+", re.IGNORECASE)
_SHORTENED = re.compile(r"\.\w{1,3}\.$")  # "p.m." keeps its dots
_BOX = re.compile(r"\[[ xX]?\]\s+")


@dataclass(frozen=True)
class FoundWork:
    """A piece of work as the text names it, the words it comes from, and the heading that it stands below."""

    title: str
    quote: str
    below: str


def work_in(text: str, *, besides: Iterable[str] = ()) -> tuple[FoundWork, ...]:
    """Return the work that a section names, in the order of its text: none, or at most five.

    Headings of the second to fourth level and bullets of the outermost lists count, nothing inside code, quotes or
    what a refresh wrote. ``besides`` are titles that are none, such as the section's own.
    """
    text = as_planned(text)
    seen, found = {title_hash(title) for title in besides}, []
    left = {True: MOST_HEADINGS, False: MOST_BULLETS}
    for is_heading, work in _candidates(text):
        code = title_hash(work.title)
        if left[is_heading] and code not in seen:
            seen.add(code)
            left[is_heading] -= 1
            found.append(work)
    return tuple(found)


def _candidates(text: str) -> Iterator[tuple[bool, FoundWork]]:
    lines, tokens = text.split("\n"), _MARKDOWN.parse(text)
    below, in_bullets = "", False
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0:
            title = tidy(inline_text(tokens[index + 1]))
            if token.tag in _HEADINGS and title:
                yield True, FoundWork(title, _quoted(lines, _first_block(tokens[index + 3 :])), "")
            below = title
        elif token.level == 0 and token.type in {"bullet_list_open", "bullet_list_close"}:
            in_bullets = token.type == "bullet_list_open"
        elif in_bullets and token.level == 1 and token.type == "list_item_open":
            title = tidy(inline_text(tokens[index + 2])) if tokens[index + 1].type == "paragraph_open" else ""
            if SHORTEST <= len(title) <= LONGEST:
                yield False, FoundWork(title, _quoted(lines, token), below)


def tidy(title: str) -> str:
    """Return a title without box, number and closing punctuation, a capital letter first."""
    title = _NUMBER.sub("", _BOX.sub("", " ".join(title.split()), count=1), count=1).rstrip(" :;,")
    if not _SHORTENED.search(title):
        title = title.rstrip(" .:;,")
    return title[:1].upper() + title[1:]


def _first_block(tokens: list[Token]) -> Token | None:
    """The paragraph or list that follows a heading, None where the next heading comes first."""
    for token in tokens:
        if token.type == "heading_open":
            return None
        if token.level == 0 and token.type in _BLOCKS_QUOTED:
            return token
    return None


def _quoted(lines: list[str], token: Token | None) -> str:
    if token is None or token.map is None:
        return ""
    start, end = token.map
    return textwrap.dedent("\n".join(lines[start:end])).strip("\n")
