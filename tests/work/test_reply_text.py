from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.work.reply_text import own_words, text_of_html, without_signature

ATTRIBUTIONS = [
    "On Mon, Mar 2, 2026 at 9:30 AM Firmloop <no-reply@firmloop.example> wrote:",
    "On Mon, Mar 2, 2026 at 9:30 AM Harbor Dental Partners via Firmloop\n<no-reply@firmloop.example> wrote:",
    "Am Mo., 2. März 2026 um 09:30 Uhr schrieb Firmloop <no-reply@firmloop.example>:",
    "Le lun. 2 mars 2026 à 09:30, Firmloop <no-reply@firmloop.example> a écrit :",
    "El lun, 2 mar 2026 a las 9:30, Firmloop (<no-reply@firmloop.example>) escribió:",
]
OUTLOOK = [
    "-----Original Message-----",
    "---------- Forwarded message ---------",
    "Begin forwarded message:",
    "________________________________\nFrom: Firmloop <no-reply@firmloop.example>\nSent: Monday, March 2, 2026 9:30 AM",
    "From: Firmloop <no-reply@firmloop.example>\nDate: Monday, March 2, 2026\nTo: Mara Voss",
    "*Von:* Firmloop\n*Gesendet:* Montag, 2. März 2026\n*An:* Mara Voss",
]
PLAIN = st.text(st.characters(codec="utf-8", categories=("L", "N", "Zs")), min_size=1, max_size=60)
# Lines that could be part of an attribution are the examples' matter: here everything else somebody may write.
WRITTEN = st.lists(PLAIN.map(lambda line: f"w {line}"), min_size=1, max_size=8).map("\n".join)
ANYTHING = st.lists(
    st.one_of(PLAIN, st.sampled_from(["> q", ">", "", " ", "-- ", *ATTRIBUTIONS, *OUTLOOK]), st.text(max_size=30)),
    max_size=12,
).map("\n".join)


@given(
    WRITTEN, st.sampled_from([*ATTRIBUTIONS, *OUTLOOK]), ANYTHING.filter(lambda text: not text.lstrip().startswith(">"))
)
def test_all_below_a_quote_is_cut_and_all_above_it_is_kept(written, marker, quoted):
    kept = "\n".join(line for line in written.splitlines())

    assert own_words(f"{written}\n\n{marker}\n{quoted}") == kept.strip()


@given(WRITTEN, st.sampled_from(ATTRIBUTIONS), st.lists(PLAIN, min_size=1), WRITTEN)
def test_answers_above_and_below_marked_lines_are_kept(above, attribution, quoted, below):
    marked = "\n".join(f"> {line}" for line in quoted)
    said = own_words(f"{above}\n\n{attribution}\n\n{marked}\n{below}")

    assert _lines(said) == [*_lines(above), *_lines(below)]


def _lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


@given(ANYTHING, ANYTHING)
def test_nothing_is_made_up_and_a_second_time_changes_nothing(text, ours):
    said = own_words(text, ours=ours)

    assert own_words(said, ours=ours) == said
    assert not any(line.lstrip().startswith(">") for line in said.splitlines())
    assert {line.strip() for line in said.splitlines()} <= {line.strip() for line in text.splitlines()} | {""}
    known = {line.strip() for line in ours.splitlines()} - {""}
    assert known.isdisjoint(line.strip() for line in said.splitlines())


@pytest.mark.parametrize(
    "sentence",
    [
        "On the whole we are happy, and I wrote:",
        "From: the first day to the last it went well.",
        "Sent: nothing so far.",
        "I was on holiday -- sorry.",
    ],
)
def test_what_only_looks_like_a_quote_is_kept(sentence):
    assert own_words(f"Hello,\n{sentence}\nMara") == f"Hello,\n{sentence}\nMara"


def test_lines_of_our_own_mail_are_cut_where_a_program_quotes_without_a_mark():
    ours = "Hello Mara,\n\nIs the fleet contract still open? We are glad to help.\n\nIna Duarte\nHarbor Dental\n"

    assert own_words(f"Yes, send it.\n\n{ours}", ours=ours) == "Yes, send it."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("All fine.\n\nBest regards,\nMara Voss\nHead of Fleet", "All fine."),
        ("All fine.\n-- \nMara Voss", "All fine."),
        ("All fine.\n\nSent from my iPhone", "All fine."),
        ("All fine.\nThanks!\nMara", "All fine."),
        ("Thanks!", "Thanks!"),
        ("Thanks,\nthat was good.", "Thanks,\nthat was good."),
        ("Sent from my iPhone", "Sent from my iPhone"),
        ("Best\n" + "word\n" * 20, "Best\n" + "word\n" * 20),
    ],
)
def test_a_signature_is_cut_and_an_answer_is_not(text, said):
    assert without_signature(text) == said


@given(ANYTHING)
def test_signature_leaves_a_beginning_of_the_text_and_never_nothing(text):
    said = without_signature(text)

    assert text.strip().startswith(said.strip())
    assert bool(said.strip()) == bool(text.strip())


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>Good &amp; fast.</p><p>Thank<br>you</p>", "Good & fast.\n\nThank\nyou"),
        ("<div>Good.</div><div class='gmail_quote'>On Mon x wrote:<blockquote>Old</blockquote></div>", "Good."),
        ("<div>Good.</div><blockquote type=cite>Old <b>one</b></blockquote><div>And more.</div>", "Good.\n\nAnd more."),
        ("<div>Good.</div><div id='appendonsend'></div><hr><div id=divRplyFwdMsg>From: us</div><p>Old</p>", "Good."),
        ("<html><head><title>x</title><style>p{}</style></head><body>Good.<script>1</script></body>", "Good."),
        ("<p>Open <div>tags<blockquote><p>hidden<div>deep", "Open\ntags"),
        ("", ""),
    ],
)
def test_html_becomes_its_own_text(html, said):
    assert text_of_html(html) == said


@given(st.text(alphabet="<>/abdivpblockquote =\"'&;\n!-", max_size=120))
def test_any_html_is_read(html):
    assert isinstance(text_of_html(html), str)


@pytest.mark.parametrize(
    "text",
    [
        "a" + "\n" * 20_000 + "b",
        "Best" + " " * 20_000 + "x",
        "_" * 20_000 + "x",
        "____________\n\n" * 2_000 + "x",
        "On 1 " + "a" * 20_000,
        ("On 1\n" * 4_000),
    ],
    ids=["blank lines", "blanks", "line", "lines", "long", "many"],
)
def test_text_that_could_be_a_quote_all_over_is_read_at_once(text):
    """By a pattern that tries each beginning anew these take minutes, in which no other job of the worker runs."""
    assert text.startswith(without_signature(own_words(text)))


def test_tags_that_are_never_closed_are_read_at_once():
    assert text_of_html("Yes." + "<style>" + "<i>" * 30_000 + "</b>" * 30_000) == "Yes."
