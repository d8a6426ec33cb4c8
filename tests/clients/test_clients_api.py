"""Clients and what belongs to them on the API: the rules that are the database's, said in words."""

from __future__ import annotations

import pytest
from django.utils import timezone

from apps.tenancy.context import tenant_context
from tests.api.conftest import api, owner, rows  # noqa: F401 -- fixtures
from tests.deals.deal_rows import make_client, make_contact


def refusal(answer):
    return answer.status_code, [(one["field"], one["code"]) for one in answer.json()["errors"]]


@pytest.fixture
def client_id(firm):
    with tenant_context(firm.pk):
        return str(make_client().pk)


def test_case_gets_the_next_number_of_the_year_and_remembers_who_made_it(firm, owner, client_id):  # noqa: F811
    made = [owner("POST", "/api/cases", {"subject": "Late", "client_id": client_id}).json() for _ in range(2)]

    first, second = (one["case_number"].rsplit("-", 1) for one in made)
    assert first[0] == second[0]
    assert str(timezone.now().astimezone(firm.zone).year) in first[0]
    assert int(second[1]) == int(first[1]) + 1
    assert made[0]["created_by_id"] is not None
    assert refusal(owner("POST", "/api/cases", {"subject": "Late", "case_number": "C-1"})) == (
        400,
        [("case_number", "read_only")],
    )


def test_name_is_taken_once_whatever_its_case(api, client_id):  # noqa: F811
    assert refusal(api("POST", "/api/clients", {"company_name": "castellan LOGISTICS"})) == (
        400,
        [("company_name", "unique")],
    )
    assert refusal(api("POST", "/api/clients", {"company_name": " "}))[0] == 400


def test_client_has_one_primary_contact(api, client_id):  # noqa: F811
    given = {"client_id": client_id, "first_name": "Tom", "is_primary": True}

    first, second = api("POST", "/api/contacts", given), api("POST", "/api/contacts", given | {"first_name": "Ana"})

    assert first.status_code == 201
    assert refusal(second) == (400, [("client_id", "unique")])
    assert refusal(api("POST", "/api/contacts", {"client_id": client_id}))[0] == 400


def test_order_number_is_the_firms_own(firm, other_firm, api, client_id):  # noqa: F811
    given = {"client_id": client_id, "order_number": "O-1"}

    assert api("POST", "/api/orders", given).status_code == 201
    assert refusal(api("POST", "/api/orders", given)) == (400, [("order_number", "unique")])
    assert refusal(api("POST", "/api/orders", {"order_number": "O-2"})) == (400, [("client_id", "required")])


def test_client_takes_its_contacts_along_and_leaves_its_cases(firm, owner, client_id):  # noqa: F811
    with tenant_context(firm.pk):
        contact = make_contact(make_client("Matai Lane"))
    case = owner("POST", "/api/cases", {"subject": "Late", "client_id": str(contact.client_id)}).json()

    assert owner("DELETE", f"/api/clients/{contact.client_id}").status_code == 204

    assert owner("GET", f"/api/contacts/{contact.pk}").status_code == 404
    assert owner("GET", f"/api/cases/{case['id']}").json()["client_id"] is None
