"""A section's Markdown in passages, each with the heading it stands under, and as plain text; knows no database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

# Blocks only: inline marks matter in the few passages that are shown.
_BLOCKS = MarkdownIt("commonmark", {"html": False}).enable("table").disable("inline")
_WHOLE = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
_BREAKS = {"softbreak", "hardbreak"}
_CELLS = {"th_close", "td_close"}
_LINES = {"tr_close", "paragraph_close", "heading_close"}


@dataclass(frozen=True)
class Passage:
    """A paragraph, which is prose, a whole list, a whole table or a block of code, and the heading above it."""

    heading: str
    markdown: str
    is_prose: bool = True


@lru_cache(maxsize=512)  # a text is cut again with each question, and rarely changes
def passages(markdown: str) -> tuple[Passage, ...]:
    """Cut a text into passages, in the order of reading; diagrams and headings are none."""
    return tuple(_cut(markdown))


def _cut(markdown: str) -> Iterator[Passage]:
    lines = markdown.split("\n")
    tokens = _BLOCKS.parse(markdown)
    heading = ""
    for index, token in enumerate(tokens):
        if token.level or token.map is None or token.nesting < 0:
            continue
        if token.type == "heading_open":
            heading = plain(tokens[index + 1].content)
        elif token.type != "hr" and not _is_diagram(token):
            first, end = token.map
            yield Passage(heading, "\n".join(lines[first:end]).strip(), token.type == "paragraph_open")


def plain(markdown: str) -> str:
    """Return a passage as it reads: without marks, a line for each item, and a table's cells with dots between."""
    shown: list[str] = []
    for token in _WHOLE.parse(markdown):
        if token.type == "inline":
            shown.append(inline_text(token))
        elif token.type in {"fence", "code_block"}:
            shown += [token.content.strip(), "\n"]
        elif token.type in _CELLS:
            shown.append(" · ")
        elif token.type in _LINES:
            shown.append("\n")
    lines = "".join(shown).split("\n")
    return "\n".join(text for line in lines if (text := line.strip(" ·")))


def inline_text(token: Token) -> str:
    """Return how the inline content of a block reads: without marks and HTML, a blank where a line breaks."""
    shown = (child for child in token.children or () if child.type != "html_inline")
    return "".join(" " if child.type in _BREAKS else child.content for child in shown)


def _is_diagram(token: Token) -> bool:
    return token.type == "fence" and token.info.split(maxsplit=1)[:1] == ["mermaid"]
