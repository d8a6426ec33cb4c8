"""A quote on its way: written, sent, opened and answered by the client, and the deal that it wins."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from apps.deals.models import Deal
from apps.quotes import operations
from apps.quotes.models import Quote
from apps.tenancy.context import tenant_context
from apps.work.models import OutboxMessage
from tests.quotes.makers import make_client, make_deal, make_quote

READER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"  # a headless one is not counted


@pytest.fixture
def deal(harbor):
    with tenant_context(harbor.firm.pk):
        return make_deal(make_client(), value=800)


def line(page: Page, number: int, description: str, quantity: str, price: str) -> None:
    page.get_by_label(f"Line {number}, description").fill(description)
    page.get_by_label(f"Line {number}, quantity").fill(quantity)
    page.get_by_label(f"Line {number}, unit price").fill(price)


def mailed_link(harbor) -> str:
    with tenant_context(harbor.firm.pk):
        text = OutboxMessage.objects.filter(purpose="quote").order_by("-created_at").first().body_text
    return re.search(r"/q/[\w-]+/", text).group()


def test_quote_is_written_sent_opened_and_accepted_and_its_deal_is_won(harbor, deal, open_page):
    page = open_page(harbor.people["admin"], f"{harbor.url}deals/{deal.pk}/")
    page.get_by_role("link", name="New quote").click()
    line(page, 1, "Roof inspection", "3", "199.99")
    page.get_by_role("button", name="Add a line").click()
    line(page, 2, "Report", "1.5", "100")
    expect(page.locator(".quote-total")).to_have_text("749.97")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.locator(".notice")).to_have_text(re.compile(r"^Quote Q-\d{4}-0001 is saved: 749\.97 USD\.$"))
    page.get_by_role("button", name="Send to the client").click()
    expect(page.locator(".notice")).to_have_text("It is on its way to the client.")

    client = open_page(None, mailed_link(harbor), user_agent=READER)
    expect(client.get_by_role("heading", level=1)).to_have_text("Spring inspections")
    client.get_by_label("Your name").first.fill("Ana Ruiz")
    client.get_by_role("button", name="Accept for 749.97 USD").click()
    expect(client.get_by_role("status").first).to_contain_text("Accepted on ")

    page.reload()
    expect(page.locator(".kicker .st")).to_have_text("Accepted")
    expect(page.locator(".facts")).to_contain_text("1 time")
    page.get_by_role("link", name="Spring inspections").click()
    expect(page.locator(".life")).to_contain_text("From Lead to Won")
    with tenant_context(harbor.firm.pk):
        assert (Deal.objects.get().stage, Quote.objects.get().outcome) == ("won", "won")


def test_client_rejects_with_a_reason_and_the_deal_is_lost_for_it(harbor, deal, open_page):
    with tenant_context(harbor.firm.pk):
        make_quote(sent=True, at=timezone.now(), deal_id=deal.pk)
    client = open_page(None, mailed_link(harbor), viewport={"width": 360, "height": 740})

    client.get_by_text("No, thank you").click()
    client.locator("details").get_by_label("Your name").fill("Ana Ruiz")
    client.get_by_label("Why").select_option("price")
    client.get_by_role("button", name="Reject the quote").click()

    expect(client.get_by_role("status").first).to_contain_text("Rejected on ")
    assert client.evaluate("document.documentElement.scrollWidth") == 360
    with tenant_context(harbor.firm.pk):
        assert (Deal.objects.get().stage, Deal.objects.get().lost_reason) == ("lost", "Price")


def test_lines_are_written_with_the_keyboard_alone(harbor, deal, open_page):
    page = open_page(harbor.people["admin"], f"{harbor.url}quotes/new/?deal={deal.pk}")
    page.get_by_label("Line 1, description").focus()
    for text in ("Inspection", "Report", "Travel"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
        page.keyboard.type("2")
        page.keyboard.press("Tab")
        page.keyboard.type("10.05")
        page.keyboard.press("Enter")  # begins the next line
    expect(page.get_by_label("Line 4, description")).to_be_focused()
    expect(page.locator(".quote-total")).to_have_text("60.30")

    page.get_by_label("Take out line 2").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Line 2, description")).to_be_focused()
    expect(page.get_by_label("Line 2, description")).to_have_value("Travel")
    expect(page.locator(".quote-total")).to_have_text("40.20")
    page.get_by_label("Title").focus()
    page.keyboard.press("Enter")  # saves, as in any form

    expect(page.locator(".quote-lines tbody tr")).to_have_count(2)
    expect(page.locator(".quote-lines tfoot")).to_contain_text("40.20 USD")


@pytest.mark.parametrize(
    ("quantity", "price", "amount"),
    [
        ("1.005", "1.01", "1.02"),
        ("3", "0.335", None),
        ("0.5", "-0.01", "-0.01"),
        ("", "5", "5.00"),
        ("2", "many", None),
    ],
    ids=["rounded", "three decimals", "half a cent off", "no quantity", "no number"],
)
def test_total_as_one_types_is_the_one_that_is_saved(harbor, deal, open_page, quantity, price, amount):
    page = open_page(harbor.people["admin"], f"{harbor.url}quotes/new/?deal={deal.pk}")
    line(page, 1, "Base", "1", "10")
    page.get_by_role("button", name="Add a line").click()
    line(page, 2, "Extra", quantity, price)
    expect(page.locator(".quote-edit tbody output").nth(1)).to_have_text(amount or "–")

    page.get_by_role("button", name="Save the draft").last.click()

    if amount is None:
        expect(page.locator(".errorlist")).to_contain_text("Line 2 needs a unit price")
    else:
        expect(page.locator(".quote-lines tbody td:last-child").nth(1)).to_have_text(amount)


def test_quote_is_written_without_javascript(harbor, deal, open_page):
    page = open_page(harbor.people["admin"], f"{harbor.url}quotes/new/?deal={deal.pk}", java_script_enabled=False)
    line(page, 1, "Inspection", "3", "199.99")
    page.get_by_role("button", name="Add a line").click()
    line(page, 2, "Wrong", "1", "5")
    page.get_by_role("button", name="Add a line").click()
    line(page, 3, "Report", "", "100")
    page.get_by_label("Take out line 2").click()
    page.get_by_role("button", name="Compute the total").click()
    expect(page.locator(".quote-total")).to_have_text("699.97")
    page.get_by_role("button", name="Save the draft").last.click()

    expect(page.locator(".quote-lines tfoot")).to_contain_text("699.97 USD")
    assert page.locator(".quote-lines tbody tr").count() == 2


def test_quote_is_countered_withdrawn_and_copied(harbor, deal, open_page):
    with tenant_context(harbor.firm.pk):
        quote = make_quote(sent=True, at=timezone.now(), deal_id=deal.pk)
    link = mailed_link(harbor)
    page = open_page(harbor.people["admin"], f"{harbor.url}quotes/{quote.pk}/")
    page.get_by_text("Other terms, or taking it back").click()
    page.get_by_label("What does the client ask for instead?").fill("Two roofs only")
    page.get_by_role("button", name="Note the counter-offer").click()
    expect(page.locator(".quote-timeline")).to_contain_text("Two roofs only")

    page.get_by_text("Other terms, or taking it back").click()
    page.get_by_role("button", name="Withdraw the quote").click()
    expect(page.locator(".kicker .st")).to_have_text("Withdrawn")
    page.get_by_role("button", name="Copy as a new draft").click()

    expect(page.locator(".kicker .st")).to_have_text("Draft")
    client = open_page(None, link)
    expect(client.get_by_role("heading", level=1)).to_have_text("Harbor Dental Partners took this quote back")


def test_figures_of_the_report_lead_to_their_quotes(harbor, deal, open_page):
    with tenant_context(harbor.firm.pk):
        for reason in ("price", "price", "timing"):
            quote = make_quote(sent=True, at=timezone.now())
            operations.record_outcome(quote_id=quote.pk, outcome="lost", primary_reason=reason, at=timezone.now())
    page = open_page(harbor.people["viewer"], f"{harbor.url}quotes/reports/")

    expect(page.get_by_role("img", name="Lost quotes by reason")).to_be_visible()
    page.get_by_role("link", name="Price: 2").click()

    expect(page.locator(".head p")).to_contain_text("2 lost, because of price, decided in the last 90 days.")
    expect(page.locator(".records tbody tr")).to_have_count(2)
