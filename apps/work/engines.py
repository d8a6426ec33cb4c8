"""Engines: what watches a firm's rows and acts, step by step, on a schedule in the firm's time zone.

An app registers its engines when it is ready. How one is run is in ``engine_runs.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from croniter import croniter

BATCH = 50  # rows that a step claims in one transaction


class UnknownEngine(Exception):
    """No app has an engine of this name; the message names those there are."""


@dataclass(frozen=True)
class Batch:
    """What a step did with the rows it claimed; ``errors`` says in words what was wrong with failed ones."""

    seen: int = 0
    done: int = 0
    failed: int = 0
    errors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """One kind of work of an engine.

    ``run(limit=…, at=…)`` claims at most ``limit`` due rows with SKIP LOCKED, acts on them in the running transaction
    of the firm, and returns a Batch; it is called again while it gets something done. A row that it acted on is due
    no more. It calls no network: a mail is a row of the outbox, anything else a job.
    """

    name: str
    run: Callable[..., Batch]


@dataclass(frozen=True)
class Engine:
    """An engine under its name; ``cron`` is read in each firm's time zone."""

    name: str
    title: str
    says: str
    cron: str
    steps: tuple[Step, ...]

    @property
    def actor(self) -> str:
        """Who changed a row, in the row's history."""
        return f"{self.title} engine"

    def last_due(self, at: datetime, zone: ZoneInfo) -> datetime:
        """Return the latest time of the schedule that is not after ``at``, in UTC.

        Local times are walked without their offset, so that a day of 23 or 25 hours has each of them once.
        """
        local = at.astimezone(zone).replace(tzinfo=None)
        found: datetime = croniter(self.cron, local + timedelta(microseconds=1)).get_prev(datetime)
        return found.replace(tzinfo=zone).astimezone(UTC)

    def next_due(self, at: datetime, zone: ZoneInfo) -> datetime:
        """Return the first time of the schedule after ``at``, in UTC."""
        local = at.astimezone(zone).replace(tzinfo=None)
        found: datetime = croniter(self.cron, local).get_next(datetime)
        return found.replace(tzinfo=zone).astimezone(UTC)


_engines: dict[str, Engine] = {}


def register(engine: Engine) -> None:
    """Make an engine known; called in an app's ``ready``."""
    _engines[engine.name] = engine


def engines() -> tuple[Engine, ...]:
    """Return every engine, by name."""
    return tuple(_engines[name] for name in sorted(_engines))


def engine_of(name: str) -> Engine:
    """Return the engine of this name.

    Raises UnknownEngine.
    """
    try:
        return _engines[name]
    except KeyError:
        raise UnknownEngine(f"There is no engine {name}. Accepted: {', '.join(sorted(_engines))}.") from None
