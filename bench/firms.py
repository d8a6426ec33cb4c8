"""Made-up firms by the hundred: rows for COPY, always the same for the same number."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID

START = datetime(2025, 1, 6, 9, tzinfo=UTC)
TOKENS = 5  # a firm: each token may make 600 requests a minute
SPRINTS = 8
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
        return _id(START, _source(f"firm {self.number}"))

    @property
    def user_id(self) -> UUID:
        return _id(START, _source(f"user {self.number}"))

    @property
    def email(self) -> str:
        return f"member@{self.slug}.example"

    @property
    def tokens(self) -> list[str]:
        return [f"fl_{self.number:06x}{index:02x}_{'bench' * 8}" for index in range(TOKENS)]


def _source(seed: str) -> random.Random:
    return random.Random(seed)  # noqa: S311 -- made-up rows that are the same each time, no secret


def _id(at: datetime, source: random.Random) -> UUID:
    """Return a UUIDv7, as the database makes them: by time, then random."""
    return UUID(int=(int(at.timestamp() * 1000) << 80) | (7 << 76) | (2 << 62) | _scattered(source))


def _scattered(source: random.Random) -> int:
    bits = source.getrandbits(74)
    return ((bits >> 62) << 64) | (bits & ((1 << 62) - 1))


def tenants(firm: Firm) -> str:
    """Its row of ``tenants``."""
    return f"{firm.id}\tBench firm {firm.number}\t{firm.slug}\tactive\tdefault\t\t\t\t\tUTC\tUSD\t5\t40\tsmall\tf\t\t\n"


def users(firm: Firm) -> str:
    """Its member's row of ``users``; nobody can sign in with that password."""
    return f"!{firm.number}\t{firm.user_id}\t{firm.email}\tMember {firm.number}\tt\tf\n"


def memberships(firm: Firm) -> str:
    """Its member's row of ``memberships``."""
    return f"owner\tMember {firm.number}\t{firm.email}\t{firm.user_id}\t{firm.id}\n"


def api_tokens(firm: Firm) -> str:
    """Its rows of ``api_tokens``."""
    hashes = [sha256(token.encode()).hexdigest() for token in firm.tokens]
    return "".join(
        f"Token {index}\t{token[:11]}\t\\\\x{hashed}\t{{write}}\t{firm.id}\n"
        for index, (token, hashed) in enumerate(zip(firm.tokens, hashes, strict=True))
    )


def packs(firm: Firm) -> Iterator[tuple[str, Iterator[str]]]:
    """Its rows of ``ticket_packs``, each with its tickets'."""
    source = _source(f"packs {firm.number}")
    for number in range(firm.packs):
        at = START + timedelta(days=350 * number / firm.packs, seconds=firm.number)
        pack_id = _id(at, source)
        row = f"{pack_id}\t{at}\t{at}\tpack-{number:03}\tPack {number}\tv1.0\tf\t\t[]\t{firm.id}\n"
        yield row, _tickets(firm, pack_id, at, source)


def _tickets(firm: Firm, pack_id: UUID, at: datetime, source: random.Random) -> Iterator[str]:
    statuses = source.choices(STATUSES, WEIGHTS, k=firm.pack_size)
    for number, status in enumerate(statuses):
        key = _id(at + timedelta(milliseconds=number // 8), source)  # as one INSERT would, a few in each millisecond
        verb, thing = source.choice(VERBS), source.choice(THINGS)
        sprint = number * (SPRINTS + 1) // firm.pack_size + 1
        begun = at + timedelta(days=1) if status != "not_started" else NULL
        done = at + timedelta(days=3) if status == "done" else NULL
        reason = "waiting for the supplier" if status == "blocked" else ""
        yield (
            f"{key}\t{at}\t{at}\tB-{number:05}\t{verb} {thing}\t{DESCRIPTION.format(verb, thing)}\t{number % 9 + 1}\t"
            f"{sprint if sprint <= SPRINTS else NULL}\t{number}\t{status}\t{reason}\t{source.choice(PEOPLE)}\t\t"
            f"{begun}\t{done}\t{firm.id}\t{pack_id}\n"
        )
