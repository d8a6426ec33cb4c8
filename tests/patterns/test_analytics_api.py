"""The figures of patterns on the API."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from jsonschema import Draft202012Validator

from apps.core.api.openapi import schema
from apps.patterns import operations
from apps.patterns.choices import TrendMetric
from apps.tenancy.context import tenant_context
from tests.api.conftest import api, by_token, reader  # noqa: F401 -- fixtures
from tests.conftest import as_owner, make_firm
from tests.patterns.makers import make_feedback, make_outcome, make_pattern, make_session

DAY = dt.timedelta(days=1)
WITHOUT_ID = {
    "/api/analytics/patterns": "",
    "/api/analytics/trends": "?metric=satisfaction",
    "/api/analytics/summary": "",
    "/api/analytics/recommendations": "",
    "/api/analytics/outcomes-by-date": "",
    "/api/analytics/sessions": "",
}


def furnish(firm):
    """Twelve projects of one pattern, four of another, one of a third, and what people say of them."""
    now = timezone.now()
    with tenant_context(firm.pk):
        make_pattern("unused")
        for number in range(12):
            status = "failure" if number == 3 else "success"
            outcome = make_outcome(
                "rest-api",
                created_at=now - number * DAY,
                languages_used=["Python"] if number < 5 else ["Go"],
                test_pass_rate=90 if number < 6 else None,
            )
            build = {"last_build_status": status}
            operations.change_outcome(outcome_id=outcome.pk, values=build, source="client", at=now - number * DAY)
            if number < 3:
                make_feedback(
                    outcome, overall_satisfaction=5, submitted_at=now, would_recommend=True if number else None
                )
        for _ in range(4):
            outcome = make_outcome("spa", created_at=now, languages_used=["TypeScript"])
            operations.change_outcome(outcome_id=outcome.pk, values=build, source="client", at=now)
        make_outcome("young", created_at=now)
        make_session(started_at=now, last_step_at=now, steps_completed=["languages"], abandoned_at=now)
        refresh()


def refresh():
    operations.refresh_analytics(asked_at=dt.datetime.now(dt.UTC))


@pytest.fixture
def full(firm):
    furnish(firm)
    return firm


def as_described(path, answer):
    """Return the answer, which is as the description says."""
    described = schema()["paths"][path]["get"]["responses"][str(answer.status_code)]["content"]["application/json"]
    Draft202012Validator({**described["schema"], "components": schema()["components"]}).validate(answer.json())
    return answer.json()


@pytest.mark.parametrize("path", WITHOUT_ID)
def test_figures_are_as_described_with_rows_and_without(firm, reader, path):  # noqa: F811
    empty = as_described(path, reader("GET", path + WITHOUT_ID[path]))
    furnish(firm)

    shown = as_described(path, reader("GET", path + WITHOUT_ID[path]))

    assert shown != empty


@pytest.mark.parametrize("path", WITHOUT_ID)
def test_figures_of_another_firm_are_not_shown(firm, other_firm, path):
    reader = by_token(firm, "read")  # noqa: F811
    before = reader("GET", path + WITHOUT_ID[path]).json()
    furnish(other_firm)

    after = reader("GET", path + WITHOUT_ID[path]).json()

    known = dict.fromkeys(("refreshed_at",))  # of all firms
    assert after | known == before | known


@pytest.mark.parametrize("path", [*WITHOUT_ID, "/api/analytics/patterns/rest-api", "/api/export/feedback"])
def test_figures_refuse_another_parameter(full, reader, path):  # noqa: F811
    refused = reader("GET", f"{path}?nothing=1")

    assert refused.status_code == 400
    assert ("nothing", "unknown_parameter") in [(one["field"], one["code"]) for one in refused.json()["errors"]]


@pytest.mark.parametrize("path", [*WITHOUT_ID, "/api/analytics/patterns/rest-api"])
def test_figures_take_as_many_statements_for_many_rows_as_for_few(full, reader, path):  # noqa: F811
    counts = []
    for name in ("one", "two"):
        with CaptureQueriesContext(connection) as seen:
            reader("GET", path + WITHOUT_ID.get(path, ""))
        counts.append(len(seen))
        with tenant_context(full.pk):
            for _ in range(4):
                make_feedback(make_outcome(name, last_build_status="success"))
            refresh()

    assert counts[0] == counts[1]
    assert counts[0] <= 12


def test_patterns_are_listed_with_the_most_used_first(full, reader):  # noqa: F811
    page = reader("GET", "/api/analytics/patterns").json()

    assert [(one["pattern_id"], one["total_projects"]) for one in page["data"]] == [
        ("rest-api", 12),
        ("spa", 4),
        ("young", 1),
    ]
    assert (page["total"], page["page"], page["hasMore"]) == (3, 1, False)
    first = page["data"][0]
    assert (first["build_success_rate"], first["feedback_count"], first["avg_satisfaction"]) == (91.67, 3, 5.0)
    assert [one["is_small_sample"] for one in page["data"]] == [False, True, True]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("min_projects=4", ["rest-api", "spa"]),
        ("order=total_projects", ["young", "spa", "rest-api"]),
        ("sort=-avg_satisfaction", ["rest-api", "spa", "young"]),
        ("order=pattern_name&limit=1&offset=1", ["spa"]),
    ],
)
def test_patterns_are_sorted_and_narrowed(full, reader, query, found):  # noqa: F811
    assert [one["pattern_id"] for one in reader("GET", f"/api/analytics/patterns?{query}").json()["data"]] == found


def test_pattern_has_its_figures_answers_and_five_trends(full, reader):  # noqa: F811
    shown = as_described("/api/analytics/patterns/{id}", reader("GET", "/api/analytics/patterns/rest-api"))

    assert (shown["total_projects"], len(shown["recent_feedback"])) == (12, 3)
    assert [one["metric"] for one in shown["trends"]] == list(TrendMetric.values)
    assert {len(one["points"]) for one in shown["trends"]} == {30}
    assert shown["trends"][1]["value"] == 12


def test_pattern_without_projects_has_zeros_and_nulls(full, reader):  # noqa: F811
    shown = as_described("/api/analytics/patterns/{id}", reader("GET", "/api/analytics/patterns/unused"))

    assert (shown["total_projects"], shown["build_success_rate"], shown["last_activity"]) == (0, None, None)
    assert (shown["pattern_name"], shown["is_active"], shown["is_small_sample"]) == ("Unused", True, True)
    assert shown["refreshed_at"] is not None
    assert shown["recent_feedback"] == []


def test_pattern_of_another_firm_is_as_missing(firm, other_firm):
    furnish(other_firm)
    reader = by_token(firm, "read")  # noqa: F811

    assert reader("GET", "/api/analytics/patterns/rest-api").status_code == 404
    assert (
        reader("GET", "/api/analytics/patterns/rest-api").content == reader("GET", "/api/analytics/patterns/x").content
    )


@pytest.mark.parametrize(("period", "days"), [("7d", 7), ("30d", 30), ("90d", 90)])
def test_trend_has_a_point_for_each_day_up_to_the_firms_today(full, reader, period, days):  # noqa: F811
    shown = reader("GET", f"/api/analytics/trends?metric=build_success&period={period}&pattern_id=rest-api").json()

    assert (shown["metric"], shown["period"], shown["pattern_id"], len(shown["points"])) == (
        "build_success",
        period,
        "rest-api",
        days,
    )
    assert shown["points"][-1] == {"day": str(timezone.now().date()), "value": 100.0, "n": 1}
    assert shown["points"][-4]["value"] == 0.0
    assert shown["n"] == min(days, 12)


def test_trend_is_of_30_days_where_nothing_is_said_and_of_the_firms_days(db):
    firm = make_firm(time_zone="Pacific/Kiritimati")
    today = timezone.now().astimezone(dt.timezone(dt.timedelta(hours=14))).date()

    points = by_token(firm, "read")("GET", "/api/analytics/trends?metric=nps").json()["points"]

    assert (len(points), points[-1]["day"]) == (30, str(today))


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("", "metric"),
        ("metric=fame", "metric"),
        ("metric=nps&period=1y", "period"),
        ("metric=nps&pattern_id=nowhere", "pattern_id"),
        ("metric=nps&pattern_id=%00", "pattern_id"),
        ("metric=nps&metric=usage", "metric"),
    ],
)
def test_trend_refuses_a_parameter_and_says_what_is_accepted(full, reader, query, field):  # noqa: F811
    refused = reader("GET", f"/api/analytics/trends?{query}")

    assert (refused.status_code, [one["field"] for one in refused.json()["errors"]]) == (400, [field])
    if field == "metric" and "&" not in query:
        assert "satisfaction, usage, build_success, test_pass_rate, nps" in refused.json()["detail"]


def test_pattern_of_another_firm_has_no_trend(firm, other_firm):
    furnish(other_firm)

    refused = by_token(firm, "read")("GET", "/api/analytics/trends?metric=nps&pattern_id=rest-api")

    assert refused.status_code == 400


def test_summary_adds_up(full, reader):  # noqa: F811
    shown = reader("GET", "/api/analytics/summary").json()

    assert (shown["total_projects"], shown["active_projects"], shown["feedback_count"]) == (17, 17, 3)
    assert shown["avg_satisfaction"] == 5.0
    assert [one["pattern_id"] for one in shown["top_patterns"]] == ["rest-api", "spa", "young"]
    assert len(shown["recent"]) == 10


def test_recommendations_rank_what_is_certain_and_name_what_is_too_young(full, reader):  # noqa: F811
    shown = reader("GET", "/api/analytics/recommendations").json()

    assert [one["pattern_id"] for one in shown["results"]] == ["rest-api", "spa"]
    assert shown["results"][0]["score"] > shown["results"][1]["score"]
    assert [one["is_small_sample"] for one in shown["results"]] == [False, True]
    assert shown["too_few_projects"] == [{"pattern_id": "young", "pattern_name": "Young", "builds": 0}]
    assert len(reader("GET", "/api/analytics/recommendations?limit=1").json()["results"]) == 1


def test_each_reason_leads_to_the_rows_it_counts(full, reader):  # noqa: F811
    shown = reader("GET", "/api/analytics/recommendations?languages=python,typescript").json()["results"]

    reasons = [reason for one in shown for reason in one["reasons"]]
    assert {one["code"] for one in reasons} >= {"builds", "newest", "satisfaction", "recommend", "tests", "languages"}
    for reason in reasons:
        listed = reader("GET", reason["rows"]).json()
        assert (reason["code"], len(listed["data"])) == (reason["code"], reason["n"])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("languages=TYPESCRIPT", ["spa"]),
        ("languages=go,typescript", ["rest-api", "spa"]),
        ("languages=cobol", []),
    ],
)
def test_recommendations_keep_to_languages(full, reader, query, found):  # noqa: F811
    shown = reader("GET", f"/api/analytics/recommendations?{query}").json()

    assert [one["pattern_id"] for one in shown["results"]] == found


@pytest.mark.parametrize("query", ["limit=0", "limit=51", "languages=a&languages=b", "languages=%00", "languages=,"])
def test_recommendations_refuse_a_parameter(reader, query):  # noqa: F811
    assert reader("GET", f"/api/analytics/recommendations?{query}").status_code == 400


def test_days_count_the_projects_made_on_them(full, reader):  # noqa: F811
    today = timezone.now().date()
    shown = reader(
        "GET", f"/api/analytics/outcomes-by-date?start={today - 3 * DAY}&end={today}&pattern_id=rest-api"
    ).json()

    assert [(one["date"], one["count"], one["success_rate"]) for one in shown["results"]] == [
        (str(today - 3 * DAY), 1, 0.0),
        (str(today - 2 * DAY), 1, 100.0),
        (str(today - DAY), 1, 100.0),
        (str(today), 1, 100.0),
    ]
    everything = reader("GET", "/api/analytics/outcomes-by-date").json()["results"]
    assert sum(one["count"] for one in everything) == 17
    assert reader("GET", "/api/analytics/outcomes-by-date?status=deleted").json()["results"] == []
    assert reader("GET", "/api/analytics/outcomes-by-date?stack_id=lamp").json()["results"] == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("start=2026-03-02&end=2026-03-01", "start"),
        ("start=2024-01-01&end=2026-01-01", "start"),
        ("start=yesterday", "start"),
        ("end=2026-02-30", "end"),
        ("end=1000-01-01", ""),
        ("user_id=me", "user_id"),
        ("status=gone", "status"),
        ("pattern_id=nowhere", "pattern_id"),
    ],
)
def test_days_refuse_a_parameter(reader, query, field):  # noqa: F811
    answer = reader("GET", f"/api/analytics/outcomes-by-date?{query}")

    assert answer.status_code == (400 if field else 200)
    assert [one["field"] for one in answer.json().get("errors", [])] == ([field] if field else [])


def test_sessions_are_counted(full, reader):  # noqa: F811
    shown = reader("GET", "/api/analytics/sessions?period=7d").json()

    assert (shown["started"], shown["abandoned"], shown["open"], shown["abandonment_rate_pct"]) == (1, 1, 0, 100.0)
    assert shown["by_step"] == [{"step": "languages", "reached": 1, "abandoned_after": 1}]


def test_refresh_is_queued_once_and_not_by_readers(committed):
    firm = make_firm()
    api = by_token(firm, "write")  # noqa: F811

    asked = [api("POST", "/api/analytics/refresh") for _ in range(2)]

    assert [one.status_code for one in asked] == [202, 202]
    assert set(asked[0].json()) == {"refreshed_at"}
    assert by_token(firm, "read")("POST", "/api/analytics/refresh").status_code == 403
    with as_owner() as cursor:
        jobs = cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE task_name LIKE 'patterns%'").fetchall()
    assert jobs == [("patterns.refresh_analytics",)]
