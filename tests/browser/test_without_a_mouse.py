"""The same work without JavaScript, and with nothing but a keyboard."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.pieces import open_menu, row, tick
from tests.portal.makers import PASSWORD

FAR = 60  # more presses of Tab than any way on these pages takes


def test_board_without_javascript_ticks_blocks_and_filters(harbor, open_page):
    page = open_page(harbor.people["member"], f"{harbor.url}tickets/?sprint=1", java_script_enabled=False)

    tick(page, "H-101").click()
    expect(page).to_have_url(re.compile(rf"/tickets/\?sprint=1#t{harbor.tickets['H-101'].pk}$"))
    saved = re.compile(r"^Saved \d\d:\d\d: H-101 is done\. Unlocked: H-201\.\s+Undo$")
    expect(page.locator(".notice")).to_have_text(saved)
    expect(page.locator(".board-top")).to_contain_text("1 of 6 done")

    menu = open_menu(page, "H-102")
    menu.get_by_label("Blocked by what?").fill("The vendor is silent")
    menu.get_by_label("Blocked by what?").press("Enter")
    expect(row(page, "H-102").locator(".why")).to_have_text("The vendor is silent")

    page.get_by_label("Status").select_option("blocked")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator(".tk .code")).to_have_text(["H-102"])
    assert [harbor.now(code).status for code in ("H-101", "H-102")] == ["done", "blocked"]


def test_refusals_without_javascript_say_why_and_let_go_on(harbor, open_page):
    page = open_page(harbor.people["member"], f"{harbor.url}tickets/", java_script_enabled=False)

    open_menu(page, "H-102").get_by_role("button", name="Mark blocked").click()
    expect(page.get_by_role("alert")).to_have_text("Say what blocks H-102: a blocked ticket needs a reason.")
    page.get_by_role("button", name="Mark done").click()
    expect(page).to_have_url(re.compile(rf"/tickets/{harbor.tickets['H-102'].pk}/#"))

    page.goto(f"{harbor.url}tickets/")
    harbor.move("H-103", "skipped")
    tick(page, "H-103").click()
    expect(page.get_by_role("alert")).to_contain_text("Priya Raman changed this ticket on ")
    expect(page.get_by_role("alert")).to_contain_text("it is skipped now")
    assert [harbor.now(code).status for code in ("H-102", "H-103")] == ["done", "skipped"]


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus, as somebody without a mouse does."""
    target.wait_for(state="attached")
    for _ in range(FAR):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{target} cannot be reached by Tab")


def test_keyboard_alone_signs_in_ticks_and_blocks(harbor, open_page):
    page = open_page(None, "/accounts/login/")

    tab_to(page, page.get_by_label("Email"))
    page.keyboard.type(harbor.people["member"].email)
    tab_to(page, page.get_by_label("Password"))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name="Tickets", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Tickets", level=1)).to_be_visible()

    tab_to(page, tick(page, "H-101"))
    page.keyboard.press("Space")
    expect(row(page, "H-101").locator(".msg")).to_contain_text("Saved")
    expect(tick(page, "H-101")).to_be_focused()

    tab_to(page, page.get_by_label("Change H-102", exact=True))
    page.keyboard.press("Enter")
    tab_to(page, row(page, "H-102").get_by_label("Blocked by what?"))
    page.keyboard.type("The vendor is silent")
    page.keyboard.press("Enter")
    expect(row(page, "H-102").locator(".why")).to_have_text("The vendor is silent")
    expect(page.get_by_label("Change H-102", exact=True)).to_be_focused()
    assert harbor.now("H-102").blocked_reason == "The vendor is silent"


def test_escape_closes_a_menu_and_returns_to_its_button(harbor, open_page):
    page = open_page(harbor.people["member"], f"{harbor.url}tickets/")
    menu = open_menu(page, "H-102")

    page.keyboard.press("Escape")

    expect(menu).not_to_have_attribute("open", re.compile(""))
    expect(page.get_by_label("Change H-102", exact=True)).to_be_focused()
