"""Lay pieces of work out in two-week sprints, what is waited for never later than what waits."""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import ceil

FEWEST, MOST = 10, 20  # tickets of a sprint
FEWEST_HOURS, MOST_HOURS = Decimal(40), Decimal(80)
DAYS = 14
_FRIDAY = 4


@dataclass(frozen=True)
class Piece:
    """A ticket as the plan weighs it: without an estimate it weighs nothing. ``after`` are the codes it waits for."""

    code: str
    hours: Decimal
    after: frozenset[str] = frozenset()


def in_sprints(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return the pieces by sprint, in the order of the work; those that wait for nothing keep the order given.

    The pieces wait for each other in no circle, and for nothing else. No sprint has more than 20 tickets, nor more than
    80 hours unless one ticket alone has; a sprint has fewer than 10 tickets or 40 hours only where nothing that could
    be begun fits any more, or nothing is left. The work is spread evenly, so that no rest of a few tickets stays.
    """
    waits = {piece.code: set(piece.after) for piece in pieces}
    places = {piece.code: place for place, piece in enumerate(pieces)}
    ready = [place for place, piece in enumerate(pieces) if not piece.after]
    unlocks: dict[str, list[str]] = {}
    for piece in pieces:
        for code in piece.after:
            unlocks.setdefault(code, []).append(piece.code)
    left, hours_left = len(pieces), sum((piece.hours for piece in pieces), Decimal(0))
    sprints: list[list[Piece]] = []
    while left:
        count = max(1, ceil(left / MOST), ceil(hours_left / MOST_HOURS))
        share, share_hours = max(FEWEST, left / count), max(FEWEST_HOURS, hours_left / count)
        sprint: list[Piece] = []
        hours = Decimal(0)
        while len(sprint) < share or hours < share_hours:
            place = next((place for place in ready if _fits(pieces[place], sprint, hours)), None)
            if place is None:
                break
            ready.remove(place)
            piece = pieces[place]
            sprint.append(piece)
            hours += piece.hours
            for code in unlocks.get(piece.code, ()):
                waits[code].discard(piece.code)
                if not waits[code]:
                    insort(ready, places[code])
        sprints.append(sprint)
        left, hours_left = left - len(sprint), hours_left - hours
    return sprints


def _fits(piece: Piece, sprint: Sequence[Piece], hours: Decimal) -> bool:
    return not sprint or (len(sprint) < MOST and hours + piece.hours <= MOST_HOURS)


def remark_on(sprint: Sequence[Piece], *, is_last: bool) -> str:
    """Say why a sprint is outside the limits, empty where it is inside."""
    hours = sum((piece.hours for piece in sprint), Decimal(0))
    if hours > MOST_HOURS:
        return f"{sprint[0].code} alone has more than {MOST_HOURS} hours"
    if len(sprint) >= FEWEST and hours >= FEWEST_HOURS:
        return ""
    if is_last:
        return "A short one: this is what is left"
    if len(sprint) == MOST:
        return f"{MOST} tickets of few hours"
    return "A short one: no other ticket that can be begun fits"


def dates_of(number: int, *, start: date) -> tuple[date, date]:
    """Return the first and the last day of a sprint; one that would end on a weekend ends on the Friday before."""
    first = start + timedelta(days=DAYS * (number - 1))
    last = first + timedelta(days=DAYS - 1)
    return first, last - timedelta(days=max(0, last.weekday() - _FRIDAY))
