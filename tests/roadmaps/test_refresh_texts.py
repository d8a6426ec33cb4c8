"""What a refresh writes into a text is found again, replaced, and taken away without a trace."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.roadmaps.refresh_texts import day, with_block, with_delivered_words, with_marks, with_note

DAY = dt.date(2026, 2, 7)
WORDS = ["", "# Title", "## Part", "Text with H-001.", "- H-001 done", "```", "~~~~", "> a quote"]
LINES = st.lists(st.sampled_from(WORDS), max_size=12).map("\n".join)
WITH_NOTES = st.lists(st.sampled_from([*WORDS, "> **Progress:** 5"]), max_size=12).map("\n".join)


def marked(text, *, codes=("H-001",), titles=()):
    return with_marks(text, by_code=dict.fromkeys(codes, DAY), by_title=dict.fromkeys(titles, DAY))


def test_note_stands_below_the_title_and_is_replaced():
    text = with_note("# Title\n\nText.\n", label="Progress", said="40 %")

    assert text == "# Title\n\n> **Progress:** 40 %\n\nText.\n"
    assert with_note(text, label="Progress", said="50 %") == "# Title\n\n> **Progress:** 50 %\n\nText.\n"
    assert with_note(text, label="Progress", said="") == "# Title\n\nText.\n"


def test_notes_stand_in_their_order_whoever_came_first():
    text = with_note("Text.\n", label="Progress", said="40 %")

    assert with_note(text, label="Delivered", said="most of it") == (
        "> **Delivered:** most of it\n\n> **Progress:** 40 %\n\nText.\n"
    )


def test_quote_of_people_is_no_note():
    text = "# Title\n\n> **Warning:** hot.\n> Really.\n"

    assert with_note(text, label="Progress", said="1 %") == "# Title\n\n> **Progress:** 1 %\n\n" + text[9:]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        pytest.param("See H-001.", "See H-001 (✓ delivered Feb 7, 2026).", id="code in prose"),
        pytest.param("- **H-001** Queue", "- **H-001** (✓ delivered Feb 7, 2026) Queue", id="bold"),
        pytest.param("Run `H-001` now", "Run `H-001` (✓ delivered Feb 7, 2026) now", id="code span of its own"),
        pytest.param("| H-001 | H-001 |", "| H-001 (✓ delivered Feb 7, 2026) | H-001 |", id="once a line"),
        pytest.param("Run `make H-001 all`", "Run `make H-001 all`", id="inside a code span"),
        pytest.param("https://x.example/H-001", "https://x.example/H-001", id="address"),
        pytest.param("H-0011, AH-001 and H-001-b", "H-0011, AH-001 and H-001-b", id="part of another code"),
        pytest.param("## About H-001", "## About H-001", id="heading"),
        pytest.param("```\nH-001\n```", "```\nH-001\n```", id="block of code"),
        pytest.param("- create the Queue.", "- create the Queue. (✓ delivered Feb 7, 2026)", id="item that is a title"),
        pytest.param("- Create the `queue`", "- Create the `queue` (✓ delivered Feb 7, 2026)", id="title with code"),
        pytest.param("Create the queue first", "Create the queue first", id="title in a sentence"),
    ],
)
def test_marks_stand_where_a_ticket_is_named(line, shown):
    assert marked(line, titles=("create the queue",)) == shown


def test_mark_goes_with_the_work_and_moves_with_its_day():
    text = marked("See H-001.")

    assert with_marks(text, by_code={}, by_title={}) == "See H-001."
    later = with_marks(text, by_code={"H-001": dt.date(2026, 3, 1)}, by_title={})
    assert later == "See H-001 (✓ delivered Mar 1, 2026)."


def test_block_is_appended_replaced_in_its_place_and_removed():
    text = with_block("# T\n\nText.\n", heading="Deferred work", body="- A")
    assert text.endswith("Text.\n\n## Deferred work\n\n*Kept up to date by the refresh: what is written here by hand "
                         "is replaced.*\n\n- A\n")  # fmt: skip
    moved_on = text + "\n## After\n\nMore.\n"

    replaced = with_block(moved_on, heading="Deferred work", body="- B\n- C")

    assert "- A" not in replaced
    assert replaced.endswith("- B\n- C\n\n## After\n\nMore.\n")
    assert with_block(replaced, heading="Deferred work", body="") == "# T\n\nText.\n\n## After\n\nMore.\n"


def test_block_of_people_with_the_same_heading_stays():
    text = "# T\n\n## Deferred work\n\nOurs.\n"

    assert with_block(text, heading="Deferred work", body="- A").startswith(text)


def test_codes_inside_a_kept_block_are_not_marked():
    text = with_block("# T\n", heading="Deferred work", body="- H-009 After H-001")

    assert marked(text) == text


def test_words_turn_to_delivered_in_headings_and_bold_only():
    text = "# Proposed plan\n\n## What we propose\n\n**Proposed solution:** as proposed.\n\n### PROPOSAL\n"

    assert with_delivered_words(text) == (
        "# Proposed plan\n\n## What we delivered\n\n**Delivered solution:** as proposed.\n\n### DELIVERY\n"
    )


def test_day_is_written_out():
    assert day(DAY) == "Feb 7, 2026"


@given(WITH_NOTES)
def test_every_edit_made_twice_is_made_once(text):
    for edit in (
        lambda one: with_note(one, label="Progress", said="40 %, 4 of 10"),
        marked,
        lambda one: with_block(one, heading="Deferred work", body="- A"),
        with_delivered_words,
    ):
        once = edit(text)
        assert edit(once) == once


@given(LINES)
def test_note_that_is_taken_away_leaves_the_words_as_they_were(text):
    there = with_note(text, label="Delivered", said="now")

    assert with_note(there, label="Delivered", said="").split() == text.split()
