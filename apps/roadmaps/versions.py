"""The versions of a firm's roadmap, and two of them side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Literal

from apps.roadmaps.choices import SectionStatus
from apps.roadmaps.models import Roadmap, RoadmapChangelog, RoadmapSection
from apps.roadmaps.rendered_diff import Passage, passages
from apps.roadmaps.section_diff import Stretch, side_by_side
from apps.roadmaps.section_files import below_title, short_title
from apps.tenancy.models import Membership

Kind = Literal["changed", "new", "removed", "same"]
KINDS: dict[Kind, str] = {"changed": "Changed", "new": "New", "removed": "Removed", "same": "Same"}


@dataclass(frozen=True)
class Version:
    """A version, and what it changed where a refresh made it."""

    roadmap: Roadmap
    log: RoadmapChangelog | None
    before: str  # the version it came from, empty for a first one
    made_by: str

    @property
    def counts(self) -> list[tuple[int, str]]:
        """How many sections it changed and added."""
        kinds = [change.get("kind") for change in self.log.section_changes] if self.log else []
        return [(kinds.count(kind), KINDS[kind].lower()) for kind in ("changed", "new") if kinds.count(kind)]


@dataclass(frozen=True)
class SectionPair:
    """A section in two versions; one of them is None where it is not there."""

    before: RoadmapSection | None
    after: RoadmapSection | None
    because: list[dict[str, str]] = field(default_factory=list)

    @property
    def kind(self) -> Kind:
        """What became of it."""
        if self.before is None or self.after is None:
            return "new" if self.before is None else "removed"
        shown = ("section_number", "title", "status", "content_markdown")
        return "changed" if any(getattr(self.before, n) != getattr(self.after, n) for n in shown) else "same"

    @property
    def kind_label(self) -> str:
        """The same in a word."""
        return KINDS[self.kind]

    @property
    def section(self) -> RoadmapSection:
        """The section where it is, the later one first."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 -- a pair has a side
        return found

    @property
    def name(self) -> str:
        """Its title without its number."""
        return short_title(self.section.title, number=self.section.section_number)

    @property
    def status_change(self) -> tuple[str, str] | None:
        """Its status before and after, where that changed."""
        if self.before is None or self.after is None or self.before.status == self.after.status:
            return None
        return SectionStatus(self.before.status).label, SectionStatus(self.after.status).label

    @property
    def words(self) -> int:
        """How many words it has more, or fewer."""
        return (self.after.word_count if self.after else 0) - (self.before.word_count if self.before else 0)

    @cached_property
    def stretches(self) -> list[Stretch]:
        """Its text side by side as it is written; empty where it did not change."""
        return side_by_side(
            self.before.content_markdown if self.before else "", self.after.content_markdown if self.after else ""
        )

    @cached_property
    def passages(self) -> list[Passage]:
        """Its text side by side as it reads, below a title that stayed; empty where it reads the same."""
        is_renamed = self.before and self.after and self.before.title != self.after.title
        before, after = (
            (row.content_markdown if is_renamed else below_title(row.content_markdown, title=row.title)) if row else ""
            for row in (self.before, self.after)
        )
        return passages(before, after, named=(self._side(self.before), self._side(self.after)))

    def _side(self, row: RoadmapSection | None) -> str:
        return f"{row.roadmap.version}, section {row.section_number}" if row else ""


def versions() -> list[Version]:
    """All versions of the firm's roadmap, the newest first."""
    rows = list(Roadmap.objects.defer("model_json", "source_refs").order_by("-created_at", "-id"))
    logs = {log.to_roadmap_id: log for log in RoadmapChangelog.objects.all()}
    named = {row.pk: row.version for row in rows}
    people = {row.created_by_user_id for row in rows} - {None}
    names = dict(Membership.objects.filter(user_id__in=people).values_list("user_id", "name")) if people else {}
    return [
        Version(row, logs.get(row.pk), named.get(row.parent_roadmap_id, ""), names.get(row.created_by_user_id, ""))
        for row in rows
    ]


@dataclass(frozen=True)
class Successor:
    """The version that took another one's place; ``at`` is when."""

    version: str
    at: datetime


def successor(roadmap: Roadmap) -> Successor | None:
    """What replaced a version; None while nothing has: it is current, or a draft."""
    if roadmap.archived_at is None:
        return None
    rows = Roadmap.objects.order_by("created_at", "id")
    later = rows.filter(series_id=roadmap.series_id, created_at__gt=roadmap.created_at)
    found = rows.filter(parent_roadmap=roadmap).first() or later.first()
    return Successor(found.version, roadmap.archived_at) if found else None


def of_series(roadmap: Roadmap) -> list[Roadmap]:
    """The versions of one plan, the newest first."""
    return list(Roadmap.objects.filter(series_id=roadmap.series_id).order_by("-created_at", "-id"))


def compared(before: Roadmap, after: Roadmap) -> list[SectionPair]:
    """Each section of two versions with its counterpart, in the order of reading.

    A section is found again by number and name, then by its name alone, then by its number alone.
    """
    old, new = (list(one.sections.order_by("section_number")) for one in (before, after))
    partner: dict[Any, RoadmapSection] = {}
    keys: tuple[Callable[[RoadmapSection], Any], ...] = (
        lambda section: (section.section_number, section.section_name),
        lambda section: section.section_name,
        lambda section: section.section_number,
    )
    for key_of in keys:
        left = {key_of(section): section for section in reversed(old) if section not in partner.values()}
        for section in new:
            if section.pk not in partner and key_of(section) in left:
                partner[section.pk] = left.pop(key_of(section))
    because = _because(before, after)
    pairs = [SectionPair(partner.get(row.pk), row, because.get(row.section_number, [])) for row in new]
    pairs += [SectionPair(row, None) for row in old if row not in partner.values()]
    return sorted(pairs, key=lambda pair: (pair.section.section_number, pair.after is None))


def _because(before: Roadmap, after: Roadmap) -> dict[int, list[dict[str, str]]]:
    """The rows behind each section's change, where the later version was made from the earlier one."""
    log = RoadmapChangelog.objects.filter(to_roadmap=after, from_roadmap=before).first()
    return {change["number"]: change.get("because", []) for change in log.section_changes} if log else {}
