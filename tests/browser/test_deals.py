"""The pipeline as a person works on it: by drag, by keyboard, on a phone, without JavaScript, and beside others."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from apps.deals import operations
from apps.deals.models import Deal, StageConfig
from apps.tenancy.context import tenant_context
from tests.browser.test_without_a_mouse import tab_to
from tests.deals.deal_rows import make_deal
from tests.quotes.makers import make_quote

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def fleet(harbor):
    """A lead that nobody touched for ten days."""
    with tenant_context(harbor.firm.pk):
        return make_deal("Fleet contract", quiet_days=10, at=timezone.now() - HOUR, value=48000)


@pytest.fixture
def board(harbor, fleet, open_page):
    return open_page(harbor.people["member"], f"{harbor.url}deals/")


def card(page: Page, title: str = "Fleet contract") -> Locator:
    return page.locator(".deal").filter(has_text=title)


def column(page: Page, stage: str) -> Locator:
    return page.locator(f"[data-stage={stage}]")


def stage_of(harbor, deal) -> str:
    with tenant_context(harbor.firm.pk):
        return str(Deal.objects.get(pk=deal.pk).stage)


def test_deal_is_dragged_to_another_stage(harbor, fleet, board):
    expect(card(board).locator(".heat-tag")).to_have_text("Stalled: 10 days quiet")

    card(board).drag_to(column(board, "proposal"))

    expect(board.locator(".notice")).to_have_text("Fleet contract: now Proposal.")
    expect(column(board, "proposal").locator(".deal")).to_contain_text("Fleet contract")
    expect(column(board, "proposal").locator(".count")).to_have_text("1")
    assert stage_of(harbor, fleet) == "proposal"


def test_deal_is_begun_by_keyboard_and_stands_on_the_board(harbor, open_page):
    page = open_page(harbor.people["owner"], f"{harbor.url}deals/")
    tab_to(page, page.get_by_role("link", name="New deal"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Client", exact=True))
    page.keyboard.type("Ridge Homes")
    tab_to(page, page.get_by_label("What it is about"))
    page.keyboard.press("Enter")  # too early: the browser says what is missing, and what was typed stays
    expect(page.get_by_label("Client", exact=True)).to_have_value("Ridge Homes")
    page.keyboard.type("Three roofs")
    page.keyboard.press("Enter")

    expect(page.locator(".notice")).to_have_text("“Three roofs” with Ridge Homes is in the pipeline.")
    page.get_by_role("link", name="Pipeline").first.click()
    expect(column(page, "lead").locator(".deal")).to_contain_text("Three roofs")


def test_deal_is_moved_by_alt_and_arrows_and_keeps_the_focus(harbor, fleet, board):
    tab_to(board, card(board))
    board.keyboard.press("Alt+ArrowLeft")  # there is no stage before the first
    expect(board).to_have_url(re.compile(r"/deals/$"))

    board.keyboard.press("Alt+ArrowRight")
    expect(column(board, "qualified").locator(".deal")).to_be_focused()
    board.keyboard.press("Alt+ArrowRight")
    expect(column(board, "proposal").locator(".deal")).to_be_focused()
    board.keyboard.press("Alt+ArrowLeft")
    expect(column(board, "qualified").locator(".deal")).to_be_focused()

    assert stage_of(harbor, fleet) == "qualified"


def test_move_is_refused_when_somebody_else_moved_it_meanwhile(harbor, fleet, board):
    with tenant_context(harbor.firm.pk, user_id=harbor.people["owner"].pk):
        operations.move_deal(deal_id=fleet.pk, stage="negotiation")

    card(board).drag_to(column(board, "proposal"))

    said = (
        "Ines Duarte moved “Fleet contract” to Negotiation meanwhile. It stays there; move it again if that is wrong."
    )
    expect(board.locator(".notice.error")).to_have_text(said)
    expect(column(board, "negotiation").locator(".deal")).to_be_focused()
    assert stage_of(harbor, fleet) == "negotiation"


def test_lost_deal_is_asked_for_its_reason_in_a_dialog(harbor, fleet, board):
    card(board).drag_to(column(board, "lost"))
    dialog = board.get_by_role("dialog", name="How did it end?")
    expect(dialog.get_by_label("Lost", exact=True)).to_be_checked()

    board.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(card(board)).to_be_focused()
    assert stage_of(harbor, fleet) == "lead"

    card(board).drag_to(column(board, "lost"))
    dialog.get_by_label("Main reason").select_option("competitor")
    dialog.get_by_label("Competitor", exact=True).fill("Apex")
    dialog.get_by_role("button", name="Close the deal").click()

    expect(board.locator(".notice")).to_have_text("Fleet contract: lost.")
    expect(column(board, "lost").locator(".deal")).to_be_focused()
    card(board).get_by_role("link", name="Fleet contract").click()
    expect(board.locator(".facts")).to_contain_text("A competitor (Apex)")


def test_dialog_that_lacks_the_reason_becomes_the_page_that_says_so(harbor, fleet, board):
    card(board).drag_to(column(board, "lost"))
    board.get_by_role("dialog").get_by_role("button", name="Close the deal").click()

    expect(board.locator(".errorlist")).to_have_text("Choose why the deal was lost.")
    board.get_by_label("Main reason").select_option("price")
    board.get_by_role("button", name="Close the deal").click()

    expect(board).to_have_url(re.compile(rf"/deals/#d-{fleet.pk}$"))
    assert stage_of(harbor, fleet) == "lost"


def test_won_deal_wins_its_quote(harbor, fleet, open_page):
    with tenant_context(harbor.firm.pk):
        quote = make_quote(sent=True, at=timezone.now(), deal_id=fleet.pk, client=fleet.client)
    page = open_page(harbor.people["admin"], f"{harbor.url}deals/{fleet.pk}/")

    page.get_by_label("Stage").select_option("won")
    page.get_by_role("button", name="Move").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("If won: the accepted quote")).to_have_value(str(quote.pk))
    dialog.get_by_role("button", name="Close the deal").click()

    expect(page.locator("#quotes + ul")).to_contain_text("Accepted")
    expect(page.locator(".notice")).to_have_text("Fleet contract: won.")


def test_without_javascript_a_deal_moves_and_closes(harbor, fleet, open_page):
    page = open_page(harbor.people["member"], f"{harbor.url}deals/", java_script_enabled=False)
    expect(page.locator(".with-script")).to_be_hidden()

    card(page).get_by_text("Move", exact=False).first.click()
    card(page).get_by_role("combobox").select_option("qualified")
    card(page).get_by_role("button", name="Move").click()
    expect(column(page, "qualified").locator(".deal")).to_contain_text("Fleet contract")

    card(page).get_by_text("Move", exact=False).first.click()
    card(page).get_by_role("combobox").select_option("lost")
    card(page).get_by_role("button", name="Move").click()
    expect(page.get_by_role("heading", name="How did it end?")).to_be_visible()
    page.get_by_label("Main reason").select_option("timing")
    page.get_by_role("button", name="Close the deal").click()

    expect(column(page, "lost").locator(".deal")).to_contain_text("Fleet contract")
    assert stage_of(harbor, fleet) == "lost"


def test_phone_shows_the_stages_one_below_the_other(harbor, fleet, open_page):
    page = open_page(harbor.people["member"], f"{harbor.url}deals/", viewport={"width": 360, "height": 740})

    tops = [column(page, stage).bounding_box()["y"] for stage in ("lead", "qualified", "lost")]
    assert tops == sorted(set(tops))
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    card(page).get_by_text("Move", exact=False).first.click()
    card(page).get_by_role("combobox").select_option("proposal")
    card(page).get_by_role("button", name="Move").click()

    expect(column(page, "proposal").locator(".deal")).to_be_in_viewport()


def test_draft_is_read_and_sent_or_discarded(harbor, fleet, board):
    with tenant_context(harbor.firm.pk):
        make_deal("Second", client=fleet.client, quiet_days=9, at=timezone.now() - HOUR)
        StageConfig.objects.update(drafts_first=True)
        operations.mark_stalled(limit=9, at=timezone.now())
        operations.send_due_follow_ups(limit=9, at=timezone.now())
    board.get_by_role("link", name="Stalled").click()

    board.get_by_text("Read it").first.click()
    expect(board.locator("#drafts .draft").first).to_contain_text("Harbor Dental Partners")
    board.get_by_role("button", name=re.compile("Send it.*Fleet contract")).click()
    expect(board.locator(".notice")).to_have_text("The follow-up is on its way.")
    board.get_by_role("button", name=re.compile("Discard it.*Second")).click()

    expect(board.locator(".notice")).to_have_text("The draft is gone; it did not count.")
    expect(board.locator("#drafts")).to_have_count(0)


def test_stalled_deal_is_parked_and_taken_up_again(harbor, fleet, board):
    board.get_by_role("link", name="Stalled").click()
    board.locator("summary", has_text="Park").click()
    board.get_by_label("Until").fill((timezone.localdate() + dt.timedelta(days=20)).isoformat())
    board.get_by_label("Why").fill("Their budget comes then")
    board.get_by_role("button", name="Park it").click()

    expect(board.get_by_role("heading", name="Nothing has stalled")).to_be_visible()
    board.get_by_role("link", name="Fleet contract").click()
    expect(board.locator(".facts")).to_contain_text("Their budget comes then")
    board.get_by_role("button", name="Take it up again").click()
    expect(board.locator(".notice")).to_have_text("Fleet contract: taken up again.")


def test_settings_of_the_stages_change_what_is_stalled(harbor, fleet, open_page):
    page = open_page(harbor.people["admin"], f"{harbor.url}deals/settings/")
    lead = page.get_by_role("group", name="Lead")

    lead.get_by_label("Days until it counts as stalled").fill("30")
    page.get_by_role("button", name="Save all stages").click()
    expect(page.locator(".notice")).to_contain_text("Saved.")
    page.get_by_role("link", name="Stalled").click()

    expect(page.get_by_role("heading", name="Nothing has stalled")).to_be_visible()


def test_navigation_leads_through_the_engines_by_keyboard_and_names_where_one_is(harbor, open_page):
    page = open_page(harbor.people["viewer"], harbor.url)
    tab_to(page, page.get_by_role("link", name="Clients", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Clients", level=1)).to_be_visible()

    for name, current in (("Deals", "Pipeline"), ("Quotes", "All quotes"), ("Compliance", "Calendar")):
        engines = page.get_by_role("navigation", name="Clients", exact=True)
        tab_to(page, engines.get_by_role("link", name=name, exact=True))
        page.keyboard.press("Enter")
        expect(engines.locator("[aria-current]")).to_have_text(name)
        expect(page.locator(".tabs [aria-current]")).to_have_text("Clients")
        expect(page.locator(".subtabs [aria-current=page]")).to_have_text(current)
    expect(page.get_by_role("link", name="Stage settings")).to_have_count(0)
