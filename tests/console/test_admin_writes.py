"""Writes from lists and forms: by operation, firm by firm, and never over somebody else's change."""

import pytest

from apps.tenancy.context import tenant_context
from tests.conftest import make_member, make_user
from tests.console.conftest import AT, fresh, make_pack, move, refusing, row_prefix, rows_of, said

HERE = "/f/harbor-dental/admin/tickets/ticketinstance/"
OVER_ALL = "/admin/tickets/ticketinstance/"


def chosen(action, *tickets, **more):
    return {"action": action, "_selected_action": [str(ticket.pk) for ticket in tickets], "index": "0", **more}


def test_inline_save_moves_by_the_operation(staff_client, firm):
    first, second, _ = make_pack(firm)
    post = rows_of(staff_client.get(HERE))
    post[row_prefix(post, first) + "status"] = "done"
    post[row_prefix(post, second) + "assignee"] = "Omar Reyes"

    response = staff_client.post(HERE, post, follow=True)

    assert (fresh(first).status, fresh(second).assignee) == ("done", "Omar Reyes")
    assert fresh(first).completed_at is not None
    assert "2 tickets were changed successfully." in said(response)


@pytest.mark.parametrize("address", [HERE, OVER_ALL], ids=["in a firm", "over all firms"])
def test_inline_block_without_reason_names_the_ticket_and_keeps_the_input(staff_client, firm, address):
    first, second, _ = make_pack(firm)
    post = rows_of(staff_client.get(address))
    post[row_prefix(post, first) + "status"] = "blocked"
    post[row_prefix(post, second) + "assignee"] = "Omar Reyes"

    response = staff_client.post(address, post)

    forms = {form.instance.pk: form for form in response.context["cl"].formset.forms}
    assert (fresh(first).status, fresh(second).assignee) == ("not_started", "")
    assert "Say what blocks H-001" in said(response)
    assert forms[first.pk]["status"].value() == "blocked"
    assert forms[second.pk]["assignee"].value() == "Omar Reyes"


def test_refused_inline_save_can_be_completed_and_saved_again(staff_client, firm):
    ticket = make_pack(firm)[0]
    post = rows_of(staff_client.get(HERE))
    post[row_prefix(post, ticket) + "status"] = "blocked"
    page = staff_client.post(HERE, post)
    again = rows_of(page)
    prefix = row_prefix(again, ticket)
    again["initial-" + prefix + "status"] = "not_started"  # what the page's hidden field says: see below
    again[prefix + "blocked_reason"] = "No login"

    staff_client.post(HERE, again)

    assert f'name="initial-{prefix}status" value="not_started"' in page.text
    assert fresh(ticket).status == "blocked"


def test_inline_save_over_all_firms_goes_firm_by_firm(committed, staff_client, firm, other_firm, monkeypatch):
    here, there = make_pack(firm)[0], make_pack(other_firm)[0]
    post = rows_of(staff_client.get(OVER_ALL))
    for ticket in (here, there):
        post[row_prefix(post, ticket) + "status"] = "done"

    with refusing(monkeypatch, there.pk):
        response = staff_client.post(OVER_ALL, post, follow=True)

    assert (fresh(here).status, fresh(there).status) == ("done", "not_started")
    assert "Harbor Dental Partners: 1 ticket was changed successfully." in said(response)
    assert "Castellan Logistics: Something went wrong" in said(response)


def test_inline_save_leaves_what_others_changed_meanwhile(staff_client, firm):
    mine, theirs, _ = make_pack(firm)
    post = rows_of(staff_client.get(HERE))
    move(theirs, "done")
    post[row_prefix(post, mine) + "status"] = "in_progress"

    staff_client.post(HERE, post)

    assert (fresh(mine).status, fresh(theirs).status) == ("in_progress", "done")


def test_inline_save_of_a_field_changed_meanwhile_is_refused_once(staff_client, firm):
    ticket = make_pack(firm)[0]
    post = rows_of(staff_client.get(HERE))
    move(ticket, "done")
    post[row_prefix(post, ticket) + "status"] = "skipped"

    response = staff_client.post(HERE, post)

    assert fresh(ticket).status == "done"
    assert "Changed meanwhile to “Done”" in said(response)


def form_of(response):
    form = response.context["adminform"].form
    post = {name: form[name].value() for name in form.fields}
    for formset in response.context["inline_admin_formsets"]:
        post |= {f"{formset.formset.prefix}-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return {name: "" if value is None else value for name, value in post.items()}


def test_change_form_saves_by_operations_with_who_and_where(staff_client, firm):
    ticket = make_pack(firm)[0]
    address = f"{HERE}{ticket.pk}/change/"
    post = form_of(staff_client.get(address)) | {"status": "done", "title": "Ticket one", "notes": "By phone."}

    response = staff_client.post(address, post)

    assert response.status_code == 302
    assert (fresh(ticket).status, fresh(ticket).title, fresh(ticket).notes) == ("done", "Ticket one", "By phone.")
    with tenant_context(firm.pk):
        event = ticket.events.order_by("-pgh_created_at", "-pgh_id").first()
    assert (event.pgh_context["name"], event.pgh_context["via"]) == ("Sam Whitlock", "admin")


def test_change_form_refuses_to_overwrite_and_says_who_changed_what(staff_client, firm):
    ticket = make_pack(firm)[0]
    address = f"{HERE}{ticket.pk}/change/"
    post = form_of(staff_client.get(address)) | {"title": "Mine"}
    move(ticket, "done")

    response = staff_client.post(address, post)

    assert fresh(ticket).title == "Ticket 1"
    assert "Omar Reyes changed this ticket" in response.text
    assert "Status: Not started → Done" in response.text
    assert 'value="Mine"' in response.text


def test_change_form_overwrites_when_it_is_meant(staff_client, firm):
    ticket = make_pack(firm)[0]
    address = f"{HERE}{ticket.pk}/change/"
    post = form_of(staff_client.get(address)) | {"title": "Mine"}
    move(ticket, "done")
    refused = staff_client.post(address, post)

    staff_client.post(address, form_of(refused) | {"title": "Mine", "status": "done"})

    assert (fresh(ticket).title, fresh(ticket).status) == ("Mine", "done")


def test_change_form_shows_the_refusal_of_an_operation(staff_client, firm):
    ticket = make_pack(firm)[0]
    move(ticket, "blocked", reason="No login")
    address = f"{HERE}{ticket.pk}/change/"
    post = form_of(staff_client.get(address)) | {"status": "done", "title": "Kept"}

    response = staff_client.post(address, post)

    assert response.status_code == 200
    assert "H-001 is blocked: start it" in response.text
    assert 'value="Kept"' in response.text
    assert (fresh(ticket).status, fresh(ticket).title) == ("blocked", "Ticket 1")


def test_adding_a_code_twice_is_an_error_at_the_form(staff_client, firm):
    ticket = make_pack(firm)[0]
    post = form_of(staff_client.get(f"{HERE}add/")) | {
        "ticket_pack": ticket.ticket_pack_id, "ticket_id": "H-001", "title": "Twice", "status": "not_started",
        "order_index": "9",
    }  # fmt: skip

    response = staff_client.post(f"{HERE}add/", post)

    assert "The pack has a ticket with this code already." in response.text


def test_staff_may_not_delete(staff_client, firm):
    ticket = make_pack(firm)[0]

    assert staff_client.post(f"{HERE}{ticket.pk}/delete/", {"post": "yes"}).status_code == 403
    assert fresh(ticket)


def test_superuser_deletes_a_pack_with_its_tickets(super_client, firm):
    from apps.tickets.models import TicketDependency, TicketInstance

    first, second, _ = make_pack(firm)
    with tenant_context(firm.pk):
        TicketDependency.objects.create(ticket_instance=second, depends_on=first)
    address = f"/f/harbor-dental/admin/tickets/ticketpack/{first.ticket_pack_id}/delete/"

    page = super_client.get(address)
    response = super_client.post(address, {"post": "yes"})

    assert "H-001 Ticket 1" in page.text
    assert response.status_code == 302
    with tenant_context(firm.pk):
        assert not TicketInstance.objects.exists()


def test_history_is_a_timeline_with_before_and_after(staff_client, firm):
    ticket = make_pack(firm)[0]
    move(ticket, "blocked", reason="No login")

    page = staff_client.get(f"{HERE}{ticket.pk}/history/")

    entries = page.context["entries"]
    assert [(entry.who, entry.kind) for entry in entries] == [("Omar Reyes", "update"), ("Ines Duarte", "insert")]
    assert {(change.label, change.before, change.after) for change in entries[0].changes} == {
        ("Status", "Not started", "Blocked"),
        ("Blocked reason", "", "No login"),
    }
    assert "in the portal" in page.text


def test_history_names_what_a_link_points_to(super_client, firm):
    from apps.roadmaps.models import Roadmap
    from apps.tickets.models import TicketPack

    pack_id = make_pack(firm)[0].ticket_pack_id
    with tenant_context(firm.pk):
        TicketPack.objects.filter(pk=pack_id).update(roadmap=Roadmap.objects.create(version="v1.0"))

    page = super_client.get(f"/f/harbor-dental/admin/tickets/ticketpack/{pack_id}/history/")

    assert ("Roadmap", "", "Roadmap v1.0") in {(c.label, c.before, c.after) for c in page.context["entries"][0].changes}


def test_superuser_makes_a_firm_with_its_owner(super_client, superuser):
    from apps.tenancy.functions import firms_of_user

    post = form_of(super_client.get("/admin/tenancy/tenant/add/")) | {
        "name": "Harbor Dental Partners", "slug": "harbor-dental", "owner_email": "", "time_zone": "America/New_York",
    }  # fmt: skip

    response = super_client.post("/admin/tenancy/tenant/add/", post, follow=True)
    twice = super_client.post("/admin/tenancy/tenant/add/", post)

    assert [firm.slug for firm in firms_of_user(superuser.pk)] == ["harbor-dental"]
    assert "is made" in said(response)
    assert "There is a firm with the address harbor-dental already." in twice.text


def test_handing_over_by_the_role_makes_the_owner_an_admin(committed, super_client, firm):
    owner = make_member(firm, make_user("ines@harbor.example", name="Ines Duarte"), "owner")
    heir = make_member(firm, make_user("omar@harbor.example", name="Omar Reyes"), "member")
    address = f"/f/harbor-dental/admin/tenancy/membership/{heir.pk}/change/"

    super_client.post(address, form_of(super_client.get(address)) | {"role": "owner"})

    assert (fresh(heir).role, fresh(owner).role) == ("owner", "admin")


def test_owner_is_not_taken_out(super_client, firm):
    owner = make_member(firm, make_user("ines@harbor.example", name="Ines Duarte"), "owner")

    response = super_client.post(
        f"/f/harbor-dental/admin/tenancy/membership/{owner.pk}/delete/", {"post": "yes"}, follow=True
    )

    assert "hand the firm over first" in said(response)
    assert fresh(owner).role == "owner"


def test_token_is_revoked_by_action(staff_client, firm):
    from apps.tenancy import operations

    with tenant_context(firm.pk):
        token, _ = operations.make_token(name="script", scopes=["read"], at=AT)

    staff_client.post("/f/harbor-dental/admin/tenancy/apitoken/", chosen("revoke_selected", token))

    assert fresh(token).revoked_at is not None


@pytest.mark.parametrize("address", [HERE, OVER_ALL], ids=["in a firm", "over all firms"])
def test_list_makes_as_many_queries_for_many_rows_as_for_few(staff_client, firm, address, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    make_pack(firm, tickets=2)
    staff_client.get(address)  # content types are read once
    with CaptureQueriesContext(connection) as few:
        staff_client.get(address)
    make_pack(firm, tickets=38, key="second", prefix="S")

    with CaptureQueriesContext(connection) as many:
        staff_client.get(address)

    assert len(many) == len(few)


def test_today_makes_as_many_queries_for_many_rows_as_for_few(staff_client, firm, other_firm):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    move(make_pack(firm, tickets=2)[0], "blocked", reason="No login")  # an empty tile asks for no rows
    staff_client.get("/admin/")
    with CaptureQueriesContext(connection) as few:
        staff_client.get("/admin/")
    for ticket in make_pack(other_firm, tickets=20):
        move(ticket, "blocked", reason="No login")

    with CaptureQueriesContext(connection) as many:
        page = staff_client.get("/admin/")

    assert len(many) == len(few)
    assert next(tile.found.count for tile in page.context["tiles"] if tile.key == "blocked") == 21
