"""Markdown of firms as HTML that is safe to show on their pages."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import nh3
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

DIAGRAM = "mermaid"
DEEPEST_HEADING = 6
DEEPEST_NESTING = 100  # the preset's 20 drops what is nested deeper

TAGS = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "blockquote", "pre", "div"),
    *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
    *("a", "code", "em", "strong", "s"),
}
ATTRIBUTES = {
    "a": {"href", "title"},
    "div": {"aria-label", "class", "data-diagram", "role", "tabindex"},
    "ol": {"start"},
    "pre": {"tabindex"},
    "td": {"class"},
    "th": {"class", "scope"},
}
SCHEMES = {"http", "https", "mailto", "tel"}

DiagramURL = Callable[[int], str]


def render(text: str, *, diagram_url: DiagramURL | None = None, heading_offset: int = 1) -> SafeString:
    """Render CommonMark with tables and strikethrough; what looks like HTML comes out as visible text.

    Headings start one level below ``heading_offset`` and never jump a level, so the page keeps its one h1.
    With ``diagram_url`` each Mermaid block becomes a sandboxed frame at ``diagram_url(index)``, counted
    from 0 in the order of ``diagrams``, with its source below; without it the source alone is shown.
    """
    env: dict[str, Any] = {"heading_offset": heading_offset}
    html = _clean(_parser.render(_without_mark(text), env))
    # The frames go in after the sanitizer, which lets none through. Text cannot forge the place holder:
    # in text "<" is escaped, in an attribute the quotes are.
    for index, source in enumerate(env["diagrams"]):
        html = html.replace(_placeholder(index), _diagram(index, source, diagram_url), 1)
    return mark_safe(html)  # noqa: S308 -- sanitized above


def render_blocks(text: str, *, heading_offset: int = 1, named: str = "") -> list[SafeString]:
    """Render as ``render`` does, each block of the outermost level by itself: a paragraph, a whole list, a whole table.

    ``named`` tells the tables of several texts on one page apart for those who hear them.
    """
    env: dict[str, Any] = {"heading_offset": heading_offset, "named": named}
    tokens = _parser.parse(_without_mark(text), env)
    blocks: list[list[Token]] = []
    depth = 0
    for token in tokens:
        if depth == 0:
            blocks.append([])
        blocks[-1].append(token)
        depth += token.nesting
    found = []
    for block in blocks:
        html = _clean(_parser.renderer.render(block, _parser.options, env))
        for index, source in enumerate(env["diagrams"]):
            html = html.replace(_placeholder(index), _source(source), 1)
        found.append(mark_safe(html))  # noqa: S308 -- sanitized above
    return found


def _clean(raw: str) -> str:
    return nh3.clean(
        raw, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer nofollow"
    )


def diagrams(text: str) -> list[str]:
    """Return the sources of the Mermaid blocks of a text, in order."""
    env: dict[str, Any] = {}
    _parser.parse(_without_mark(text), env)
    sources: list[str] = env["diagrams"]
    return sources


def _without_mark(text: str) -> str:
    return text.removeprefix("\ufeff")


def _placeholder(index: int) -> str:
    return f'<div data-diagram="{index}"></div>'


def _source(text: str) -> SafeString:
    return format_html('<pre tabindex="0"><code>{}</code></pre>', text)


def _diagram(index: int, source: str, diagram_url: DiagramURL | None) -> str:
    if diagram_url is None:
        return _source(source)
    return format_html(
        '<figure class="diagram">'
        '<iframe src="{url}" title="Diagram {number}" sandbox="allow-scripts" loading="lazy"></iframe>'
        "<details><summary>Source of diagram {number}</summary>{source}</details></figure>",
        url=diagram_url(index),
        number=index + 1,
        source=_source(source),
    )


def _outline(state: StateCore) -> None:
    """Move headings below the page's own, without gaps, and drop empty ones."""
    offset = state.env.get("heading_offset", 1)
    path: list[int] = []
    kept: list[Token] = []
    tokens = iter(state.tokens)
    for token in tokens:
        if token.type != "heading_open":
            kept.append(token)
            continue
        inline, close = next(tokens), next(tokens)
        if not inline.content.strip():
            continue
        level = int(token.tag[1])
        while path and path[-1] >= level:
            path.pop()
        path.append(level)
        token.tag = close.tag = f"h{min(offset + len(path), DEEPEST_HEADING)}"
        kept += [token, inline, close]
    state.tokens = kept


def _header_cells(state: StateCore) -> None:
    """Give header cells a scope, and turn the empty ones into plain cells: an empty header names nothing."""
    for position, token in enumerate(state.tokens):
        if token.type == "th_open":
            if state.tokens[position + 1].content.strip():
                token.attrSet("scope", "col")
            else:
                token.tag = state.tokens[position + 2].tag = "td"
        # Alignment arrives as an inline style, which the content security policy forbids.
        if token.type in {"th_open", "td_open"} and (style := token.attrs.pop("style", None)):
            token.attrSet("class", f"align-{str(style).removeprefix('text-align:')}")


def _blocks(state: StateCore) -> None:
    """Write code, tables and diagrams ourselves: what can scroll must be reachable by keyboard."""
    sources: list[str] = []
    tables = 0
    named = escape(f" of {name}") if (name := state.env.get("named")) else ""
    for token in state.tokens:
        html = ""
        if token.type == "fence" and token.info.split(maxsplit=1)[:1] == [DIAGRAM]:
            html = _placeholder(len(sources))
            sources.append(token.content)
        elif token.type in {"fence", "code_block"}:
            html = _source(token.content)
        elif token.type == "table_open":
            tables += 1
            html = f'<div class="scroll" role="region" tabindex="0" aria-label="Table {tables}{named}"><table>'
        elif token.type == "table_close":
            html = "</table></div>"
        if html:
            token.type, token.content = "html_block", f"{html}\n"
    state.env["diagrams"] = sources


def _inlines(state: StateCore) -> None:
    """Show images as links, since pages load nothing from elsewhere, and name links without a text."""
    for block in state.tokens:
        if block.children:
            block.children = _name_links(_link_images(block.children))


def _link_images(children: list[Token]) -> list[Token]:
    linked: list[Token] = []
    inside_link = False
    for token in children:
        inside_link = token.type == "link_open" or (inside_link and token.type != "link_close")
        if token.type != "image":
            linked.append(token)
            continue
        address = str(token.attrGet("src") or "")
        name = Token("text", "", 0, content=token.content.strip() or address)
        if inside_link or not address:
            linked.append(name)
        else:
            opening = Token("link_open", "a", 1, attrs={"href": address})
            linked += [opening, name, Token("link_close", "a", -1)]
    return linked


def _name_links(children: list[Token]) -> list[Token]:
    named: list[Token] = []
    address = ""  # of the link that has no text so far
    for token in children:
        if token.type == "link_open":
            address = str(token.attrGet("href") or "#")
        elif token.type == "link_close" and address:
            named.append(Token("text", "", 0, content=address))
            address = ""
        elif token.content.strip():
            address = ""
        named.append(token)
    return named


def _valid_link(url: str) -> bool:
    """Accept relative addresses and the schemes that the sanitizer lets through; others stay visible text."""
    try:
        scheme = urlsplit(re.sub(r"[\x00-\x20]", "", url)).scheme
    except ValueError:
        return False
    return scheme in SCHEMES | {""}


def _build_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST_NESTING})
    parser.enable(["table", "strikethrough"])
    parser.validateLink = _valid_link  # type: ignore[method-assign]  # the documented way to replace it
    for rule in (_outline, _header_cells, _blocks, _inlines):
        parser.core.ruler.push(rule.__name__, rule)
    return parser


_parser = _build_parser()
