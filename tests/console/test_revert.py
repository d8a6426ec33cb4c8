"""One record put back to how it was, and deleted ones brought back."""

import re

import pytest

from apps.tenancy.context import tenant_context
from apps.tickets.models import TicketInstance, TicketPack
from tests.console.bulk_pages import HERE, acts, newest_batch, undo
from tests.console.conftest import fresh, make_pack, move, said

LINK = re.compile(r'revert/\?event=([0-9a-f-]+)"')
EVENT = re.compile(r'name="event" value="([^"]+)"')
PACKS = "/f/harbor-dental/admin/tickets/ticketpack/"


def event_of(firm, ticket, **where):
    with tenant_context(firm.pk):
        return ticket.events.filter(**where).earliest("pgh_id").pgh_id


def revert(client, ticket, event, **post):
    address = f"{HERE}{ticket.pk}/revert/?event={event}"
    page = client.get(address)
    version = page.context["version"]
    return page, client.post(address, {"version": version, **post}, follow=True)


def test_history_offers_the_way_back_for_every_entry_but_the_newest(staff_client, firm):
    ticket = make_pack(firm)[0]
    move(ticket, "in_progress")
    move(ticket, "done")

    page = staff_client.get(f"{HERE}{ticket.pk}/history/")

    assert len(LINK.findall(page.text)) == 2


def test_record_is_put_back_as_the_preview_says_and_that_can_be_undone(staff_client, firm):
    ticket = make_pack(firm)[0]
    move(ticket, "blocked", reason="No login")
    event = event_of(firm, ticket, status="blocked")
    move(ticket, "in_progress")
    move(ticket, "done")

    page, response = revert(staff_client, ticket, event)

    told = {(c.label, c.before, c.after) for c in page.context["changes"]}
    assert ("Status", "Done", "Blocked") in told
    assert ("Blocked reason", "", "No login") in told
    now = fresh(ticket)
    assert (now.status, now.blocked_reason, now.completed_at) == ("blocked", "No login", None)
    assert "to how it was" in said(response)
    assert acts(firm) == ["record_revert"]
    undo(staff_client, firm)
    assert fresh(ticket).status == "done"


def test_way_back_to_done_leads_through_a_start(staff_client, firm):
    ticket = make_pack(firm)[0]
    move(ticket, "done")
    event = event_of(firm, ticket, status="done")
    completed = fresh(ticket).completed_at
    move(ticket, "skipped")

    revert(staff_client, ticket, event)

    assert (fresh(ticket).status, fresh(ticket).completed_at) == ("done", completed)


def test_record_changed_meanwhile_is_not_put_back(staff_client, firm):
    ticket = make_pack(firm)[0]
    event = event_of(firm, ticket)
    move(ticket, "in_progress")
    seen = fresh(ticket).row_version
    move(ticket, "done")

    _, response = revert(staff_client, ticket, event, version=seen)

    assert fresh(ticket).status == "done"
    assert "Nothing was changed: Omar Reyes changed it" in said(response)


def test_entry_of_another_record_is_not_there(staff_client, firm, stranger_firm):
    mine, other, _ = make_pack(firm)
    strange = make_pack(stranger_firm)[0]

    for event in (event_of(firm, other), event_of(stranger_firm, strange), "nonsense"):
        assert staff_client.get(f"{HERE}{mine.pk}/revert/?event={event}").status_code == 404


@pytest.fixture
def gone(firm, super_client):
    first = make_pack(firm)[0]
    super_client.post(f"{HERE}{first.pk}/delete/", {"post": "yes"})
    with tenant_context(firm.pk):
        assert not TicketInstance.objects.filter(pk=first.pk).exists()
    return first


def test_deleted_ticket_is_listed_and_brought_back(staff_client, firm, gone):
    page = staff_client.get(f"{HERE}deleted/")
    assert "H-001 Ticket 1" in page.text
    assert "Rosa Okafor deleted it on" in page.text

    response = staff_client.post(f"{HERE}deleted/", {"event": EVENT.findall(page.text)[0]}, follow=True)

    now = fresh(gone)
    assert (now.ticket_id, now.status, now.created_at) == ("H-001", "not_started", gone.created_at)
    assert now.row_version > gone.row_version
    assert "Bring back H-001 Ticket 1: done." in said(response)
    assert "Nothing was deleted" in response.text


def test_ticket_whose_pack_is_gone_or_whose_code_is_taken_stays_deleted(staff_client, super_client, firm, gone):
    page = staff_client.get(f"{HERE}deleted/")
    (event,) = EVENT.findall(page.text)
    with tenant_context(firm.pk):
        twin = TicketInstance.objects.create(
            ticket_pack_id=gone.ticket_pack_id, ticket_id="H-001", title="Another", order_index=9
        )

    taken = staff_client.post(f"{HERE}deleted/", {"event": event}, follow=True)
    assert "The pack has a ticket with this code already" in said(taken)
    with tenant_context(firm.pk):
        twin.delete()
    super_client.post(f"{PACKS}{gone.ticket_pack_id}/delete/", {"post": "yes"})
    orphan = staff_client.post(f"{HERE}deleted/", {"event": event}, follow=True)

    assert "what it belongs to is not there any more" in said(orphan)


def test_deleted_pack_comes_back_with_its_tickets_and_counts(staff_client, super_client, firm):
    tickets = make_pack(firm)
    move(tickets[0], "done")
    super_client.post(f"{PACKS}{tickets[0].ticket_pack_id}/delete/", {"post": "yes"})
    page = staff_client.get(f"{PACKS}deleted/")

    staff_client.post(f"{PACKS}deleted/", {"event": EVENT.findall(page.text)[0]})

    with tenant_context(firm.pk):
        pack = TicketPack.objects.get(pk=tickets[0].ticket_pack_id)
        assert (pack.total_tickets, pack.done_count) == (3, 1)
    assert fresh(tickets[0]).status == "done"


def test_undo_of_a_pack_that_has_tickets_now_is_refused_with_the_number(staff_client, super_client, firm):
    tickets = make_pack(firm)
    super_client.post(f"{PACKS}{tickets[0].ticket_pack_id}/delete/", {"post": "yes"})
    page = staff_client.get(f"{PACKS}deleted/")
    staff_client.post(f"{PACKS}deleted/", {"event": EVENT.findall(page.text)[0]})

    undo(staff_client, firm)

    assert "3 tickets belong to it now" in newest_batch(firm).skipped[0]["reason"]
    assert fresh(tickets[0])


def test_deleted_rows_of_another_firm_are_neither_listed_nor_brought_back(staff_client, firm, stranger_firm):
    strange = make_pack(stranger_firm)[0]
    with tenant_context(stranger_firm.pk):
        strange.delete()
        event = strange.pgh_event_model.objects.get(pgh_label="delete").pgh_id

    assert "H-001" not in staff_client.get(f"{HERE}deleted/").text
    assert staff_client.post(f"{HERE}deleted/", {"event": event}).status_code == 404
