"""What the next version of a roadmap would change, part by part; reads nothing but the inputs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from apps.metrics.refresh.evidence import Because, count_of, measured, named, said
from apps.metrics.refresh.inputs import Inputs, Section, Ticket
from apps.metrics.refresh.outcomes_text import figures_table, outcomes_section
from apps.roadmaps.choices import PartChange, PartKind, SectionStatus
from apps.roadmaps.models import SectionType
from apps.roadmaps.refresh_texts import day, title_key, with_block, with_delivered_words, with_marks, with_note
from apps.tickets.operations.section_statuses import status_of

OUTCOMES = "outcomes_learning"
BACKLOG_HEADING, FIGURES_HEADING = "Deferred work", "Measured so far"
LAST_NUMBER = 99
SUMMARY, SPRINTS, DASHBOARD = "executive_summary", "implementation_sprint", "metrics_dashboard"

Types = dict[str, SectionType]
Edit = Callable[[Section], Section]
Delivered = tuple[dict[str, date], dict[str, date]]


class Part(NamedTuple):
    """One change that is accepted or left out by itself: the section before and after it alone."""

    change: PartChange
    before: Section | None
    after: Section
    because: Because

    @property
    def kind(self) -> PartKind:
        if self.before is None:
            return PartKind.SECTION
        return PartKind.STATUS if self.change == PartChange.PROGRESS else PartKind.TEXT

    @property
    def key(self) -> tuple[int, str]:
        """What tells it from the other parts of the proposal."""
        return self.after.number, self.change.value


@dataclass(frozen=True)
class _Step:
    """A change of one section as a function, so that several can follow one another."""

    change: PartChange
    number: int
    edit: Edit
    because: Callable[[], Because]


def plan(inputs: Inputs, types: Types) -> list[Part]:
    """Return all that a refresh would change, in the order of reading; nothing when the roadmap says it already."""
    sections = {section.number: section for section in inputs.sections}
    parts = []
    for step in _steps(inputs, types):
        before = sections[step.number]
        after = step.edit(before)
        if after != before:
            parts.append(Part(step.change, before, after, step.because()))
    return sorted([*parts, *_new_sections(inputs, types)], key=lambda part: part.after.number)


def carried_out(inputs: Inputs, types: Types, accepted: set[tuple[int, str]]) -> tuple[Section, ...]:
    """Return the sections with the accepted parts in them, one after the other."""
    sections = {section.number: section for section in inputs.sections}
    for step in _steps(inputs, types):
        if (step.number, step.change.value) in accepted:
            sections[step.number] = step.edit(sections[step.number])
    for part in _new_sections(inputs, types):
        if part.key in accepted:
            sections[part.after.number] = part.after
    return tuple(sections[number] for number in sorted(sections))


def progress_of(inputs: Inputs, sections: Iterable[Section]) -> dict[str, Any]:
    """Return how far the tickets are, and which sections are in: what a version keeps in its metadata."""
    counted = [ticket for ticket in inputs.tickets if ticket.counts]
    done = sum(ticket.is_done for ticket in counted)
    by_status = {
        status: [section.name for section in sections if section.status == status]
        for status in (SectionStatus.IMPLEMENTED, SectionStatus.IN_PROGRESS)
    }
    return {
        "completed": done,
        "total": len(counted),
        "percent": _percent(done, len(counted)),
        "systems_implemented": by_status[SectionStatus.IMPLEMENTED],
        "systems_in_progress": by_status[SectionStatus.IN_PROGRESS],
    }


def _steps(inputs: Inputs, types: Types) -> list[_Step]:
    """All changes of sections that there are, in an order in which none undoes another."""
    generated = {row.key for row in types.values() if row.is_generated}
    delivered = _delivered(inputs.tickets)
    steps: list[_Step | None] = []
    for section in inputs.sections:
        if section.name not in generated and section.status != SectionStatus.DEPRECATED:
            steps += [_marks(section, inputs, delivered), _progress(section, inputs)]
    steps += [_summary(inputs), _backlog(inputs), _figures(inputs), _outcomes(inputs)]
    return [step for step in steps if step]


def _progress(section: Section, inputs: Inputs) -> _Step | None:
    tickets = [ticket for ticket in inputs.tickets if ticket.section_number == section.number and ticket.counts]
    status = status_of(sum(ticket.is_done for ticket in tickets), len(tickets))
    if status is None:
        return None
    done = _done(tickets)

    def because() -> Because:
        return named(done) or [said(f"none of {count_of(len(tickets))} is done")]

    return _Step(PartChange.PROGRESS, section.number, _with_progress(status, done, len(tickets)), because)


def _with_progress(status: str, done: Sequence[Ticket], total: int) -> Edit:
    note = ""
    if done:
        note = f"{_percent(len(done), total)} %, {len(done)} of {count_of(total)} done, as of {day(_on(done[-1]))}."

    def edit(section: Section) -> Section:
        return replace(section, content=with_note(section.content, label="Progress", said=note), status=status)

    return edit


def _marks(section: Section, inputs: Inputs, delivered: Delivered) -> _Step:
    by_code, by_title = delivered

    def edit(section: Section) -> Section:
        return replace(section, content=with_marks(section.content, by_code=by_code, by_title=by_title))

    def because() -> Because:
        text = edit(section).content.lower()
        titled = title_key(text)
        done = _done(inputs.tickets)
        found = [ticket for ticket in done if ticket.code.lower() in text or title_key(ticket.title) in titled]
        return named(found) or [said("what was marked is open again")]

    return _Step(PartChange.DELIVERED, section.number, edit, because)


def _delivered(tickets: Iterable[Ticket]) -> Delivered:
    """The days by code and by title. What names two tickets names none, but the roadmap's own pack comes first."""
    found: list[dict[str, date]] = []
    for key_of in (lambda ticket: ticket.code, lambda ticket: title_key(ticket.title)):
        days: dict[str, date] = {}
        for is_primary in (False, True):
            some = [ticket for ticket in tickets if ticket.is_primary == is_primary]
            times = Counter(map(key_of, some))
            for ticket in some:
                key = key_of(ticket)
                days.pop(key, None)
                if ticket.is_done and times[key] == 1:
                    days[key] = _on(ticket)
        found.append(days)
    return found[0], found[1]


def _summary(inputs: Inputs) -> _Step | None:
    """More than half of the roadmap's own pack is done: what was proposed is delivered, since the day of that half."""
    section = _section(inputs, SUMMARY)
    if section is None:
        return None
    own = [ticket for ticket in inputs.tickets if ticket.is_primary] or list(inputs.tickets)
    counted = [ticket for ticket in own if ticket.counts]
    done = _done(counted)
    is_delivered = len(done) * 2 > len(counted)
    since = day(_on(done[len(counted) // 2])) if is_delivered else ""
    note = f"more than half of “{own[0].pack}” was done by {since}." if is_delivered else ""

    def edit(section: Section) -> Section:
        text = with_note(section.content, label="Delivered", said=note)
        return replace(section, content=with_delivered_words(text) if is_delivered else text)

    def because() -> Because:
        return [said(f"{len(done)} of {count_of(len(counted))} done"), *named(done)]

    return _Step(PartChange.SUMMARY, section.number, edit, because)


def _backlog(inputs: Inputs) -> _Step | None:
    section = _section(inputs, SPRINTS)
    if section is None:
        return None
    skipped = [ticket for ticket in inputs.tickets if not ticket.counts]
    body = "\n".join(f"- {ticket.code} {ticket.title}" for ticket in skipped)

    def edit(section: Section) -> Section:
        return replace(section, content=with_block(section.content, heading=BACKLOG_HEADING, body=body))

    def because() -> Because:
        return named(skipped) or [said("no ticket is skipped any more")]

    return _Step(PartChange.BACKLOG, section.number, edit, because)


def _figures(inputs: Inputs) -> _Step | None:
    section = _section(inputs, DASHBOARD)
    if section is None:
        return None
    table = figures_table(inputs)

    def edit(section: Section) -> Section:
        return replace(section, content=with_block(section.content, heading=FIGURES_HEADING, body=table))

    def because() -> Because:
        return measured(inputs, only_milestones=True) or [said("what was measured is gone")]

    return _Step(PartChange.FIGURES, section.number, edit, because)


def _outcomes(inputs: Inputs) -> _Step | None:
    section = _section(inputs, OUTCOMES)
    if section is None:
        return None
    text = outcomes_section(inputs, title=section.title)

    def because() -> Because:
        return measured(inputs) or [said("nothing is measured yet")]

    return _Step(PartChange.OUTCOMES, section.number, lambda section: replace(section, content=text), because)


def _new_sections(inputs: Inputs, types: Types) -> list[Part]:
    """Sections that the roadmap lacks: one for tickets of a number it does not have, and the outcomes."""
    taken = {section.number for section in inputs.sections}
    names = {section.name for section in inputs.sections}
    used = names | {SUMMARY, SPRINTS, DASHBOARD}  # what a refresh writes into these is not for a list of added work
    by_number = {row.default_number: row for row in types.values() if row.key not in used and not row.is_generated}
    numbers = {ticket.section_number for ticket in inputs.tickets if ticket.counts}
    parts = []
    for number in sorted(number for number in numbers if number is not None and number not in taken):
        parts.append(_added(number, by_number.get(number), inputs))
        taken.add(number)
    if OUTCOMES not in names and (inputs.readings or any(ticket.is_done for ticket in inputs.tickets)):
        wanted = types[OUTCOMES].default_number
        free = (number for number in (*range(wanted, LAST_NUMBER + 1), *range(wanted)) if number not in taken)
        if (place := next(free, None)) is not None:
            parts.append(_first_outcomes(place, types[OUTCOMES].title, inputs))
    return parts


def _added(number: int, section_type: SectionType | None, inputs: Inputs) -> Part:
    tickets = [ticket for ticket in inputs.tickets if ticket.section_number == number and ticket.counts]
    title = section_type.title if section_type else f"Added work {number}"
    name = section_type.key if section_type else f"added_{number}"
    listed = "\n".join(f"- {ticket.code} {ticket.title}" for ticket in tickets)
    text = f"# {title}\n\nWork that was added to the plan after this version was written:\n\n{listed}\n"
    section = Section(number, name, title, text, SectionStatus.PLANNED)
    for step in (_marks(section, inputs, _delivered(inputs.tickets)), _progress(section, inputs)):
        section = step.edit(section) if step else section
    return Part(PartChange.ADDED, None, section, named(tickets))


def _first_outcomes(number: int, title: str, inputs: Inputs) -> Part:
    text = outcomes_section(inputs, title=title)
    section = Section(number, OUTCOMES, title, text, SectionStatus.IN_PROGRESS)
    because = measured(inputs) or [said(f"{count_of(len(_done(inputs.tickets)))} done, nothing measured yet")]
    return Part(PartChange.OUTCOMES, None, section, because)


def _section(inputs: Inputs, name: str) -> Section | None:
    return next((section for section in inputs.sections if section.name == name), None)


def _done(tickets: Iterable[Ticket]) -> list[Ticket]:
    """The done ones, the first done first."""
    return sorted((ticket for ticket in tickets if ticket.is_done), key=lambda ticket: (_on(ticket), ticket.code))


def _on(ticket: Ticket) -> date:
    if ticket.done_on is None:
        raise ValueError(f"{ticket.code} is not done")
    return ticket.done_on


def _percent(done: int, total: int) -> int:
    return done * 100 // total if total else 0
