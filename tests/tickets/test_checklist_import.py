"""A checklist that comes back: what it changes, what it leaves, when it is refused."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.tenancy.context import tenant_context
from apps.tickets import operations
from apps.tickets.models import TicketInstance, TicketPack
from apps.work.models import AuditEvent
from tests.conftest import AT, make_firm
from tests.tickets.checklists import STATES, brought_back, cleared, exported, left_out, make_pack, states, ticked

LATER = AT + timedelta(days=1)


def ticket(code: str) -> TicketInstance:
    return TicketInstance.objects.get(ticket_id=code)


def versions() -> list[tuple[object, int, int]]:
    return [(row.pk, row.row_version, row.events.count()) for row in TicketInstance.objects.order_by("pk")]


# Export


def test_export_has_each_ticket_once_with_its_state(inside):
    make_pack(assignee="Ines Duarte")

    text = exported()

    for code, status in STATES.items():
        box = "x" if status == "done" else " "
        assert text.count(f"- [{box}] **{code}** Ticket {code} <!-- {ticket(code).pk} -->\n  - status: {status}\n") == 1
    assert [line for line in text.split("\n") if line.startswith("#")] == [
        "# Front desk (v1.0)",
        "## Sprint 1: One inbox (2026-01-05 to 2026-01-16)",
        "## Sprint 2: Phones",
        "## Backlog",
    ]
    assert text.count("  - assignee: Ines Duarte\n") == len(STATES)
    assert text.count("  - reason: The vendor is silent\n") == 1


def test_export_is_remembered(inside):
    pack = make_pack()

    exported()

    event = AuditEvent.objects.get(event_type="ticketpack_export")
    assert (event.entity_id, event.after) == (str(pack.pk), {"key": "main", "tickets": 5})
    assert event.actor_name == "Ines Duarte"


def test_export_of_no_pack_names_those_there_are(inside):
    make_pack("front-desk")

    with pytest.raises(operations.UnknownPack, match=r"There is no pack main in this firm. Its packs: front-desk\."):
        exported()


# Import


def test_import_of_what_was_exported_changes_nothing(inside):
    make_pack(assignee="Ines  Duarte", notes="Asked.\r\n\r\n  twice \r\n")
    before = versions()

    result = brought_back(exported())

    assert (result.counts, result.not_understood) == ({"updated": 0, "unchanged": 5, "absent": 0}, ())
    assert versions() == before


def test_ticked_tickets_become_done_with_their_times(inside):
    make_pack()
    started = ticket("H-2").started_at

    result = brought_back(ticked(exported(), "H-1", "H-2"), at=LATER)

    assert states() == STATES | {"H-1": "done", "H-2": "done"}
    assert (ticket("H-1").started_at, ticket("H-1").completed_at) == (LATER, LATER)
    assert (ticket("H-2").started_at, ticket("H-2").completed_at) == (started, LATER)
    assert result.moved == {"done": 2, "not_started": 0}
    assert TicketPack.objects.get().done_count == 3


@pytest.mark.parametrize(("code", "before"), [("H-3", "blocked"), ("H-5", "skipped")])
def test_ticked_ticket_that_was_blocked_or_skipped_goes_through_a_start(inside, code, before):
    make_pack()

    result = brought_back(ticked(exported(), code), at=LATER)

    row = ticket(code)
    history = row.events.order_by("row_version").values_list("status", flat=True)
    assert (row.status, row.blocked_reason, row.completed_at) == ("done", "", LATER)
    assert list(history) == [before, "in_progress", "done"]
    assert result.changed[0].changes == {"status": (before, "done")}


def test_cleared_box_opens_a_done_ticket_again(inside):
    make_pack()
    started = ticket("H-4").started_at

    result = brought_back(cleared(exported(), "H-4"))

    row = ticket("H-4")
    assert (row.status, row.completed_at, row.started_at) == ("not_started", None, started)
    assert result.moved == {"done": 0, "not_started": 1}


def test_box_that_stays_empty_leaves_every_other_state(inside):
    make_pack()

    brought_back(ticked(exported(), "H-1"))

    assert states() == STATES | {"H-1": "done"}
    assert ticket("H-3").blocked_reason == "The vendor is silent"


def test_moves_are_the_same_as_ticks_on_the_board(inside):
    make_pack("board")
    make_pack("text")
    for row in TicketInstance.objects.filter(ticket_pack__key="board").exclude(status="done"):
        if row.status in {"blocked", "skipped"}:
            operations.move_ticket(ticket_id=row.pk, to="in_progress", at=LATER)
        operations.move_ticket(ticket_id=row.pk, to="done", at=LATER)

    brought_back(ticked(exported("text"), "H-1", "H-2", "H-3", "H-5"), at=LATER)

    columns = ("ticket_id", "status", "blocked_reason", "completed_at", "row_version")
    rows = TicketInstance.objects.order_by("order_index")
    assert list(rows.filter(ticket_pack__key="text").values_list(*columns)) == list(
        rows.filter(ticket_pack__key="board").values_list(*columns)
    )


def test_assignee_and_notes_are_taken_over(inside):
    make_pack(assignee="Ines Duarte", notes="Asked.")
    text = exported()
    head, tail = text.split("**H-2**")
    tail = tail.replace("  - assignee: Ines Duarte", "  - assignee: Tom Okafor", 1)
    tail = tail.replace("  - notes: Asked.", "  - notes: Asked twice.\n\n    No answer.", 1)

    result = brought_back(f"{head}**H-2**{tail}")

    assert result.changed[0].changes == {
        "assignee": ("Ines Duarte", "Tom Okafor"),
        "notes": ("Asked.", "Asked twice.\n\nNo answer."),
    }
    row = ticket("H-2")
    assert (row.assignee, row.notes, row.status) == ("Tom Okafor", "Asked twice.\n\nNo answer.", "in_progress")
    assert row.row_version == 2


def test_emptied_lines_empty_and_missing_lines_keep(inside):
    make_pack(assignee="Ines Duarte", notes="Asked.")
    text = exported().replace("  - assignee: Ines Duarte", "  - assignee:")
    text = text.replace("  - notes: Asked.\n", "")

    result = brought_back(text)

    assert result.counts["updated"] == 5
    assert set(TicketInstance.objects.values_list("assignee", "notes")) == {("", "Asked.")}


def test_note_may_be_added(inside):
    make_pack()
    text = exported().replace("  - status: blocked\n", "  - status: blocked\n  - note: Called on Monday.\n")

    brought_back(text)

    assert ticket("H-3").notes == "Called on Monday."


def test_import_is_remembered_with_who_did_it(inside):
    pack = make_pack()

    brought_back(ticked(exported(), "H-1"))

    event = AuditEvent.objects.get(event_type="ticketpack_checklist_import")
    assert event.entity_id == str(pack.pk)
    assert event.after == {
        "key": "main",
        "file": "main.md",
        "forced": False,
        "tickets": {"updated": 1, "unchanged": 4, "absent": 0},
        "moved": {"done": 1, "not_started": 0},
    }
    assert ticket("H-1").events.get(status="done").pgh_context["name"] == "Ines Duarte"


def test_dry_run_says_the_same_and_writes_nothing(inside):
    make_pack()
    text = cleared(ticked(exported(), "H-3"), "H-4")
    before = versions()

    planned = brought_back(text, dry_run=True)

    assert versions() == before
    assert not AuditEvent.objects.filter(event_type="ticketpack_checklist_import").exists()
    assert brought_back(text) == planned


def test_import_tells_how_far_it_is(inside):
    make_pack()
    told: list[int] = []

    brought_back(ticked(exported(), "H-1", "H-2"), advance=told.append)

    assert told == [3, 2]


# What is left out, and said


def test_unknown_ticket_is_listed_and_the_others_are_taken_over(inside):
    make_pack()
    pk = str(ticket("H-1").pk)
    unknown = "019a4c3e-5d2b-7c1e-9f00-3a1b2c3d4e5f"
    text = ticked(exported(), "H-1", "H-2").replace(pk, unknown)

    result = brought_back(text)

    assert left_out(result) == [(10, f"- [x] **H-1** Ticket H-1 <!-- {unknown} -->")]
    assert states() == STATES | {"H-2": "done"}
    assert result.absent == ("H-1",)


def test_ticket_of_another_pack_is_listed_and_left_alone(inside):
    make_pack("other")
    line = f"- [x] **H-1** Ticket H-1 <!-- {ticket('H-1').pk} -->"
    make_pack()

    result = brought_back(f"{exported()}{line}\n")

    assert [text for _, text in left_out(result)] == [line]
    assert states("other") == STATES


def test_removed_lines_keep_their_tickets(inside):
    make_pack()
    text = "\n".join(line for line in exported().split("\n") if "**H-4**" not in line)

    result = brought_back(text)

    assert (result.absent, result.counts["absent"], states()) == (("H-4",), 1, STATES)


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        pytest.param("Ticket H-1 <!--", "A better title <!--", "changes no code or title", id="title"),
        pytest.param("**H-1**", "**H-9**", "changes no code or title", id="code"),
        pytest.param("- status: not_started", "- status: skipped", "only the box counts", id="state"),
        pytest.param("- reason: The vendor is silent", "- reason: Other", "changes no reason", id="reason"),
        pytest.param("## Sprint 2: Phones", "## Sprint 2: Telephones", "no heading of this pack", id="heading"),
        pytest.param("  - assignee:", f"  - assignee: {'x' * 256}", "at most 255", id="long assignee"),
        pytest.param("- [ ] **H-1**", "- [?] **H-1**", "a box is empty or ticked", id="box"),
    ],
)
def test_change_that_is_no_business_of_a_checklist_is_listed(inside, before, after, reason):
    make_pack()
    text = exported()
    number = text[: text.index(before)].count("\n") + 1
    unchanged = versions()

    result = brought_back(text.replace(before, after, 1))

    assert result.not_understood[0].line == number
    assert reason in result.not_understood[0].reason
    assert versions() == unchanged


def test_ticket_below_another_sprint_stays_and_is_listed(inside):
    make_pack()
    text = exported()
    line = next(line for line in text.split("\n") if "**H-5**" in line)
    moved = text.replace(f"{line}\n", "").replace("## Sprint 2", f"{line.replace('[ ]', '[x]')}\n\n## Sprint 2")

    result = brought_back(moved)

    assert "it stays below Backlog" in result.not_understood[0].reason
    assert (ticket("H-5").sprint_number, ticket("H-5").status) == (None, "done")


# Refusals


def test_stale_export_is_refused_and_nothing_is_written(inside):
    make_pack()
    text = ticked(exported(), "H-1")
    operations.move_ticket(ticket_id=ticket("H-2").pk, to="done", at=AT)
    before = versions()

    for dry_run in (False, True):
        with pytest.raises(operations.ChecklistStale, match=r"Pack main has changed since main.md was exported\."):
            brought_back(text, dry_run=dry_run)

    assert versions() == before


def test_stale_export_is_taken_by_force_as_it_stands(inside):
    make_pack()
    text = ticked(exported(), "H-1")
    operations.move_ticket(ticket_id=ticket("H-2").pk, to="done", at=AT)
    operations.move_ticket(ticket_id=ticket("H-4").pk, to="skipped", at=AT)

    result = brought_back(text, force=True)

    assert result.is_stale
    assert states() == STATES | {"H-1": "done", "H-2": "not_started", "H-4": "done"}


def test_stale_export_is_taken_in_the_state_a_dry_run_told_and_in_no_other(inside):
    make_pack()
    text = ticked(exported(), "H-1")
    operations.move_ticket(ticket_id=ticket("H-2").pk, to="done", at=AT)
    seen = brought_back(text, force=True, dry_run=True).state
    operations.edit_ticket(ticket_id=ticket("H-5").pk, changes={"notes": "New."})

    with pytest.raises(operations.ChecklistStale):
        brought_back(text, seen=seen)
    operations.edit_ticket(ticket_id=ticket("H-5").pk, changes={"notes": ""})
    brought_back(text, seen=seen)

    assert states()["H-1"] == "done"


@pytest.mark.parametrize("dry_run", [False, True])
def test_second_import_of_the_same_file_changes_nothing(inside, dry_run):
    make_pack()
    text = ticked(exported(), "H-1", "H-2", "H-3").replace("[x] **H-5**", "[ ] **H-5**")
    brought_back(text)
    before = versions()

    result = brought_back(text, dry_run=dry_run)

    assert (result.changed, result.is_stale, result.not_understood, result.unchanged) == ((), False, (), 5)
    assert versions() == before


def test_second_import_is_stale_once_somebody_undid_a_part_of_it(inside):
    make_pack()
    text = ticked(exported(), "H-1")
    brought_back(text)
    operations.move_ticket(ticket_id=ticket("H-1").pk, to="in_progress", at=AT)

    with pytest.raises(operations.ChecklistStale):
        brought_back(text)


def test_second_import_is_stale_where_the_file_says_more_than_its_boxes(inside):
    make_pack()
    text = ticked(exported(), "H-1")
    brought_back(text)

    with pytest.raises(operations.ChecklistStale):
        brought_back(text.replace("Ticket H-2", "Another title"))


def test_change_that_the_checklist_does_not_show_makes_nothing_stale(inside):
    make_pack()
    text = ticked(exported(), "H-1")
    operations.edit_ticket(ticket_id=ticket("H-2").pk, changes={"description": "New text."})

    brought_back(text)

    assert ticket("H-1").status == "done"


def test_checklist_of_another_pack_is_refused(inside):
    make_pack()
    make_pack("other")

    with pytest.raises(operations.OtherPack, match=r"main.md is the checklist of pack main, not of other\."):
        brought_back(exported(), key="other", force=True)


def test_checklist_of_another_firm_finds_no_ticket(firm, other_firm):
    with tenant_context(firm.pk):
        make_pack()
        text = ticked(exported(), "H-1")
    with tenant_context(other_firm.pk):
        with pytest.raises(operations.UnknownPack):
            brought_back(text)
        make_pack()
        result = brought_back(text, force=True)
        assert (result.counts, states()) == ({"updated": 0, "unchanged": 0, "absent": 5}, STATES)
        assert len(result.not_understood) == 5
    with tenant_context(firm.pk):
        assert states() == STATES


# Any ticks at all, several at once, very many


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.fixed_dictionaries({code: st.booleans() for code in STATES}))
def test_any_ticks_give_exactly_those_moves(inside, boxes):
    with transaction.atomic():
        make_pack()
        text = exported()
        for code, is_ticked in boxes.items():
            mark = "x" if is_ticked else " "
            text = text.replace(f"[x] **{code}**", f"[{mark}] **{code}**")
            text = text.replace(f"[ ] **{code}**", f"[{mark}] **{code}**")

        result = brought_back(text)

        opened = {code: "not_started" if status == "done" else status for code, status in STATES.items()}
        expected = {code: "done" if boxes[code] else opened[code] for code in STATES}
        assert states() == expected
        assert {change.code for change in result.changed} == {c for c in STATES if expected[c] != STATES[c]}
        assert brought_back(exported()).counts["updated"] == 0
        transaction.set_rollback(True)


def test_two_imports_at_once_let_one_through(committed):
    firm = make_firm()
    with tenant_context(firm.pk):
        make_pack()
        texts = [ticked(exported(), code) for code in ("H-1", "H-2")]
    start = threading.Barrier(2, timeout=20)

    def work(text: str) -> str:
        try:
            start.wait()
            with tenant_context(firm.pk):
                brought_back(text)
        except operations.ChecklistStale:
            return "stale"
        finally:
            connections["default"].close()
        return "taken"

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(work, texts))

    assert sorted(answers) == ["stale", "taken"]
    done = ("H-1", "H-2")[answers.index("taken")]
    with tenant_context(firm.pk):
        assert states() == STATES | {done: "done"}


def test_import_while_people_tick_neither_locks_up_nor_loses_a_count(committed):
    firm = make_firm()
    with tenant_context(firm.pk):
        pack = make_pack()
        TicketInstance.objects.bulk_create(
            TicketInstance(ticket_pack=pack, ticket_id=f"N-{n}", title="More", order_index=n) for n in range(10, 50)
        )
        ids = list(TicketInstance.objects.filter(title="More").order_by("-id").values_list("id", flat=True))
    start = threading.Barrier(2, timeout=20)

    def imports() -> None:
        start.wait()
        for _ in range(5):
            with tenant_context(firm.pk):
                brought_back(exported().replace("[ ] **N-", "[x] **N-"), force=True)
        connections["default"].close()

    def ticks() -> None:
        start.wait()
        for ticket_id in ids:
            with tenant_context(firm.pk):
                operations.move_ticket(ticket_id=ticket_id, to="done", at=AT)
        connections["default"].close()

    with ThreadPoolExecutor(2) as pool:
        for answer in [pool.submit(imports), pool.submit(ticks)]:
            answer.result()

    with tenant_context(firm.pk):
        made = TicketPack.objects.get()
        assert (made.done_count, made.total_tickets) == (41, 45)
        assert set(TicketInstance.objects.filter(title="More").values_list("status", flat=True)) == {"done"}


def test_ten_thousand_tickets_go_out_and_come_back_in_seconds(inside):
    count = 10_000
    pack = TicketPack.objects.create(key="main", title="Big")
    rows = (
        TicketInstance(
            ticket_pack=pack,
            ticket_id=f"H-{n}",
            title=f"Ticket {n}",
            order_index=n,
            sprint_number=n // 100,
            status="skipped" if n % 4 == 0 else "not_started",
        )
        for n in range(count)
    )
    TicketInstance.objects.bulk_create(rows, batch_size=2000)

    started = time.perf_counter()
    text = exported()
    out = time.perf_counter() - started
    told: list[int] = []
    result = brought_back(text.replace("- [ ]", "- [x]"), advance=told.append, at=LATER)
    back = time.perf_counter() - started - out

    assert result.moved["done"] == count
    assert TicketPack.objects.get().done_count == count
    assert (sum(told), len(told)) == (count, 5)
    assert out < 3
    assert back < 15  # far above what it takes, far below what a statement a ticket takes
