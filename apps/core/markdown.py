"""Markdown of firms as HTML that is safe to show on their pages."""

import re
from collections.abc import Callable, MutableMapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import nh3
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

DIAGRAM = "mermaid"
DEEPEST_HEADING = 6
DEEPEST_NESTING = 100  # the preset's 20 drops what is nested deeper

TAGS = set(
    "a blockquote br code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr li ol p pre s strong table tbody td th thead tr ul".split()
)
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
    With ``diagram_url`` each Mermaid block becomes a sandboxed frame at ``diagram_url(index)``, counted from 0
    in the order of ``diagrams``, with its source below; without it the source alone is shown.
    """
    env: dict[str, Any] = {"heading_offset": heading_offset, "diagrams": []}
    raw = _parser.render(_clean_text(text), env)
    html = nh3.clean(
        raw, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer nofollow"
    )
    # The frames go in after the sanitizer, which lets none through. Text cannot forge the place holder:
    # in text "<" is escaped, in an attribute the quotes are.
    for index, source in enumerate(env["diagrams"]):
        placeholder = f'<div data-diagram="{index}"></div>'
        html = html.replace(placeholder, _diagram(index, source, diagram_url), 1)
    return mark_safe(html)  # noqa: S308 -- sanitized above


def diagrams(text: str) -> list[str]:
    """Return the sources of the Mermaid blocks of a text, in order."""
    return [token.content for token in _parser.parse(_clean_text(text)) if _is_diagram(token)]


def _clean_text(text: str) -> str:
    return text.removeprefix("\ufeff")


def _is_diagram(token: Token) -> bool:
    return token.type == "fence" and token.info.strip().split(maxsplit=1)[:1] == [DIAGRAM]


def _diagram(index: int, source: str, diagram_url: DiagramURL | None) -> str:
    code = format_html('<pre tabindex="0"><code>{}</code></pre>', source)
    if diagram_url is None:
        return code
    return format_html(
        '<figure class="diagram"><iframe src="{}" title="Diagram {}" sandbox="allow-scripts" loading="lazy"></iframe>'
        "<details><summary>Source of diagram {}</summary>{}</details></figure>",
        diagram_url(index), index + 1, index + 1, code,
    )  # fmt: skip


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


def _links(state: StateCore) -> None:
    """Give every link a name: the address where the text has none."""
    for block in state.tokens:
        children = block.children or []
        for position in range(len(children) - 1, -1, -1):
            token = children[position]
            if token.type == "link_open" and not _has_words(children[position + 1 :]):
                text = Token("text", "", 0, content=str(token.attrGet("href") or "#"))
                children.insert(position + 1, text)


def _has_words(children: Sequence[Token]) -> bool:
    for token in children:
        if token.type == "link_close":
            return False
        if token.content.strip():
            return True
    return False


def _fence(
    self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
) -> str:
    token = tokens[idx]
    if _is_diagram(token):
        env["diagrams"].append(token.content)
        return f'<div data-diagram="{len(env["diagrams"]) - 1}"></div>\n'
    return f'<pre tabindex="0"><code>{escape(token.content)}</code></pre>\n'


def _image(
    self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
) -> str:
    """Show an image as a link to it: pages load nothing from elsewhere."""
    token = tokens[idx]
    address = str(token.attrGet("src") or "")
    name = token.content.strip() or address
    inside_link = sum(other.nesting for other in tokens[:idx] if other.type.startswith("link_")) > 0
    if inside_link or not name:
        return str(escape(name))
    return str(format_html('<a href="{}">{}</a>', address, name))


def _table_open(
    self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
) -> str:
    number = env["tables"] = env.get("tables", 0) + 1
    return f'<div class="scroll" role="region" tabindex="0" aria-label="Table {number}"><table>\n'


def _table_close(
    self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
) -> str:
    return "</table></div>\n"


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
    for rule in (_outline, _header_cells, _links):
        parser.core.ruler.push(rule.__name__, rule)
    parser.add_render_rule("fence", _fence)
    parser.add_render_rule("code_block", _fence)
    parser.add_render_rule("image", _image)
    parser.add_render_rule("table_open", _table_open)
    parser.add_render_rule("table_close", _table_close)
    return parser


_parser = _build_parser()
