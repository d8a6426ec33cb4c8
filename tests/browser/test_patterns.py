"""Feedback on a project by keyboard alone, with and without scripts; the question that comes back once."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from apps.patterns.models import ProjectOutcome, UserFeedback
from apps.tenancy.context import tenant_context
from tests.browser.conftest import OpenPage
from tests.browser.scaffolding import make_projects
from tests.patterns.makers import make_outcome
from tests.portal.makers import Place

DAY = dt.timedelta(days=1)


@pytest.fixture
def shop(harbor: Place) -> ProjectOutcome:
    with tenant_context(harbor.firm.pk):
        return make_outcome(project_name="Shop", created_at=timezone.now() - dt.timedelta(minutes=6))


def kept(place: Place) -> UserFeedback:
    with tenant_context(place.firm.pk):
        return UserFeedback.objects.get()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def form_of(place: Place, outcome: ProjectOutcome) -> str:
    return f"{place.url}patterns/projects/{outcome.pk}/feedback/"


def test_feedback_is_given_by_keyboard_alone(harbor: Place, shop: ProjectOutcome, open_page: OpenPage):
    page = open_page(harbor.people["member"], harbor.url + "patterns/")
    page.get_by_role("link", name="Rate it").focus()
    press(page, "Enter")
    expect(page.get_by_role("heading", name="How is “Shop”?")).to_be_visible()
    stars = page.get_by_role("radiogroup", name="Overall")
    expect(stars.get_by_role("radio", checked=True)).to_have_count(0)
    expect(page.get_by_role("heading", name="In more detail")).to_be_hidden()

    page.get_by_role("button", name="Next").focus()
    press(page, "Enter")
    expect(stars.get_by_text("Choose one to five stars.")).to_be_visible()
    expect(stars.get_by_role("radio").first).to_be_focused()
    press(page, "Space", "ArrowRight", "ArrowRight", "ArrowRight")
    expect(stars.get_by_role("radio", name="4 stars: Good")).to_be_checked()
    expect(stars.get_by_text("Choose one to five stars.")).to_have_count(0)

    press(page, "Tab")  # to “No answer” of the first scale, which stays
    press(page, "Tab", "ArrowRight", "ArrowRight")  # from “No answer” around to 1, then 2
    expect(page.get_by_role("radiogroup", name="How good is the code?").get_by_role("radio", name="2")).to_be_checked()
    press(page, "Tab", "ArrowRight", "ArrowLeft")  # answered, and taken back
    clear = page.get_by_role("radiogroup", name="How clear is the documentation?")
    expect(clear.get_by_role("radio", name="No answer")).to_be_checked()
    press(page, "Tab", "Tab", "ArrowRight", "ArrowRight")  # past the setup, to no recommendation
    press(page, "Enter")  # goes on, and sends nothing
    expect(page.get_by_role("heading", name="In more detail")).to_be_focused()
    expect(stars).to_be_hidden()

    press(page, "Tab", "Space")
    expect(page.get_by_label("Fast")).to_be_checked()
    wish = page.get_by_label("What is missing?")
    wish.focus()
    for text in ("Background jobs", "An admin"):
        page.keyboard.type(text)
        press(page, "Enter")
    press(page, "Shift+Tab", "Enter")  # takes the last one out
    expect(page.get_by_role("button", name="Remove: Background jobs")).to_be_focused()

    page.reload()  # a draft stays in its tab
    expect(page.get_by_text("Your answers from before are still here.")).to_be_visible()
    expect(page.get_by_role("heading", name="In more detail")).to_be_visible()
    expect(page.get_by_role("button", name="Remove: Background jobs")).to_be_visible()
    wish.fill("A way to undo")  # not added, and meant as well
    page.get_by_role("button", name="Send the feedback").focus()
    press(page, "Enter")

    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    row = kept(harbor)
    assert (row.overall_satisfaction, row.code_quality, row.would_recommend) == (4, 2, False)
    assert {row.pattern_usefulness, row.documentation_clarity, row.setup_ease, row.likelihood_to_reuse} == {None}
    assert (row.positive_aspects, row.negative_aspects) == (["fast"], None)
    assert row.feature_requests == ["Background jobs", "A way to undo"]
    assert (row.feedback_source, row.consent_to_export) == ("modal", False)
    assert page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('feedback'))") == []


def test_draft_is_dropped_when_one_starts_over(harbor: Place, shop: ProjectOutcome, open_page: OpenPage):
    page = open_page(harbor.people["member"], form_of(harbor, shop))
    page.get_by_role("radio", name="2 stars: Poor").check(force=True)
    page.reload()
    expect(page.get_by_role("radio", name="2 stars: Poor")).to_be_checked()

    page.get_by_role("button", name="Start over").click()

    expect(page.get_by_role("radio", name="2 stars: Poor")).not_to_be_checked()
    page.reload()
    expect(page.get_by_text("Your answers from before")).to_be_hidden()


def test_refusal_of_the_second_step_opens_there(harbor: Place, shop: ProjectOutcome, open_page: OpenPage):
    page = open_page(harbor.people["member"], form_of(harbor, shop))
    page.get_by_role("radio", name="5 stars").check(force=True)
    page.get_by_role("button", name="Next").click()
    page.get_by_label("Anything else?").fill("x" * 5001)
    page.evaluate("document.querySelector('[name=additional_comments]').removeAttribute('maxlength')")
    page.get_by_label("Anything else?").fill("x" * 5001)
    page.get_by_role("button", name="Send the feedback").click()

    expect(page.get_by_text("at most 5000 characters")).to_be_visible()
    expect(page.get_by_label("Anything else?")).to_be_focused()
    expect(page.get_by_text("Your answers from before")).to_be_hidden()
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.get_by_role("radio", name="5 stars")).to_be_checked()


def test_form_is_one_page_without_scripts(harbor: Place, shop: ProjectOutcome, open_page: OpenPage):
    page = open_page(harbor.people["member"], form_of(harbor, shop), java_script_enabled=False)
    expect(page.get_by_role("button", name="Next")).to_be_hidden()
    page.get_by_label("What is missing?").fill("Background jobs\nAn admin")
    page.get_by_role("button", name="Send the feedback").click()
    expect(page.get_by_text("Choose one to five stars.")).to_be_visible()
    expect(page.get_by_label("What is missing?")).to_have_value("Background jobs\nAn admin")

    page.get_by_role("radio", name="1 star: Very poor").check(force=True)
    page.get_by_role("button", name="Send the feedback").click()

    expect(page.get_by_text("1 of 5")).to_be_visible()
    assert kept(harbor).feature_requests == ["Background jobs", "An admin"]


def test_question_survives_a_reload_and_ends_with_the_second_no(
    harbor: Place, shop: ProjectOutcome, open_page: OpenPage
):
    def state() -> tuple[str, int]:
        with tenant_context(harbor.firm.pk):
            now = ProjectOutcome.objects.get(pk=shop.pk)
            return now.feedback_prompt_state, now.feedback_prompt_dismissals

    page = open_page(harbor.people["member"])
    question = page.get_by_role("heading", name="How is “Shop”?")
    with page.expect_response(lambda answer: answer.url.endswith("/shown/")):
        page.goto(harbor.url + "patterns/")
    assert state() == ("shown", 0)
    page.reload()
    expect(question).to_be_visible()

    page.get_by_role("button", name="Not now").click()
    expect(page.get_by_text("You are asked once more tomorrow.")).to_be_visible()
    expect(question).to_have_count(0)
    assert state() == ("dismissed", 1)

    with tenant_context(harbor.firm.pk):
        ProjectOutcome.objects.update(feedback_prompt_due_at=timezone.now() - DAY)
    page.goto(harbor.url)
    expect(question).to_be_visible()
    page.get_by_role("button", name="Not now").click()
    expect(page.get_by_text("You are not asked about it again.")).to_be_visible()
    with tenant_context(harbor.firm.pk):
        ProjectOutcome.objects.update(feedback_prompt_due_at=timezone.now() - DAY)
    page.reload()
    expect(question).to_have_count(0)


def test_archived_project_comes_back_from_the_message(harbor: Place, open_page: OpenPage):
    with tenant_context(harbor.firm.pk):
        make_projects(count=3)
    page = open_page(harbor.people["member"], harbor.url + "patterns/?q=clinic")
    expect(page.locator(".project")).to_have_count(3)

    page.get_by_role("button", name=re.compile("Archive ?: Clinic tool 2")).click()
    expect(page.locator(".project")).to_have_count(2)
    page.get_by_role("button", name="Undo").click()

    expect(page.locator(".project")).to_have_count(3)
    expect(page.get_by_role("link", name="Clinic tool 2", exact=True)).to_be_visible()
