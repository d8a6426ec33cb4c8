"""The rows behind a part of a proposal, as its reader sees and follows them."""

from __future__ import annotations

from collections.abc import Sequence

from apps.metrics.refresh.inputs import Inputs, Ticket, milestones
from apps.roadmaps.refresh_texts import day

Because = list[dict[str, str]]
MOST_NAMED = 40  # tickets behind a part; the rest is a number


def named(tickets: Sequence[Ticket]) -> Because:
    """Return each ticket with what it says for the change."""
    rows = [
        {"model": "ticket", "id": str(ticket.id), "code": ticket.code, "text": _state(ticket)}
        for ticket in tickets[:MOST_NAMED]
    ]
    rest = len(tickets) - MOST_NAMED
    return [*rows, said(f"and {count_of(rest)} more")] if rest > 0 else rows


def measured(inputs: Inputs, *, only_milestones: bool = False) -> Because:
    """Return the snapshots, and the outcome computed from them."""
    shown = milestones(inputs) if only_milestones else inputs.readings
    rows = [
        {"model": "snapshot", "id": str(reading.id), "code": reading.name, "text": f"measured {day(reading.on)}"}
        for reading in shown
    ]
    if inputs.outcome and not only_milestones:
        rows.append({"model": "outcome", "id": str(inputs.outcome.id), "code": "Outcome", "text": "as computed last"})
    return rows


def said(text: str) -> dict[str, str]:
    """Return a reason that is no row."""
    return {"text": text}


def count_of(tickets: int) -> str:
    """Return a number of tickets in words."""
    return f"{tickets:,} ticket{'' if tickets == 1 else 's'}"


def _state(ticket: Ticket) -> str:
    if ticket.done_on:
        return f"done {day(ticket.done_on)}"
    return "open" if ticket.counts else "skipped"
