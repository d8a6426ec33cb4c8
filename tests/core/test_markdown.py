"""Markdown of firms: complete, readable, and never a way in."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from apps.core import markdown
from apps.core.templatetags.charts import progress_bar
from apps.core.templatetags.markdown_tags import markdown as markdown_filter

HOSTILE = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1) 'x\" onclick=\"y')",
        "<javascript:alert(1)>",
        "[a](data:text/html,<script>1</script>)",
        "[a]( java\tscript:alert(1))",
        '![a](x"onerror="alert(1))',
        "[r]: javascript:alert(1)\n\n[r]",
        "```mermaid\n<script>1</script>\n```\n",
        '~~~"onload=alert(1)\nx\n~~~\n',
        '<div data-diagram="0"></div>',
        "| <b onclick=x> | b |\n|:-:|---|\n| <script> | 2 |\n",
        "# <script>\n",
        "- > - ",
        "&#106;avascript&colon;alert(1)",
        "\x00",
        "]]>",
        "<!-- ",
    ]
)
TEXTS = st.lists(HOSTILE | st.text(max_size=12) | st.sampled_from(["\n", "\n\n", "`", "*", "[", "](", ")", "|"])).map(
    "".join
)


class Reader(HTMLParser):
    """Collects what a browser would take from the HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


@given(TEXTS)
@example("[a](javascript:alert(1))")
@example("```mermaid\nx\n```\n\n[a](/b \"<div data-diagram='0'></div>\")")
def test_render_lets_nothing_executable_out(text):
    page = read(markdown.render(text, diagram_url=lambda index: f"/roadmap/1/diagram/{index}/"))

    assert set(page.tags) <= markdown.TAGS | {"iframe", "figure", "details", "summary"}
    assert [name for name, _ in page.attributes if name.startswith("on") or name in {"style", "srcdoc"}] == []
    for name, value in page.attributes:
        if name in {"href", "src"}:
            assert not re.match(r"\s*(javascript|data|vbscript):", re.sub(r"[\x00-\x20]", "", value), re.IGNORECASE)


@given(TEXTS)
def test_render_makes_frames_only_for_diagrams(text):
    page = read(markdown.render(text, diagram_url=lambda index: f"/roadmap/1/diagram/{index}/"))

    frames = [value for name, value in page.attributes if name == "src"]
    assert frames == [f"/roadmap/1/diagram/{index}/" for index in range(len(markdown.diagrams(text)))]
    assert page.tags.count("iframe") == len(frames)


@given(
    st.sampled_from(["b", "script", "style", "textarea", "!--", "svg"]),
    st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20),
)
def test_render_shows_what_looks_like_html_as_text(tag, words):
    text = f"Before <{tag} {words}>{words}</{tag}> after"

    assert read(markdown.render(text)).text.strip() == text


@pytest.mark.parametrize(
    ("source", "levels"),
    [
        pytest.param("# A\n\n# B", ["h2", "h2"], id="several firsts"),
        pytest.param("### A\n\n### B\n\n# C", ["h2", "h2", "h2"], id="starts deep"),
        pytest.param("# A\n\n#### B\n\n## C", ["h2", "h3", "h3"], id="jump"),
        pytest.param("#\n\n# A", ["h2"], id="empty"),
        pytest.param("A\n=\n\nB\n-", ["h2", "h3"], id="underlined"),
    ],
)
def test_render_headings_follow_the_page_without_gaps(source, levels):
    assert [tag for tag in read(markdown.render(source)).tags if tag.startswith("h")] == levels


def test_render_headings_stop_at_six():
    deep = "\n\n".join(f"{'#' * level} {level}" for level in range(1, 7))

    assert read(markdown.render(deep, heading_offset=3)).tags == ["h4", "h5", "h6", "h6", "h6", "h6"]


def test_render_table_is_a_named_region_without_inline_style():
    html = markdown.render("| | Now |\n|---|--:|\n| Answer | 62 min |")

    assert '<div class="scroll" role="region" tabindex="0" aria-label="Table 1"><table>' in html
    assert '<th scope="col" class="align-right">Now</th>' in html
    assert html.count("<th") == 2  # thead and the one named column
    assert "style" not in html


def test_render_tables_are_told_apart():
    table = "| A |\n|---|\n| 1 |\n\ntext\n\n"

    assert re.findall(r'aria-label="(.+?)"', markdown.render(table + table)) == ["Table 1", "Table 2"]


def test_render_diagram_is_a_sandboxed_frame_with_its_source():
    html = markdown.render("```mermaid\nA --> B\n```", diagram_url=lambda index: f"/d/{index}/")

    assert '<iframe src="/d/0/" title="Diagram 1" sandbox="allow-scripts" loading="lazy">' in html
    assert "<code>A --&gt; B\n</code>" in html


def test_render_diagram_without_an_address_shows_its_source():
    html = markdown.render("```mermaid\nA --> B\n```")

    assert html == '<pre tabindex="0"><code>A --&gt; B\n</code></pre>\n'


def test_render_diagram_inside_a_list_is_found():
    text = "- first\n\n  ```mermaid\n  A --> B\n  ```\n\n```python\nx\n```\n\n``` mermaid\nC\n```"

    assert markdown.diagrams(text) == ["A --> B\n", "C\n"]
    assert markdown.render(text, diagram_url=str).count("<iframe") == 2


REL = 'rel="noopener noreferrer nofollow"'


@pytest.mark.parametrize(
    ("source", "html"),
    [
        pytest.param("[a](https://b.example)", f'<a href="https://b.example" {REL}>a</a>', id="link"),
        pytest.param("[](/b)", f'<a href="/b" {REL}>/b</a>', id="without text"),
        pytest.param("[]()", f'<a href="" {REL}>#</a>', id="without anything"),
        pytest.param("![map](/m.png)", f'<a href="/m.png" {REL}>map</a>', id="image"),
        pytest.param("![](/m.png)", f'<a href="/m.png" {REL}>/m.png</a>', id="image without text"),
        pytest.param("[![map](/m.png)](/n)", f'<a href="/n" {REL}>map</a>', id="image in link"),
        pytest.param("[a](javascript:b)", "[a](javascript:b)", id="refused scheme stays text"),
        pytest.param("~~a~~", "<s>a</s>", id="strikethrough"),
    ],
)
def test_render_inline(source, html):
    assert markdown.render(source) == f"<p>{html}</p>\n"


def test_render_keeps_deeply_nested_text():
    text = "\n".join("  " * depth + f"- level {depth}" for depth in range(40))

    assert "level 39" in markdown.render(text)


def test_render_takes_windows_text():
    assert markdown.render("\ufeff# One\r\n\r\ntwo\r\n") == "<h2>One</h2>\n<p>two</p>\n"


def test_markdown_filter_takes_nothing_and_an_offset():
    assert markdown_filter(None) == ""
    assert markdown_filter("# A", 2) == "<h3>A</h3>\n"


def test_progress_bar_names_itself_and_survives_nothing_to_count():
    assert progress_bar(0, 0, 'Pack "A"') == (
        '<progress class="bar" value="0" max="1" aria-label="Pack &quot;A&quot;">0 of 0</progress>'
    )
