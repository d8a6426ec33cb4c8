"""All that the next version of a roadmap is made from, read once; what is not here cannot change a proposal."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import orjson
from django.db.models import BooleanField, ExpressionWrapper, Q

from apps.metrics.calculations import Assumptions, Computed, Metric, compute, exact
from apps.metrics.calculations import Inputs as OutcomeInputs
from apps.metrics.choices import MILESTONES, Unit
from apps.metrics.models import ImplementationSnapshot, MetricDefinition, RoadmapOutcome
from apps.roadmaps.models import Roadmap, RoadmapSection, SectionType
from apps.tenancy.models import Tenant
from apps.tickets.choices import TicketStatus
from apps.tickets.models import TicketInstance


@dataclass(frozen=True)
class Section:
    """A section as the refresh reads and writes it."""

    number: int
    name: str
    title: str
    content: str
    status: str


@dataclass(frozen=True)
class Ticket:
    """A ticket of one of the roadmap's packs; ``done_on`` is the day in the firm's time zone."""

    id: UUID
    code: str
    title: str
    section_number: int | None
    status: str
    done_on: date | None
    is_primary: bool
    pack: str

    @property
    def is_done(self) -> bool:
        return self.status == TicketStatus.DONE

    @property
    def counts(self) -> bool:
        return self.status != TicketStatus.SKIPPED


@dataclass(frozen=True)
class Reading:
    """A snapshot: its readings by the metric's key."""

    id: UUID
    label: str
    name: str
    on: date
    figures: dict[str, Decimal]


@dataclass(frozen=True)
class Outcome:
    """What the plan has changed, and all that it was computed from."""

    id: UUID
    baseline_id: UUID | None
    target_id: UUID | None
    inputs: dict[str, Any]
    assumptions: dict[str, Any]

    @property
    def computed(self) -> Computed:
        """Its figures with their formulas, and the rule of its status in words."""
        return compute(OutcomeInputs.from_json(self.inputs), Assumptions.from_json(self.assumptions))


@dataclass(frozen=True)
class Inputs:
    """The state of a roadmap, its tickets and its measurements."""

    sections: tuple[Section, ...]
    tickets: tuple[Ticket, ...]
    readings: tuple[Reading, ...]
    metrics: tuple[Metric, ...]
    outcome: Outcome | None

    @property
    def fingerprint(self) -> str:
        """The same exactly as long as a refresh would come to the same result."""
        return hashlib.sha256(orjson.dumps(self, default=str, option=orjson.OPT_SORT_KEYS)).hexdigest()

    def reading(self, pk: UUID | None) -> Reading | None:
        """The snapshot of this id."""
        return next((reading for reading in self.readings if reading.id == pk), None)


def read_inputs(roadmap: Roadmap) -> Inputs:
    """Read what the next version of this roadmap is made from."""
    firm = Tenant.objects.only("time_zone", "currency").get(pk=roadmap.tenant_id)
    return Inputs(
        sections=_sections(roadmap),
        tickets=_tickets(roadmap, firm.zone),
        readings=_readings(roadmap, firm.zone),
        metrics=_metrics(firm.currency),
        outcome=_outcome(roadmap),
    )


def section_types() -> dict[str, SectionType]:
    """The usual sections by key."""
    return {row.key: row for row in SectionType.objects.all()}


def _sections(roadmap: Roadmap) -> tuple[Section, ...]:
    columns = ("section_number", "section_name", "title", "content_markdown", "status")
    rows = RoadmapSection.objects.filter(roadmap=roadmap).order_by("section_number").values_list(*columns)
    return tuple(Section(*row) for row in rows)


def _tickets(roadmap: Roadmap, zone: ZoneInfo) -> tuple[Ticket, ...]:
    rows = (
        TicketInstance.objects.filter(ticket_pack__roadmap=roadmap)
        .annotate(primary=ExpressionWrapper(Q(ticket_pack__is_primary=True), output_field=BooleanField()))
        .order_by("ticket_pack_id", "order_index", "id")
        .values_list(
            "id", "ticket_id", "title", "section_number", "status", "completed_at", "primary", "ticket_pack__title"
        )
    )
    return tuple(
        Ticket(pk, code, title, section, status, done and done.astimezone(zone).date(), primary, pack)
        for pk, code, title, section, status, done, primary, pack in rows
    )


def _readings(roadmap: Roadmap, zone: ZoneInfo) -> tuple[Reading, ...]:
    rows = ImplementationSnapshot.objects.filter(series_id=roadmap.series_id).order_by("snapshot_date", "id")
    return tuple(
        Reading(
            row.pk,
            row.label,
            row.get_label_display(),
            row.snapshot_date.astimezone(zone).date(),
            {key: exact(value) for key, value in row.metrics.items()},
        )
        for row in rows.only("label", "snapshot_date", "metrics", "tenant")
    )


def _metrics(currency: str) -> tuple[Metric, ...]:
    rows = MetricDefinition.objects.filter(is_active=True).order_by("sort_order", "key")
    return tuple(
        Metric(row.key, row.label, currency if row.unit == Unit.MONEY else row.unit, row.lower_is_better, row.weight)
        for row in rows
    )


def _outcome(roadmap: Roadmap) -> Outcome | None:
    row = RoadmapOutcome.objects.filter(series_id=roadmap.series_id).first()
    return row and Outcome(row.pk, row.baseline_snapshot_id, row.target_snapshot_id, row.inputs, row.assumptions)


def milestones(inputs: Inputs) -> list[Reading]:
    """The measured milestones in order, and the newest reading where it is later than all of them."""
    shown = [reading for reading in inputs.readings if reading.label in MILESTONES]
    newest = inputs.readings[-1] if inputs.readings else None
    return shown if newest is None or newest in shown else [*shown, newest]
