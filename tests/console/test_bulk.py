"""Many tickets at once: shown before, applied as shown, reported, put back."""

import pytest
from django.core import signing

from apps.tenancy.context import tenant_context
from apps.tenancy.models import Membership
from apps.work import operations as work
from tests.conftest import AT, make_member, make_user
from tests.console.bulk_pages import (
    BATCH,
    HERE,
    OVER_ALL,
    PLAN,
    acts,
    apply,
    bulk,
    chosen,
    newest_batch,
    preview,
    undo,
)
from tests.console.conftest import fresh, make_pack, move, refusing, said


def states(*tickets):
    return [fresh(ticket).status for ticket in tickets]


@pytest.mark.parametrize(
    ("action", "given", "field", "value"),
    [
        ("mark_done", {}, "status", "done"),
        ("start", {}, "status", "in_progress"),
        ("skip", {}, "status", "skipped"),
        ("assign", {"assignee": "Omar Reyes"}, "assignee", "Omar Reyes"),
        ("set_sprint", {"sprint_number": "4"}, "sprint_number", 4),
        ("set_section", {"section_number": "7"}, "section_number", 7),
    ],
)
def test_action_changes_the_selected_tickets_and_no_other(staff_client, firm, action, given, field, value):
    first, second, third = make_pack(firm)
    before = getattr(third, field)

    page = preview(staff_client, action, first, second, **given)
    assert [getattr(fresh(ticket), field) for ticket in (first, second)] == [before, before]
    response = apply(staff_client, page)

    assert [getattr(fresh(ticket), field) for ticket in (first, second, third)] == [value, value, before]
    assert "2 changed" in response.text
    assert acts(firm) == ["bulk_change"]


def test_preview_shows_before_and_after_and_what_is_skipped_and_why(staff_client, firm):
    first, second, third = make_pack(firm)
    move(first, "blocked", reason="No login")
    move(third, "done")

    page = preview(staff_client, "mark_done", first, second, third)

    (shown,) = page.context["previews"]
    assert [(str(row), [(c.before, c.after) for c in changes]) for row, changes in shown.shown] == [
        ("H-002 Ticket 2", [("Not started", "Done")])
    ]
    assert [(one.label, one.reason) for one in shown.skipped] == [
        ("H-001 Ticket 1", "it is blocked: start it before it becomes done"),
        ("H-003 Ticket 3", "it is so already"),
    ]
    assert states(first, second, third) == ["blocked", "not_started", "done"]


def test_what_is_applied_is_what_was_shown(staff_client, firm):
    first, second, third = make_pack(firm)
    page = preview(staff_client, "mark_done", first, second)
    move(second, "in_progress")

    response = apply(staff_client, page)

    assert states(first, second, third) == ["done", "in_progress", "not_started"]
    batch = newest_batch(firm)
    assert (batch.title, batch.row_count, batch.done_count, batch.status) == ("Mark 2 tickets done", 2, 1, "done")
    assert [one["label"] for one in batch.skipped] == ["H-002 Ticket 2"]
    assert "Omar Reyes changed it on" in batch.skipped[0]["reason"]
    assert "Omar Reyes changed it on" in response.text


@pytest.mark.parametrize("at", [HERE, OVER_ALL], ids=["in a firm", "over all firms"])
def test_blocking_asks_for_a_reason_and_keeps_it(staff_client, firm, at):
    ticket = make_pack(firm)[0]

    asked = staff_client.post(at, chosen("block_selected", ticket))
    missing = preview(staff_client, "block_selected", ticket, at=at, blocked_reason=" ")
    assert "This field is required. Nothing was changed." in missing.text
    bulk(staff_client, "block_selected", ticket, at=at, blocked_reason="No login")

    assert not PLAN.findall(asked.text)
    assert (fresh(ticket).status, fresh(ticket).blocked_reason) == ("blocked", "No login")


def test_empty_sprint_is_the_backlog(staff_client, firm):
    ticket = make_pack(firm)[0]
    bulk(staff_client, "set_sprint", ticket, sprint_number="2")

    bulk(staff_client, "set_sprint", ticket, sprint_number="")

    assert fresh(ticket).sprint_number is None


def test_over_all_firms_each_gets_its_batch_and_its_report(staff_client, firm, other_firm):
    here, there = make_pack(firm)[0], make_pack(other_firm)[0]

    response = bulk(staff_client, "mark_done", here, there, at=OVER_ALL)

    assert states(here, there) == ["done", "done"]
    assert "Harbor Dental Partners: 1 ticket was changed." in said(response)
    assert "Castellan Logistics: 1 ticket was changed." in said(response)
    assert (newest_batch(firm).done_count, newest_batch(other_firm).done_count) == (1, 1)


def test_failing_firm_is_rolled_back_and_stops_no_other(committed, staff_client, firm, other_firm, monkeypatch):
    here, there = make_pack(firm), make_pack(other_firm)
    page = preview(staff_client, "mark_done", *here, *there, at=OVER_ALL)

    with refusing(monkeypatch, there[1].pk):
        response = apply(staff_client, page, at=OVER_ALL)

    assert states(*here, *there) == ["done"] * 3 + ["not_started"] * 3
    assert "Castellan Logistics: Something went wrong here; nothing was changed" in said(response)
    assert newest_batch(other_firm) is None


def test_another_firms_ids_in_the_selection_are_not_there(staff_client, firm, stranger_firm):
    mine, strange = make_pack(firm)[0], make_pack(stranger_firm)[0]

    for at in (HERE, OVER_ALL):
        page = preview(staff_client, "mark_done", mine, strange, at=at)
        assert "1 of the rows is not here any more." in page.text
        assert "Matai" not in page.text
    apply(staff_client, page, at=OVER_ALL)

    assert states(mine, strange) == ["done", "not_started"]


def test_selection_of_all_rows_keeps_to_the_lists_filter(staff_client, firm, other_firm):
    here, there = make_pack(firm), make_pack(other_firm)

    page = preview(staff_client, "mark_done", here[0], at=f"{OVER_ALL}?firm=harbor-dental", select_across="1")
    apply(staff_client, page, at=OVER_ALL)

    assert set(states(*here)) == {"done"}
    assert set(states(*there)) == {"not_started"}


def test_plan_of_another_person_firm_or_list_is_refused(staff_client, client, firm, other_firm):
    rosa = make_user("rosa@firmloop.example", name="Rosa Okafor")
    make_member(firm, rosa, "staff")
    client.force_login(rosa)
    ticket = make_pack(firm)[0]
    page = preview(staff_client, "mark_done", ticket)
    (plan,) = PLAN.findall(page.text)

    by_another = client.post(f"{HERE}apply/", {"plan": plan}, follow=True)
    in_another = staff_client.post("/f/castellan-logistics/admin/tickets/ticketinstance/apply/", {"plan": plan})
    on_another = staff_client.post("/f/harbor-dental/admin/tickets/ticketpack/apply/", {"plan": plan})
    changed = staff_client.post(f"{HERE}apply/", {"plan": plan[:-2]}, follow=True)

    assert "too old" in said(by_another)
    assert (in_another.status_code, on_another.status_code) == (403, 403)
    assert "too old" in said(changed)
    assert states(ticket) == ["not_started"]


def test_plan_does_not_outlive_the_persons_seat(staff_client, staff, firm):
    ticket = make_pack(firm)[0]
    page = preview(staff_client, "mark_done", ticket, at=OVER_ALL)
    with tenant_context(firm.pk):
        Membership.objects.filter(user_id=staff.pk).delete()

    response = staff_client.post(f"{OVER_ALL}apply/", {"plan": PLAN.findall(page.text)})

    assert response.status_code == 403
    assert states(ticket) == ["not_started"]


@pytest.mark.parametrize("role", ["viewer", "member", "admin", "owner"])
def test_who_may_not_use_the_admin_may_not_apply(client, staff, firm, role):
    ticket = make_pack(firm)[0]
    person = make_user(f"{role}@harbor.example", name=role)
    make_member(firm, person, role)
    client.force_login(person)
    row = {"kind": "change", "row_id": str(ticket.pk), "version": 1, "values": {"status": "done"}}
    forged = signing.dumps(
        {
            "tenant": str(firm.pk), "model": "tickets.TicketInstance", "title": "x", "right": "view",
            "event_type": "bulk_change", "rows": [row], "skipped": [],
        },
        salt=f"batch:{person.pk}",
    )  # fmt: skip

    assert client.post(f"{HERE}apply/", {"plan": forged}).status_code == 403
    assert client.post(HERE, chosen("mark_done", ticket)).status_code == 403
    assert states(ticket) == ["not_started"]


def test_more_rows_than_a_batch_takes_are_refused_with_the_number(staff_client, firm, monkeypatch):
    tickets = make_pack(firm)
    monkeypatch.setattr(work, "MOST_ROWS", 2)

    page = preview(staff_client, "mark_done", *tickets)

    assert "At most 2 rows can be changed in one go. Narrow the list first." in page.text
    assert not PLAN.findall(page.text)


def test_packs_and_sections_change_in_bulk(staff_client, firm):
    from apps.roadmaps.models import Roadmap, RoadmapSection
    from apps.tickets.models import TicketPack

    pack_id = make_pack(firm)[0].ticket_pack_id
    with tenant_context(firm.pk):
        roadmap = Roadmap.objects.create(version="v1.0")
        section = RoadmapSection.objects.create(roadmap=roadmap, section_number=1, section_name="one", title="One")
        pack = TicketPack.objects.get(pk=pack_id)

    bulk(staff_client, "set_version", pack, at="/f/harbor-dental/admin/tickets/ticketpack/", version="v2.0")
    bulk(
        staff_client, "set_status", section, at="/f/harbor-dental/admin/roadmaps/roadmapsection/", status="implemented"
    )

    assert (fresh(pack).version, fresh(section).status) == ("v2.0", "implemented")
    assert fresh(section).last_updated_at is not None


# Undo


def test_undo_restores_every_row_with_its_times_and_reason(staff_client, firm):
    first, second, third = make_pack(firm)
    move(first, "blocked", reason="No login")
    move(second, "done")
    before = [fresh(ticket) for ticket in (first, second, third)]
    bulk(staff_client, "reopen", first, second)
    bulk(staff_client, "mark_done", first, second, third)
    done = newest_batch(firm)

    undo(staff_client, firm)
    undo(staff_client, firm, newest_before(firm, done))

    for ticket, was in zip((first, second, third), before, strict=True):
        now = fresh(ticket)
        kept = ("status", "blocked_reason", "started_at", "completed_at", "assignee")
        assert {name: getattr(now, name) for name in kept} == {name: getattr(was, name) for name in kept}
    assert acts(firm) == ["bulk_change", "bulk_change", "batch_undo", "batch_undo"]


def newest_before(firm, batch):
    from apps.work.models import ChangeBatch

    with tenant_context(firm.pk):
        return ChangeBatch.objects.filter(pk__lt=batch.pk).latest("pk")


def test_undo_goes_through_a_start_where_the_database_refuses_the_straight_way(staff_client, firm):
    ticket = make_pack(firm)[0]
    move(ticket, "done")
    completed = fresh(ticket).completed_at
    bulk(staff_client, "skip", ticket)
    assert fresh(ticket).status == "skipped"

    undo(staff_client, firm)

    assert (fresh(ticket).status, fresh(ticket).completed_at) == ("done", completed)


def test_undo_leaves_what_somebody_changed_since_and_names_them(staff_client, firm):
    first, second, _ = make_pack(firm)
    bulk(staff_client, "mark_done", first, second)
    move(second, "in_progress")

    response = undo(staff_client, firm)

    assert states(first, second) == ["not_started", "in_progress"]
    batch = newest_batch(firm)
    assert (batch.title, batch.done_count, len(batch.skipped)) == ("Undo: Mark 2 tickets done", 1, 1)
    assert "H-002 Ticket 2" in response.text
    assert "Omar Reyes changed it on" in response.text


def test_undo_can_be_undone_and_a_batch_only_once(staff_client, firm):
    tickets = make_pack(firm)
    bulk(staff_client, "mark_done", *tickets)
    batch = newest_batch(firm)

    undo(staff_client, firm)
    assert set(states(*tickets)) == {"not_started"}
    again = undo(staff_client, firm, batch)
    assert "Sam Whitlock has put this batch back already" in said(again)
    undo(staff_client, firm)

    assert set(states(*tickets)) == {"done"}
    assert newest_batch(firm).title == "Redo: Mark 3 tickets done"


def test_batch_that_changed_nothing_has_nothing_to_undo(staff_client, firm):
    ticket = make_pack(firm)[0]
    page = preview(staff_client, "mark_done", ticket)
    move(ticket, "in_progress")
    apply(staff_client, page)

    response = undo(staff_client, firm)

    assert "has changed no row" in said(response)
    assert states(ticket) == ["in_progress"]


def test_batch_of_another_firm_is_not_undone(staff_client, firm, stranger_firm):
    ticket = make_pack(stranger_firm)[0]
    with tenant_context(stranger_firm.pk, actor={"name": "Ines Duarte", "via": "test"}):
        from apps.work.batches import Kind, RowChange

        row = RowChange(Kind.CHANGE, str(ticket.pk), ticket.row_version, {"assignee": "Omar"})
        batch = work.start_batch(title="Theirs", model_label="tickets.TicketInstance", rows=[row], at=AT)

    assert staff_client.post(BATCH.format(batch.pk) + "undo/").status_code == 404
    assert staff_client.post(f"/f/matai-lane/admin/work/changebatch/{batch.pk}/undo/").status_code == 404
    assert fresh(ticket).assignee == "Omar"


def test_two_staff_at_once_never_both_change_a_row(committed, staff_client, client, firm):
    rosa = make_user("rosa@firmloop.example", name="Rosa Okafor")
    make_member(firm, rosa, "staff")
    client.force_login(rosa)
    first, second, third = make_pack(firm)
    mine = preview(staff_client, "assign", first, second, assignee="Sam")
    theirs = preview(client, "assign", second, third, assignee="Rosa")

    apply(staff_client, mine)
    apply(client, theirs)

    assert [fresh(ticket).assignee for ticket in (first, second, third)] == ["Sam", "Sam", "Rosa"]
    assert "Sam Whitlock changed it" in newest_batch(firm).skipped[0]["reason"]


def test_batch_waits_for_another_of_the_same_table_and_says_so(committed, staff_client, firm):
    import threading

    from django.db import connection

    from apps.tenancy.locks import take_turns

    ticket = make_pack(firm)[0]
    page = preview(staff_client, "mark_done", ticket)
    holds, over = threading.Event(), threading.Event()

    def other():
        with tenant_context(firm.pk):
            take_turns("batch of tickets")
            holds.set()
            over.wait(20)
        connection.close()

    thread = threading.Thread(target=other)
    thread.start()
    holds.wait(10)
    try:
        response = apply(staff_client, page)
    finally:
        over.set()
        thread.join()

    assert "is being written by somebody else" in said(response)
    assert states(ticket) == ["not_started"]


def test_events_of_a_batch_carry_its_id_and_the_person(staff_client, firm):
    ticket = make_pack(firm)[0]

    bulk(staff_client, "mark_done", ticket)

    with tenant_context(firm.pk):
        context = ticket.events.order_by("-pgh_created_at", "-pgh_id").first().pgh_context
    assert (context["batch"], context["name"], context["via"]) == (str(newest_batch(firm).pk), "Sam Whitlock", "admin")
