"""What is to be made of one firm, read from its folder under ``demo/``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from apps.console.seeding.days import When
from apps.roadmaps.section_files import FolderReading, read_folder

DEMO = Path(__file__).parent.parent / "demo"
FIRST_FIRM = "harbor-dental"
OWN_KEYS = {"people", "roadmap", "packs", "story", "created", "results", "scaffolds"}


@dataclass(frozen=True)
class Person:
    """Somebody of a firm."""

    name: str
    email: str
    role: str


@dataclass(frozen=True)
class Pack:
    """A ticket pack to import; ``text`` still has its ``{workday:n}``."""

    file: str
    key: str
    text: str
    is_primary: bool
    imported: When


@dataclass(frozen=True)
class Move:
    """A ticket's move to another state."""

    when: When
    ticket: str
    status: str
    reason: str
    note: str | None


@dataclass(frozen=True)
class Measurement:
    """A snapshot; ``measured`` is how many working days ago the readings were taken, before they were entered."""

    when: When
    label: str
    measured: int
    metrics: Mapping[str, float]
    note: str = ""


@dataclass(frozen=True)
class Measured:
    """What a firm assumes, what its plan promises by metric, and what was measured, oldest first."""

    assumptions: Mapping[str, float]
    projections: Mapping[str, float]
    snapshots: tuple[Measurement, ...] = ()


@dataclass(frozen=True)
class Script:
    """A whole firm: its own columns, its people, what is imported and what they did."""

    fields: Mapping[str, Any]
    created: When
    people: tuple[Person, ...]
    staff: tuple[str, ...]
    roadmap: FolderReading
    roadmap_status: str
    roadmap_imported: When
    packs: tuple[Pack, ...]
    story: tuple[Move, ...]
    results: Measured
    scaffolds: bool = False

    @property
    def slug(self) -> str:
        """The firm's address."""
        return str(self.fields["slug"])

    def first(self, role: str) -> Person:
        """The first person of this role."""
        return next(person for person in self.people if person.role == role)


@dataclass(frozen=True)
class Staff:
    """One of the company's own people; the one who makes firms is a superuser."""

    name: str
    email: str
    firms: tuple[str, ...]
    is_superuser: bool


def told_scripts() -> list[Script]:
    """Return the firms that have a folder, the demo's own first."""
    scripts = [_script(json.loads(path.read_text()), path.parent) for path in DEMO.glob("*/firm.json")]
    return sorted(scripts, key=lambda script: (script.slug != FIRST_FIRM, script.slug))


def staff() -> list[Staff]:
    """Return the company's own people."""
    makers = {script.created.by for script in told_scripts()}
    people = json.loads((DEMO / "staff.json").read_text())
    return [Staff(p["name"], p["email"], tuple(p["firms"]), p["email"] in makers) for p in people]


def _script(data: dict[str, Any], folder: Path) -> Script:
    members = json.loads((DEMO / "staff.json").read_text())
    return Script(
        fields={name: value for name, value in data.items() if name not in OWN_KEYS},
        created=When(**data["created"]),
        people=tuple(Person(p["name"], p["email"], p["role"]) for p in data["people"]),
        staff=tuple(member["email"] for member in members if data["slug"] in member["firms"]),
        roadmap=read_folder(folder / data["roadmap"]["dir"]),
        roadmap_status=data["roadmap"]["status"],
        roadmap_imported=When(**data["roadmap"]["imported"]),
        packs=tuple(_pack(pack, folder) for pack in data["packs"]),
        story=tuple(_move(move) for move in data["story"]),
        results=_results(data.get("results", {})),
        scaffolds=data.get("scaffolds", False),
    )


def _pack(data: dict[str, Any], folder: Path) -> Pack:
    path = folder / data["file"]
    return Pack(path.name, data["key"], path.read_text(), data["is_primary"], When(**data["imported"]))


def _move(data: dict[str, Any]) -> Move:
    when = When(data["workdays_ago"], data["time"], data["by"])
    return Move(when, data["ticket"], data["status"], data.get("reason", ""), data.get("note"))


def _results(data: dict[str, Any]) -> Measured:
    snapshots = tuple(
        Measurement(
            When(one["workdays_ago"], one["time"], one["by"]),
            one["label"],
            one["measured_workdays_ago"],
            one["metrics"],
            one.get("note", ""),
        )
        for one in data.get("snapshots", [])
    )
    return Measured(data.get("assumptions", {}), data.get("projections", {}), snapshots)
