"""What a new version changed and why, in words and section by section."""

from __future__ import annotations

from typing import Any

from apps.metrics.refresh.inputs import Inputs, Section
from apps.metrics.refresh.planning import progress_of
from apps.roadmaps.choices import PartChange, PartDecision, SectionStatus
from apps.roadmaps.models import RefreshPart, Roadmap, RoadmapChangelog
from apps.tenancy.context import current

MOST_CODES = 8


def write_changelog(
    *, base: Roadmap, made: Roadmap, inputs: Inputs, sections: tuple[Section, ...], parts: list[RefreshPart]
) -> RoadmapChangelog:
    """Write the change log of a version that a refresh made."""
    context = current()
    return RoadmapChangelog.objects.create(
        from_roadmap=base,
        to_roadmap=made,
        from_version=base.version,
        to_version=made.version,
        body_markdown=_body(base, made, inputs, sections, parts),
        section_changes=_section_changes(inputs, sections, parts),
        created_by_id=context.user_id if context else None,
    )


def _body(base: Roadmap, made: Roadmap, inputs: Inputs, sections: tuple[Section, ...], parts: list[RefreshPart]) -> str:
    progress = progress_of(inputs, sections)
    of_total = f"{progress['completed']} of {progress['total']} tickets done ({progress['percent']} %)"
    lines = [f"# {made.version}", "", f"Refreshed from {base.version} with {of_total}.", "", "## What changed", ""]
    lines += [_line(part) for part in parts if part.decision == PartDecision.ACCEPTED]
    if left_out := [part for part in parts if part.decision != PartDecision.ACCEPTED]:
        lines += ["", "## Proposed and left out", "", *(f"- {_what(part)}" for part in left_out)]
    return "\n".join(lines) + "\n"


def _line(part: RefreshPart) -> str:
    why = [f"{row.get('code', '')} {row['text']}".strip() for row in part.because[:MOST_CODES]]
    rest = len(part.because) - MOST_CODES
    because = "; ".join(why) + (f"; and {rest} more" if rest > 0 else "")
    return f"- **{_what(part)}**: because {because}."


def _what(part: RefreshPart) -> str:
    change = PartChange(part.change).label.lower()
    if part.before_status and part.before_status != part.after_status:
        before, after = (SectionStatus(status).label.lower() for status in (part.before_status, part.after_status))
        change = f"{before} → {after}"
    return f"{part.section_number} · {part.title}: {change}"


def _section_changes(inputs: Inputs, sections: tuple[Section, ...], parts: list[RefreshPart]) -> list[dict[str, Any]]:
    before = {section.number: section for section in inputs.sections}
    return [
        {
            "number": section.number,
            "key": section.name,
            "title": section.title,
            "kind": _kind(before.get(section.number), section),
            "old_word_count": _words(before.get(section.number)),
            "new_word_count": _words(section),
            "old_status": before[section.number].status if section.number in before else "",
            "new_status": section.status,
            "because": [
                row
                for part in parts
                if part.section_number == section.number and part.decision == PartDecision.ACCEPTED
                for row in part.because
            ],
        }
        for section in sections
    ]


def _kind(before: Section | None, after: Section) -> str:
    if before is None:
        return "new"
    return "same" if before == after else "changed"


def _words(section: Section | None) -> int | None:
    return None if section is None else len(section.content.split())
