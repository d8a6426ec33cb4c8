"""Made-up firms by the hundred: rows for COPY, always the same for the same number."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from uuid import UUID

END = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
START = END - timedelta(days=364)  # a year up to the run: what pages show of the last weeks is there to be shown
PACKS_WITHIN = timedelta(days=294)  # of that year; the newest pack is ten weeks old
SPRINT_DAYS = 14
WORK = timedelta(days=SPRINT_DAYS * 8)  # from a pack's making to the last move of its tickets
STAFF_EMAIL = "staff@bench.example"
TOKENS = 5  # a firm: each token may make 600 requests a minute
SPRINTS = 8
SECTIONS = 9
NULL = "\\N"

VERBS = ("Agree", "Write down", "Measure", "Move", "Test", "Publish", "Train", "Connect", "Retire", "Review")
THINGS = (
    "the rota with the front desks",
    "the answer templates",
    "the first answer to an enquiry",
    "the three mailboxes into one queue",
    "the weekly report with made-up figures",
    "the price list on the intranet",
    "two people for the phone lines",
    "the calendar to the booking page",
    "the old spreadsheet of open quotes",
    "the list of overdue invoices",
)
DESCRIPTION = (
    "**Goal**: the team can do this without asking anybody.\\n\\n**Tasks**:\\n- {} {}\\n- Write the steps into the "
    "handbook\\n- Show them in the Monday meeting\\n\\n**Validation**:\\n- Two people have done it on their own"
)
PEOPLE = ("Ines Duarte", "Amara Okafor", "Jonas Lindqvist", "Mei Tanaka", "Ruth Abara", "")
STATUSES = ("not_started", "in_progress", "blocked", "done", "skipped")
WEIGHTS = (45, 15, 5, 30, 5)
WEIGHTS_PAST = (3, 1, 1, 92, 3)  # of a sprint whose planned end has passed
SEGMENTS = ("Dental", "Logistics", "Architecture", "Legal")
INDUSTRIES = ("Health", "Transport", "Construction", "Services", "Retail")
SIZES = (("micro", 4), ("small", 9), ("mid", 30), ("large", 80))


@dataclass(frozen=True)
class Firm:
    """One firm of a run; everything of it follows from its number."""

    number: int
    packs: int
    pack_size: int

    @property
    def slug(self) -> str:
        return f"bench-{self.number:04}"

    @property
    def id(self) -> UUID:
        return _id(START, source_of(f"firm {self.number}"))

    @property
    def user_id(self) -> UUID:
        return _id(START, source_of(f"user {self.number}"))

    @property
    def roadmap_id(self) -> UUID:
        return _id(START, source_of(f"roadmap {self.number}"))

    @property
    def email(self) -> str:
        return f"member@{self.slug}.example"

    @property
    def tokens(self) -> list[str]:
        return [f"fl_{self.number:06x}{index:02x}_{'bench' * 8}" for index in range(TOKENS)]


def source_of(seed: str) -> random.Random:
    return random.Random(seed)  # noqa: S311 -- made-up rows that are the same each time, no secret


def _id(at: datetime, source: random.Random) -> UUID:
    """Return a UUIDv7, as the database makes them: by time, then random."""
    return UUID(int=(int(at.timestamp() * 1000) << 80) | (7 << 76) | (2 << 62) | _scattered(source))


def _scattered(source: random.Random) -> int:
    bits = source.getrandbits(74)
    return ((bits >> 62) << 64) | (bits & ((1 << 62) - 1))


STAFF_ID = _id(START, source_of("staff"))


def tenants(firm: Firm) -> str:
    """Its row of ``tenants``; segments, industries and sizes make groups of several firms."""
    segment, industry = SEGMENTS[firm.number % len(SEGMENTS)], INDUSTRIES[firm.number % len(INDUSTRIES)]
    size, people = SIZES[firm.number // len(SEGMENTS) % len(SIZES)]
    return (
        f"{firm.id}\tBench firm {firm.number}\t{firm.slug}\tactive\tdefault\t\t{segment}\t\t{industry}\tUTC\tUSD\t"
        f"{people}\t40\t{size}\tf\t\t\n"
    )


def users(firm: Firm) -> str:
    """Its member's row of ``users``; nobody can sign in with that password."""
    return f"!{firm.number}\t{firm.user_id}\t{firm.email}\tMember {firm.number}\tt\tf\t{{}}\n"


def memberships(firm: Firm) -> str:
    """Its rows of ``memberships``: the member, whose last visit was a week ago, and the staff of all firms."""
    visits = f"{END}\t{END - timedelta(days=7)}"
    return (
        f"owner\tMember {firm.number}\t{firm.email}\t{firm.user_id}\t{firm.id}\t{visits}\n"
        f"staff\tBench staff\t{STAFF_EMAIL}\t{STAFF_ID}\t{firm.id}\t{visits}\n"
    )


def api_tokens(firm: Firm) -> str:
    """Its rows of ``api_tokens``."""
    hashes = [sha256(token.encode()).hexdigest() for token in firm.tokens]
    return "".join(
        f"Token {index}\t{token[:11]}\t\\\\x{hashed}\t{{write}}\t{firm.id}\n"
        for index, (token, hashed) in enumerate(zip(firm.tokens, hashes, strict=True))
    )


def packs(firm: Firm) -> Iterator[tuple[str, Iterator[str]]]:
    """Its rows of ``ticket_packs``, each with its tickets'; all are of its roadmap, the newest is the roadmap's own."""
    source = source_of(f"packs {firm.number}")
    for number in range(firm.packs):
        at = START + PACKS_WITHIN * (number + 1) / firm.packs - timedelta(seconds=firm.number)
        pack_id = _id(at, source)
        is_newest = number == firm.packs - 1
        row = (
            f"{pack_id}\t{at}\t{at}\tpack-{number:03}\tPack {number}\tv1.0\t{is_newest}\t\t"
            f"{_sprints(at) if is_newest else '[]'}\t{firm.roadmap_id}\t{firm.id}\n"
        )
        yield row, _tickets(firm, pack_id, at, source, is_dated=is_newest)


def _sprints(begun: datetime) -> str:
    """Return the sprints of a pack with planned days, without their tickets."""
    days = [(begun + timedelta(days=SPRINT_DAYS * number)).date().isoformat() for number in range(SPRINTS + 1)]
    return json.dumps([
        {"sprint_number": number + 1, "name": f"Sprint {number + 1}", "planned_start": first, "planned_end": end}
        for number, (first, end) in enumerate(pairwise(days))
    ])  # fmt: skip


def _tickets(firm: Firm, pack_id: UUID, at: datetime, source: random.Random, *, is_dated: bool) -> Iterator[str]:
    past = (END - at).days // SPRINT_DAYS if is_dated else 0
    for number in range(firm.pack_size):
        sprint = number * (SPRINTS + 1) // firm.pack_size + 1
        status = source.choices(STATUSES, WEIGHTS_PAST if sprint <= past else WEIGHTS)[0]
        key = _id(at + timedelta(milliseconds=number // 8), source)  # as one INSERT would, a few in each millisecond
        verb, thing = source.choice(VERBS), source.choice(THINGS)
        moved = at + min(WORK, END - at) * source.random()
        begun = at + (moved - at) * source.random()
        is_moved = status != "not_started"
        reason = "waiting for the supplier" if status == "blocked" else ""
        yield (
            f"{key}\t{at}\t{moved if is_moved else at}\t{2 if is_moved else 1}\tB-{number:05}\t{verb} {thing}\t"
            f"{DESCRIPTION.format(verb, thing)}\t{number % SECTIONS + 1}\t{sprint if sprint <= SPRINTS else NULL}\t"
            f"{number}\t{status}\t{reason}\t{source.choice(PEOPLE)}\t\t{begun if is_moved else NULL}\t"
            f"{moved if status == 'done' else NULL}\t{firm.id}\t{pack_id}\n"
        )
