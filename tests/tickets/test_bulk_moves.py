import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.tickets import operations
from apps.tickets.models import TicketInstance, TicketPack
from tests.api.conftest import MISSING
from tests.conftest import AT

pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture
def tickets(inside):
    pack = TicketPack.objects.create(key="main", title="Main")
    states = {"A": "not_started", "B": "in_progress", "C": "blocked", "D": "done"}
    return {
        code: TicketInstance.objects.create(
            ticket_pack=pack, ticket_id=code, title=code, status=status, blocked_reason="Why." * (status == "blocked")
        )
        for code, status in states.items()
    }


def move(tickets, to, *, reason="", **versions):
    return operations.move_tickets(
        versions={tickets[code].pk: version for code, version in versions.items()}, to=to, reason=reason, at=AT
    )


def test_move_tickets_moves_what_may_and_says_why_the_others_may_not(tickets):
    results = move(tickets, "done", A=1, B=None, C=None, D=None)

    assert [(one.status, one.refused, one.row_version) for one in results] == [
        ("done", None, 2),
        ("done", None, 2),
        ("blocked", "move_refused", 1),
        ("done", None, 1),
    ]
    assert results[2].detail == "C is blocked: start it before it becomes done."
    pack = TicketPack.objects.get()
    assert (pack.done_count, pack.blocked_count, pack.not_started_count) == (3, 1, 0)


def test_move_tickets_leaves_the_same_as_single_moves(tickets):
    twin = TicketInstance.objects.create(ticket_pack=tickets["A"].ticket_pack, ticket_id="A2", title="A")
    operations.move_ticket(ticket_id=twin.pk, to="blocked", reason=" No contract. ", at=AT)

    move(tickets, "blocked", reason=" No contract. ", A=1)

    names = ("status", "blocked_reason", "started_at", "completed_at", "row_version")
    assert [getattr(TicketInstance.objects.get(pk=tickets["A"].pk), name) for name in names] == [
        getattr(TicketInstance.objects.get(pk=twin.pk), name) for name in names
    ]


@pytest.mark.parametrize("to", ["not_started", "in_progress", "skipped", "done"])
def test_move_tickets_sets_the_times_of_single_moves(tickets, to):
    twin = TicketInstance.objects.create(
        ticket_pack=tickets["A"].ticket_pack, ticket_id="B2", title="B", status="in_progress"
    )
    begun = TicketInstance.objects.get(pk=twin.pk).started_at
    operations.move_ticket(ticket_id=twin.pk, to=to, at=AT)

    move(tickets, to, A=None, B=None)

    alone, among = TicketInstance.objects.get(pk=twin.pk), TicketInstance.objects.get(pk=tickets["B"].pk)
    assert (among.status, among.completed_at, among.row_version) == (
        alone.status,
        alone.completed_at,
        alone.row_version,
    )
    assert alone.started_at == begun
    assert TicketInstance.objects.get(pk=tickets["A"].pk).started_at == (None if to == "not_started" else AT)


def test_move_tickets_keeps_a_row_that_was_changed_meanwhile(tickets):
    operations.edit_ticket(ticket_id=tickets["A"].pk, changes={"title": "New"})

    late, other = move(tickets, "in_progress", A=1, D=1)

    assert (late.refused, late.status, late.row_version) == ("changed_meanwhile", "not_started", 2)
    assert (other.refused, other.status, other.row_version) == (None, "in_progress", 2)


def test_move_tickets_names_an_unknown_ticket(tickets):
    unknown, known = operations.move_tickets(versions={MISSING: None, tickets["A"].pk: None}, to="done", at=AT)

    assert (unknown.refused, unknown.status) == ("not_found", "")
    assert known.refused is None


def test_move_tickets_without_a_reason_is_refused_as_a_whole(tickets):
    with pytest.raises(operations.ReasonMissing, match="needs a reason"):
        move(tickets, "blocked", A=None)

    assert TicketInstance.objects.get(pk=tickets["A"].pk).status == "not_started"


def test_move_tickets_to_no_state_is_refused_as_a_whole(tickets):
    with pytest.raises(operations.MoveRefused, match="no state"):
        move(tickets, "finished", A=None)


def test_move_tickets_takes_as_many_statements_for_many(tickets):
    pack = tickets["A"].ticket_pack
    many = TicketInstance.objects.bulk_create(
        TicketInstance(ticket_pack=pack, ticket_id=f"M-{number}", title="M") for number in range(300)
    )

    with CaptureQueriesContext(connection) as few:
        move(tickets, "done", A=None, B=None)
    with CaptureQueriesContext(connection) as lots:
        results = operations.move_tickets(versions={one.pk: None for one in many}, to="done", at=AT)

    assert len(few) == len(lots)
    assert all(one.refused is None for one in results)
    assert 'ORDER BY "ticket_instances"."id" ASC FOR NO KEY UPDATE' in " ".join(query["sql"] for query in lots)
