"""A pack's totals are the database's: right after every statement, whoever else is at it."""

from __future__ import annotations

import itertools
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, connections, models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.tenancy.context import tenant_context
from apps.tickets import operations
from apps.tickets.choices import MOVES, TicketStatus
from apps.tickets.models import FirmSectionCount, SectionCount, TicketInstance, TicketPack
from tests.conftest import AT, make_firm

STATUSES = TicketStatus.values


def a_pack(key: str = "main", **fields: Any) -> TicketPack:
    return TicketPack.objects.create(key=key, title=key, **fields)


def tickets(pack: TicketPack, statuses: list[str], *, sprint: int | None = 1) -> list[TicketInstance]:
    """Make a ticket in each of these states, by one statement."""
    started = pack.tickets.count()
    return TicketInstance.objects.bulk_create(
        TicketInstance(
            ticket_pack=pack,
            ticket_id=f"H-{started + number:03}",
            title=f"Ticket {number}",
            status=status,
            blocked_reason="waiting" if status == "blocked" else "",
            sprint_number=sprint,
            order_index=started + number,
        )
        for number, status in enumerate(statuses)
    )


def kept(pack: TicketPack) -> dict[str, int]:
    """What the pack says."""
    pack.refresh_from_db()
    return {status: getattr(pack, f"{status}_count") for status in STATUSES}


def counted(pack: TicketPack) -> dict[str, int]:
    """What counting says."""
    found = Counter(TicketInstance.objects.filter(ticket_pack=pack).values_list("status", flat=True))
    return {status: found[status] for status in STATUSES}


def sprints_listed(pack: TicketPack) -> dict[int, list[str]]:
    pack.refresh_from_db()
    return {entry["sprint_number"]: entry["ticket_instances"] for entry in pack.sprint_assignments}


def sprints_counted(pack: TicketPack) -> dict[int, list[str]]:
    rows = TicketInstance.objects.filter(ticket_pack=pack, sprint_number__isnull=False)
    found: dict[int, list[str]] = {}
    for number, pk in rows.order_by("sprint_number", "order_index", "id").values_list("sprint_number", "id"):
        found.setdefault(number, []).append(str(pk))
    return found


def sections_kept(model: Any) -> dict[int, Counter[str]]:
    """What the counts by section add up to, of all packs or of the firm."""
    found: dict[int, Counter[str]] = {}
    for number, *counts in model.objects.values_list("section_number", *(f"{status}_count" for status in STATUSES)):
        found.setdefault(number, Counter()).update(dict(zip(STATUSES, counts, strict=True)))
    return {number: +counts for number, counts in found.items() if +counts}


def sections_counted() -> dict[int, Counter[str]]:
    found: dict[int, Counter[str]] = {}
    for number, status in TicketInstance.objects.values_list("section_number", "status"):
        found.setdefault(-1 if number is None else number, Counter())[status] += 1
    return found


def assert_kept(*packs: TicketPack) -> None:
    assert sections_kept(SectionCount) == sections_kept(FirmSectionCount) == sections_counted()
    for pack in packs:
        assert kept(pack) == counted(pack)
        assert sprints_listed(pack) == sprints_counted(pack)
        assert pack.total_tickets == sum(counted(pack).values())
        assert pack.totals == {"tickets": pack.total_tickets, **counted(pack)}
        assert pack.total_sprints == len(pack.sprint_assignments)


def test_totals_of_an_empty_pack_are_zero(inside):
    pack = a_pack()

    assert_kept(pack)
    assert (pack.status, pack.percent) == ("not_started", 0)


def test_totals_after_a_bulk_insert(inside):
    pack = a_pack()

    tickets(pack, ["not_started"] * 18 + ["in_progress", "blocked", "done", "done", "skipped"])

    assert kept(pack) == {"not_started": 18, "in_progress": 1, "blocked": 1, "done": 2, "skipped": 1}
    assert_kept(pack)
    assert (pack.total_tickets, pack.countable, pack.percent) == (23, 22, 9)


def test_totals_after_an_insert_over_two_packs(inside):
    first, second = a_pack("first"), a_pack("second")

    TicketInstance.objects.bulk_create(
        TicketInstance(ticket_pack=pack, ticket_id=f"T-{n}", title="T", sprint_number=n)
        for n, pack in enumerate([first, second, first, second, first])
    )

    assert (kept(first)["not_started"], kept(second)["not_started"]) == (3, 2)
    assert_kept(first, second)


def test_totals_after_a_bulk_update(inside):
    pack = a_pack()
    tickets(pack, ["not_started"] * 5)

    TicketInstance.objects.filter(order_index__lt=3).update(status="done")

    assert (kept(pack)["done"], kept(pack)["not_started"]) == (3, 2)
    assert_kept(pack)


def test_totals_after_a_bulk_update_of_mixed_states(inside):
    pack = a_pack()
    tickets(pack, ["not_started", "in_progress", "done", "blocked", "skipped"])

    TicketInstance.objects.update(status="in_progress")

    assert kept(pack)["in_progress"] == 5
    assert_kept(pack)


def test_totals_after_a_bulk_delete(inside):
    pack = a_pack()
    tickets(pack, ["not_started", "done", "done", "skipped"])

    TicketInstance.objects.filter(status="done").delete()

    assert kept(pack) == {"not_started": 1, "in_progress": 0, "blocked": 0, "done": 0, "skipped": 1}
    assert_kept(pack)


def test_totals_after_tickets_moved_to_another_pack(inside):
    first, second = a_pack("first"), a_pack("second")
    tickets(first, ["done", "not_started", "not_started"])

    TicketInstance.objects.filter(order_index__lt=2).update(ticket_pack=second, sprint_number=4)

    assert (kept(first)["not_started"], kept(second)["done"], kept(second)["not_started"]) == (1, 1, 1)
    assert_kept(first, second)


def test_totals_after_packs_swapped_in_one_statement(inside):
    first, second = a_pack("first"), a_pack("second")
    tickets(first, ["done", "done"])
    TicketInstance.objects.bulk_create([TicketInstance(ticket_pack=second, ticket_id="X-1", title="X")])

    TicketInstance.objects.update(
        ticket_pack_id=models.Case(
            models.When(ticket_pack=first, then=models.Value(second.pk)), default=models.Value(first.pk)
        )
    )

    assert (kept(first)["not_started"], kept(second)["done"]) == (1, 2)
    assert_kept(first, second)


def test_totals_of_a_pack_that_is_deleted_trouble_nobody(inside):
    first, second = a_pack("first"), a_pack("second")
    tickets(first, ["done"] * 3)
    tickets(second, ["done"])

    first.delete()

    assert_kept(second)
    assert TicketInstance.objects.count() == 1


def test_totals_after_a_statement_that_touches_nothing(inside):
    pack = a_pack()
    tickets(pack, ["not_started"])

    TicketInstance.objects.filter(ticket_id="none").update(status="done")
    TicketInstance.objects.filter(ticket_id="none").delete()

    assert_kept(pack)


def test_totals_are_no_change_of_the_pack(inside):
    pack = a_pack()
    pack.refresh_from_db()
    version = pack.row_version

    tickets(pack, ["done"] * 3)

    pack.refresh_from_db()
    assert pack.row_version == version
    assert list(pack.events.values_list("pgh_label", flat=True)) == ["insert"]


def test_totals_cannot_go_below_zero(inside):
    pack = a_pack()

    with pytest.raises(Exception, match="not_started_count"), transaction.atomic():
        TicketPack.objects.filter(pk=pack.pk).update(not_started_count=-1)


def test_sprint_list_keeps_names_and_dates_and_an_empty_named_sprint(inside):
    entry = {"sprint_number": 1, "name": "One inbox", "planned_start": "2026-03-02", "planned_end": "2026-03-13"}
    pack = a_pack(sprint_assignments=[entry, {"sprint_number": 9, "name": "", "ticket_instances": []}])
    made = tickets(pack, ["not_started"] * 2, sprint=1) + tickets(pack, ["not_started"], sprint=2)

    TicketInstance.objects.filter(sprint_number=1).update(sprint_number=3)

    pack.refresh_from_db()
    assert pack.sprint_assignments == [
        {**entry, "ticket_instances": []},
        {
            "sprint_number": 2,
            "name": "",
            "planned_start": None,
            "planned_end": None,
            "ticket_instances": [str(made[2].pk)],
        },
        {
            "sprint_number": 3,
            "name": "",
            "planned_start": None,
            "planned_end": None,
            "ticket_instances": [str(made[0].pk), str(made[1].pk)],
        },
    ]


def test_sprint_list_follows_the_order_of_tickets(inside):
    pack = a_pack()
    first, second = tickets(pack, ["not_started"] * 2)

    TicketInstance.objects.filter(pk=first.pk).update(order_index=99)

    assert sprints_listed(pack) == {1: [str(second.pk), str(first.pk)]}


def test_sprint_list_leaves_the_backlog_out(inside):
    pack = a_pack()
    tickets(pack, ["not_started"] * 2)

    TicketInstance.objects.update(sprint_number=None)

    assert sprints_listed(pack) == {}


@pytest.mark.parametrize(
    "present",
    [set(c) for n in range(6) for c in itertools.combinations(STATUSES, n)],
    ids=lambda s: "+".join(sorted(s)) or "none",
)
def test_pack_status_follows_every_combination_of_counts(inside, present):
    pack = a_pack()
    tickets(pack, sorted(present))

    pack.refresh_from_db()

    open_ones = present & {"not_started", "in_progress", "blocked"}
    if "done" in present and not open_ones:
        expected = "completed"
    elif present & {"done", "in_progress", "blocked"}:
        expected = "in_progress"
    else:
        expected = "not_started"
    assert pack.status == expected


def test_totals_after_concurrent_ticks(committed):
    firm = make_firm()
    with tenant_context(firm.pk):
        pack = a_pack()
        made = tickets(pack, ["not_started"] * 20)
    start = threading.Barrier(8, timeout=20)

    def tick(share: list[TicketInstance]) -> None:
        try:
            start.wait()
            for ticket in share:
                with tenant_context(firm.pk):
                    operations.move_ticket(ticket_id=ticket.pk, to="done", at=AT)
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(tick, [made[n::8] for n in range(8)]))

    with tenant_context(firm.pk):
        assert kept(pack)["done"] == 20
        assert_kept(pack)
        assert pack.status == "completed"


def test_totals_after_the_same_ticket_ticked_at_once(committed):
    firm = make_firm()
    with tenant_context(firm.pk):
        pack = a_pack()
        (ticket,) = tickets(pack, ["not_started"])
    start = threading.Barrier(4, timeout=20)

    def tick(_: int) -> str:
        try:
            start.wait()
            with tenant_context(firm.pk):
                return operations.move_ticket(ticket_id=ticket.pk, to="done", version=1, at=AT).status
        except operations.TicketChanged:
            return "changed"
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(tick, range(4)))

    assert answers == ["changed", "changed", "changed", "done"]
    with tenant_context(firm.pk):
        assert_kept(pack)
        assert list(ticket.events.order_by("pgh_id").values_list("status", flat=True)) == ["not_started", "done"]


def test_totals_after_concurrent_bulk_writes_over_two_packs(committed):
    firm = make_firm()
    with tenant_context(firm.pk):
        packs = [a_pack("first"), a_pack("second")]
        for pack in packs:
            tickets(pack, ["not_started"] * 10)
    start = threading.Barrier(4, timeout=20)

    def write(number: int) -> None:
        try:
            start.wait()
            with tenant_context(firm.pk):
                # Each statement goes through both packs; tickets are locked in the order of the plan.
                chosen = TicketInstance.objects.filter(order_index__in=[number, number + 4])
                chosen.update(status="in_progress")
                chosen.update(status="done")
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))

    with tenant_context(firm.pk):
        assert_kept(*packs)
        assert kept(packs[0])["done"] == kept(packs[1])["done"] == 8


def test_two_writers_of_a_firm_do_not_wait_for_each_other_over_its_counts(committed):
    firm = make_firm()
    with tenant_context(firm.pk):
        packs = [a_pack("first"), a_pack("second")]
        for pack in packs:
            tickets(pack, ["not_started"] * 2)

    def tick_second() -> int:
        try:
            with tenant_context(firm.pk), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '2s'")
                return int(TicketInstance.objects.filter(ticket_pack=packs[1]).update(status="done"))
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(1) as pool, tenant_context(firm.pk):
        TicketInstance.objects.filter(ticket_pack=packs[0]).update(status="in_progress")
        assert pool.submit(tick_second).result(timeout=10) == 2

    with tenant_context(firm.pk):
        assert_kept(*packs)
        assert FirmSectionCount.objects.count() == 2  # the second writer found the first's row locked
        TicketInstance.objects.update(status="done")
        assert FirmSectionCount.objects.count() == 2
        assert_kept(*packs)


def test_counts_of_a_firm_lose_nothing_to_many_writers(committed):
    firm = make_firm()
    with tenant_context(firm.pk):
        packs = [a_pack(f"p{number}") for number in range(6)]
        for pack in packs:
            tickets(pack, ["not_started"] * 12)
    start = threading.Barrier(6, timeout=20)

    def write(pack: TicketPack) -> None:
        try:
            start.wait()
            for number in range(12):
                with tenant_context(firm.pk):
                    rows = TicketInstance.objects.filter(ticket_pack=pack, order_index=number)
                    rows.update(status="in_progress", section_number=number % 3)
                    if number % 4 == 3:
                        rows.delete()
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, packs))

    with tenant_context(firm.pk):
        assert sections_counted() == {number: Counter(in_progress=18) for number in range(3)}
        assert_kept(*packs)


steps = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(0, 1), st.lists(st.sampled_from(STATUSES), max_size=4)),
        st.tuples(st.just("set"), st.sampled_from(STATUSES), st.sampled_from(STATUSES)),
        st.tuples(st.just("move"), st.integers(0, 1), st.sampled_from(STATUSES)),
        st.tuples(st.just("sprint"), st.sampled_from([None, 1, 2]), st.sampled_from(STATUSES)),
        st.tuples(st.just("section"), st.sampled_from([None, 1, 2]), st.sampled_from(STATUSES)),
        st.tuples(st.just("delete"), st.integers(0, 1), st.sampled_from(STATUSES)),
        st.tuples(st.just("undo"), st.integers(0, 1), st.sampled_from(STATUSES)),
    ),
    max_size=8,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_totals_equal_a_recount_after_any_sequence_of_statements(inside, taken):
    with transaction.atomic():
        packs = [a_pack("first"), a_pack("second")]
        for number, step in enumerate(taken):
            take(step, packs, number)
            assert_kept(*packs)
        transaction.set_rollback(True)


def take(step: tuple[str, Any, Any], packs: list[TicketPack], number: int) -> None:
    kind, one, other = step
    rows = TicketInstance.objects.all()
    if kind == "add":
        TicketInstance.objects.bulk_create(
            TicketInstance(
                ticket_pack=packs[one],
                ticket_id=f"{number}-{place}",
                title="T",
                status=status,
                blocked_reason="waiting" if status == "blocked" else "",
                sprint_number=place or None,
            )
            for place, status in enumerate(other)
        )
    elif kind == "set" and other in MOVES[one]:
        rows.filter(status=one).update(status=other, blocked_reason="waiting" if other == "blocked" else "")
    elif kind == "move":
        rows.filter(status=other).update(ticket_pack=packs[one])
    elif kind == "sprint":
        rows.filter(status=other).update(sprint_number=one)
    elif kind == "section":
        rows.filter(status=other).update(section_number=one)
    elif kind == "delete":
        rows.filter(ticket_pack=packs[one], status=other).delete()
    elif kind == "undo":
        with transaction.atomic():
            rows.filter(ticket_pack=packs[one]).delete()
            transaction.set_rollback(True)


def test_totals_are_kept_for_raw_sql_as_well(inside):
    pack = a_pack()
    tickets(pack, ["not_started"] * 4)

    with connection.cursor() as cursor:
        cursor.execute("UPDATE ticket_instances SET status = 'done' WHERE order_index < 2")
        cursor.execute("DELETE FROM ticket_instances WHERE order_index = 3")

    assert isinstance(pack.pk, UUID)
    assert_kept(pack)
