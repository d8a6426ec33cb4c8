from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.phrases import found_in
from apps.feedback.choices import Rating
from apps.feedback.sentiment import COMPLAINTS, parts_of, read


@pytest.mark.parametrize(
    ("text", "rating", "sentiment"),
    [
        ("Great work, thank you so much!", "", "positive"),
        ("Terrible. I am very disappointed.", "", "negative"),
        ("The report arrived on Tuesday.", "", "neutral"),
        ("It was not good.", "", "negative"),
        ("", "very_good", "positive"),
        ("", "fair", "neutral"),
        ("", "poor", "negative"),
        ("Awful, horrible, the worst.", "good", "positive"),
        ("Wonderful people, great, love it, excellent, superb.", "poor", "negative"),
        ("Awful.", "fair", "negative"),
    ],
)
def test_rating_says_the_side_and_words_shade_it(text, rating, sentiment):
    assert read(text, rating).sentiment == sentiment


@pytest.mark.parametrize(
    ("text", "issues"),
    [
        ("It was late.", ["timeliness"]),
        ("It was not late.", []),
        ("It wasn’t late at all, and there were no mistakes.", []),
        ("Not only late, it was full of errors.", ["timeliness", "quality"]),
        ("Not cheap, but late.", ["timeliness"]),
        ("No doubt it was expensive.", ["price"]),
        ("They never called and the work was sloppy.", ["quality", "communication"]),
        ("Never a delay.", []),
        ("We had coffee on the plate.", []),
        (
            "Delayed twice; hidden fees; nobody told us; wrong numbers.",
            ["timeliness", "quality", "communication", "price"],
        ),
        ("", []),
    ],
)
def test_issues_are_named_and_denied_ones_are_not(text, issues):
    assert read(text).issues == issues


@pytest.mark.parametrize(
    ("text", "rating", "calls"),
    [
        ("Terrible.", "", True),
        ("Thank you, great people and friendly. A little late, and one error.", "very_good", True),
        ("Thank you, great people and friendly. A little late.", "very_good", False),
        ("All fine.", "", False),
    ],
)
def test_recovery_is_for_a_bad_answer_or_two_issues(text, rating, calls):
    assert read(text, rating).calls_for_recovery is calls


@given(st.text(max_size=300), st.sampled_from(["", *Rating.values]))
def test_any_text_is_read(text, rating):
    reading = read(text, rating)

    assert -1 <= reading.score <= 1
    assert set(reading.issues) <= set(COMPLAINTS)


@given(st.text(max_size=200))
def test_what_is_found_stands_in_the_text(text):
    for hit in found_in(text, ["late", "delay*", "no answer"]):
        assert hit.phrase in text.lower() or hit.phrase.split()[0] in text.lower()


def test_the_parts_say_which_words_made_the_score():
    text = "The report was late and not good at all. Mara was friendly."

    parts = parts_of(text, "poor")

    assert (parts.rating, parts.good, parts.bad) == (-0.5, ["friendly"], ["not good"])
    assert parts.complaints == {"timeliness": ["late"]}
    assert parts.words is not None
    assert round(parts.rating + parts.words, 2) == float(read(text, "poor").score)
    assert parts_of("", "") == (None, None, [], [], {})
