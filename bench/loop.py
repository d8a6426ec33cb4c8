"""The learning loop's operations and the figures over firms, each in a transaction of its own up to its COMMIT."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from math import inf
from typing import Any

from bench.firms import Firm
from bench.plans import ACTOR
from bench.statements import recorded
from bench.timing import by_turns

REFRESHED = 10  # firms at most: a version that was made cannot be made again


def measure(firms: Sequence[Firm], *, runs: int, seconds: float) -> dict[str, dict[str, Any]]:
    """Time outcome, refresh and aggregates; the firms have a new version of their roadmap after it."""
    from apps.metrics.operations import refresh_aggregates
    from apps.metrics.queries.firms import aggregates

    some = firms[:REFRESHED]
    kinds: dict[str, tuple[Callable[[Firm], object], Sequence[Firm]]] = {
        "outcome computed": (_compute, firms),
        "aggregates over all firms refreshed": (lambda _: refresh_aggregates(), firms),
        "aggregates over all firms read": (lambda _: aggregates(), firms),
    }
    made = {name: _time(act, chosen, runs=runs, seconds=seconds) for name, (act, chosen) in kinds.items()}
    # Whatever was proposed is applied, however long that takes.
    for name, act in {"refresh proposed": _propose, "refresh applied": _apply}.items():
        made[name] = _time(act, some, runs=len(some), seconds=inf)
    return made


def _time(act: Callable[[Firm], object], firms: Sequence[Firm], *, runs: int, seconds: float) -> dict[str, Any]:
    """Return the times, and how many statements the last run sent."""

    def once(turn: int) -> None:
        firm = firms[turn % len(firms)]
        with _inside(firm), recorded() as seen:
            act(firm)
        sent.append(len(seen))

    sent: list[int] = []
    times = by_turns(once, runs=runs, seconds=seconds)[0]
    return times.as_dict() | {"statements": sent[-1]}


def _inside(firm: Firm) -> AbstractContextManager[None]:
    from apps.tenancy.context import tenant_context

    return tenant_context(firm.id, user_id=firm.user_id, actor=ACTOR)


def _compute(_: Firm) -> None:
    from django.utils import timezone

    from apps.metrics.operations import compute_outcome

    compute_outcome(at=timezone.now())


def _propose(firm: Firm) -> None:
    from django.utils import timezone

    from apps.metrics.refresh import propose_refresh

    if propose_refresh(at=timezone.now()) is None:
        raise SystemExit(f"{firm.slug}: a refresh found nothing to propose.")


def _apply(_: Firm) -> None:
    from django.utils import timezone

    from apps.metrics.refresh import accept_all, apply_proposal
    from apps.roadmaps.models import RefreshProposal

    proposal = RefreshProposal.objects.get(status="open")
    accept_all(proposal_id=proposal.pk)
    apply_proposal(proposal_id=proposal.pk, at=timezone.now())
