"""A contact given on a row is one of its client: in the database, on the API, in the admin; and what is deleted."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.db.models import RestrictedError
from django.test import Client as Browser
from django.utils import timezone

from apps.clients.models import Case, Client, Contact, Order, Task
from apps.clients.rules import SAYS
from apps.deals.models import Deal, StageHistory
from apps.deals.operations import move_deal
from apps.feedback.models import FeedbackRequest
from apps.quotes.models import Quote
from apps.tenancy.choices import Role
from apps.tenancy.context import tenant_context
from apps.work.batches import rules_of
from apps.work.functions import forget_old_runs
from apps.work.models import JobRun
from apps.work.operations.batches import said
from tests.api.conftest import api, owner  # noqa: F401 -- fixtures
from tests.conftest import make_user
from tests.feedback.makers import make_order, make_request
from tests.quotes.makers import make_client, make_quote
from tests.quotes.test_pages import person

MAKERS = {
    Deal: lambda client: Deal.objects.create(client=client, title="Roofs"),
    Quote: lambda client: make_quote(client=client),
    Order: make_order,
    Case: lambda client: Case.objects.create(client=client, subject="Late"),
    Task: lambda client: Task.objects.create(client=client, title="Call"),
    FeedbackRequest: lambda client: make_request(make_order(client)),
}
PATHS = {Deal: "deals", Quote: "quotes", Order: "orders", Case: "cases", Task: "tasks"}
ADMIN = {Deal: "deals/deal", Order: "clients/order", Case: "clients/case", Task: "clients/task"}


@pytest.fixture
def people(firm):
    """A client with its contact, and the contact of another client."""
    with tenant_context(firm.pk):
        client, other = make_client(), make_client("Castellan Logistics")
        return client, Contact.objects.get(client=client), Contact.objects.get(client=other)


@pytest.mark.parametrize("model", MAKERS, ids=lambda model: model.__name__)
def test_database_refuses_a_contact_of_another_client_in_bulk_too(firm, people, model):
    client, own, stranger = people
    with tenant_context(firm.pk):
        row = MAKERS[model](client)
        unknown = Contact.objects.create(first_name="Nobody", email="nobody@x.example")
        for allowed in (own, unknown, None):
            model.objects.filter(pk=row.pk).update(contact=allowed)

        with pytest.raises(IntegrityError, match=SAYS) as refused, transaction.atomic():
            model.objects.filter(pk=row.pk).update(contact=stranger)

        said = refused.value.__cause__.diag
        rules = {constraint.name for constraint in model._meta.constraints}
        assert said.constraint_name in rules
        assert (said.table_name, said.column_name) == (model._meta.db_table, "contact_id")
        model.objects.filter(pk=row.pk).update(contact=own)


@pytest.mark.parametrize("model", [Deal, Order, Case, Task], ids=lambda model: model.__name__)
def test_another_client_is_refused_while_the_old_ones_contact_stays(firm, people, model):
    client, own, stranger = people
    with tenant_context(firm.pk):
        row = MAKERS[model](client)
        model.objects.filter(pk=row.pk).update(contact=own)

        with pytest.raises(IntegrityError, match=SAYS), transaction.atomic():
            model.objects.filter(pk=row.pk).update(client=stranger.client_id)
        model.objects.filter(pk=row.pk).update(client=stranger.client_id, contact=stranger)


@pytest.mark.parametrize("model", MAKERS, ids=lambda model: model.__name__)
def test_who_moves_to_another_client_leaves_the_old_ones_rows(firm, people, model):
    client, own, stranger = people
    with tenant_context(firm.pk):
        row, other = MAKERS[model](client), MAKERS[model](stranger.client)
        model.objects.filter(pk=row.pk).update(contact=own)
        model.objects.filter(pk=other.pk).update(contact=stranger)

        Contact.objects.filter(pk=own.pk).update(title="Head of fleet")
        assert model.objects.get(pk=row.pk).contact_id == own.pk
        Contact.objects.filter(pk=own.pk).update(client=stranger.client_id, is_primary=False)

        assert model.objects.get(pk=row.pk).contact_id is None
        assert model.objects.get(pk=other.pk).contact_id == stranger.pk


@pytest.mark.parametrize("model", PATHS, ids=lambda model: model.__name__)
def test_api_names_the_field(firm, people, api, model):  # noqa: F811
    client, own, stranger = people
    with tenant_context(firm.pk):
        row = MAKERS[model](client)

    answer = api("PATCH", f"/api/{PATHS[model]}/{row.pk}", {"contact_id": str(stranger.pk)})

    assert answer.status_code in {400, 409}
    assert "another client" in answer.json()["detail"]
    if model is not Quote:  # whose operation refuses first, in its own words
        assert answer.json()["errors"] == [{"field": "contact_id", "code": "invalid", "message": SAYS}]
    assert api("PATCH", f"/api/{PATHS[model]}/{row.pk}", {"contact_id": str(own.pk)}).status_code == 200


@pytest.mark.parametrize("model", ADMIN, ids=lambda model: model.__name__)
def test_admin_names_the_field(firm, people, model):
    client, own, stranger = people
    with tenant_context(firm.pk):
        row = MAKERS[model](client)
    staff, address = person(firm, Role.STAFF), f"/f/harbor-dental/admin/{ADMIN[model]}/{row.pk}/change/"
    page = staff.get(address)
    with tenant_context(firm.pk):
        given = filled_in(page) | {"contact": str(stranger.pk)}

    refused = staff.post(address, given)

    assert refused.status_code == 200
    assert refused.context["adminform"].form.errors == {"contact": [SAYS]}
    assert staff.post(address, given | {"contact": str(own.pk)}).status_code == 302


def filled_in(page):
    """Return what a browser would send of the form as it stands."""
    form = page.context["adminform"].form
    given = {}
    for bound in form:
        value = bound.value()
        names = bound.field.widget.get_context(bound.html_name, value, {})["widget"]
        for part in names.get("subwidgets") or [names]:
            one = part.get("value")
            if isinstance(one, list):
                one = one[0] if one else ""
            if one not in (None, False, "None"):
                given[part["name"]] = one
    for formset in page.context["inline_admin_formsets"]:
        for bound in formset.formset.management_form:
            given[bound.html_name] = bound.value()
    return given


# What is deleted


@pytest.fixture
def chief(firm):
    """A browser of a superuser, who is staff of every firm and may delete in the admin."""
    user = make_user("chief@firmloop.example", name="The chief", is_superuser=True)
    browser = Browser()
    browser.force_login(user)
    return browser


def test_admin_deletes_a_deal_that_moved_with_its_history(firm, people, chief):
    client, *_ = people
    with tenant_context(firm.pk):
        deal = MAKERS[Deal](client)
        move_deal(deal_id=deal.pk, stage="proposal")
    address = f"/f/harbor-dental/admin/deals/deal/{deal.pk}/delete/"

    assert chief.get(address).status_code == 200
    assert chief.post(address, {"post": "yes"}).status_code == 302

    with tenant_context(firm.pk):
        assert not Deal.objects.exists()
        assert not StageHistory.objects.exists()


def test_admin_deletes_a_client_with_such_a_deal_and_all_that_is_its(firm, people, chief):
    client, *_ = people
    with tenant_context(firm.pk):
        move_deal(deal_id=MAKERS[Deal](client).pk, stage="proposal")
        for model in (Order, Case, FeedbackRequest):
            MAKERS[model](client)
    done = chief.post(f"/f/harbor-dental/admin/clients/client/{client.pk}/delete/", {"post": "yes"})

    assert done.status_code == 302, done.content.decode()
    with tenant_context(firm.pk):
        assert not Client.objects.filter(pk=client.pk).exists()
        assert not StageHistory.objects.exists()
        assert Case.objects.get().client_id is None


def test_client_with_quotes_is_kept_and_both_doors_say_why(firm, people, chief, owner):  # noqa: F811
    client, *_ = people
    with tenant_context(firm.pk):
        move_deal(deal_id=MAKERS[Deal](client).pk, stage="proposal")
        quote = make_quote(client=client)
    address = f"/f/harbor-dental/admin/clients/client/{client.pk}/delete/"

    page, posted = chief.get(address), chief.post(address, {"post": "yes"})
    answer = owner("DELETE", f"/api/clients/{client.pk}")

    for shown in (page, posted):
        assert shown.status_code == 200
        assert "would require deleting the following protected related objects" in re.sub(
            r"\s+", " ", shown.content.decode()
        )
        assert quote.quote_number in shown.content.decode()
    assert (answer.status_code, answer.json()["code"]) == (409, "in_use")
    with tenant_context(firm.pk):
        assert Client.objects.filter(pk=client.pk).exists()


def test_nobody_of_a_firm_deletes_a_run_whatever_the_clock_says(firm):
    with tenant_context(firm.pk, now=timezone.now() + dt.timedelta(days=10_000)):
        for days in (89, 91):
            slot = timezone.now() - dt.timedelta(days=days)
            JobRun.objects.create(tenant=firm, job_name="quote-followups", scheduled_for=slot)
        with pytest.raises(ProgrammingError, match="permission denied for table job_runs"), transaction.atomic():
            JobRun.objects.all().delete()

        assert forget_old_runs() == 1
        assert JobRun.objects.count() == 1


def test_batch_says_that_a_client_is_needed(firm, people):
    client, *_ = people
    with tenant_context(firm.pk):
        make_quote(client=client)
        with pytest.raises(RestrictedError) as refused:
            client.delete()

        assert said(refused.value, rules_of("clients.Client")) == "other rows need it, and they are not deleted with it"
