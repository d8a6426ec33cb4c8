"""Asking the roadmap and taking the case study out, as people do it."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.test_without_a_mouse import tab_to
from tests.portal.measured import measured_twice


def test_roadmap_is_asked_without_javascript_by_keyboard(harbor, open_page):
    page = open_page(harbor.people["viewer"], f"{harbor.url}roadmap/", java_script_enabled=False)

    tab_to(page, page.get_by_label("Ask the roadmap"))
    page.keyboard.type("missed calls")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/roadmap/ask/\?q=missed\+calls$"))
    expect(page.locator("mark").first).to_have_text("missed")
    page.get_by_role("link", name="The plan").first.click()
    expect(page).to_have_url(re.compile(r"/roadmap/1/"))
    page.go_back()
    page.get_by_role("link", name="Write the greeting for missed calls").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Write the greeting")


def test_question_is_asked_again_from_the_page_of_answers(harbor, open_page):
    page = open_page(harbor.people["viewer"], f"{harbor.url}roadmap/ask/?q=zebra")

    expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()
    page.get_by_label("Your question").fill("Who connects the phone?")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("heading", name="In its tickets")).to_be_visible()


def test_case_study_is_copied_and_downloaded(harbor, open_page):
    measured_twice(harbor)
    page = open_page(harbor.people["viewer"], f"{harbor.url}results/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    page.get_by_role("link", name="Case study").click()
    page.get_by_role("button", name="Copy as Markdown").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()

    assert download.value.suggested_filename == "harbor-dental-case-study-v1.0.md"
    assert copied.startswith("# Case study: Harbor Dental Partners\n")
    assert download.value.path().read_text() == copied
