"""Where things are on the pages, as a person finds them."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from tests.portal.makers import PASSWORD


def row(page: Page, code: str) -> Locator:
    return page.locator(".tk").filter(has=page.locator(".code", has_text=code))


def tick(page: Page, code: str) -> Locator:
    return page.get_by_role("button", name=f"Done: {code}", exact=True)


def open_menu(page: Page, code: str) -> Locator:
    page.get_by_label(f"Change {code}", exact=True).click()
    return row(page, code).locator(".menu")


def sign_in(page: Page, email: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
