"""Deals, clients and contacts from files."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from apps.clients.cells import amount, currency_of, day
from apps.clients.models import Client, Contact
from apps.clients.tables import ClientTable, ContactTable
from apps.core.table_files import read_table
from apps.deals.models import Deal
from apps.deals.tables import DealTable
from apps.tenancy.context import tenant_context
from apps.tenancy.models import Membership
from apps.work import operations
from apps.work.tables import CellRefused, plan_rows
from tests.conftest import AT, DATA, make_firm, make_member, make_user
from tests.deals.deal_rows import make_client, make_deal

FILE = (DATA / "deals.csv").read_bytes()
IMPORT = "/f/harbor-dental/admin/deals/deal/import/"


@pytest.fixture
def clients(inside):
    return make_client("Harbor Dental Partners"), make_client("Castellan Logistics")


def plan(content=FILE, table=None):
    return plan_rows(table or DealTable(), read_table("deals.csv", content), firm="harbor-dental")


def take(content=FILE, table=None):
    """Import it."""
    table = table or DealTable()
    rows = [outcome.row for outcome in plan(content, table) if outcome.row]
    return operations.start_batch(title="Import", model_label=table.label, rows=rows, at=AT)


def test_sample_file_gives_six_deals_one_duplicate_and_three_refusals(clients):
    outcomes = plan()

    assert [(one.line.number, one.kind) for one in outcomes] == [
        (2, "new"), (3, "new"), (4, "new"), (5, "new"), (6, "bad"), (7, "bad"), (8, "bad"), (9, "new"), (10, "new"),
        (11, "bad"),
    ]  # fmt: skip
    assert [one.line.number for one in outcomes if one.twice] == [6]
    said = {one.line.number: " ".join(one.errors) for one in outcomes if one.errors}
    assert said[6] == "the same deal is in line 5 already."
    assert "no client “Unknown Ltd”" in said[7]
    assert "stage: “thinking” is none of lead, qualified" in said[8]
    assert "value: “-5” is below zero" in said[11]


def test_sample_file_warns_of_another_currency_and_of_owners_who_are_nobody(clients):
    warned = {one.line.number: one.warnings for one in plan() if one.warnings}

    assert sorted(warned) == [2, 3, 4, 5, 9, 10]
    assert warned[4][0] == (
        "value: “48 000,00 €” is in EUR, and the firm counts in USD; the number is taken as it stands."
    )
    assert warned[2] == ("owner: ines@harbor.example is nobody of this firm; the deal is taken without an owner.",)


def test_sample_file_is_taken_as_it_says(firm):
    ines = make_user("ines@harbor.example")
    make_member(firm, ines)
    with tenant_context(firm.pk):
        make_client("Harbor Dental Partners")
        make_client("Castellan Logistics")

        batch = take()

        assert (batch.done_count, batch.skipped) == (6, [])
        found = Deal.objects.order_by("title").values_list(
            "title", "stage", "value", "expected_close_date", "probability"
        )
        assert list(found) == [
            ("Cold storage", "won", Decimal("22000.00"), dt.date(2026, 1, 15), 100),
            ("Fleet contract", "negotiation", Decimal("48000.00"), dt.date(2026, 2, 28), 75),
            ("Implants, clinic 2", "proposal", Decimal("12400.00"), dt.date(2026, 3, 31), 60),
            ("Old tender", "lost", Decimal("18000.00"), dt.date(2025, 11, 30), 0),
            ("Warehouse audit", "qualified", Decimal("9500.00"), dt.date(2026, 4, 15), 40),
            ("Whitening campaign", "lead", None, dt.date(2026, 3, 31), 20),
        ]
        implants = Deal.objects.get(title="Implants, clinic 2")
        assert (implants.assigned_to_id, implants.last_activity_at) == (
            ines.pk,
            dt.datetime(2026, 1, 12, tzinfo=dt.UTC),
        )


def test_sample_file_once_more_changes_nothing(clients):
    take()

    assert {one.kind for one in plan() if one.line.number not in (6, 7, 8, 11)} == {"same"}


def test_owner_who_is_nobody_takes_no_owner_away(firm):
    ines = make_user("ines@harbor.example")
    make_member(firm, ines)
    with tenant_context(firm.pk):
        make_deal("Audit", client=make_client("Castellan Logistics"), assigned_to=ines)

        (outcome,) = plan(b"title,client,owner\nAudit,Castellan Logistics,who@else.example\n")

        assert (outcome.kind, len(outcome.warnings)) == ("same", 1)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$12,400.00", "12400.00"),
        ("48 000,00 €", "48000.00"),
        ("48\u00a0000,00\u00a0€", "48000.00"),
        ("12.400,5", "12400.50"),
        ("9500", "9500.00"),
        ("1,234", "1234.00"),
        ("1.234.567", "1234567.00"),
        ("CHF 1’200.50", "1200.50"),
        ("0.5", "0.50"),
    ],
)
def test_amounts_are_read_as_people_write_them(text, value):
    assert amount(text) == Decimal(value)


@pytest.mark.parametrize("text", ["a lot", "-5", "1e5", "12-13", "99999999999"])
def test_amounts_that_are_none_are_refused(text):
    with pytest.raises(CellRefused):
        amount(text)


@pytest.mark.parametrize(("text", "code"), [("$5", "USD"), ("5 €", "EUR"), ("CHF 5", "CHF"), ("5", "")])
def test_currency_is_named_by_sign_or_code(text, code):
    assert currency_of(text) == code


@pytest.mark.parametrize(
    "text", ["2026-03-31", "31/03/2026", "03/31/2026", "31.03.2026", "31.3.2026", "2026-03-31T10:00"]
)
def test_days_are_read_where_they_can_be_one_day_alone(text):
    assert day(text) == dt.date(2026, 3, 31)


@pytest.mark.parametrize("text", ["03/04/2026", "31/31/2026", "soon", "2026-13-01"])
def test_days_that_are_none_or_two_are_refused(text):
    with pytest.raises(CellRefused):
        day(text)


def test_clients_and_contacts_are_found_again_by_name_and_address(inside):
    take(b"company_name,tier\nMatai Lane,A\n", ClientTable())
    take(b"email,client,first_name\nTom@matai.example,matai lane,Tom\n", ContactTable())

    (client,) = plan(b"company_name,tier\nMATAI LANE,B\n", ClientTable())
    (contact,) = plan(b"email,client,first_name\ntom@matai.example,Matai Lane,Tom\n", ContactTable())

    assert (client.kind, contact.kind) == ("changed", "same")
    assert (Client.objects.get().company_name, Contact.objects.get().client) == ("Matai Lane", Client.objects.get())


@pytest.fixture
def staff(committed):
    firm, user, browser = make_firm(), make_user("staff@firmloop.example"), Browser()
    make_member(firm, user, "staff")
    browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    with tenant_context(firm.pk):
        make_client("Castellan Logistics")
        make_client("Harbor Dental Partners")
    browser.firm = firm
    return browser


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]+)"', page)[1]


def test_import_page_shows_warnings_and_refusals_and_imports_what_is_left(staff):
    page = staff.post(IMPORT, {"file": SimpleUploadedFile("deals.csv", FILE)}).content.decode()
    assert "1 of them stands in the file twice." in page
    assert "is in EUR, and the firm counts in USD" in page
    bad = staff.post(f"{IMPORT}bad-rows/", {"bad": hidden(page, "bad")}).content.decode()
    assert bad.count("\n") == 5

    staff.post(IMPORT.replace("import/", "apply/"), {"plan": hidden(page, "plan")})

    with tenant_context(staff.firm.pk):
        assert Deal.objects.count() == 6


def test_import_asks_what_columns_of_other_names_hold(staff):
    content = b"Deal name,Customer,Worth,Colour\nAudit,Castellan Logistics,900,red\n"
    asked = staff.post(IMPORT, {"file": SimpleUploadedFile("crm.csv", content)}).content.decode()
    assert "What are the columns of crm.csv?" in asked
    assert '<option value="title" selected>' in asked

    answer = {"mapped": hidden(asked, "mapped"), "column-0": "title", "column-1": "client", "column-2": "value"}
    page = staff.post(IMPORT, answer | {"column-3": ""}).content.decode()
    staff.post(IMPORT.replace("import/", "apply/"), {"plan": hidden(page, "plan")})

    with tenant_context(staff.firm.pk):
        assert list(Deal.objects.values_list("title", "value")) == [("Audit", 900)]


def test_import_refuses_two_columns_for_one(staff):
    content = b"Deal name,Customer,Worth\nAudit,Castellan Logistics,900\n"
    asked = staff.post(IMPORT, {"file": SimpleUploadedFile("crm.csv", content)}).content.decode()

    answer = {"mapped": hidden(asked, "mapped"), "column-0": "title", "column-1": "title", "column-2": "value"}

    assert "Two columns are chosen for “title”." in staff.post(IMPORT, answer).content.decode()


@pytest.mark.parametrize("table", ["clients/client", "clients/contact", "clients/order", "clients/case", "clients/task",
                                   "deals/deal", "deals/stageconfig"])  # fmt: skip
def test_admin_lists_and_forms_open(staff, table):
    with tenant_context(staff.firm.pk):
        make_deal(client=Client.objects.first())

    assert staff.get(f"/f/harbor-dental/admin/{table}/").status_code == 200
    if table != "deals/stageconfig":
        assert staff.get(f"/f/harbor-dental/admin/{table}/add/").status_code == 200


def test_admin_moves_a_deal_and_gives_it_an_owner_of_the_firm(staff):
    with tenant_context(staff.firm.pk):
        deal = make_deal(client=Client.objects.first())
    address = f"/f/harbor-dental/admin/deals/deal/{deal.pk}/change/"
    form = staff.get(address).context["adminform"].form
    data = {name: form[name].value() if form[name].value() is not None else "" for name in form.fields}
    data["auto_follow_up_enabled"] = "on"
    for name in ("stage_history", "activities"):  # as the page sends them: nothing of them is edited here
        data |= {f"{name}-TOTAL_FORMS": "0", f"{name}-INITIAL_FORMS": "0"}
    with tenant_context(staff.firm.pk):
        owner = Membership.objects.get().user_id

    answer = staff.post(address, data | {"stage": "proposal", "assigned_to": str(owner)})

    assert answer.status_code == 302, answer.context["errors"]
    with tenant_context(staff.firm.pk):
        after = Deal.objects.get()
        assert (after.stage, after.assigned_to_id, after.stage_history.count()) == ("proposal", owner, 1)
