"""The tick and what hangs on it, in a browser."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def row(page: Page, code: str):
    return page.locator(".tk").filter(has=page.get_by_text(code, exact=True).and_(page.locator("span.code")))


def tick(page: Page, code: str):
    return page.get_by_role("button", name=f"Done: {code}", exact=True)


def test_tick_moves_the_totals_and_says_when_it_was_saved(harbor, open_page):
    page = open_page(harbor.people["member"], harbor.url + "tickets/")
    requests = []
    page.on("request", lambda request: request.resource_type == "xhr" and requests.append(request.url))

    tick(page, "H-101").click()

    expect(row(page, "H-101")).to_have_class("tk done")
    expect(row(page, "H-101").locator(".msg")).to_contain_text("Saved ")
    expect(page.locator(".board-top")).to_contain_text("1 of 6 done")
    expect(page.locator(".sprint").first.locator(".sum")).to_have_text("1 of 3")
    assert harbor.now("H-101").status == "done"
    assert [url.rsplit("/", 2)[-2] for url in requests] == ["move"]
