"""Undo of a move: every way there is leads back, for who made it and nobody else."""

from __future__ import annotations

import datetime as dt

import pytest

from apps.core.timeline import timeline
from apps.tenancy.context import tenant_context
from apps.tickets import operations
from apps.tickets.choices import MOVES, TicketStatus
from apps.tickets.models import TicketInstance, TicketPack
from tests.conftest import AT

LATER = AT + dt.timedelta(days=3)
KEPT = ("status", "blocked_reason", "started_at", "completed_at")


@pytest.fixture
def ticket(inside) -> TicketInstance:
    pack = TicketPack.objects.create(key="rollout", title="Rollout")
    return TicketInstance.objects.create(ticket_pack=pack, ticket_id="H-101", title="Connect the phone")


def stored(ticket: TicketInstance) -> TicketInstance:
    return TicketInstance.objects.select_related("ticket_pack").get(pk=ticket.pk)


def move(ticket: TicketInstance, to: str, reason: str = "The vendor is silent") -> TicketInstance:
    return operations.move_ticket(ticket_id=ticket.pk, to=to, reason=reason, at=LATER)


@pytest.mark.parametrize(
    ("before", "after"),
    [(before, after) for before in TicketStatus.values for after in sorted(MOVES[before])],
    ids=lambda status: status,
)
def test_undo_move_brings_state_reason_times_and_counts_back(ticket, before, after):
    if before != "not_started":
        operations.move_ticket(ticket_id=ticket.pk, to=before, reason="The first reason", at=AT)
    was = stored(ticket)
    move(ticket, after, "Another reason")

    undone = operations.undo_move(ticket_id=ticket.pk)

    now = stored(ticket)
    assert [getattr(now, name) for name in KEPT] == [getattr(was, name) for name in KEPT]
    assert undone.row_version == now.row_version
    assert now.ticket_pack.totals == was.ticket_pack.totals


def test_undo_move_says_so_in_the_history_at_each_step(ticket):
    move(ticket, "done")
    move(ticket, "blocked")

    operations.undo_move(ticket_id=ticket.pk)

    entries = timeline(ticket, fields=("status",))
    assert [(entry.changes[0].after, entry.why) for entry in entries[:3]] == [
        ("Done", "undone"),
        ("In progress", "undone"),
        ("Blocked", ""),
    ]


def test_undo_move_of_another_person_is_refused(ticket, firm):
    with tenant_context(firm.pk, actor={"name": "Priya Raman", "via": "page"}):
        move(ticket, "done")

    with pytest.raises(operations.NothingToUndo, match="was moved by Priya Raman"):
        operations.undo_move(ticket_id=ticket.pk)

    assert stored(ticket).status == "done"


def test_undo_move_of_another_person_of_the_same_name_is_refused(ticket, firm):
    with tenant_context(firm.pk, actor={"name": "Ines Duarte", "user": "another"}):
        move(ticket, "done")

    with pytest.raises(operations.NothingToUndo):
        operations.undo_move(ticket_id=ticket.pk)


def test_undo_move_after_another_change_is_refused(ticket):
    move(ticket, "done")
    operations.edit_ticket(ticket_id=ticket.pk, changes={"notes": "Called"})

    with pytest.raises(operations.NothingToUndo, match="was no move"):
        operations.undo_move(ticket_id=ticket.pk)


def test_undo_move_of_a_ticket_that_never_moved_is_refused(ticket):
    with pytest.raises(operations.NothingToUndo, match="was no move"):
        operations.undo_move(ticket_id=ticket.pk)


def test_undo_move_twice_is_refused(ticket):
    move(ticket, "done")
    operations.undo_move(ticket_id=ticket.pk)

    with pytest.raises(operations.NothingToUndo, match="undone already"):
        operations.undo_move(ticket_id=ticket.pk)

    assert stored(ticket).status == "not_started"


def test_undo_move_of_an_old_version_is_refused(ticket):
    seen = move(ticket, "in_progress").row_version
    move(ticket, "done")

    with pytest.raises(operations.TicketChanged):
        operations.undo_move(ticket_id=ticket.pk, version=seen)
