"""Ctrl-K and the search page: what they find, for whom, and how many queries it takes."""

import pytest
from django.test import Client

from apps.console import search as search_module
from apps.tenancy.choices import Role
from apps.tenancy.context import tenant_context
from tests.conftest import make_member, make_user
from tests.console.conftest import make_pack

HERE = "/f/harbor-dental/admin/search.json"
OVER_ALL = "/admin/search.json"


def found(client, address: str, text: str) -> dict[str, list[str]]:
    answer = client.get(address, {"q": text})
    assert answer.status_code == 200
    return {group["name"]: [hit["name"] for hit in group["hits"]] for group in answer.json()["groups"]}


def test_ticket_is_found_by_its_code_first_and_by_words_of_its_title(staff_client, firm):
    make_pack(firm, tickets=12)

    by_code = staff_client.get(HERE, {"q": "h-002"}).json()["groups"]
    by_title = found(staff_client, HERE, "12 ticket")

    assert by_code[0]["hits"][0]["name"] == "H-002 Ticket 2"
    assert by_code[0]["hits"][0]["url"].startswith("/f/harbor-dental/admin/tickets/ticketinstance/")
    assert by_title["Tickets"] == ["H-012 Ticket 12"]


def test_hits_are_cut_short_and_lead_to_all(staff_client, firm):
    make_pack(firm, tickets=12)

    group = next(g for g in staff_client.get(HERE, {"q": "ticket"}).json()["groups"] if g["name"] == "Tickets")

    assert len(group["hits"]) == search_module.SHOWN
    assert group["more"] == "/f/harbor-dental/admin/tickets/ticketinstance/?q=ticket"
    assert len(staff_client.get(group["more"]).context["cl"].result_list) == 12


def test_over_all_firms_each_hit_names_and_opens_its_firm(staff_client, firm, other_firm):
    make_pack(firm, tickets=1, prefix="H")
    make_pack(other_firm, tickets=1, prefix="C")

    groups = {g["name"]: g["hits"] for g in staff_client.get(OVER_ALL, {"q": "ticket 1"}).json()["groups"]}

    assert {(hit["name"], hit["detail"].split(" · ")[0], hit["url"].split("/")[2]) for hit in groups["Tickets"]} == {
        ("H-001 Ticket 1", "Harbor Dental Partners", "harbor-dental"),
        ("C-001 Ticket 1", "Castellan Logistics", "castellan-logistics"),
    }


def test_firms_packs_roadmaps_and_members_are_found(staff_client, firm, other_firm):
    from apps.roadmaps.models import Roadmap

    make_pack(firm)
    with tenant_context(firm.pk):
        Roadmap.objects.create(version="v1.0")

    assert found(staff_client, OVER_ALL, "harbor") == {
        "Firms": ["Harbor Dental Partners"],
        "Packs": ["Rollout of Harbor Dental Partners"],
        "Roadmaps": ["Roadmap v1.0"],
    }
    assert found(staff_client, HERE, "whitlock") == {"Members": ["Sam Whitlock"]}


def test_another_firms_rows_are_never_found(staff_client, firm, other_firm, stranger_firm):
    make_pack(other_firm, prefix="C")
    make_pack(stranger_firm, prefix="M")

    assert "Tickets" not in found(staff_client, HERE, "ticket 1")
    assert found(staff_client, OVER_ALL, "M-001") == {}
    assert found(staff_client, OVER_ALL, "matai") == {}


def test_percent_sign_and_underscore_are_letters(staff_client, firm):
    make_pack(firm)

    assert found(staff_client, HERE, "%%") == {}
    assert found(staff_client, HERE, "__") == {}


def test_without_a_text_the_verbs_are_listed(staff_client, super_client, firm):
    mine = found(staff_client, OVER_ALL, "")["Do"]
    hers = found(super_client, OVER_ALL, "")["Do"]

    assert "Blocked tickets" in mine
    assert "Sign out" in mine
    assert set(hers) - set(mine) == {"Make a firm", "People"}


@pytest.mark.parametrize(
    ("address", "text", "leads_to"),
    [
        (OVER_ALL, "blocked", "/admin/tickets/ticketinstance/?status__exact=blocked"),
        (HERE, "overdue", "/f/harbor-dental/admin/today/late/"),
        (HERE, "all firms", "/admin/"),
        (HERE, "add ticket", "/f/harbor-dental/admin/tickets/ticketinstance/add/"),
    ],
)
def test_verb_is_found_by_its_words_and_leads_to_its_page(staff_client, firm, address, text, leads_to):
    hit = staff_client.get(address, {"q": text}).json()["groups"][0]["hits"][0]

    assert hit["url"] == leads_to
    assert staff_client.get(leads_to).status_code == 200


@pytest.mark.parametrize("page", ["/admin/search/", "/f/harbor-dental/admin/search/"])
def test_page_finds_the_same_without_a_script(staff_client, firm, page):
    make_pack(firm)

    text = staff_client.get(page, {"q": "H-002"}).text
    nothing = staff_client.get(page, {"q": "no such thing"}).text

    assert "H-002 Ticket 2</a>" in text
    assert "Nothing here is called “no such thing”" in nothing
    assert "#theme" not in staff_client.get(page, {"q": "light"}).text


@pytest.mark.parametrize("address", [HERE, OVER_ALL])
def test_search_takes_as_many_queries_for_three_rows_as_for_thirty(
    staff_client, firm, other_firm, address, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    make_pack(firm, tickets=1)
    with CaptureQueriesContext(connection) as few:
        staff_client.get(address, {"q": "ticket"})
    make_pack(firm, tickets=30, key="second", prefix="S")
    make_pack(other_firm, tickets=30, prefix="C")

    with django_assert_num_queries(len(few)):
        staff_client.get(address, {"q": "ticket"})


def test_search_over_all_that_takes_too_long_is_given_up_and_says_so(staff_client, firm, monkeypatch):
    from django.db import connection

    def slow(*args, **kwargs):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(5)", [])

    make_pack(firm)
    monkeypatch.setattr(search_module, "PATIENCE", "50ms")
    monkeypatch.setattr(search_module, "_tickets", slow)

    answer = staff_client.get(OVER_ALL, {"q": "harbor"}).json()

    assert answer["note"].startswith("There are too many tickets")
    assert [group["name"] for group in answer["groups"]] == ["Firms", "Packs"]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.MEMBER, Role.ADMIN, Role.OWNER])
@pytest.mark.parametrize("address", [HERE, OVER_ALL, "/admin/search/"])
def test_search_is_the_staffs(firm, role, address):
    person = make_user()
    make_member(firm, person, role)
    client = Client()
    client.force_login(person)

    assert client.get(address, {"q": "ticket"}).status_code == 403
