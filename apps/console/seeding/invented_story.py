"""Invent how a firm worked through its tickets, day by day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from apps.console.seeding.days import When
from apps.console.seeding.scripts import Move

AT_ONCE = 2  # tickets a person has in hand
BLOCKED, SKIPPED, NOTED = 0.1, 0.04, 0.3  # shares
OPENS, CLOSES = 8 * 60 + 40, 17 * 60 + 20  # minutes of the day


@dataclass
class _Work:
    """One ticket while it is worked on; ``left`` are the working days it still takes."""

    ticket: Mapping[str, Any]
    left: int
    stuck: int = 0
    may_block: bool = True


@dataclass
class _Office:
    random: Random
    reasons: list[str]
    notes: list[str]
    closed: set[str] = field(default_factory=set)
    at_work: list[_Work] = field(default_factory=list)

    def is_free(self, person: Any) -> bool:
        """Whether the person can take one more ticket."""
        return sum(work.ticket["person"] is person and not work.stuck for work in self.at_work) < AT_ONCE

    def note(self) -> str | None:
        """A note that nobody of the firm wrote yet, for some of the tickets."""
        return self.notes.pop() if self.notes and self.random.random() < NOTED else None


def invent_story(
    tickets: Sequence[Mapping[str, Any]],
    *,
    begun: int,
    sprint_days: int,
    words: Mapping[str, Sequence[str]],
    random: Random,
) -> Iterator[Move]:
    """Return the moves of all days since the first sprint began, oldest first.

    A ticket starts when its sprint has begun and what it waits for is closed.
    """
    reasons, notes = list(words["blocked_reasons"]), list(words["notes"])
    random.shuffle(reasons)
    random.shuffle(notes)
    office = _Office(random, reasons, notes)
    waiting = list(tickets)
    for day in range(begun, 0, -1):
        sprint = (begun - day) // sprint_days + 1
        moves = [*_go_on(office), *_take_up(office, waiting, sprint)]
        times = sorted(random.sample(range(OPENS, CLOSES), len(moves)))
        for minute, (ticket, status, reason, note) in zip(times, moves, strict=True):
            when = When(day, f"{minute // 60:02}:{minute % 60:02}", ticket["person"].email)
            yield Move(when, ticket["code"], status, reason, note)


_Step = tuple[Mapping[str, Any], str, str, str | None]


def _go_on(office: _Office) -> Iterator[_Step]:
    """Give a day to each ticket in hand."""
    for work in list(office.at_work):
        if work.stuck:
            work.stuck -= 1
            if not work.stuck:
                yield work.ticket, "in_progress", "", None
        elif work.may_block and office.reasons and office.random.random() < BLOCKED:
            work.stuck, work.may_block = office.random.randint(1, 4), False
            yield work.ticket, "blocked", office.reasons.pop(), None
        elif work.left > 1:
            work.left -= 1
        else:
            office.at_work.remove(work)
            office.closed.add(work.ticket["code"])
            yield work.ticket, "done", "", office.note()


def _take_up(office: _Office, waiting: list[Mapping[str, Any]], sprint: int) -> Iterator[_Step]:
    """Let people take the next tickets of the sprints that have begun."""
    for ticket in list(waiting):
        if ticket["sprint"] > sprint or not office.closed.issuperset(ticket["depends"]):
            continue
        if office.random.random() < SKIPPED and office.notes:
            waiting.remove(ticket)
            office.closed.add(ticket["code"])
            yield ticket, "skipped", "", office.notes.pop()
        elif office.is_free(ticket["person"]) and office.random.random() < 1 / 2:
            waiting.remove(ticket)
            office.at_work.append(_Work(ticket, office.random.randint(2, 6)))
            yield ticket, "in_progress", "", None
