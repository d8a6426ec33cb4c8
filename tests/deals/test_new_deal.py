"""A deal that begins by hand, on its page."""

from __future__ import annotations

import pytest

from apps.clients.models import Client, Contact
from apps.deals.models import Deal
from apps.tenancy.choices import Role
from apps.tenancy.context import tenant_context
from tests.conftest import make_firm, make_member, make_user
from tests.deals.deal_rows import make_client, make_contact

NEW, CREATE = "/f/harbor-dental/deals/new/", "/f/harbor-dental/deals/create/"


@pytest.fixture
def ines(firm):
    user = make_user()
    make_member(firm, user, Role.ADMIN)
    return user


@pytest.fixture
def admin(client, ines):
    client.force_login(ines)
    return client


def entered(**changes):
    given = {"client": "Castellan Logistics", "title": "Fleet contract", "stage": "lead", "assigned_to_id": ""}
    return given | changes


def test_deal_with_a_new_client_and_contact_begins(firm, admin, ines):
    given = {"client": "  Ridge   Homes ", "contact_name": "Ana de Sousa", "contact_email": "ana@ridge.example"}
    given |= {"value": "1250.50", "stage": "qualified", "expected_close_date": "2026-12-24", "assigned_to_id": ines.pk}

    answer = admin.post(CREATE, entered(**given))

    with tenant_context(firm.pk):
        deal = Deal.objects.select_related("client", "contact").get()
    assert (answer.status_code, answer["Location"]) == (302, f"/f/harbor-dental/deals/{deal.pk}/")
    assert (deal.client.company_name, deal.client.status) == ("Ridge Homes", "prospect")
    assert (deal.contact.first_name, deal.contact.last_name, deal.contact.is_primary) == ("Ana", "de Sousa", True)
    assert (str(deal.value), deal.stage, str(deal.expected_close_date)) == ("1250.50", "qualified", "2026-12-24")
    assert (deal.assigned_to_id, deal.created_by_id) == (ines.pk, ines.pk)


def test_deal_with_a_client_and_contact_that_are_there_makes_no_others(firm, admin):
    with tenant_context(firm.pk):
        known = make_contact(make_client())

    admin.post(
        CREATE, entered(client="castellan logistics", contact_name="Thomas", contact_email="TOM@castellan.example")
    )

    with tenant_context(firm.pk):
        assert (Client.objects.count(), Contact.objects.count()) == (1, 1)
        assert Deal.objects.get().contact_id == known.pk


def test_second_contact_of_a_client_is_not_the_primary_one(firm, admin):
    with tenant_context(firm.pk):
        make_contact(make_client(), is_primary=True)

    admin.post(CREATE, entered(contact_name="Lee", contact_email="lee@castellan.example"))

    with tenant_context(firm.pk):
        assert list(Contact.objects.order_by("first_name").values_list("first_name", "is_primary")) == [
            ("Lee", False), ("Tom", True),
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"client": ""}, "This field is required."),
        ({"title": " "}, "This field is required."),
        ({"value": "-1"}, "Ensure this value is greater than or equal to 0."),
        ({"stage": "won"}, "Select a valid choice. won is not one of the available choices."),
        ({"contact_email": "nobody"}, "Enter a valid email address."),
        ({"assigned_to_id": "019aac4b-3000-76c3-af9d-991118b0dd12"}, "is not one of the available choices."),
    ],
    ids=lambda values: next(iter(values)) if isinstance(values, dict) else "",
)
def test_form_that_is_wrong_says_where_and_writes_nothing(firm, admin, changes, says):
    answer = admin.post(CREATE, entered(**changes))

    assert answer.status_code == 422
    assert says in answer.content.decode()
    with tenant_context(firm.pk):
        assert (Deal.objects.count(), Client.objects.count()) == (0, 0)


def test_client_that_is_not_active_gets_no_deal(firm, admin):
    with tenant_context(firm.pk):
        make_client(is_active=False)

    answer = admin.post(CREATE, entered())

    assert answer.status_code == 422
    assert "Castellan Logistics is not active any more." in answer.content.decode()
    assert "Castellan Logistics</option>" not in admin.get(NEW).content.decode()


def test_name_too_long_for_a_contact_is_said_at_the_name_and_leaves_no_client(firm, admin):
    answer = admin.post(CREATE, entered(contact_name="A" * 150))

    assert answer.status_code == 422
    assert "at most 100 characters" in answer.content.decode()
    with tenant_context(firm.pk):
        assert Client.objects.count() == 0


def test_client_of_another_firm_is_not_this_firms(firm, admin):
    with tenant_context(make_firm("castellan-logistics").pk):
        theirs = make_client("Ridge Homes")

    page = admin.get(NEW).content.decode()
    admin.post(CREATE, entered(client="Ridge Homes"))

    assert "Ridge Homes" not in page
    with tenant_context(firm.pk):
        assert Deal.objects.get().client_id != theirs.pk
