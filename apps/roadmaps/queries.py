"""Reads of roadmaps for pages."""

from __future__ import annotations

from dataclasses import dataclass

from apps.roadmaps.choices import SectionStatus
from apps.roadmaps.models import Roadmap, RoadmapSection
from apps.roadmaps.section_files import short_title


@dataclass(frozen=True)
class SectionLine:
    """A section as the list at the side shows it."""

    number: int
    title: str
    status: str
    status_label: str
    word_count: int
    done: int
    countable: int


def current_roadmap() -> Roadmap | None:
    """The version that people see, None before the first."""
    return Roadmap.objects.filter(is_current=True).first()


def section_lines(roadmap: Roadmap, tickets: dict[int, tuple[int, int]]) -> list[SectionLine]:
    """The roadmap's sections in order; ``tickets`` has done and countable ones by section number."""
    rows = roadmap.sections.order_by("section_number").values_list("section_number", "title", "status", "word_count")
    return [
        SectionLine(
            number,
            short_title(title, number=number),
            status,
            SectionStatus(status).label,
            words,
            *tickets.get(number, (0, 0)),
        )
        for number, title, status, words in rows
    ]


def section(roadmap: Roadmap, number: int) -> RoadmapSection | None:
    """One section of the roadmap with its text."""
    return roadmap.sections.filter(section_number=number).first()
