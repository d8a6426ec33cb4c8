"""Who gets into the admin, and what a stranger's id answers."""

import pytest
from django.test import Client

from apps.tenancy.choices import Role
from tests.conftest import make_member, make_user
from tests.console.conftest import make_pack

PAGES = (
    "",
    "tenancy/tenant/",
    "tenancy/membership/",
    "tenancy/invitation/",
    "tenancy/apitoken/",
    "roadmaps/roadmap/",
    "roadmaps/roadmapsection/",
    "roadmaps/sectiontype/",
    "tickets/ticketpack/",
    "tickets/ticketinstance/",
    "tickets/libraryticket/",
)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("prefix", ["/admin/", "/f/harbor-dental/admin/"], ids=["over all firms", "in a firm"])
def test_page_shows_to_staff(staff_client, firm, prefix, page):
    make_pack(firm)

    response = staff_client.get(prefix + page)

    assert response.status_code == 200
    assert ("All firms" if prefix == "/admin/" else "Harbor Dental Partners") in response.text


@pytest.mark.parametrize("role", [Role.VIEWER, Role.MEMBER, Role.ADMIN, Role.OWNER])
@pytest.mark.parametrize(
    "page", ["/admin/", "/f/harbor-dental/admin/", "/f/harbor-dental/admin/tickets/ticketinstance/"]
)
def test_admin_refuses_the_firms_own_people(firm, role, page):
    person = make_user()
    make_member(firm, person, role)
    client = Client()
    client.force_login(person)

    assert client.get(page).status_code == 403


def test_admin_of_a_firm_that_is_not_theirs_is_not_found(staff_client, stranger_firm):
    assert staff_client.get("/f/matai-lane/admin/").status_code == 404


@pytest.mark.parametrize("page", ["/admin/", "/admin/tickets/ticketinstance/", "/f/harbor-dental/admin/"])
def test_admin_sends_the_signed_out_to_sign_in_and_back(client, firm, page):
    response = client.get(page, follow=True)

    assert response.redirect_chain[-1][0].startswith("/accounts/login/?next=")
    assert page.strip("/") in response.redirect_chain[-1][0].replace("%2F", "/")


@pytest.mark.parametrize("view", ["change", "history", "delete"])
def test_record_over_all_firms_opens_in_its_firm(staff_client, other_firm, view):
    ticket = make_pack(other_firm)[0]

    response = staff_client.get(f"/admin/tickets/ticketinstance/{ticket.pk}/{view}/")

    assert response.status_code == 302
    assert response["Location"] == f"/f/castellan-logistics/admin/tickets/ticketinstance/{ticket.pk}/{view}/"


@pytest.mark.parametrize("view", ["change", "history", "delete"])
@pytest.mark.parametrize("prefix", ["/admin/", "/f/harbor-dental/admin/"])
def test_record_of_another_firm_is_not_found(staff_client, stranger_firm, firm, prefix, view):
    ticket = make_pack(stranger_firm)[0]

    response = staff_client.get(f"{prefix}tickets/ticketinstance/{ticket.pk}/{view}/")

    assert response.status_code in {403, 404} if view == "delete" else response.status_code == 404
    assert "Ticket 1" not in response.text


def test_record_of_a_sister_firm_is_not_found_below_the_wrong_prefix(staff_client, other_firm):
    ticket = make_pack(other_firm)[0]

    address = f"/f/harbor-dental/admin/tickets/ticketinstance/{ticket.pk}/change/"

    assert staff_client.get(address).status_code == 404
    assert staff_client.post(address, {"title": "Taken over"}).status_code == 404


def test_write_over_all_firms_has_its_firm_in_the_address(staff_client, firm):
    ticket = make_pack(firm)[0]

    response = staff_client.post(f"/admin/tickets/ticketinstance/{ticket.pk}/change/", {"title": "Nowhere"})

    assert response.status_code == 405


def test_adding_over_all_firms_asks_for_the_firm(staff_client, firm):
    response = staff_client.get("/admin/tickets/ticketinstance/add/")

    assert 'href="/f/harbor-dental/admin/tickets/ticketinstance/add/"' in response.text
    assert 'href="/f/castellan-logistics/admin/tickets/ticketinstance/add/"' in response.text


def test_list_over_all_firms_names_each_rows_firm_and_narrows_to_one(staff_client, firm, other_firm, stranger_firm):
    make_pack(firm, prefix="H")
    make_pack(other_firm, prefix="C")
    make_pack(stranger_firm, prefix="M")

    everything = staff_client.get("/admin/tickets/ticketinstance/")
    one = staff_client.get("/admin/tickets/ticketinstance/?firm=castellan-logistics")

    assert {row.ticket_id[0] for row in everything.context["cl"].result_list} == {"H", "C"}
    assert {row.ticket_id[0] for row in one.context["cl"].result_list} == {"C"}
    assert "Castellan Logistics (3)" in everything.text


@pytest.mark.parametrize("prefix", ["/admin/", "/f/harbor-dental/admin/"])
def test_people_are_no_page_for_staff(staff_client, prefix):
    assert staff_client.get(f"{prefix}tenancy/user/").status_code == 403


def test_superuser_sees_people_over_all_firms_only(super_client, firm):
    assert "rosa@firmloop.example" in super_client.get("/admin/tenancy/user/").text
    assert super_client.get("/f/harbor-dental/admin/tenancy/user/").status_code == 403


def test_superuser_before_the_first_firm_is_shown_how_to_make_it(super_client):
    assert "No firm yet" in super_client.get("/admin/").text
    assert super_client.get("/admin/tickets/ticketinstance/").status_code == 200
