"""Propose the next version of a roadmap, and decide about its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import Coalesce

from apps.metrics.refresh.errors import RefreshError
from apps.metrics.refresh.inputs import Inputs, Section, read_inputs, section_types
from apps.metrics.refresh.planning import Part, plan, progress_of
from apps.roadmaps.choices import PartChange, PartDecision, ProposalStatus
from apps.roadmaps.models import RefreshPart, RefreshProposal, Roadmap
from apps.tenancy.context import current
from apps.tenancy.locks import take_turns

TURN = "roadmap"  # the lock that imports of sections take as well
MADE_FROM = "refresh"  # of a version's metadata: the fingerprint and the sections that it was made with


class NothingToRefresh(RefreshError):
    """The firm has no current roadmap."""


class NotCurrent(RefreshError):
    """The version is no longer, or not yet, the one that people see."""


class ProposalClosed(RefreshError):
    """The proposal was applied or replaced meanwhile."""


class ProposalChanged(RefreshError):
    """Somebody else decided, or made the version, since the caller looked."""


class DecisionUnknown(RefreshError):
    """A decision that there is not, or about a part of another proposal."""


@transaction.atomic
def propose_refresh(*, roadmap_id: UUID | None = None, at: datetime) -> RefreshProposal | None:
    """Return the proposal for the next version of the current roadmap, None when nothing changed since it was made.

    One that stands already is returned as it is; one that was made from other figures is discarded, and its
    decisions are kept where a part is the same. Nothing else is written. ``roadmap_id`` is the version the caller
    sees as the current one.

    Raises NothingToRefresh, NotCurrent, or Busy while somebody else writes the roadmap.
    """
    take_turns(TURN)
    roadmap = _current_roadmap(roadmap_id)
    inputs = read_inputs(roadmap)
    planned = plan(inputs, section_types())
    standing = RefreshProposal.objects.filter(roadmap=roadmap, status=ProposalStatus.OPEN).first()
    if standing and still_stands(standing, inputs, planned):
        return standing
    if standing:
        standing.status, standing.decided_at = ProposalStatus.DISCARDED, at
        standing.save(update_fields=["status", "decided_at"])
    if not planned or made_from(roadmap).get("fingerprint") == inputs.fingerprint:
        return None
    return _written(roadmap, inputs, planned, replaced=standing)


@transaction.atomic
def decide_parts(*, proposal_id: UUID, decisions: Mapping[UUID, str], version: int | None = None) -> RefreshProposal:
    """Accept or leave out parts of a proposal, by their ids; the others stay as they are.

    ``version`` is the one the caller saw (``version_of``). Raises RefreshProposal.DoesNotExist, ProposalChanged,
    ProposalClosed or DecisionUnknown; then nothing has changed.
    """
    proposal = open_proposal(proposal_id, version=version)
    parts = {part.pk: part for part in proposal.parts.defer("before_markdown", "after_markdown")}
    for pk, decision in decisions.items():
        if decision not in PartDecision.values:
            raise DecisionUnknown(f"“{decision}” is no decision; use one of {', '.join(PartDecision.values)}.")
        if pk not in parts:
            raise DecisionUnknown("One of the parts does not belong to this proposal. Load it again.")
    for pk, decision in decisions.items():
        if parts[pk].decision != decision:
            parts[pk].decision = decision
            parts[pk].save(update_fields=["decision"])
    return proposal


@transaction.atomic
def accept_all(*, proposal_id: UUID, version: int | None = None) -> RefreshProposal:
    """Accept every part of a proposal; ``version`` is the one the caller saw (``version_of``).

    Raises RefreshProposal.DoesNotExist, ProposalChanged or ProposalClosed.
    """
    proposal = open_proposal(proposal_id, version=version)
    proposal.parts.exclude(decision=PartDecision.ACCEPTED).update(decision=PartDecision.ACCEPTED)
    return proposal


def is_stale(proposal: RefreshProposal) -> bool:
    """Whether progress moved on since an open proposal was made, so that it is to be proposed again."""
    if proposal.status != ProposalStatus.OPEN:
        return False
    inputs = read_inputs(proposal.roadmap)
    return not still_stands(proposal, inputs, plan(inputs, section_types()))


def still_stands(proposal: RefreshProposal, inputs: Inputs, planned: list[Part]) -> bool:
    """Whether a proposal is what would be proposed now, word for word: a newer Firmloop may word things anew."""
    if proposal.fingerprint != inputs.fingerprint:
        return False
    columns = ("section_number", "change", "after_markdown", "after_status")
    rows = set(proposal.parts.values_list(*columns))
    return rows == {(*part.key, part.after.content, part.after.status) for part in planned}


def version_of(proposal: RefreshProposal) -> int:
    """Return a number that grows with each change of a proposal or of one of its parts."""
    parts: int = proposal.parts.aggregate(sum=Coalesce(Sum("row_version"), 0))["sum"]
    return proposal.row_version + parts


def open_proposal(proposal_id: UUID, *, version: int | None = None) -> RefreshProposal:
    """Return the proposal, held until the transaction ends.

    Raises RefreshProposal.DoesNotExist, ProposalChanged when it is no longer of that version, or ProposalClosed, which
    says what became of it.
    """
    proposal = RefreshProposal.objects.select_for_update(no_key=True).get(pk=proposal_id)
    if version is not None and version_of(proposal) != version:
        raise ProposalChanged("Somebody else decided about this proposal meanwhile. Look at it and decide again.")
    if proposal.status == ProposalStatus.ACCEPTED:
        raise ProposalClosed(f"{_by_whom(proposal)} made {proposal.to_version} from this proposal already.")
    if proposal.status == ProposalStatus.DISCARDED:
        raise ProposalClosed("This proposal was replaced by a newer one, since progress moved on. Open that one.")
    return proposal


def made_from(roadmap: Roadmap) -> dict[str, Any]:
    """What the version remembers of the refresh that made it; empty where none did."""
    found: dict[str, Any] = (roadmap.metadata or {}).get(MADE_FROM) or {}
    return found


def next_version(roadmap: Roadmap, sections: Iterable[Section], accepted: Iterable[str]) -> str:
    """Return the version after this one: the next minor, or major where sections were added to the plan.

    Sections count as added when a part adds them, and when people added them since the version was made.
    """
    known = made_from(roadmap).get("sections")
    is_major = PartChange.ADDED in set(accepted) or (
        known is not None and not {section.name for section in sections} <= set(known)
    )
    major, minor = (int(number) for number in re.findall(r"\d+", roadmap.version)[:2])
    taken = set(Roadmap.objects.values_list("version", flat=True))
    while True:
        major, minor = (major + 1, 0) if is_major else (major, minor + 1)
        if f"v{major}.{minor}" not in taken:
            return f"v{major}.{minor}"


def _current_roadmap(roadmap_id: UUID | None) -> Roadmap:
    asked = Roadmap.objects.get(pk=roadmap_id) if roadmap_id else None
    roadmap = Roadmap.objects.filter(is_current=True).first()
    if asked and (roadmap is None or asked.pk != roadmap.pk):
        now = f" The current one is {roadmap.version}." if roadmap else ""
        raise NotCurrent(f"{asked.version} is not the version that people see, so it is not refreshed.{now}")
    if roadmap is None:
        raise NothingToRefresh("The firm has no current roadmap. Import one, or make a version current, first.")
    return roadmap


def _written(
    roadmap: Roadmap, inputs: Inputs, parts: list[Part], *, replaced: RefreshProposal | None
) -> RefreshProposal:
    context = current()
    proposal = RefreshProposal(
        roadmap=roadmap,
        to_version=next_version(roadmap, inputs.sections, (part.change for part in parts)),
        fingerprint=inputs.fingerprint,
        progress=progress_of(inputs, inputs.sections),
        created_by_id=context.user_id if context else None,
    )
    proposal.save()
    decided = _decisions(replaced)
    rows = [_row(proposal, position, part) for position, part in enumerate(parts, start=1)]
    for row in rows:
        row.decision = decided.get(_content(row), PartDecision.PENDING)
    RefreshPart.objects.bulk_create(rows)
    return proposal


def _row(proposal: RefreshProposal, position: int, part: Part) -> RefreshPart:
    return RefreshPart(
        proposal=proposal,
        position=position,
        section_number=part.after.number,
        section_name=part.after.name,
        title=part.after.title,
        kind=part.kind,
        change=part.change,
        before_markdown=part.before.content if part.before else "",
        after_markdown=part.after.content,
        before_status=part.before.status if part.before else "",
        after_status=part.after.status,
        because=part.because,
    )


def _decisions(proposal: RefreshProposal | None) -> dict[tuple[Any, ...], str]:
    """What was decided about the parts of the proposal that this one replaces."""
    if proposal is None:
        return {}
    return {_content(part): part.decision for part in proposal.parts.all()}


def _content(part: RefreshPart) -> tuple[Any, ...]:
    return part.section_number, part.change, part.before_markdown, part.after_markdown, part.after_status


def _by_whom(proposal: RefreshProposal) -> str:
    last = proposal.events.filter(status=ProposalStatus.ACCEPTED).order_by("-pgh_created_at", "-pgh_id").first()
    name = ((last.pgh_context or {}) if last else {}).get("name")
    return str(name or "Somebody")
