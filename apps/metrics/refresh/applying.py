"""Make the next version of a roadmap from the accepted parts of a proposal."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from apps.core.markdown import diagrams
from apps.metrics.refresh.changelog import write_changelog
from apps.metrics.refresh.errors import RefreshError
from apps.metrics.refresh.inputs import Inputs, Section, read_inputs, section_types
from apps.metrics.refresh.planning import carried_out, plan, progress_of
from apps.metrics.refresh.proposing import MADE_FROM, TURN, NotCurrent, next_version, open_proposal, still_stands
from apps.roadmaps.choices import PartDecision, ProposalStatus, RoadmapStatus
from apps.roadmaps.models import RefreshPart, Roadmap, RoadmapSection
from apps.tenancy.context import current
from apps.tenancy.locks import take_turns
from apps.tickets.models import TicketPack
from apps.work.operations import record_audit

COPIED = ("status", "pilot_stage", "delivered_at", "model_json", "source_refs")


class ProposalStale(RefreshError):
    """Tickets, measurements or sections changed since the proposal was made."""


class NothingAccepted(RefreshError):
    """No part of the proposal is accepted."""


@transaction.atomic
def apply_proposal(*, proposal_id: UUID, version: int | None = None, at: datetime) -> Roadmap:
    """Make the next version of the roadmap, with the accepted parts in its sections; what is undecided is left out.

    The version before is archived, its packs move along, and the outcome follows; snapshots belong to the series.
    ``version`` is the proposal's that the caller saw (``version_of``). Raises RefreshProposal.DoesNotExist,
    ProposalChanged, ProposalClosed, NotCurrent, ProposalStale, NothingAccepted, or Busy while somebody else writes the
    roadmap; then nothing has changed.
    """
    take_turns(TURN)
    proposal = open_proposal(proposal_id, version=version)
    base = Roadmap.objects.select_for_update(no_key=True).get(pk=proposal.roadmap_id)
    if not base.is_current:
        raise NotCurrent(
            f"{base.version} is no longer the version that people see. Propose again from the current one."
        )
    inputs, types = read_inputs(base), section_types()
    parts = list(proposal.parts.order_by("position"))
    if not still_stands(proposal, inputs, plan(inputs, types)):
        raise ProposalStale("Progress moved on since this was proposed. Propose again; what you decided is kept.")
    accepted = [part for part in parts if part.decision == PartDecision.ACCEPTED]
    if not accepted:
        raise NothingAccepted("No part is accepted, so there is nothing to make a version of. Accept at least one.")

    sections = carried_out(inputs, types, {(part.section_number, part.change) for part in accepted})
    made = _new_version(base, inputs, sections, accepted, at=at)
    _copy_sections(base, made, sections, at=at)
    write_changelog(base=base, made=made, inputs=inputs, sections=sections, parts=parts)
    _move_packs(base, made)
    proposal.status, proposal.decided_at = ProposalStatus.ACCEPTED, at
    proposal.made_roadmap, proposal.to_version = made, made.version
    proposal.save(update_fields=["status", "decided_at", "made_roadmap", "to_version"])
    record_audit(
        event_type="roadmap_refresh",
        entity_type="roadmap",
        entity_id=made.pk,
        before={"version": base.version},
        after={"version": made.version, "parts": len(accepted)},
    )
    return made


def _new_version(
    base: Roadmap, inputs: Inputs, sections: tuple[Section, ...], accepted: list[RefreshPart], *, at: datetime
) -> Roadmap:
    """Archive the version before, then make the new one: there is one current version at any time."""
    context = current()
    version = next_version(base, inputs.sections, (part.change for part in accepted))
    progress = progress_of(inputs, sections) | {"as_of": at.date().isoformat()}
    made_with = {
        "fingerprint": replace(inputs, sections=sections).fingerprint,
        "sections": sorted(section.name for section in sections),
    }
    metadata: dict[str, Any] = {**(base.metadata or {}), "implementation_progress": progress, MADE_FROM: made_with}
    if inputs.outcome:
        metadata["realized_roi"] = inputs.outcome.computed.roi.to_json()
    made = Roadmap(
        version=version,
        parent_roadmap=base,
        needs_agent_reprovision=True,  # an accepted part always changes a section
        metadata=metadata,
        created_by_user_id=context.user_id if context else None,
        **{name: getattr(base, name) for name in COPIED},
    )
    base.is_current, base.archived_at, base.status = False, at, RoadmapStatus.ARCHIVED
    base.save(update_fields=["is_current", "archived_at", "status"])
    made.save()
    return made


def _copy_sections(base: Roadmap, made: Roadmap, sections: tuple[Section, ...], *, at: datetime) -> None:
    before = {row.section_number: row for row in RoadmapSection.objects.filter(roadmap=base)}
    rows = []
    for section in sections:
        row = RoadmapSection(
            roadmap=made,
            section_number=section.number,
            section_name=section.name,
            title=section.title,
            content_markdown=section.content,
            status=section.status,
        )
        old = before.get(section.number)
        is_same = old and (old.content_markdown, old.status) == (section.content, section.status)
        row.last_updated_at = old.last_updated_at if old and is_same else at
        row.agent_cheatsheet = old.agent_cheatsheet if old else {}
        row.diagrams = old.diagrams if old and is_same else diagrams(section.content)
        rows.append(row)
    RoadmapSection.objects.bulk_create(rows)


def _move_packs(base: Roadmap, made: Roadmap) -> None:
    packs = TicketPack.objects.filter(roadmap=base)
    held = packs.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True)
    packs.filter(pk__in=list(held)).update(roadmap=made)
