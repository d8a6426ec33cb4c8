"""Feedback on the API."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.patterns.models import ProjectOutcome, UserFeedback
from apps.patterns.operations import delete_outcome
from apps.tenancy.context import tenant_context
from tests.api.conftest import MISSING, api, by_session, by_token, owner, reader  # noqa: F401 -- fixtures
from tests.conftest import make_firm
from tests.patterns.makers import make_feedback, make_outcome

DAY = dt.timedelta(days=1)


@pytest.fixture
def outcome(firm):
    with tenant_context(firm.pk):
        return make_outcome(project_name="shop")


@pytest.fixture
def theirs(other_firm):
    with tenant_context(other_firm.pk):
        return make_feedback()


def wrong(answer):
    return [(one["field"], one["code"]) for one in answer.json()["errors"]]


def comments(answer):
    assert answer.status_code == 200, answer.content
    return [one["additional_comments"] for one in answer.json()["data"]]


def test_feedback_is_kept_as_it_was_given_and_ends_the_question(firm, api, outcome):  # noqa: F811
    given = {
        "project_outcome_id": str(outcome.pk),
        "overall_satisfaction": 4,
        "pattern_usefulness": 5,
        "positive_aspects": ["fast", "clean-code"],
        "negative_aspects": [],
        "would_recommend": False,
        "likelihood_to_reuse": 10,
        "feature_requests": ["Dark colors"],
        "time_to_first_build": 90,
        "encountered_errors": True,
        "error_details": [
            {"type": "build", "message": "No such module", "resolved": True, "time": "2026-03-02T09:30:00+00:00"}
        ],
        "feedback_source": "dashboard",
        "consent_to_export": True,
    }

    made = api("POST", "/api/feedback", given)

    assert made.status_code == 201
    assert made.json().items() >= given.items()
    assert (made.json()["project_name"], made.json()["pattern_id"]) == ("shop", "rest-api")
    assert (made.json()["code_quality"], made.json()["user_id"]) == (None, None)
    assert api("GET", made["Location"]).json() == made.json()
    with tenant_context(firm.pk):
        assert ProjectOutcome.objects.get().feedback_prompt_state == "done"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"overall_satisfaction": 0}, [("overall_satisfaction", "min_value")]),
        ({"overall_satisfaction": None}, [("overall_satisfaction", "null")]),
        ({"overall_satisfaction": 4.5}, [("overall_satisfaction", "invalid")]),
        ({"code_quality": 6}, [("code_quality", "max_value")]),
        ({"likelihood_to_reuse": 11}, [("likelihood_to_reuse", "max_value")]),
        ({"likelihood_to_reuse": 0}, [("likelihood_to_reuse", "min_value")]),
        ({"time_to_first_build": -1}, [("time_to_first_build", "min_value")]),
        ({"positive_aspects": ["slow"]}, [("positive_aspects.0", "invalid_choice")]),
        ({"would_recommend": "no"}, [("would_recommend", "invalid")]),
        ({"feedback_source": "phone"}, [("feedback_source", "invalid_choice")]),
        ({"error_details": {"type": "build", "message": "x"}}, [("error_details", "not_a_list")]),
        (
            {"error_details": [{"type": "moon", "message": ""}]},
            [("error_details.0.type", "invalid_choice"), ("error_details.0.message", "blank")],
        ),
        ({"user_id": MISSING}, [("user_id", "read_only")]),
        ({"submitted_at": "2026-03-02T09:30:00Z"}, [("submitted_at", "read_only")]),
        ({"project_outcome_id": "x"}, [("project_outcome_id", "invalid")]),
    ],
    ids=lambda case: str(case)[:40],
)
def test_feedback_with_a_wrong_field_is_refused_by_name(firm, api, outcome, given, said):  # noqa: F811
    refused = api("POST", "/api/feedback", {"project_outcome_id": str(outcome.pk), "overall_satisfaction": 4} | given)

    assert (refused.status_code, wrong(refused)) == (400, said)
    with tenant_context(firm.pk):
        assert not UserFeedback.objects.exists()


def test_feedback_on_a_project_of_another_firm_is_as_on_none(api, theirs):  # noqa: F811
    foreign, missing = (
        api("POST", "/api/feedback", {"project_outcome_id": str(pk), "overall_satisfaction": 4})
        for pk in (theirs.project_outcome_id, MISSING)
    )

    assert (foreign.status_code, foreign.json()["code"]) == (404, "unknown_project")
    assert foreign.content == missing.content


def test_person_rates_a_project_once_a_day_and_programs_as_often_as_they_are_told(firm, api, outcome):  # noqa: F811
    member = by_session(firm, "member")
    given = {"project_outcome_id": str(outcome.pk), "overall_satisfaction": 4}

    first, second = (member("POST", "/api/feedback", given) for _ in range(2))
    by_program = [api("POST", "/api/feedback", given).status_code for _ in range(2)]

    assert first.status_code == 201
    assert first.json()["user_id"] == member.client.session["_auth_user_id"]
    assert (second.status_code, wrong(second)) == (400, [("user_id", "unique")])
    assert second.json()["errors"][0]["message"] == "You have rated this project today already."
    assert by_program == [201, 201]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"a", "b", "c"}),
        ("pattern_id=spa", {"c"}),
        ("min_satisfaction=4", {"a", "b"}),
        ("max_satisfaction=4", {"b", "c"}),
        ("min_satisfaction=4&max_satisfaction=4", {"b"}),
        ("would_recommend=true", {"a"}),
        ("would_recommend=false", {"b"}),
        ("has_recommendation=true", {"a", "b"}),
        ("has_recommendation=false", {"c"}),
        ("encountered_errors=true", {"c"}),
        ("consent_to_export=true", {"a"}),
        ("feedback_source=email,dashboard", {"b"}),
        ("from_date=2026-03-02", {"b", "c"}),
        ("to_date=2026-03-01", {"a"}),
        ("q=C", {"c"}),
        (f"user_id={MISSING}", set()),
    ],
)
def test_list_is_narrowed(db, query, found):
    firm = make_firm(time_zone="America/New_York")
    with tenant_context(firm.pk):
        make_feedback(
            overall_satisfaction=5,
            would_recommend=True,
            submitted_at="2026-03-02T04:59:59Z",
            consent_to_export=True,
            additional_comments="a",
        )
        make_feedback(
            overall_satisfaction=4,
            would_recommend=False,
            submitted_at="2026-03-02T05:00:00Z",
            feedback_source="email",
            additional_comments="b",
        )
        make_feedback(
            make_outcome("spa"),
            overall_satisfaction=1,
            encountered_errors=True,
            submitted_at="2026-03-03T05:00:00Z",
            additional_comments="c",
        )
        gone = make_feedback(additional_comments="gone")
        delete_outcome(outcome_id=gone.project_outcome_id)
    reader = by_token(firm, "read")  # noqa: F811

    assert set(comments(reader("GET", f"/api/feedback?{query}"))) == found
    assert comments(reader("GET", f"/api/feedback?project_outcome_id={gone.project_outcome_id}")) == ["gone"]


@pytest.mark.parametrize(
    "query",
    ["min_satisfaction=0", "max_satisfaction=six", "would_recommend=maybe", "from_date=today", "sort=stars", "x=1"],
)
def test_list_refuses_another_parameter(api, query):  # noqa: F811
    refused = api("GET", f"/api/feedback?{query}")

    assert (refused.status_code, [one["field"] for one in refused.json()["errors"]]) == (400, [query.partition("=")[0]])


def test_list_comes_newest_first_or_by_stars_in_a_constant_number_of_statements(firm, reader):  # noqa: F811
    with tenant_context(firm.pk):
        make_feedback(overall_satisfaction=5, submitted_at=timezone.now() - DAY, additional_comments="old")
    with CaptureQueriesContext(connection) as of_one:
        reader("GET", "/api/feedback")
    with tenant_context(firm.pk):
        make_feedback(overall_satisfaction=1, submitted_at=timezone.now(), additional_comments="new")
        make_feedback(overall_satisfaction=3, submitted_at=timezone.now() - 2 * DAY, additional_comments="older")

    with CaptureQueriesContext(connection) as of_three:
        newest = reader("GET", "/api/feedback?limit=2")

    assert comments(newest) == ["new", "old"]
    assert (newest.json()["total"], newest.json()["hasMore"]) == (3, True)
    assert comments(reader("GET", "/api/feedback?sort=-overall_satisfaction")) == ["old", "older", "new"]
    assert comments(reader("GET", "/api/feedback?sort=submitted_at")) == ["older", "old", "new"]
    assert len(of_one) == len(of_three)


def test_feedback_is_deleted_by_the_owner_alone(firm, api, owner, outcome):  # noqa: F811
    with tenant_context(firm.pk):
        row = make_feedback(outcome)

    assert api("DELETE", f"/api/feedback/{row.pk}").status_code == 403
    assert owner("DELETE", f"/api/feedback/{row.pk}").status_code == 204
    assert owner("GET", f"/api/feedback/{row.pk}").status_code == 404
    assert owner("PATCH", f"/api/feedback/{row.pk}", {}).status_code == 405


def test_feedback_of_another_firm_is_as_missing(api, owner, theirs):  # noqa: F811
    assert api("GET", f"/api/feedback/{theirs.pk}").content == api("GET", f"/api/feedback/{MISSING}").content
    assert owner("DELETE", f"/api/feedback/{theirs.pk}").status_code == 404
    assert comments(api("GET", "/api/feedback")) == []
