"""Words and phrases found in a text, those that are denied left out ("no delay", "not too expensive")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

# Up to three words between a denial and what it denies, in one clause: "was not really all that late".
DENIED = re.compile(
    r"\b(?:no|not|never|without|neither|nor|none|hardly|cannot|\w+n['’]?t)\s+(?:[\w'’-]+\s+){0,3}$",
    re.IGNORECASE,
)
# Not a denial: "not only late", "no doubt", "no wonder".
AFFIRMED = re.compile(r"\b(?:not only|no doubt|no wonder|not just)\b", re.IGNORECASE)
CLAUSE = re.compile(r"[.!?;:,\n()]|\bbut\b|\bhowever\b|\byet\b|\balthough\b", re.IGNORECASE)
SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
LONGEST_EXCERPT = 500


class Found(NamedTuple):
    """A phrase as it stands in the text, and the sentence around it."""

    phrase: str
    sentence: str


def found_in(text: str, phrases: Iterable[str]) -> list[Found]:
    """Return where the phrases stand in a text, in its order, each as often as it does; denied ones are left out.

    A phrase is met whole words at a time and whatever its case; a star stands for the rest of a word ("delay*"). One
    that begins with a denial ("never called") is taken as it is.
    """
    pattern = _pattern(tuple(phrases))
    hits = []
    for match in pattern.finditer(text):
        before = CLAUSE.split(text[max(0, match.start() - 120) : match.start()])[-1]
        if not AFFIRMED.search(before) and DENIED.search(before):
            continue
        hits.append(Found(match.group().lower(), _sentence(text, match.start())))
    return hits


def kinds_in(text: str, lists: Mapping[str, Iterable[str]]) -> dict[str, list[Found]]:
    """Return by kind what of its list stands in a text; kinds without anything are left out."""
    hits = {kind: found_in(text, phrases) for kind, phrases in lists.items()}
    return {kind: found for kind, found in hits.items() if found}


@lru_cache(maxsize=64)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    told = (r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in one.split()) for one in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(told)})(?!\w)", re.IGNORECASE)


def _sentence(text: str, position: int) -> str:
    """Return the sentence around a position, of what is near it."""
    before = text[max(0, position - LONGEST_EXCERPT) : position]
    begins = max(before.rfind(end) for end in ".!?\n") + 1
    near = before[begins:] + text[position : position + LONGEST_EXCERPT]
    found = SENTENCE.match(near)
    return " ".join(found.group().split())[:LONGEST_EXCERPT] if found else ""
