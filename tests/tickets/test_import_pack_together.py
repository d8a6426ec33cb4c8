"""Imports at the same time, of very many tickets, and of any pack at all."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from django.db import connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.tenancy.context import tenant_context
from apps.tickets import operations
from apps.tickets.models import TicketDependency, TicketInstance, TicketPack
from tests.conftest import AT, make_firm
from tests.tickets.pack_imports import PACKS, import_text, pack, tickets

# Several at once, and many


def at_once(*works):
    """Run each work in a thread of its own, all starting together, and return what they returned."""
    start = threading.Barrier(len(works), timeout=20)

    def one(work):
        try:
            start.wait()
            return work()
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(one, works))


def test_two_first_imports_at_once_make_one_pack_with_each_ticket_once(committed):
    firm = make_firm()

    def work() -> tuple[int, int]:
        with tenant_context(firm.pk):
            result = import_text((PACKS / "checklist.md").read_text(), key="checklist")
            return len(result.created), result.unchanged

    answers = at_once(work, work)

    assert sorted(answers) == [(0, 10), (10, 0)]
    assert len(tickets(firm)) == 10
    assert pack(firm).total_tickets == 10


def test_import_while_people_tick_neither_locks_up_nor_loses_a_count(committed):
    firm = make_firm()
    texts = ["".join(f"## Sprint {n // 20 + 1}\n\n- [ ] **H-{n}** {word} {n}\n" for n in range(60)) for word in "AB"]
    with tenant_context(firm.pk):
        import_text(texts[0])
        ids = list(TicketInstance.objects.order_by("-order_index").values_list("id", flat=True))

    def imports() -> None:
        for text in texts[::-1] * 2:
            with tenant_context(firm.pk):
                import_text(text)

    def ticks(chosen: list[Any]):
        def work() -> None:
            for ticket_id in chosen:
                with tenant_context(firm.pk):
                    operations.move_ticket(ticket_id=ticket_id, to="done", at=AT)

        return work

    at_once(imports, ticks(ids[::2]), ticks(ids[1::2]))

    made = pack(firm, "main")
    assert (made.done_count, made.total_tickets, made.status) == (60, 60, "completed")
    assert {row.title[0] for row in tickets(firm, "main")} == {"A"}
    listed = [pk for sprint in made.sprint_assignments for pk in sprint["ticket_instances"]]
    assert listed == [str(row.pk) for row in tickets(firm, "main")]


def test_import_of_ten_thousand_tickets_again_and_changed(inside):
    count, told = 10_000, []
    lines = [f"- [ ] **H-{n}** Ticket {n}\n" for n in range(count)]
    waiting = [f"{line}  - depends: H-{n - 1}\n" if n % 50 else line for n, line in enumerate(lines)]
    text = "".join(waiting)

    first = import_text(text, advance=told.append)
    again = import_text(text)
    changed = import_text(text.replace("Ticket 77\n", "Ticket seventy-seven\n"), at=AT + timedelta(days=1))

    assert (len(first.created), again.unchanged) == (count, count)
    assert ([update.code for update in changed.updated], changed.unchanged) == (["H-77"], count - 1)
    assert (sum(told), len(told) > 1) == (count, True)
    assert TicketPack.objects.get().total_tickets == count
    assert TicketDependency.objects.count() == count - count // 50


def test_import_of_a_thousand_tickets_that_wait_in_one_row(inside):
    text = "".join(f"- [ ] **H-{n}** Ticket {n}\n  - depends: H-{n - 1}\n" for n in range(1, 1000))

    result = import_text(f"- [ ] **H-0** First\n{text}")

    assert len(result.created) == 1000
    assert TicketDependency.objects.count() == 999


# Any pack

WORDS = st.text("abc<&'\"%\\é→", min_size=1, max_size=12).map(lambda text: f"a{text}z")
STATUS = st.sampled_from(["not_started", "in_progress", "blocked", "done", "skipped"])
GENERATED = st.lists(
    st.fixed_dictionaries(
        {
            "title": WORDS,
            "sprint": st.sampled_from([None, 1, 2]),
            "status": STATUS,
            "assignee": st.one_of(st.just(""), WORDS),
            "notes": st.one_of(st.just(""), WORDS),
            "section": st.one_of(st.none(), st.integers(0, 99)),
            "waits": st.integers(1, 4),
        }
    ),
    min_size=1,
    max_size=8,
)


def as_text(drawn):
    """Write the tickets as a checklist, sprint by sprint in the order given."""
    lines = []
    for place, ticket in enumerate(drawn):
        lines.append(f"## Sprint {ticket['sprint']}" if ticket["sprint"] else "## Backlog")
        lines += [f"- [{'x' if ticket['status'] == 'done' else ' '}] **G-{place}** {ticket['title']}"]
        lines.append(f"  - status: {ticket['status']}")
        lines += ["  - reason: because"] if ticket["status"] == "blocked" else []
        lines += [f"  - assignee: {ticket['assignee']}"] if ticket["assignee"] else []
        lines += [f"  - note: {ticket['notes']}"] if ticket["notes"] else []
        lines += [f"  - section: {ticket['section']}"] if ticket["section"] is not None else []
        lines += [f"  - depends: G-{place - ticket['waits']}"] if place >= ticket["waits"] else []
    return "\n".join(lines) + "\n"


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(GENERATED)
def test_import_of_any_pack_gives_its_tickets_in_order_and_the_same_again(inside, drawn):
    with transaction.atomic():
        import_text(as_text(drawn))
        again = import_text(as_text(drawn))

        columns = ("ticket_id", "title", "sprint_number", "status", "assignee", "notes", "section_number")
        assert list(TicketInstance.objects.order_by("order_index").values_list(*columns)) == [
            (f"G-{place}", t["title"], t["sprint"], t["status"], t["assignee"], t["notes"], t["section"])
            for place, t in enumerate(drawn)
        ]
        assert set(TicketDependency.objects.values_list("ticket_instance__ticket_id", "depends_on__ticket_id")) == {
            (f"G-{place}", f"G-{place - t['waits']}") for place, t in enumerate(drawn) if place >= t["waits"]
        }
        assert (again.unchanged, again.created, again.updated) == (len(drawn), (), ())
        transaction.set_rollback(True)
