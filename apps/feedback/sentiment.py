"""How an answer sounds, and what it complains about. No database, no network."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer, SentiText, negated

from apps.core.phrases import found_in
from apps.feedback.choices import Issue, Rating, Sentiment

CLEAR = 0.05  # beyond it a score is no longer neutral; the library's own bound
SHADE = 0.4  # how far words can move a rating: never to its other side
WORTH = {Rating.VERY_GOOD: 1.0, Rating.GOOD: 0.5, Rating.FAIR: 0.0, Rating.POOR: -0.5, Rating.VERY_POOR: -1.0}
REACH = 3  # words before one that a denial is looked for in, as the library does
MANY = 2  # issues that call for service recovery whatever the tone

COMPLAINTS: dict[str, tuple[str, ...]] = {
    Issue.TIMELINESS: (
        "late",
        "too slow",
        "very slow",
        "so slow",
        "delay*",
        "overdue",
        "behind schedule",
        "missed the deadline",
        "missed our deadline",
        "took too long",
        "took forever",
        "took ages",
        "kept waiting",
        "still waiting",
        "not on time",
        "never on time",
        "days after",
        "weeks after",
    ),
    Issue.QUALITY: (
        "error*",
        "mistake*",
        "wrong",
        "incorrect*",
        "incomplete",
        "inaccurate",
        "missing",
        "broken",
        "defect*",
        "faulty",
        "sloppy",
        "careless",
        "poor quality",
        "bad quality",
        "low quality",
        "poor work",
        "unusable",
        "had to redo",
        "has to be redone",
        "not what we ordered",
        "does not work",
        "doesn't work",
    ),
    Issue.COMMUNICATION: (
        "no answer",
        "no reply",
        "no response",
        "never answered",
        "never replied",
        "never called",
        "did not call",
        "didn't call",
        "nobody called",
        "nobody told us",
        "no one called",
        "did not respond",
        "didn't respond",
        "unresponsive",
        "unreachable",
        "could not reach",
        "couldn't reach",
        "hard to reach",
        "rude",
        "unfriendly",
        "unclear",
        "confusing",
        "poor communication",
        "bad communication",
        "lack of communication",
        "had to chase",
        "kept in the dark",
    ),
    Issue.PRICE: (
        "expensive",
        "overpriced",
        "overcharged",
        "too much money",
        "too costly",
        "costs too much",
        "cost too much",
        "price is too high",
        "price was too high",
        "hidden fee*",
        "extra charge*",
        "unexpected fee*",
        "unexpected charge*",
        "more than quoted",
        "more than agreed",
        "not worth the money",
        "not worth the price",
        "rip-off",
    ),
}


class Reading(NamedTuple):
    """What an answer says: from −1, bad, to 1, good, and the kinds of issue that it names."""

    sentiment: str
    score: Decimal
    issues: list[str]

    @property
    def calls_for_recovery(self) -> bool:
        """Whether somebody has to make up for it: it is negative, or names two issues or more."""
        return self.sentiment == Sentiment.NEGATIVE or len(self.issues) >= MANY


class Parts(NamedTuple):
    """What a score is made of: its rating's worth and its words' (None where there is none), and the words that count.

    ``complaints`` are the phrases found, by kind of issue.
    """

    rating: float | None
    words: float | None
    good: list[str]
    bad: list[str]
    complaints: dict[str, list[str]]


def parts_of(text: str, rating: str = "") -> Parts:
    """Return why an answer is read as it is."""
    told = text.replace("’", "'")
    weights = list(_weights(told))
    clear = bool(rating) and rating != Rating.FAIR
    found = {kind: [one.phrase for one in found_in(text, phrases)] for kind, phrases in COMPLAINTS.items()}
    return Parts(
        rating=WORTH[Rating(rating)] if rating else None,
        words=_tone(text) * (SHADE if clear else 1) if text.strip() else None,
        good=list(dict.fromkeys(word for word, weight in weights if weight > 0)),
        bad=list(dict.fromkeys(word for word, weight in weights if weight < 0)),
        complaints={str(Issue(kind).value): list(dict.fromkeys(hits)) for kind, hits in found.items() if hits},
    )


def _weights(text: str) -> Iterator[tuple[str, float]]:
    """Yield the words that the library weighs, each with its denial, such as "not good", and its weight."""
    analyzer, told = _analyzer(), SentiText(text)
    words = told.words_and_emoticons
    for place, word in enumerate(words):
        usual = analyzer.lexicon.get(word.lower(), 0)
        weight = analyzer.sentiment_valence(0, told, word, place, [])[0]
        if usual and weight:
            first = place
            if (usual > 0) != (weight > 0):  # something before it turns it round
                before = range(max(0, place - REACH), place)
                first = next((one for one in before if negated([words[one]])), place)
            yield " ".join(words[first : place + 1]).lower(), weight


def read(text: str, rating: str = "") -> Reading:
    """Return how an answer sounds. A rating says which side it is on, words shade it; without one the words count."""
    parts = parts_of(text, rating)
    value = (parts.rating or 0.0) + (parts.words or 0.0)
    score = round(Decimal(str(max(-1.0, min(1.0, value)))), 2)
    sentiment = Sentiment.NEUTRAL
    if score >= Decimal(str(CLEAR)):
        sentiment = Sentiment.POSITIVE
    elif score <= -Decimal(str(CLEAR)):
        sentiment = Sentiment.NEGATIVE
    return Reading(sentiment.value, score, list(parts.complaints))


def _tone(text: str) -> float:
    return float(_analyzer().polarity_scores(text.replace("’", "'"))["compound"])


@cache
def _analyzer() -> SentimentIntensityAnalyzer:
    return SentimentIntensityAnalyzer()  # reads its lexicon, once a process
