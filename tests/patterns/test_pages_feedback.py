"""The feedback form, the question that leads to it, the list of answers and what may be exported."""

from __future__ import annotations

import datetime as dt
import html
import re

import pytest
from django.utils import timezone

from apps.patterns import operations
from apps.patterns.models import ProjectOutcome, UserFeedback
from apps.tenancy.context import tenant_context
from tests.patterns.makers import make_feedback, make_outcome
from tests.patterns.pages import HOME, browser_of, page, statements, words

ANSWERS = ("pattern_usefulness", "code_quality", "documentation_clarity", "setup_ease", "would_recommend")
LISTS = ("positive_aspects", "negative_aspects", "feature_requests", "additional_comments", "likelihood_to_reuse")


@pytest.fixture
def shop(firm):
    with tenant_context(firm.pk):
        return make_outcome(project_name="Shop", created_at=yesterday())


def yesterday():
    return timezone.now() - dt.timedelta(days=1)


def kept(firm):
    with tenant_context(firm.pk):
        return UserFeedback.objects.get()


def send(browser, shop, **answers):
    return browser.post(f"{HOME}projects/{shop.pk}/feedback/save/", answers)


def test_form_starts_empty(member, shop):
    found = page(member, f"projects/{shop.pk}/feedback/")

    checked = re.findall(r'name="(\w+)" value="([^"]*)" checked', found)
    assert sorted(checked) == sorted((name, "") for name in (*ANSWERS, "likelihood_to_reuse"))


def test_only_what_was_answered_is_kept(firm, member, shop):
    empty = dict.fromkeys((*ANSWERS, *LISTS[2:]), "")

    answer = send(member, shop, overall_satisfaction=2, **empty)

    assert answer["Location"] == f"{HOME}projects/{shop.pk}/feedback/thanks/"
    row = kept(firm)
    assert (row.overall_satisfaction, row.user_id, row.feedback_source) == (2, member.user.pk, "dashboard")
    assert {getattr(row, name) for name in ANSWERS} == {None}
    assert [getattr(row, name) for name in LISTS] == [None] * 5
    assert row.consent_to_export is False
    assert "2 of 5" in words(page(member, f"projects/{shop.pk}/feedback/thanks/"))


def test_every_answer_is_kept_and_no_stays_no(firm, member, shop):
    send(
        member,
        shop,
        overall_satisfaction=4,
        code_quality=1,
        would_recommend="no",
        positive_aspects=["fast", "complete"],
        negative_aspects=["buggy"],
        likelihood_to_reuse=10,
        feature_requests="Background jobs\n\n  An admin \nBackground jobs",
        additional_comments="Well done.",
        consent_to_export="on",
        asked="True",
    )

    row = kept(firm)
    assert (row.code_quality, row.would_recommend, row.likelihood_to_reuse) == (1, False, 10)
    assert (row.positive_aspects, row.negative_aspects) == (["fast", "complete"], ["buggy"])
    assert (row.feature_requests, row.additional_comments) == (["Background jobs", "An admin"], "Well done.")
    assert (row.consent_to_export, row.feedback_source, row.setup_ease) == (True, "modal", None)


def test_refused_form_says_why_beside_the_field_and_loses_nothing(firm, member, shop):
    answer = send(member, shop, setup_ease=3, positive_aspects=["fast"], additional_comments="Long way home.")
    found = answer.content.decode()

    assert answer.status_code == 422
    field = found[found.index('id="overall"') :]
    assert "Choose one to five stars." in field[: field.index("</fieldset>")]
    assert 'name="setup_ease" value="3" checked' in found
    assert 'name="positive_aspects" value="fast" checked' in found
    assert "Long way home." in found
    assert 'data-step="1"' in found


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"overall_satisfaction": "6"}, "6 is not one of the available choices"),
        ({"likelihood_to_reuse": "11"}, "11 is not one of the available choices"),
        ({"positive_aspects": ["cheap"]}, "cheap is not one of the available choices"),
        ({"feature_requests": "x" * 301}, "Wish 1 has 301 characters; shorten it to 300."),
        ({"feature_requests": "\n".join(map(str, range(21)))}, "keep the 20 that matter most"),
        ({"additional_comments": "x" * 5001}, "at most 5000 characters"),
    ],
    ids=["stars", "reuse", "aspect", "long wish", "many wishes", "long comment"],
)
def test_answer_out_of_range_is_refused(firm, member, shop, wrong, said):
    answer = send(member, shop, **{"overall_satisfaction": 3} | wrong)

    assert answer.status_code == 422
    assert said in html.unescape(answer.content.decode())


def test_second_answer_of_a_day_is_refused_in_words(firm, member, shop):
    send(member, shop, overall_satisfaction=5)

    again = send(member, shop, overall_satisfaction=1)

    assert again.status_code == 422
    assert "You have rated this project today already." in again.content.decode()
    assert kept(firm).overall_satisfaction == 5


def test_deleted_project_is_not_rated(firm, member, shop):
    with tenant_context(firm.pk):
        operations.delete_outcome(outcome_id=shop.pk)

    asked = member.get(f"{HOME}projects/{shop.pk}/feedback/", follow=True)
    sent = send(member, shop, overall_satisfaction=5)

    assert "is deleted; restore it to rate it." in asked.content.decode()
    assert (sent.status_code, "is deleted; restore it to rate it." in sent.content.decode()) == (422, True)


# The question


def asks(browser, path=""):
    return "How is “Shop”?" in page(browser, path)


def test_question_is_put_until_it_is_dismissed_twice(firm, member, shop):
    assert asks(member)
    assert asks(member, "analytics/")
    assert asks(member, f"projects/{shop.pk}/")

    said = member.post(f"{HOME}prompts/{shop.pk}/dismiss/", {"next": f"{HOME}library/"}, follow=True)
    assert said.redirect_chain == [(f"{HOME}library/", 302)]
    assert "You are asked once more tomorrow." in said.content.decode()
    assert not asks(member)

    with tenant_context(firm.pk):
        ProjectOutcome.objects.update(feedback_prompt_due_at=timezone.now() - dt.timedelta(minutes=1))
    assert asks(member)
    said = member.post(f"{HOME}prompts/{shop.pk}/dismiss/", follow=True)
    assert "You are not asked about it again." in said.content.decode()
    with tenant_context(firm.pk):
        ProjectOutcome.objects.update(feedback_prompt_due_at=timezone.now() - dt.timedelta(minutes=1))
    assert not asks(member)
    again = member.post(f"{HOME}prompts/{shop.pk}/dismiss/", follow=True)
    assert "was dismissed twice" in again.content.decode()


def test_question_comes_five_minutes_after_the_project(firm, member):
    with tenant_context(firm.pk):
        make_outcome(project_name="Shop", created_at=timezone.now() - dt.timedelta(minutes=4))
    assert not asks(member)

    with tenant_context(firm.pk):
        make_outcome(project_name="Shop", created_at=timezone.now() - dt.timedelta(minutes=6))
    assert asks(member)


def test_page_that_puts_the_question_writes_nothing_and_its_own_call_does(firm, member, shop):
    assert asks(member)
    with tenant_context(firm.pk):
        assert ProjectOutcome.objects.get().feedback_prompt_state == "pending"

    answers = [member.post(f"{HOME}prompts/{shop.pk}/shown/").status_code for _ in range(2)]

    assert answers == [204, 204]
    with tenant_context(firm.pk):
        assert ProjectOutcome.objects.get().feedback_prompt_state == "shown"


def test_answer_ends_the_question(firm, member, shop):
    send(member, shop, overall_satisfaction=3)

    assert not asks(member)
    assert member.post(f"{HOME}prompts/{shop.pk}/shown/").status_code == 204


def test_nobody_is_asked_about_the_projects_of_others(firm, member):
    admin = browser_of(firm, "admin")
    with tenant_context(firm.pk):
        make_outcome(project_name="Shop", user_id=admin.user.pk, created_at=yesterday())

    assert not asks(member)
    assert asks(admin)


# The list, and the export


def test_list_of_answers_is_narrowed(firm, member, shop):
    with tenant_context(firm.pk):
        make_feedback(shop, overall_satisfaction=2, would_recommend=False, additional_comments="Slow to build")
        make_feedback(make_outcome("web-app"), overall_satisfaction=5, would_recommend=True, user_id=member.user.pk)

    def count(query):
        return words(page(member, f"feedback/?{query}")).count(" of 5 ")

    assert count("") == 2
    for query in ("stars=2", "recommend=no", "q=slow", "pattern_id=rest-api", f"project={shop.pk}"):
        assert count(query) == 1, query
    assert "Nothing is like this" in page(member, "feedback/?q=zeppelin")
    assert member.get(f"{HOME}feedback/?project=x").status_code == 404
    assert "A member" in page(member, "feedback/?stars=5")


def test_list_without_answers_says_when_they_come(member):
    assert "Five minutes after a project was made" in page(member, "feedback/")


@pytest.mark.parametrize("count", [1, 10])
def test_list_of_answers_asks_the_same_however_many(firm, member, count):
    with tenant_context(firm.pk):
        for _ in range(count):
            make_feedback(make_outcome(), user_id=member.user.pk)
    page(member, "feedback/")

    assert statements(member, "feedback/") == 10


def test_export_page_says_how_many_agreed(firm, member, shop):
    with tenant_context(firm.pk):
        make_feedback(shop, consent_to_export=True)
        make_feedback(shop)

    found = page(member, "feedback/export/")

    assert "1 of 2 answers may leave the firm" in found
    links = [html.unescape(link) for link in re.findall(r'href="([^"]+/export/feedback[^"]+)"', found)]
    files = [b"".join(member.get(link)).decode() for link in links]
    assert [len(text.splitlines()) for text in files] == [1, 2]  # JSONL, and CSV with its heading
    assert all(str(shop.pk) in text for text in files)
    with tenant_context(firm.pk):
        operations.delete_outcome(outcome_id=shop.pk)
    assert "There is nothing to export" in page(member, "feedback/export/")
