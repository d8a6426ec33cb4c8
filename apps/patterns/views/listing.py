"""Which projects a list shows, and what a card says of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.patterns.choices import BuildStatus, Health, ProjectStatus
from apps.patterns.functions import ProjectHealth
from apps.patterns.models import Pattern, ProjectOutcome, UserFeedback

LANGUAGES_SHOWN = 3
STATUSES = [
    (ProjectStatus.ACTIVE.value, "Active"),
    (ProjectStatus.ARCHIVED.value, "Archived"),
    ("all", "Active and archived"),
    (ProjectStatus.DELETED.value, "Deleted"),
]
SORTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "-created_at": ("Newest first", ("-created_at", "-pk")),
    "created_at": ("Oldest first", ("created_at", "pk")),
    "project_name": ("By name", ("project_name", "pk")),
    "-updated_at": ("Changed last", ("-updated_at", "-pk")),
}
# Of each filter what it accepts; the names are those of GET /api/outcomes.
ACCEPTED: dict[str, Iterable[str]] = {
    "status": [value for value, _ in STATUSES],
    "health": Health.values,
    "last_build_status": BuildStatus.values,
    "has_feedback": ["true", "false"],
    "is_built": ["true", "false"],
    "is_tested": ["true", "false"],
    "sort": SORTS,
}


def asked_of(given: Mapping[str, str]) -> dict[str, str]:
    """Return the filters of an address; what no filter accepts is left out."""
    asked = {name: given.get(name, "") for name in ACCEPTED}
    asked = {name: value if value in ACCEPTED[name] else "" for name, value in asked.items()}
    words = {name: given.get(name, "").replace("\0", "").strip() for name in ("q", "pattern_id")}
    return asked | words | {"status": asked["status"] or "active", "sort": asked["sort"] or "-created_at"}


def is_narrowed(asked: Mapping[str, str]) -> bool:
    """Whether a filter besides the status is set."""
    return any(value for name, value in asked.items() if name not in {"status", "sort"})


def with_health() -> QuerySet[Any]:
    """Return the projects with their ``health``, and whether they have ``rated`` feedback."""
    rated = Exists(UserFeedback.objects.filter(project_outcome=OuterRef("pk")))
    return ProjectOutcome.objects.annotate(health=ProjectHealth(), is_rated=rated)


def listed(asked: Mapping[str, str]) -> QuerySet[Any]:
    """Return the projects that the filters ask for, in their order."""
    rows = with_health().defer("metadata")
    if asked["status"] == "all":
        rows = rows.exclude(status=ProjectStatus.DELETED)
    else:
        rows = rows.filter(status=asked["status"])
    for name in ("health", "last_build_status", "pattern_id"):
        if asked[name]:
            rows = rows.filter(**{name: asked[name]})
    if asked["has_feedback"]:
        rows = rows.filter(is_rated=asked["has_feedback"] == "true")
    for name, column in {"is_built": "last_build_status", "is_tested": "test_pass_rate"}.items():
        if asked[name]:
            rows = rows.filter(**{f"{column}__isnull": asked[name] == "false"})
    if word := asked["q"]:
        columns = ("project_name", "pattern_name", "pattern_id", "project_path")
        rows = rows.filter(Q(*((f"{column}__icontains", word) for column in columns), _connector=Q.OR))
    return rows.order_by(*SORTS[asked["sort"]][1])


@dataclass(frozen=True)
class Card:
    """A project as lists show it; ``moved_to`` is its pattern's version where that is a later one."""

    outcome: Any
    health: Health
    moved_to: str

    @property
    def languages(self) -> list[str]:
        """The first languages."""
        return list(self.outcome.languages_used or [])[:LANGUAGES_SHOWN]

    @property
    def more_languages(self) -> int:
        """How many more there are."""
        return max(0, len(self.outcome.languages_used or []) - LANGUAGES_SHOWN)


def card_of(outcome: Any, versions: Mapping[str, str]) -> Card:
    """Return the card of a project that has its health; ``versions`` are the patterns' own, by id."""
    now = versions.get(outcome.pattern_id, "")
    moved = bool(outcome.pattern_version) and is_later(now, outcome.pattern_version)
    return Card(outcome, Health(outcome.health), now if moved else "")


def patterns() -> list[tuple[str, str, str]]:
    """Return id, name and version of every pattern, by name."""
    return list(Pattern.objects.order_by("name", "pk").values_list("pattern_id", "name", "version"))


def is_later(version: str, than: str) -> bool:
    """Whether a version comes after another one; where they are no numbers, whether they differ."""
    numbers = [_numbers(version), _numbers(than)]
    return numbers[0] > numbers[1] if all(numbers) else version != than


def _numbers(version: str) -> list[int]:
    parts = version.lstrip("v").split(".")
    return [int(part) for part in parts] if all(part.isdecimal() for part in parts) else []
