"""Invent what a firm scaffolded over 90 days, what became of it, and what people said; always the same for a firm."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

from apps.console.seeding.days import FRIDAY, Calendar
from apps.console.seeding.scripts import DEMO
from apps.patterns.choices import NegativeAspect, PositiveAspect

DAYS = 90
QUIET, BUSY = 0.3, 0.3  # the share of working days without a project, and of those with a second one
BUILT, AGAIN, TESTED, DEPLOYED, RATED, COMMENTED = 0.94, 0.55, 0.85, 0.6, 0.5, 0.35
PROGRESS = 0.06  # how much likelier a build succeeds at the end of the 90 days than at their beginning
ABANDONED, FOLLOWED = 0.22, 0.7

Words = Mapping[str, Any]


@dataclass(frozen=True)
class Project:
    """A project, when it was made and by which of the firm's people, by number; CI's runs, each with its events."""

    at: datetime
    by: int
    values: Words
    runs: list[tuple[datetime, list[dict[str, Any]]]] = field(default_factory=list)
    answer: tuple[datetime, int, Words] | None = None
    is_archived: bool = False


@dataclass(frozen=True)
class Session:
    """A walk through the wizard; one without a pattern chosen was left behind."""

    at: datetime
    steps: list[str]
    recommended: str
    chosen: str | None


@cache
def words() -> Words:
    """Return the demo's patterns and what is said of them."""
    found: Words = json.loads((DEMO / "patterns.json").read_text())
    return found


def invent_projects(slug: str, calendar: Calendar, *, people: int, at: datetime) -> Iterator[Project]:
    """Yield the projects of the last 90 days, oldest first."""
    random, number = Random(f"projects {slug}"), 0  # noqa: S311 -- no secret
    for days_ago in range(DAYS, 0, -1):
        day = calendar.today - timedelta(days=days_ago)
        is_open = day.weekday() <= FRIDAY and random.random() >= QUIET
        for _ in range(1 + (random.random() < BUSY) if is_open else 0):
            begun = datetime.combine(day, time(random.randint(8, 16), random.randint(0, 59)), calendar.zone)
            number += 1
            yield _project(random, number, begun, progress=1 - days_ago / DAYS, people=people, at=at)


def invent_sessions(slug: str, calendar: Calendar) -> Iterator[Session]:
    """Yield walks through the wizard of the last 60 days, oldest first."""
    random, known = Random(f"sessions {slug}"), words()  # noqa: S311 -- no secret
    ids = [one["pattern_id"] for one in known["patterns"]]
    for days_ago in range(60, 1, -2):
        day = calendar.today - timedelta(days=days_ago)
        begun = datetime.combine(day, time(random.randint(8, 16), random.randint(0, 59)), calendar.zone)
        recommended = random.choices(ids, [one["weight"] for one in known["patterns"]])[0]
        if random.random() < ABANDONED:
            steps = known["steps"][: random.randint(1, 3)]
            yield Session(begun, steps, recommended, None)
        else:
            chosen = recommended if random.random() < FOLLOWED else random.choice(ids)
            yield Session(begun, known["steps"], recommended, chosen)


def _project(random: Random, number: int, begun: datetime, *, progress: float, people: int, at: datetime) -> Project:
    known = words()
    pattern = random.choices(known["patterns"], [one["weight"] for one in known["patterns"]])[0]
    name = f"{random.choice(known['subjects'])} {number}"
    slug = name.replace(" ", "-")
    values = {
        "project_name": name.capitalize(),
        "project_path": f"/srv/projects/{slug}",
        "pattern_id": pattern["pattern_id"],
        "pattern_version": pattern["version"] if progress > 0.5 else pattern["earlier"],  # noqa: PLR2004 -- half the time
        "components_generated": random.sample(known["components"], random.randint(1, 5)),
        "files_created": random.randint(8, 140),
        "languages_used": [*pattern["languages"], *(["Shell"] if random.random() < QUIET else [])],
        "dependencies_installed": [],
        "stack_id": pattern["stack"],
        "repository": f"demo/{slug}" if random.random() < BUILT else None,
    }
    runs = list(_runs(random, pattern, begun, progress=progress, at=at))
    succeeded = not runs or runs[-1][1][0]["status"] == "success"
    return Project(
        begun,
        random.randrange(people),
        values,
        runs,
        _answer(random, pattern, begun, succeeded=succeeded, people=people, at=at),
        is_archived=begun < at - timedelta(days=DAYS / 2) and random.random() < QUIET,
    )


def _runs(
    random: Random, pattern: Words, begun: datetime, *, progress: float, at: datetime
) -> Iterator[tuple[datetime, list[dict[str, Any]]]]:
    moment = begun
    chance = min(0.99, pattern["builds"] + PROGRESS * (progress - 0.5))
    more = random.random() < BUILT
    while more:
        moment += timedelta(minutes=random.randint(2, 600))
        if moment >= at:
            return
        builds = random.random() < chance
        events: list[dict[str, Any]] = [{"event_type": "build", "status": "success" if builds else "failure"}]
        if random.random() < TESTED:
            rate = min(100, max(0, random.gauss(pattern["tests"] + 4 * progress, 6)))
            events.append({"event_type": "test", "status": "success", "test_pass_rate": Decimal(f"{rate:.1f}")})
        if builds and random.random() < DEPLOYED:
            place = random.choice(["deployed", "staging", "local"])
            events.append({"event_type": "deploy", "status": "success", "environment": place})
        yield moment, events
        more = random.random() < AGAIN
        moment += timedelta(days=random.randint(1, 9))


def _answer(
    random: Random, pattern: Words, begun: datetime, *, succeeded: bool, people: int, at: datetime
) -> tuple[datetime, int, Words] | None:
    moment = begun + timedelta(minutes=random.randint(6, 4000))
    if random.random() > RATED or moment >= at:
        return None
    known = words()
    stars = round(min(5, max(1, random.gauss(pattern["stars"] - (0 if succeeded else 1), 0.8))))
    kind = "good" if stars > 3 else "fair" if stars == 3 else "poor"  # noqa: PLR2004 -- of five
    answer: dict[str, Any] = {"overall_satisfaction": stars, "consent_to_export": random.random() < DEPLOYED}
    answer |= {
        name: min(5, max(1, stars + random.choice([-1, 0, 0, 1])))
        for name in ("pattern_usefulness", "code_quality", "documentation_clarity", "setup_ease")
        if random.random() < TESTED
    }
    if random.random() < TESTED:
        answer["would_recommend"] = stars > 3  # noqa: PLR2004 -- of five
        answer["likelihood_to_reuse"] = min(10, max(1, 2 * stars + random.choice([-2, -1, 0, 0, 1])))
    if random.random() < COMMENTED:
        answer["additional_comments"] = random.choice(known["comments"][kind])
        aspects = NegativeAspect.values if kind == "poor" else PositiveAspect.values
        answer["negative_aspects" if kind == "poor" else "positive_aspects"] = random.sample(aspects, 2)
    if random.random() < QUIET:
        answer["feature_requests"] = [random.choice(known["requests"])]
    answer["time_to_first_build"] = round(random.lognormvariate(0, 0.5) * pattern["minutes"] * 60)
    if not succeeded:
        answer |= {"encountered_errors": True, "error_details": [random.choice(known["errors"])]}
    return moment, random.randrange(people), answer
