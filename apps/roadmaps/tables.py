"""Sections as files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from apps.core.table_files import Line
from apps.roadmaps.choices import SectionStatus
from apps.roadmaps.models import Roadmap, RoadmapSection
from apps.work.tables import CellRefused, Column, Found, ImportTable, Key


class SectionTable(ImportTable):
    """Sections, found again by their roadmap's version and their number; without a version, of the current roadmap."""

    label = "roadmaps.RoadmapSection"
    noun = "section"
    columns = (
        Column("roadmap", "Its roadmap's version; empty is the current one", "roadmap__version", is_key=True),
        Column("number", "0 to 99", "section_number", is_key=True),
        Column("name", "The key of a section type, or a name of your own", "section_name", "section_name"),
        Column("title", "Its heading", "title", "title"),
        Column("status", f"One of {', '.join(SectionStatus.values)}", "status", "status"),
        Column("text", "Markdown", "content_markdown", "content_markdown"),
        Column("words", "Only exported", "word_count"),
    )

    def prepared(self, queryset: Any) -> Any:
        return queryset.select_related("roadmap").defer("roadmap__model_json", "diagrams", "agent_cheatsheet")

    def find(self, lines: Iterable[Line]) -> Found:
        roadmaps = {roadmap.version: roadmap for roadmap in Roadmap.objects.only("version", "is_current", "tenant")}
        wanted = {line.cells.get("roadmap", "").strip() for line in lines}
        named = [r for r in roadmaps.values() if r.version in wanted or ("" in wanted and r.is_current)]
        sections = self.prepared(RoadmapSection.objects.filter(roadmap__in=named))
        rows: dict[Key, Any] = {(section.roadmap.version, str(section.section_number)): section for section in sections}
        return Found(rows, roadmaps)

    def key(self, cells: Mapping[str, str], found: Found) -> Key:
        current = next((version for version, roadmap in found.parents.items() if roadmap.is_current), "")
        version, number = cells.get("roadmap", "").strip() or current, cells.get("number", "").strip()
        if not number.isdecimal():
            raise CellRefused("number is not one of 0 to 99.")
        if version not in found.parents:
            raise CellRefused(
                f"the firm has no roadmap “{version}”." if version else "the firm has no current roadmap."
            )
        return version, str(int(number))

    def new_values(self, key: Key, found: Found) -> dict[str, Any]:
        version, number = key
        return {"roadmap_id": str(found.parents[version].pk), "section_number": int(number)}
