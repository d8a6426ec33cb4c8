from __future__ import annotations

import datetime as dt
import re
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from apps.tenancy.context import tenant_context
from apps.tickets import operations
from apps.tickets.choices import MOVES, TicketStatus
from apps.tickets.models import TicketInstance, TicketPack
from tests.conftest import AT

LATER = AT + dt.timedelta(days=3)
REASON = "The vendor is silent"


@pytest.fixture
def ticket(inside) -> TicketInstance:
    pack = TicketPack.objects.create(key="rollout", title="Rollout")
    return TicketInstance.objects.create(ticket_pack=pack, ticket_id="H-101", title="Connect the phone")


def bring_to(ticket: TicketInstance, status: str) -> TicketInstance:
    if ticket.status == status:
        return ticket
    return operations.move_ticket(ticket_id=ticket.pk, to=status, reason=REASON, at=AT)


def stored(ticket: TicketInstance) -> TicketInstance:
    return TicketInstance.objects.select_related("ticket_pack").get(pk=ticket.pk)


ALLOWED = [(before, after) for before in TicketStatus.values for after in sorted(MOVES[before])]
REFUSED = [("blocked", "done"), ("skipped", "done")]


def test_table_of_moves_refuses_two_moves_only():
    every = {(before, after) for before in TicketStatus.values for after in TicketStatus.values if before != after}

    assert every - set(ALLOWED) == set(REFUSED)


@pytest.mark.parametrize(("before", "after"), ALLOWED, ids=lambda status: status)
def test_move_ticket_along_the_table_is_stored_with_its_stamps(ticket, before, after):
    bring_to(ticket, before)

    moved = operations.move_ticket(ticket_id=ticket.pk, to=after, reason=REASON, at=LATER)

    now = stored(ticket)
    assert (now.status, moved.status, moved.moved_from) == (after, after, before)
    assert now.completed_at == (LATER if after == "done" else None)
    assert now.blocked_reason == (REASON if after == "blocked" else "")
    assert now.started_at == (AT if before != "not_started" else LATER if after != "not_started" else None)
    assert getattr(now.ticket_pack, f"{after}_count") == 1
    assert getattr(now.ticket_pack, f"{before}_count") == 0
    assert moved.row_version == now.row_version


@pytest.mark.parametrize(("before", "after"), REFUSED, ids=lambda status: status)
def test_move_ticket_to_done_without_a_start_is_refused(ticket, before, after):
    bring_to(ticket, before)

    with pytest.raises(operations.MoveRefused, match=f"H-101 is {before}: start it before it becomes done"):
        operations.move_ticket(ticket_id=ticket.pk, to=after, at=LATER)

    assert stored(ticket).status == before


@pytest.mark.parametrize("to", ["", "finished", "DONE"])
def test_move_ticket_to_no_state_is_refused_and_names_the_states(ticket, to):
    said = f"“{to}” is no state of a ticket; use one of not_started, in_progress, blocked, done, skipped."

    with pytest.raises(operations.MoveRefused, match=re.escape(said)):
        operations.move_ticket(ticket_id=ticket.pk, to=to, at=AT)


@pytest.mark.parametrize("reason", ["", "  \n"], ids=["none", "blank"])
def test_move_ticket_to_blocked_without_a_reason_is_refused(ticket, reason):
    with pytest.raises(operations.ReasonMissing, match="Say what blocks H-101"):
        operations.move_ticket(ticket_id=ticket.pk, to="blocked", reason=reason, at=AT)

    assert stored(ticket).status == "not_started"


def test_move_ticket_with_too_long_a_reason_is_refused_by_its_field(ticket):
    with pytest.raises(ValidationError) as refused:
        operations.move_ticket(ticket_id=ticket.pk, to="blocked", reason="x" * 501, at=AT)

    assert set(refused.value.message_dict) == {"blocked_reason"}
    assert stored(ticket).status == "not_started"


def test_move_ticket_of_an_old_version_is_refused_with_the_newest_ticket(ticket):
    seen = stored(ticket).row_version
    operations.move_ticket(ticket_id=ticket.pk, to="in_progress", at=AT)

    with pytest.raises(operations.TicketChanged, match="H-101 was changed meanwhile") as refused:
        operations.move_ticket(ticket_id=ticket.pk, to="done", version=seen, at=LATER)

    assert refused.value.ticket.status == "in_progress"
    assert stored(ticket).status == "in_progress"


def test_move_ticket_of_the_version_seen_raises_the_version(ticket):
    seen = stored(ticket).row_version

    moved = operations.move_ticket(ticket_id=ticket.pk, to="done", version=seen, at=AT)

    assert moved.row_version == stored(ticket).row_version == seen + 1


def test_move_ticket_to_its_own_state_changes_nothing(ticket):
    bring_to(ticket, "done")
    before = stored(ticket)

    operations.move_ticket(ticket_id=ticket.pk, to="done", at=LATER)

    now = stored(ticket)
    assert (now.completed_at, now.row_version) == (before.completed_at, before.row_version)
    assert now.events.count() == 2


def test_move_ticket_to_blocked_again_replaces_the_reason(ticket):
    bring_to(ticket, "blocked")

    operations.move_ticket(ticket_id=ticket.pk, to="blocked", reason="The phone is dead", at=LATER)

    assert stored(ticket).blocked_reason == "The phone is dead"


def test_move_ticket_with_notes_keeps_them(ticket):
    operations.move_ticket(ticket_id=ticket.pk, to="done", notes="By phone", at=AT)

    assert stored(ticket).notes == "By phone"


def test_move_ticket_leaves_one_history_row_with_who_and_what(ticket):
    operations.move_ticket(ticket_id=ticket.pk, to="blocked", reason=REASON, at=AT)

    first, last = ticket.events.order_by("pgh_id")
    assert (first.status, last.status, last.blocked_reason) == ("not_started", "blocked", REASON)
    assert last.pgh_context["name"] == "Ines Duarte"


@pytest.mark.parametrize("call", [operations.move_ticket, operations.edit_ticket])
def test_ticket_that_does_not_exist_is_refused(inside, call):
    asked = {"to": "done", "at": AT} if call is operations.move_ticket else {"changes": {"title": "x"}}

    with pytest.raises(TicketInstance.DoesNotExist):
        call(ticket_id=uuid4(), **asked)


@pytest.mark.parametrize("call", [operations.move_ticket, operations.edit_ticket])
def test_ticket_of_another_firm_is_refused_as_if_it_did_not_exist(firm, other_firm, call):
    with tenant_context(other_firm.pk):
        pack = TicketPack.objects.create(key="theirs", title="Theirs")
        theirs = TicketInstance.objects.create(ticket_pack=pack, ticket_id="C-1", title="Theirs")
    asked = {"to": "done", "at": AT} if call is operations.move_ticket else {"changes": {"title": "x"}}

    with tenant_context(firm.pk), pytest.raises(TicketInstance.DoesNotExist):
        call(ticket_id=theirs.pk, **asked)

    with tenant_context(other_firm.pk):
        assert (stored(theirs).status, stored(theirs).title) == ("not_started", "Theirs")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Connect both phones"),
        ("description", "By *Friday*"),
        ("assignee", "Marcus Bell"),
        ("notes", "Asked twice"),
        ("section_number", 4),
        ("sprint_number", 2),
        ("order_index", 9),
    ],
    ids=lambda given: given if isinstance(given, str) else None,
)
def test_edit_ticket_changes_each_field_that_may_be_edited(ticket, field, value):
    operations.edit_ticket(ticket_id=ticket.pk, changes={field: value})

    assert getattr(stored(ticket), field) == value


@pytest.mark.parametrize("field", ["status", "completed_at", "blocked_reason", "ticket_id", "tenant_id"])
def test_edit_ticket_of_any_other_field_is_refused(ticket, field):
    with pytest.raises(ValueError, match=f"not editable here: {field}"):
        operations.edit_ticket(ticket_id=ticket.pk, changes={field: "done"})


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", ""), ("title", "x" * 501), ("section_number", 100), ("sprint_number", -1), ("assignee", "x" * 256)],
    ids=["no-title", "long-title", "section-100", "sprint-below-zero", "long-assignee"],
)
def test_edit_ticket_with_a_bad_value_names_its_field(ticket, field, value):
    before = getattr(stored(ticket), field)

    with pytest.raises(ValidationError) as refused:
        operations.edit_ticket(ticket_id=ticket.pk, changes={field: value, "notes": "Asked twice"})

    assert set(refused.value.message_dict) == {field}
    assert (getattr(stored(ticket), field), stored(ticket).notes) == (before, "")


def test_edit_ticket_of_an_old_version_is_refused(ticket):
    seen = stored(ticket).row_version
    operations.edit_ticket(ticket_id=ticket.pk, changes={"title": "Connect both phones"})

    with pytest.raises(operations.TicketChanged):
        operations.edit_ticket(ticket_id=ticket.pk, changes={"title": "Mine"}, version=seen)

    assert stored(ticket).title == "Connect both phones"
