"""What a plan has changed, told as a case study in Markdown: every figure is a stored one or follows from such."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction

from apps.metrics.calculations import Change, Computed, RoiPart, change_unit, improvement_percent, in_words
from apps.metrics.choices import MILESTONES, SnapshotLabel, Unit
from apps.metrics.errors import MetricsError
from apps.metrics.models import ImplementationSnapshot, RoadmapOutcome
from apps.metrics.refresh.inputs import Inputs, Reading, Section, read_inputs
from apps.roadmaps.choices import SectionStatus
from apps.roadmaps.models import Roadmap
from apps.roadmaps.passages import passages
from apps.roadmaps.queries import current_roadmap
from apps.roadmaps.refresh_texts import day
from apps.roadmaps.section_files import short_title
from apps.tenancy.context import current_tenant_id
from apps.tenancy.models import Tenant
from apps.tickets.choices import TicketStatus
from apps.work.operations import record_audit

SUMMARY = "executive_summary"
FEWEST_WORDS = 16  # a paragraph of fewer, such as for whom it was prepared, tells no situation
CERTAINTY = "One reading before and one after: how much of a change is chance cannot be told from two readings."
_MARKS = re.compile(r"([\\`*_\[\]<>|~&#])")


class NothingToTell(MetricsError):
    """The plan has no outcome yet."""


@dataclass(frozen=True)
class CaseStudy:
    """A case study as Markdown, and of which version of the roadmap it is."""

    version: str
    text: str


def case_study(*, at: datetime) -> str:
    """Return what the current plan has changed as Markdown: situation, work, figures, return, what is open, sources.

    Raises NothingToTell without an outcome.
    """
    return _told(_plan(), at)


@transaction.atomic
def export_case_study(*, at: datetime) -> CaseStudy:
    """Return the case study for somebody to keep, and remember that it was taken out.

    Raises NothingToTell without an outcome.
    """
    roadmap = _plan()
    study = CaseStudy(roadmap.version, _told(roadmap, at))
    record_audit(
        event_type="case_study_export", entity_type="roadmap", entity_id=roadmap.pk, after={"version": roadmap.version}
    )
    return study


def _plan() -> Roadmap:
    if roadmap := current_roadmap():
        return roadmap
    raise NothingToTell("There is no roadmap yet, so there is nothing to tell.")


def _told(roadmap: Roadmap, at: datetime) -> str:
    firm = Tenant.objects.get(pk=current_tenant_id())
    name = _escaped(firm.name)
    inputs = read_inputs(roadmap)
    row = RoadmapOutcome.objects.filter(series_id=roadmap.series_id).first()
    if row is None or inputs.outcome is None:
        raise NothingToTell(_missing(inputs))
    computed = inputs.outcome.computed
    before, after = inputs.reading(inputs.outcome.baseline_id), inputs.reading(inputs.outcome.target_id)
    today, computed_on = (day(moment.astimezone(firm.zone).date()) for moment in (at, row.computed_at))
    parts = [
        f"# Case study: {name}",
        f"*{today}. Roadmap {roadmap.version}. Every figure comes from the firm's own tickets and measurements.*",
        "## The situation",
        _situation(inputs.sections) or f"Where {name} stood before the work is told by the readings below.",
        "## What was done",
        _work(inputs),
        "## Before and after",
        _before_and_after(computed.changes, before, after),
        computed.rule,
        "## What it is worth in a year",
        _return(computed),
        "## What is still open",
        _open(inputs, computed),
        "## How it was measured",
        _sources(roadmap, inputs, computed_on),
    ]
    return "\n\n".join(parts) + "\n"


def _missing(inputs: Inputs) -> str:
    before = "A case study needs an outcome: readings from before the work, and later ones to compare them with."
    if not inputs.readings:
        return f"{before} Nothing was measured yet; begin with the baseline."
    if {reading.label for reading in inputs.readings} == {SnapshotLabel.BASELINE}:
        return f"{before} Only the baseline was measured; the next measurement makes one."
    return f"{before} Compute the outcome from the measurements that there are."


def _situation(sections: Sequence[Section]) -> str:
    """Quote the first paragraph of the executive summary that tells something."""
    summary = next((one for one in sections if one.name == SUMMARY), None)
    paragraphs = [one.markdown for one in passages(summary.content) if one.is_prose] if summary else []
    told = next((text for text in paragraphs if len(text.split()) >= FEWEST_WORDS), "")
    return "\n".join(f"> {line.strip()}" for line in told.split("\n")) if told else ""


def _work(inputs: Inputs) -> str:
    implemented = [one for one in inputs.sections if one.status == SectionStatus.IMPLEMENTED]
    counted = [one for one in inputs.sections if one.status != SectionStatus.DEPRECATED]
    lines = []
    if implemented:
        lines.append(f"- {len(implemented)} of {_number(len(counted), 'section')} implemented: {_titles(implemented)}.")
    elif counted:
        lines.append(f"- Of {_number(len(counted), 'section')} none is implemented as a whole yet.")
    tickets = [one for one in inputs.tickets if one.counts]
    done = [one for one in tickets if one.is_done]
    if tickets:
        days = [one.done_on for one in done if one.done_on]
        between = f", the first on {day(min(days))}, the last on {day(max(days))}" if len(days) > 1 else ""
        lines.append(f"- {len(done)} of {_number(len(tickets), 'ticket')} done{between}.")
    if skipped := len(inputs.tickets) - len(tickets):
        lines.append(f"- {_number(skipped, 'ticket')} left out on purpose; not counted above.")
    return "\n".join(lines) or "No section and no ticket was written down."


def _before_and_after(changes: Iterable[Change], before: Reading | None, after: Reading | None) -> str:
    head = ["Measure", _heading("Before", before), _heading("After", after), "Change", "Which is"]
    body = [
        [
            _escaped(change.metric.label),
            _text(change.before, change.metric.unit),
            _text(change.after, change.metric.unit),
            "–" if change.delta is None else in_words(change.delta, unit=change_unit(change.metric.unit), signed=True),
            _direction(change),
        ]
        for change in changes
        if change.before is not None or change.after is not None
    ]
    lines = [head, ["---", "---:", "---:", "---:", "---"], *body]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _heading(name: str, reading: Reading | None) -> str:
    return f"{name}, {day(reading.on)}" if reading else name


def _direction(change: Change) -> str:
    """The change in words; a score, which may be below zero, is no share better."""
    if change.direction == "unknown":
        return "not measured twice"
    if change.direction == "same":
        return "unchanged"
    percent = None if change.metric.unit == Unit.SCORE else improvement_percent(change)
    if percent is None:
        return change.direction
    rounded = abs(percent).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return f"{in_words(rounded, unit='percent')} {change.direction}"


def _return(computed: Computed) -> str:
    roi = computed.roi
    labels = {change.metric.key: _escaped(change.metric.label) for change in computed.changes}
    lines = [_part(part, labels) for part in roi.parts]
    if roi.benefit is not None:
        benefit = in_words(roi.benefit, unit=roi.currency)
        lines.insert(-1, f"- **Benefit of a year: {benefit}.** The sums above together.")
    if assumed := dict.fromkeys(_inside(one.label) for part in roi.parts for one in part.inputs if one.assumed):
        lines += ["", f"Assumed, neither measured nor entered by the firm: {', '.join(assumed)}."]
    return "\n".join(lines)


def _part(part: RoiPart, labels: dict[str, str]) -> str:
    if part.value is None:
        missing = ", ".join(labels.get(key, key) for key in part.missing)
        return f"- {part.label}: not known. Missing: {missing}."
    used = ", ".join(f"{_inside(one.label)} {one.text}{' (assumed)' if one.assumed else ''}" for one in part.inputs)
    formula = f"{part.formula[:1].upper()}{part.formula[1:]}"
    return f"- **{part.label}: {in_words(part.value, unit=part.unit)}.** {formula}. Here: {used}."


def _inside(label: str) -> str:
    """A label within a sentence."""
    return f"{label[:1].lower()}{label[1:]}"


def _open(inputs: Inputs, computed: Computed) -> str:
    left = [one for one in inputs.sections if one.status in {SectionStatus.PLANNED, SectionStatus.IN_PROGRESS}]
    tickets = [one for one in inputs.tickets if one.counts and not one.is_done]
    blocked = [one for one in tickets if one.status == TicketStatus.BLOCKED]
    stuck = f", {len(blocked)} of them blocked" if blocked else ""
    worse = [change for change in computed.changes if change.direction == "worse"]
    measured = {reading.label for reading in inputs.readings}
    due = [label.label for label in MILESTONES if label not in measured and label != SnapshotLabel.BASELINE]
    lines = [
        f"- Sections not implemented yet: {_titles(left)}." if left else "",
        f"- {_number(len(tickets), 'ticket')} open{stuck}." if tickets else "",
        f"- Worse than before: {', '.join(_escaped(one.metric.label) for one in worse)}." if worse else "",
        f"- Not measured yet: after {', '.join(due)}." if due else "",
    ]
    return "\n".join(line for line in lines if line) or "Nothing: every section, ticket and measurement is done."


def _sources(roadmap: Roadmap, inputs: Inputs, computed_on: str) -> str:
    rows = ImplementationSnapshot.objects.filter(series_id=roadmap.series_id).only("source", "tenant")
    sources = {row.pk: row.get_source_display() for row in rows}
    lines = [
        f"- {one.name}: {day(one.on)}. {sources[one.id]}, {_number(len(one.figures), 'reading')}"
        for one in inputs.readings
    ]
    said = f"Computed on {computed_on} from the stored readings. {CERTAINTY}"
    return "\n".join([*lines, "", said] if lines else [said])


def _titles(sections: Iterable[Section]) -> str:
    return ", ".join(_escaped(short_title(one.title, number=one.number)) for one in sections)


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _text(value: Decimal | None, unit: str) -> str:
    return "–" if value is None else in_words(value, unit=unit)


def _escaped(text: str) -> str:
    """Return a text of the firm as one line that Markdown shows as it is written."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
