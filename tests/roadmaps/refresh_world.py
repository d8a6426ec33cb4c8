"""A firm in the middle of its plan, as the tests of the refresh find it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from apps.metrics import refresh
from apps.metrics.models import ImplementationSnapshot, RoadmapOutcome
from apps.metrics.operations import capture_snapshot, set_assumptions
from apps.roadmaps.models import RefreshProposal, Roadmap, RoadmapSection
from apps.tenancy.context import tenant_context
from apps.tickets.models import TicketInstance, TicketPack
from apps.tickets.operations import move_ticket

AT = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)
LATER = AT + dt.timedelta(days=1)
TEXTS = {
    1: ("executive_summary", "Executive briefing", "# Executive briefing\n\n## What we propose\n\nOne inbox.\n"),
    3: ("ghl_architecture", "Architecture", "# Architecture\n\nThe queue (H-001) feeds the forms, see H-002.\n"),
    5: (
        "implementation_sprint",
        "Sprints",
        "# Sprints\n\n- Create the queue\n- Connect the forms\n\n```\nrun H-001\n```\n",
    ),
    8: ("metrics_dashboard", "Dashboard", "# Dashboard\n\nSix figures on one page.\n"),
    9: ("appendix", "Appendix", "# Appendix\n\nNames of the people.\n"),
}
# code, title, section, status, day done
TICKETS = (
    ("H-001", "Create the queue", 3, "done", 3),
    ("H-002", "Connect the forms", 3, "not_started", None),
    ("H-003", "Write the templates", 5, "done", 10),
    ("H-004", "Wall screens", 5, "skipped", None),
    ("H-005", "Record the baseline", None, "in_progress", None),
)
BASELINE = {"lead_response_minutes": 240, "crm_adoption_rate": 20, "weekly_ops_hours": 62}
AFTER = {"lead_response_minutes": 35, "crm_adoption_rate": 71, "weekly_ops_hours": 47, "nps": 51}


@dataclass
class World:
    """The rows as they were made; ``fresh`` reads them as they stand."""

    firm: Any
    roadmap: Roadmap
    pack: TicketPack
    tickets: dict[str, TicketInstance]


def make_world(firm: Any) -> World:
    with tenant_context(firm.pk, actor={"name": "Ines Duarte", "via": "test"}):
        roadmap = Roadmap.objects.create(version="v1.0", status="in_progress", metadata={"goals": ["Answer fast"]})
        for number, (name, title, text) in TEXTS.items():
            RoadmapSection.objects.create(
                roadmap=roadmap,
                section_number=number,
                section_name=name,
                title=title,
                content_markdown=text,
                agent_cheatsheet={"section_role": name},
            )
        pack = TicketPack.objects.create(roadmap=roadmap, key="rollout", title="Rollout", is_primary=True)
        tickets = {
            code: TicketInstance.objects.create(
                ticket_pack=pack,
                ticket_id=code,
                title=title,
                section_number=section,
                status=status,
                order_index=index,
                completed_at=dt.datetime(2026, 2, day, 12, tzinfo=dt.UTC) if day else None,
            )
            for index, (code, title, section, status, day) in enumerate(TICKETS)
        }
    return World(firm, roadmap, pack, tickets)


def measure(label: str, day: dt.date, figures: dict[str, float]) -> ImplementationSnapshot:
    """Take a snapshot; call inside the firm."""
    taken_at = dt.datetime(day.year, day.month, day.day, 12, tzinfo=dt.UTC)
    return capture_snapshot(label=label, metrics=figures, taken_at=taken_at, at=AT).snapshot


def conclude() -> RoadmapOutcome:
    """Measure before and after, so that an outcome is computed; call inside the firm."""
    rates = {"blended_hourly_rate": 75, "annual_lead_volume": 1000, "implementation_cost": 20000}
    set_assumptions(values={**rates, "avg_deal_value": 5000}, at=AT)
    measure("baseline", dt.date(2026, 1, 5), BASELINE)
    measure("60d", dt.date(2026, 3, 1), AFTER)
    return RoadmapOutcome.objects.get()


def parts_of(proposal: RefreshProposal) -> dict[tuple[int, str], Any]:
    """The parts by section and change."""
    return {(part.section_number, part.change): part for part in proposal.parts.order_by("position")}


def texts(roadmap: Roadmap) -> dict[int, str]:
    return dict(roadmap.sections.values_list("section_number", "content_markdown"))


def statuses(roadmap: Roadmap) -> dict[int, str]:
    return dict(roadmap.sections.values_list("section_number", "status"))


def propose(at: dt.datetime = AT) -> RefreshProposal:
    """Propose the next version, which there has to be."""
    proposal = refresh.propose_refresh(at=at)
    assert proposal is not None
    return proposal


def make_version(at: dt.datetime = AT) -> Roadmap:
    """Accept all of what is proposed and make the version."""
    proposal = propose(at)
    refresh.accept_all(proposal_id=proposal.pk)
    return refresh.apply_proposal(proposal_id=proposal.pk, at=at)


def done(world: World, *codes: str, at: dt.datetime = LATER) -> None:
    """Tick these tickets."""
    for code in codes:
        move_ticket(ticket_id=world.tickets[code].pk, to="done", at=at)
