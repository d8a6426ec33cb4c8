"""The reading of a pack that is made of what a roadmap's sections name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from apps.roadmaps.models import RoadmapSection
from apps.roadmaps.refresh_texts import delivered_words
from apps.roadmaps.section_files import short_title
from apps.tickets.generating.found_work import FoundWork, work_in
from apps.tickets.generating.marks import SECTIONS, section_code, source_text
from apps.tickets.pack_markdown import PackReading, PackTicket
from apps.tickets.pack_markdown.finishing import title_hash

TITLE = "Work from the roadmap"
FALLBACK = ("Review", "Carry out")
LONGEST_TITLE = 200  # a heading has no limit of its own, and a row of the board does


@dataclass(frozen=True)
class SectionWork:
    """A section and the tickets that it gives, in the order of its text."""

    number: int
    title: str
    tickets: tuple[PackTicket, ...]


def section_work(section: RoadmapSection) -> SectionWork:
    """Return a section's tickets; where its text names no work, it is reviewed and then carried out."""
    number, title = section.section_number, short_title(section.title, number=section.section_number)
    found = work_in(section.content_markdown, besides=(title, section.title))
    if found:
        return SectionWork(number, title, tuple(_ticket(number, title, work) for work in found))
    # Their codes are made of the number alone, so that a section that gets another title keeps its tickets.
    review, carry_out = (_ticket(number, title, FoundWork(f"{verb} section {number}", "", "")) for verb in FALLBACK)
    review = replace(review, title=f"{review.title}: {title}")
    carry_out = replace(carry_out, title=f"{carry_out.title}: {title}", depends_on=(review.code,))
    return SectionWork(number, title, (review, carry_out))


def reading_of(
    sections: Sequence[SectionWork], *, title: str, version: str, sprints: Mapping[str, int | None]
) -> PackReading:
    """Return the pack; ``sprints`` has, by code, where people planned the tickets that are there already."""
    placed = (ticket for section in sections for ticket in section.tickets)
    tickets = tuple(
        replace(ticket, order_index=index, sprint_number=sprints.get(ticket.code))
        for index, ticket in enumerate(placed)
    )
    return PackReading(
        title=title or TITLE,
        version=version,
        tickets=tickets,
        sprints=(),
        source_markdown=_source(sections, title=title or TITLE, version=version),
        not_understood=(),
    )


def _ticket(number: int, section: str, work: FoundWork) -> PackTicket:
    short = work.title if len(work.title) <= LONGEST_TITLE else f"{work.title[: LONGEST_TITLE - 1].rstrip()}…"
    quote = "\n".join(f"> {line}".rstrip() for line in work.quote.split("\n")) if work.quote else ""
    place = f"From section {number}, {section}" + (f", below “{work.below}”" if work.below else "")
    return PackTicket(
        code=section_code(number, title_hash(delivered_words(work.title))),  # the same before and after that refresh
        title=short,
        line=0,
        order_index=0,
        description="\n\n".join(part for part in (quote, f"{place}.") if part),
        status="not_started",
        is_ticked=None,
        assignee="",
        section_number=number,
        sprint_number=None,
        blocked_reason="",
        notes="",
        depends_on=(),
        heading_path=(section,),
    )


def _source(sections: Sequence[SectionWork], *, title: str, version: str) -> str:
    parts = [f"# {title}\n\nMade from the sections of roadmap {version}."]
    for section in sections:
        tickets = "\n".join(f"- **{ticket.code}** — {ticket.title}" for ticket in section.tickets)
        parts.append(f"## {section.number} — {section.title}\n\n{tickets}")
    return source_text(SECTIONS, parts)
