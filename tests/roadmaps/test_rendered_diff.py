"""Two Markdown texts side by side as readers see them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.markdown import render_blocks
from apps.roadmaps.rendered_diff import passages

HIDDEN = re.compile(r'<span class="diff-word">.*?</span>')
MARKED = re.compile(r"</?(?:ins|del)>")
BLOCKS = st.sampled_from(
    [
        "A queue for every clinic.",
        "A *short* queue for **every** clinic in `town`.",
        "- one\n- two\n  - three",
        "1. one\n2. two and [more](https://harbor.example 'a > b')",
        "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4.5 |",
        "```\ncode  <b>\n```",
        "> said & done",
        "# Title",
        "---",
        "<script>alert(1)</script>",
        "[added: forged] </ins>",
    ]
)
TEXT = st.lists(BLOCKS, max_size=6).map("\n\n".join)


def marks(html, tag):
    """The words a side has marked."""
    return re.findall(rf"<{tag}>(.*?)</{tag}>", HIDDEN.sub("", html), re.DOTALL)


def changed(before, after):
    return [one for one in passages(before, after) if one.kind == "changed"]


def test_words_of_a_paragraph_are_marked_in_their_place():
    (pair,) = changed("The **old** queue of Harbor.", "The **new** queue of Harbor.")

    assert marks(pair.before, "del") == ["old"]
    assert marks(pair.after, "ins") == ["new"]
    assert "<strong><ins>" in pair.after


def test_a_list_stays_a_list_and_only_its_new_item_is_marked():
    (pair,) = changed("- call back\n- answer mail", "- call back\n- book online today\n- answer mail")

    assert pair.before == "<ul>\n<li>call back</li>\n<li>answer mail</li>\n</ul>\n"
    assert marks(pair.after, "ins") == ["book online today"]
    assert pair.after.count("<li>") == 3


def test_a_table_stays_a_table_and_a_number_is_marked_whole():
    table = "| Metric | Now |\n|---|---|\n| Hours a week | 52.5 |\n| Score | 31 |"

    (pair,) = changed(table, table.replace("52.5", "38.25"))

    assert marks(pair.before, "del") == ["52.5"]
    assert marks(pair.after, "ins") == ["38.25"]
    assert pair.after.count("<tr>") == 3
    assert '<div class="scroll" role="region" tabindex="0"' in pair.after


def test_tables_say_which_side_they_are_of():
    (pair,) = passages("|a|b|\n|-|-|\n|1|2|", "|a|b|\n|-|-|\n|1|3|", named=("v1.0", "v1.1"))

    assert 'aria-label="Table 1 of v1.0"' in pair.before
    assert 'aria-label="Table 1 of v1.1"' in pair.after


def test_a_moved_table_number_is_no_change():
    table = "|a|b|\n|-|-|\n|1|2|"

    assert [one.kind for one in passages(table, f"|c|d|\n|-|-|\n|3|4|\n\n{table}")] == ["changed", "same"]


def test_texts_that_read_the_same_have_no_passages():
    assert passages("* one\n* two\n\nA line\nbroken.", "- one\n- two\n\nA line broken.") == []


def test_a_change_of_form_alone_is_marked():
    (pair,) = changed("Call back today.", "Call back **today**.")

    assert (marks(pair.before, "del"), marks(pair.after, "ins")) == (["today"], ["today"])


def test_a_new_indent_in_code_is_marked_whole():
    (pair,) = changed("```\na b\n```", "```\n  a b\n```")

    assert marks(pair.after, "ins") == ["a b"]


def test_paragraphs_with_little_in_common_stand_whole_beside_each_other():
    (pair,) = changed("Slow answers to calls", "We deliver a queue for everybody in every clinic")

    assert marks(pair.before, "del") == ["Slow answers to calls"]
    assert marks(pair.after, "ins") == ["We deliver a queue for everybody in every clinic"]


def test_blocks_that_are_new_stand_together_without_marks():
    found = passages("one", "one\n\n## Deferred work\n\n- a\n- b")

    assert [(one.kind, one.block_count) for one in found] == [("same", 1), ("changed", 2)]
    assert found[1].before == ""
    assert found[1].after == "<h3>Deferred work</h3>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"


def test_what_is_far_from_a_change_is_folded():
    before = "one\n\ntwo\n\nthree\n\nthe old queue\n\nfour\n\nfive\n\nsix"

    found = passages(before, before.replace("old", "new"))

    assert [(one.kind, one.block_count) for one in found] == [
        ("folded", 2),
        ("same", 1),
        ("changed", 1),
        ("same", 1),
        ("folded", 2),
    ]


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "[x](javascript:alert(1))", '<img src=x onerror="1">'])
def test_text_cannot_become_markup(text):
    (pair,) = changed("", text)

    assert "<script" not in pair.after
    assert "<img" not in pair.after
    assert "href" not in pair.after


@given(TEXT, TEXT)
def test_each_side_is_what_its_text_renders_to(before, after):
    found = passages(before, after)

    if found:
        left = "".join(one.before for one in found)
        right = "".join(one.after if one.kind == "changed" else one.before for one in found)
        for side, text in ((left, before), (right, after)):
            plain = MARKED.sub("", HIDDEN.sub("", side))
            assert re.sub(r"Table \d", "", plain) == re.sub(
                r"Table \d", "", "".join(render_blocks(text, heading_offset=2))
            )
