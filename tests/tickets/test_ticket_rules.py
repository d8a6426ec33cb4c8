"""What the database itself refuses and sets on tickets, tried past every operation."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest
from django.db import Error, IntegrityError, connection, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from apps.roadmaps.models import Roadmap, RoadmapSection
from apps.tenancy.context import tenant_context
from apps.tickets.choices import MOVES, TicketStatus
from apps.tickets.models import TicketDependency, TicketInstance, TicketPack
from tests.conftest import AT

FORBIDDEN = [(a, b) for a in TicketStatus.values for b in TicketStatus.values if a != b and b not in MOVES[a]]
ALLOWED = [(a, b) for a in TicketStatus.values for b in sorted(MOVES[a])]
REASON = {"blocked_reason": "waiting for the brand text"}


@pytest.fixture
def pack(inside) -> TicketPack:
    return TicketPack.objects.create(key="main", title="Main")


def a_ticket(pack: TicketPack, code: str = "H-001", **fields: Any) -> TicketInstance:
    if fields.get("status") == "blocked":
        fields = REASON | fields
    ticket = TicketInstance.objects.create(ticket_pack=pack, ticket_id=code, title=code, **fields)
    ticket.refresh_from_db()
    return ticket


def change(ticket: TicketInstance, **fields: Any) -> TicketInstance:
    TicketInstance.objects.filter(pk=ticket.pk).update(**fields)
    ticket.refresh_from_db()
    return ticket


def refused(match: str) -> Any:
    return pytest.raises(Error, match=match)


def test_moves_that_are_forbidden_are_these():
    assert FORBIDDEN == [("blocked", "done"), ("skipped", "done")]


@pytest.mark.parametrize(("before", "after"), FORBIDDEN)
def test_status_move_outside_the_table_is_refused(pack, before, after):
    ticket = a_ticket(pack, status=before)

    with refused("Invalid transition"), transaction.atomic():
        change(ticket, status=after)

    ticket.refresh_from_db()
    assert ticket.status == before


@pytest.mark.parametrize(("before", "after"), ALLOWED)
def test_status_move_of_the_table_is_made(pack, before, after):
    ticket = a_ticket(pack, status=before)

    change(ticket, status=after, **(REASON if after == "blocked" else {}))

    assert ticket.status == after


def test_status_move_in_bulk_is_refused_whole_for_one_forbidden_row(pack):
    a_ticket(pack, "H-001", status="not_started")
    a_ticket(pack, "H-002", status="skipped")

    with refused("Invalid transition"), transaction.atomic():
        TicketInstance.objects.update(status="done")

    assert TicketInstance.objects.filter(status="done").count() == 0


def test_status_that_is_none_is_refused(pack):
    with refused("tickets_ticket_status_known|Invalid transition"), transaction.atomic():
        change(a_ticket(pack), status="parked")


@pytest.mark.parametrize("status", TicketStatus.values)
def test_completed_at_is_set_exactly_when_done(pack, status):
    ticket = a_ticket(pack, status=status)

    assert (ticket.completed_at is not None) == (status == "done")
    assert (ticket.started_at is not None) == (status != "not_started")
    assert (ticket.blocked_reason != "") == (status == "blocked")


def test_completed_at_given_with_the_move_is_kept(pack):
    ticket = change(a_ticket(pack), status="done", completed_at=AT)

    assert ticket.completed_at == AT


def test_completed_at_is_the_clock_of_the_context(firm, inside, pack):
    ticket = a_ticket(pack)
    moment = dt.datetime(2026, 5, 1, 8, tzinfo=dt.UTC)

    with tenant_context(firm.pk, now=moment):
        change(ticket, status="done")

    assert (ticket.completed_at, ticket.started_at) == (moment, moment)


def test_completed_at_is_cleared_when_a_ticket_leaves_done(pack):
    ticket = change(a_ticket(pack, status="done"), status="in_progress")

    assert ticket.completed_at is None


def test_completed_at_of_an_open_ticket_is_not_taken(pack):
    assert change(a_ticket(pack), completed_at=AT).completed_at is None


def test_completed_at_of_a_done_ticket_cannot_be_emptied(pack):
    ticket = a_ticket(pack, status="done")

    assert change(ticket, completed_at=None).completed_at is not None


def test_started_at_stays_at_the_first_start(pack):
    ticket = change(a_ticket(pack), status="in_progress", started_at=AT)

    change(ticket, status="not_started")
    change(ticket, status="in_progress")

    assert ticket.started_at == AT


def test_blocked_without_a_reason_is_refused(pack):
    with refused("tickets_ticket_blocked_has_reason"), transaction.atomic():
        change(a_ticket(pack), status="blocked")


def test_blocked_reason_cannot_be_taken_away(pack):
    with refused("tickets_ticket_blocked_has_reason"), transaction.atomic():
        change(a_ticket(pack, status="blocked"), blocked_reason="")


def test_blocked_reason_leaves_with_the_state(pack):
    assert change(a_ticket(pack, status="blocked"), status="in_progress").blocked_reason == ""


def test_blocked_reason_of_an_open_ticket_is_not_taken(pack):
    assert change(a_ticket(pack), blocked_reason="why").blocked_reason == ""


def test_ticket_code_is_unique_in_its_pack_only(pack):
    a_ticket(pack, "H-001")
    other = TicketPack.objects.create(key="other", title="Other")
    a_ticket(other, "H-001")

    with pytest.raises(IntegrityError, match="tickets_ticket_code_unique"), transaction.atomic():
        a_ticket(pack, "H-001")


def test_change_of_nothing_leaves_no_version_and_no_event(pack):
    ticket = a_ticket(pack)

    change(ticket, title=ticket.title)

    assert ticket.row_version == 1
    assert ticket.events.count() == 1


def test_change_writes_one_version_and_one_event(pack):
    ticket = change(a_ticket(pack), status="done", notes="done in the call")

    newest = ticket.events.latest("pgh_id")
    assert ticket.row_version == 2
    assert ticket.updated_at >= ticket.created_at
    assert (newest.pgh_label, newest.status, newest.notes) == ("update", "done", "done in the call")
    assert newest.pgh_context == {"name": "Ines Duarte", "via": "test"}


def test_deleted_ticket_leaves_its_history(pack):
    ticket = a_ticket(pack)
    pk = ticket.pk

    ticket.delete()

    events = TicketInstance.pgh_event_model.objects.filter(pgh_obj_id=pk).order_by("pgh_id")
    assert list(events.values_list("pgh_label", flat=True)) == ["insert", "delete"]


def test_history_cannot_be_changed_or_deleted(pack):
    a_ticket(pack)
    events = TicketInstance.pgh_event_model.objects

    for act in (lambda: events.update(title="never"), lambda: events.all()._raw_delete("default")):
        with refused("permission denied"), transaction.atomic():
            act()

    assert events.count() == 1


# Dependencies


def depends(first: TicketInstance, *others: TicketInstance) -> None:
    for other in others:
        TicketDependency.objects.create(ticket_instance=first, depends_on=other)


def test_dependency_on_itself_is_refused(pack):
    ticket = a_ticket(pack)

    with refused("tickets_dependency_not_itself"), transaction.atomic():
        depends(ticket, ticket)


@pytest.mark.parametrize("length", [2, 3, 7])
def test_dependency_circle_is_refused(pack, length):
    made = [a_ticket(pack, f"H-{n}") for n in range(length)]
    for before, after in pairwise(made):
        depends(after, before)

    with refused("circle"), transaction.atomic():
        depends(made[0], made[-1])

    assert TicketDependency.objects.count() == length - 1


def test_dependency_circle_made_by_an_update_is_refused(pack):
    first, second, third = (a_ticket(pack, f"H-{n}") for n in range(3))
    depends(second, first)
    depends(first, third)

    with refused("circle"), transaction.atomic():
        TicketDependency.objects.filter(ticket_instance=first).update(depends_on=second)


def test_dependency_circle_made_in_one_statement_is_refused(pack):
    first, second = a_ticket(pack, "H-1"), a_ticket(pack, "H-2")

    with refused("circle"), transaction.atomic():
        TicketDependency.objects.bulk_create(
            [
                TicketDependency(ticket_instance=first, depends_on=second),
                TicketDependency(ticket_instance=second, depends_on=first),
            ]
        )


def test_dependency_diamond_is_no_circle(pack):
    top, left, right, bottom = (a_ticket(pack, f"H-{n}") for n in range(4))

    depends(left, top)
    depends(right, top)
    depends(bottom, left, right)

    assert TicketDependency.objects.count() == 4


def test_dependency_twice_is_refused(pack):
    first, second = a_ticket(pack, "H-1"), a_ticket(pack, "H-2")
    depends(second, first)

    with pytest.raises(IntegrityError, match="tickets_dependency_once"), transaction.atomic():
        depends(second, first)


def test_dependency_goes_with_either_ticket(pack):
    first, second, third = (a_ticket(pack, f"H-{n}") for n in range(3))
    depends(second, first)
    depends(third, second)

    TicketInstance.objects.filter(pk=second.pk).delete()

    assert TicketDependency.objects.count() == 0


# Sections


def word_count(text: str) -> int:
    roadmap, _ = Roadmap.objects.get_or_create(version="v1.0")
    section = RoadmapSection.objects.create(
        roadmap=roadmap, section_number=1, section_name="summary", title="S", content_markdown=text
    )
    section.refresh_from_db()
    section.delete()
    return section.word_count


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"))
    | st.text(
        st.sampled_from(
            "ab \t\n\r\f\v\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2007\u2028\u2029\u202f\u205f\u3000\u200b\ufeff"
        )
    )
)
@example("")
@example("  two\twords\n")
@example("no\u00a0break")
@example("\u2003wide\u2003")
def test_word_count_is_pythons_split(inside, text):
    with transaction.atomic():
        assert word_count(text) == len(text.split())
        transaction.set_rollback(True)


def test_word_count_follows_a_change(inside):
    roadmap = Roadmap.objects.create(version="v1.0")
    section = RoadmapSection.objects.create(roadmap=roadmap, section_number=1, section_name="summary", title="S")

    RoadmapSection.objects.update(content_markdown="three short words")

    section.refresh_from_db()
    assert section.word_count == 3


def test_word_count_is_not_for_anybody_to_set(inside):
    with refused("word_count"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE roadmap_sections SET word_count = 5")
