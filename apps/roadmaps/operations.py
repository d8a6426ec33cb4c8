"""Every write to roadmaps that has a rule. Who acts is taken from the context and kept beside each change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.core.queue import enqueue
from apps.roadmaps.choices import SectionStatus
from apps.roadmaps.models import Roadmap, RoadmapSection
from apps.roadmaps.section_files import FolderReading, SectionFile, Skipped
from apps.tenancy.context import current
from apps.tenancy.locks import take_turns
from apps.work.operations import record_audit

FIRST_VERSION = "v1.0"
Outcome = Literal["created", "updated", "unchanged"]
OUTCOMES: tuple[Outcome, ...] = ("created", "updated", "unchanged")


class RoadmapError(Exception):
    """Base of the refusals of this module; the message is written for the user."""


class SectionUnusable(RoadmapError):
    """A section's file has a value that cannot be kept; the message names file and value."""


class NoCurrentRoadmap(RoadmapError):
    """The firm has roadmaps, and none of them is the current one."""


class UnknownVersion(RoadmapError):
    """The firm has no roadmap of this version."""


@dataclass(frozen=True)
class SectionOutcome:
    """What the import made of one file; ``changes`` has before and after by column, for a new section too."""

    file: str
    number: int
    title: str
    outcome: Outcome
    changes: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class ImportResult:
    """What an import did, or on a dry run would do; ``absent`` are the sections that no file stands for."""

    version: str
    makes_roadmap: bool
    sections: tuple[SectionOutcome, ...]
    absent: tuple[int, ...]
    skipped: tuple[Skipped, ...]

    @property
    def counts(self) -> dict[Outcome, int]:
        """How many sections came out how."""
        return {outcome: sum(section.outcome == outcome for section in self.sections) for outcome in OUTCOMES}


def _quiet(_: int) -> None:
    """Report to nobody."""


@transaction.atomic
def import_roadmap(
    *, folder: FolderReading, dry_run: bool = False, advance: Callable[[int], None] = _quiet, at: datetime
) -> ImportResult:
    """Write a folder's sections into the current roadmap, each found again by its number.

    Without any roadmap v1.0 is made as a draft. A section keeps its status; those without a file stay. ``advance``
    hears of each section. Raises SectionUnusable, NoCurrentRoadmap or Busy; then, and on a dry run, nothing is
    written.
    """
    for section in folder.sections:
        _check(section)
    if not dry_run:
        take_turns("roadmap")
    found = Roadmap.objects.filter(is_current=True).first()
    roadmap = found or _first_roadmap(dry_run=dry_run)
    rows = RoadmapSection.objects.filter(roadmap=found) if found else RoadmapSection.objects.none()
    if not dry_run:
        rows = rows.select_for_update(no_key=True)
    there = {row.section_number: row for row in rows.order_by("section_number")}
    sections: list[SectionOutcome] = []
    for section in folder.sections:
        sections.append(_import_section(section, roadmap, there.get(section.number), dry_run=dry_run, at=at))
        advance(1)
    result = ImportResult(
        version=roadmap.version,
        makes_roadmap=found is None,
        sections=tuple(sections),
        absent=tuple(sorted(set(there) - {section.number for section in folder.sections})),
        skipped=folder.skipped,
    )
    if not dry_run:
        record_audit(
            event_type="roadmap_import",
            entity_type="roadmap",
            entity_id=roadmap.pk,
            after={"version": result.version, "sections": result.counts},
        )
    return result


@transaction.atomic
def upsert_section(
    *, roadmap_id: UUID, number: int, name: str, title: str, content_markdown: str, at: datetime, **given: Any
) -> RoadmapSection:
    """Write one section, found by its number; ``given`` may hold status, agent_cheatsheet and diagrams.

    What is not given stays, or begins as planned and empty. Raises Roadmap.DoesNotExist, or ValidationError naming
    the field.
    """
    roadmap = Roadmap.objects.select_for_update(no_key=True).get(pk=roadmap_id)
    section = RoadmapSection.objects.filter(roadmap=roadmap, section_number=number).first()
    section = section or RoadmapSection(roadmap=roadmap, section_number=number)
    values = given | {"section_name": name, "title": title, "content_markdown": content_markdown}
    _fill(section, values)
    section.last_updated_at = at
    section.full_clean(exclude={"id", "word_count", "roadmap"})
    section.save()
    return section


@transaction.atomic
def update_section_status(*, section_id: UUID, status: str, at: datetime) -> RoadmapSection:
    """Move a section to another status.

    Raises RoadmapSection.DoesNotExist, or ValidationError for an unknown status.
    """
    section = RoadmapSection.objects.select_for_update(no_key=True).get(pk=section_id)
    if status not in SectionStatus.values:
        raise ValidationError({"status": f"“{status}” is no status; use one of {', '.join(SectionStatus.values)}."})
    if section.status != status:
        section.status, section.last_updated_at = status, at
        section.save(update_fields=["status", "last_updated_at"])
    return section


def roadmap_of_version(version: str) -> Roadmap:
    """Return the firm's roadmap of this version.

    Raises UnknownVersion, naming the versions there are.
    """
    if roadmap := Roadmap.objects.filter(version=version).first():
        return roadmap
    versions = Roadmap.objects.order_by("version").values_list("version", flat=True)
    known = f"; there are {', '.join(versions)}" if versions else "; it has none yet"
    raise UnknownVersion(f"The firm has no roadmap {version}{known}.")


def _first_roadmap(*, dry_run: bool) -> Roadmap:
    if versions := list(Roadmap.objects.order_by("version").values_list("version", flat=True)):
        raise NoCurrentRoadmap(
            f"None of the roadmaps {', '.join(versions)} is the current one. Make one current first."
        )
    context = current()
    roadmap = Roadmap(version=FIRST_VERSION, created_by_user_id=context.user_id if context else None)
    if not dry_run:
        roadmap.save()
        enqueue("metrics.project_from_firms", roadmap_id=roadmap.pk)  # what firms like it reached becomes its promise
    return roadmap


def _check(section: SectionFile) -> None:
    """Refuse what no column takes, naming the file."""
    row = RoadmapSection(section_number=section.number, **_values(section))
    try:
        row.clean_fields(exclude={f.name for f in row._meta.fields} - {"section_number", "section_name", "title"})
    except ValidationError as error:
        ((name, messages), *_) = error.message_dict.items()
        value = getattr(row, name)
        raise SectionUnusable(f"{section.file}: its {name} “{value}” cannot be kept. {messages[0]}") from error


def _values(section: SectionFile) -> dict[str, Any]:
    return {
        "section_name": section.name,
        "title": section.title,
        "content_markdown": section.content_markdown,
        "diagrams": list(section.diagrams),
    }


def _import_section(
    section: SectionFile, roadmap: Roadmap, row: RoadmapSection | None, *, dry_run: bool, at: datetime
) -> SectionOutcome:
    outcome: Outcome = "updated" if row else "created"
    row = row or RoadmapSection(roadmap=roadmap, section_number=section.number)
    changes = _fill(row, _values(section))
    if not changes:
        outcome = "unchanged"
    elif not dry_run:
        row.last_updated_at = at
        row.save()
    return SectionOutcome(section.file, section.number, section.title, outcome, changes)


def _fill(row: RoadmapSection, values: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Set the values and return those that differ, before and after."""
    changes = {name: (getattr(row, name), value) for name, value in values.items() if getattr(row, name) != value}
    for name, (_, after) in changes.items():
        setattr(row, name, after)
    return changes
