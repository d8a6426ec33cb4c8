"""The figures that are refreshed, what is read of them, and that they keep firms apart."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, OperationalError, ProgrammingError, connection, transaction

from apps.patterns import operations, queries
from apps.patterns.models import BuildEvent, Pattern, PatternAnalytics, ProjectOutcome
from apps.tenancy.context import staff_context, tenant_context
from tests.conftest import AT, as_owner, make_firm, make_user
from tests.patterns.makers import hours, make_feedback, make_outcome, make_pattern, make_session

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def refresh():
    return operations.refresh_analytics(asked_at=dt.datetime.now(dt.UTC))


def built(build, count=1, *, pattern_id="rest-api", at=AT, **fields):
    return [
        make_outcome(pattern_id, last_build_status=build, last_build_timestamp=at, created_at=at, **fields)
        for _ in range(count)
    ]


def test_project_counts_once_however_much_feedback_it_has(inside):
    good, bad = built("success")[0], built("failure")[0]
    for stars in (5, 4, 3):
        make_feedback(good, overall_satisfaction=stars)

    refresh()

    found = queries.figures_of("rest-api")
    assert (found.total_projects, found.successful_builds, found.failed_builds) == (2, 1, 1)
    assert (found.build_success_rate, found.feedback_count, found.projects_with_feedback) == (50, 3, 1)
    assert (found.avg_satisfaction, found.feedback_rate_pct) == (4, 50)
    assert bad.pk


def test_figures_are_as_specified(inside):
    with tenant_context(inside.pk, now=AT):
        built("success", 8, at=AT - 2 * DAY, test_pass_rate=Decimal(90), deployment_status="deployed")
        built("failure", 2, at=AT - 20 * DAY, test_pass_rate=Decimal(50))
        unbuilt = make_outcome(created_at=AT - 40 * DAY)
        for reuse, recommend, seconds in ((10, True, 60), (9, True, 120), (8, False, 600), (3, None, None)):
            make_feedback(unbuilt, likelihood_to_reuse=reuse, would_recommend=recommend, time_to_first_build=seconds)
        refresh()

        found = queries.figures_of("rest-api")

    assert (found.total_projects, found.projects_last_30_days, found.projects_last_7_days) == (11, 10, 8)
    assert (found.build_success_rate, found.build_success_low, found.build_success_high) == (
        80,
        Decimal("49.02"),
        Decimal("94.33"),
    )
    assert (found.avg_test_pass_rate, found.tested_projects, found.deployed_projects) == (82, 10, 8)
    assert (found.avg_nps, found.nps, found.reuse_count) == (Decimal("7.50"), 25, 4)
    assert (found.recommendation_count, found.recommend_answers, found.recommend_rate_pct) == (2, 3, Decimal("66.67"))
    assert (found.avg_time_to_build_minutes, found.median_time_to_build_minutes) == (Decimal("4.33"), 2)


def test_archived_projects_count_and_deleted_ones_do_not(inside):
    built("success", status="archived")
    built("failure", status="deleted")

    refresh()

    found = queries.figures_of("rest-api")
    assert (found.total_projects, found.active_projects, found.failed_builds) == (1, 0, 0)


def test_renamed_pattern_has_one_row_and_its_new_name(inside):
    built("success")
    refresh()
    Pattern.objects.update(name="REST, second edition")
    make_outcome(pattern_name="REST, second edition")

    refresh()

    assert [one.pattern_name for one in queries.pattern_figures()] == ["REST, second edition"]
    assert queries.pattern_figures()[0].total_projects == 2


def test_nothing_known_is_null_and_not_zero(inside):
    make_outcome()

    refresh()

    found = queries.figures_of("rest-api")
    unknown = (found.build_success_rate, found.build_success_low, found.avg_satisfaction, found.nps)
    assert unknown == (None, None, None, None)
    assert (found.feedback_count, found.feedback_rate_pct) == (0, 0)


def test_firms_see_their_own_figures_alone(firm, other_firm):
    for one, count in ((firm, 2), (other_firm, 3)):
        with tenant_context(one.pk):
            built("success", count)
    with tenant_context(firm.pk):
        refresh()

        with connection.cursor() as cursor:  # as Python would forget
            cursor.execute("SELECT DISTINCT tenant_id, total_projects FROM pattern_analytics")
            assert cursor.fetchall() == [(firm.pk, 2)]
            cursor.execute("SELECT DISTINCT tenant_id FROM pattern_daily")
            assert cursor.fetchall() == [(firm.pk,)]
            cursor.execute("SELECT set_config('app.tenant_ids', %s, true)", [f"{{{other_firm.pk}}}"])
            cursor.execute("SELECT DISTINCT tenant_id FROM pattern_analytics")
            assert cursor.fetchall() == [(firm.pk,)]  # the list is the staff's alone


def test_staff_see_the_figures_of_the_firms_they_chose(firm, other_firm):
    third = make_firm("matai-lane", name="Matai Lane")
    for one in (firm, other_firm, third):
        with tenant_context(one.pk):
            built("success")
    with tenant_context(firm.pk):
        refresh()

    with staff_context([firm.pk, other_firm.pk], user_id=make_user().pk):
        found = set(PatternAnalytics.objects.values_list("tenant_id", flat=True))

    assert found == {firm.pk, other_firm.pk}


def test_owners_view_is_nobodys(inside):
    for text in (
        "SELECT * FROM rpt.pattern_analytics",
        "SELECT * FROM rpt.pattern_daily",
        "REFRESH MATERIALIZED VIEW rpt.pattern_analytics",
        "DELETE FROM pattern_analytics",
        "UPDATE pattern_daily SET builds_ok = 9",
    ):
        refused = pytest.raises(DatabaseError, match=r"permission denied|must be owner|cannot")
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(text)


def test_one_refresh_runs_at_a_time_and_who_asked_before_needs_no_second(inside):
    asked = dt.datetime.now(dt.UTC)
    with as_owner() as owner, owner.transaction():
        owner.execute("SELECT pg_advisory_xact_lock(hashtextextended('refresh:pattern_analytics', 0))")

        with pytest.raises(OperationalError, match="being refreshed"), transaction.atomic():
            operations.refresh_analytics(asked_at=asked)
    first = refresh()

    again = operations.refresh_analytics(asked_at=asked)

    assert again == first == queries.refreshed_at()


@pytest.mark.usefixtures("inside")
def test_refresh_is_the_firms_and_the_workers_to_ask_for(django_db_blocker):
    with as_owner() as owner:
        granted = owner.execute(
            "SELECT r.rolname FROM pg_roles r WHERE r.rolname LIKE 'firmloop%' AND has_function_privilege(r.oid, "
            "'refresh_pattern_analytics(timestamptz)', 'EXECUTE') ORDER BY 1"
        ).fetchall()
    assert granted == [("firmloop_owner",), ("firmloop_tenant",), ("firmloop_worker",)]


def event(outcome, status="success", *, at, **fields):
    row = {"event_type": "build", "status": status} | fields
    return BuildEvent.objects.create(project_outcome=outcome, occurred_at=at, **row)


def test_each_point_has_its_n_and_empty_days_are_gaps(inside):
    outcome = make_outcome(created_at=AT - 3 * DAY)
    event(outcome, "failure", at=AT - 2 * DAY)
    event(outcome, "success", at=AT - 2 * DAY + hours(1))
    event(outcome, event_type="test", test_pass_rate=Decimal(70), at=AT)
    make_feedback(outcome, overall_satisfaction=2, likelihood_to_reuse=10, submitted_at=AT)
    make_feedback(outcome, overall_satisfaction=5, likelihood_to_reuse=5, submitted_at=AT)
    refresh()

    found = {one.metric: one for one in queries.trends(period="7d", today=AT.date())}

    points = {metric: [(one.value, one.n) for one in trend.points] for metric, trend in found.items()}
    gap = (None, 0)
    assert points["build_success"] == [gap] * 4 + [(50.0, 2), gap, gap]
    assert points["test_pass_rate"] == [gap] * 6 + [(70.0, 1)]
    assert points["satisfaction"] == [gap] * 6 + [(3.5, 2)]
    assert points["nps"] == [gap] * 6 + [(0.0, 2)]
    assert points["usage"] == [(0.0, 0)] * 3 + [(1.0, 1)] + [(0.0, 0)] * 3
    assert (found["build_success"].value, found["build_success"].n) == (50.0, 2)


def test_day_is_the_firms(firm):
    zone = ZoneInfo("Pacific/Auckland")
    with tenant_context(firm.pk), connection.cursor() as cursor:
        cursor.execute("UPDATE tenants SET time_zone = %s", [zone.key])
        make_outcome(created_at=dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC))  # already the third there
        refresh()

        trend = queries.trend(metric="usage", period="7d", today=dt.date(2026, 3, 3))
        by_date = queries.outcomes_by_date(start=dt.date(2026, 3, 3), end=dt.date(2026, 3, 3), zone=zone)

    assert [one.n for one in trend.points] == [0, 0, 0, 0, 0, 0, 1]
    assert [(one.date, one.count) for one in by_date] == [(dt.date(2026, 3, 3), 1)]


def test_trend_of_one_pattern_leaves_the_others_out(inside):
    make_outcome("rest-api", created_at=AT)
    make_outcome("cli-tool", created_at=AT)
    refresh()

    assert queries.trend(metric="usage", period="30d", pattern_id="cli-tool", today=AT.date()).n == 1
    assert queries.trend(metric="usage", period="90d", today=AT.date()).n == 2


def test_outcomes_by_date_are_of_their_days_and_filters(inside):
    first = make_outcome(created_at=AT, stack_id="django", last_build_status="success", test_pass_rate=Decimal(90))
    make_outcome(created_at=AT, last_build_status="failure")
    make_outcome(created_at=AT - DAY, status="deleted")
    make_feedback(first, overall_satisfaction=5)
    asked = {"start": AT.date() - DAY, "end": AT.date(), "zone": ZoneInfo("UTC")}

    everything = queries.outcomes_by_date(**asked)

    assert everything == [queries.DayOfOutcomes(AT.date(), 2, 2, 50.0, 1, 5.0, 1, 90.0)]
    assert [one.count for one in queries.outcomes_by_date(**asked, stack_id="django")] == [1]
    assert [one.count for one in queries.outcomes_by_date(**asked, status="deleted")] == [1]


def test_sure_pattern_goes_before_a_lucky_one(inside):
    built("success", 3, pattern_id="lucky")
    built("success", 45, pattern_id="proven")
    built("failure", 5, pattern_id="proven")
    refresh()

    found = queries.ranking().ranked

    assert [one.pattern_id for one in found] == ["proven", "lucky"]
    assert found[1].success_rate_pct > found[0].success_rate_pct
    assert (found[1].is_small_sample, found[0].is_small_sample) == (True, False)
    assert "small_sample" in {reason.code for reason in found[1].reasons}


def test_newest_half_counts_double(inside):
    for pattern_id, older, newer in (("better", "failure", "success"), ("worse", "success", "failure")):
        built(older, 10, pattern_id=pattern_id, at=AT - 10 * DAY)
        built(newer, 10, pattern_id=pattern_id, at=AT)
    refresh()

    found = {one.pattern_id: one for one in queries.ranking().ranked}

    assert found["better"].success_low_pct > found["worse"].success_low_pct
    # p = 2/3 over Kish's 900 ÷ 50 = 18 projects: prop.test(12, 18, correct = FALSE)
    assert found["better"].success_low_pct == pytest.approx(43.75, abs=0.01)


def test_few_and_switched_off_patterns_are_not_ranked(inside):
    built("success", 2, pattern_id="young")
    built("success", 9, pattern_id="retired")
    Pattern.objects.filter(pattern_id="retired").update(is_active=False)
    refresh()

    assert queries.ranking().ranked == []
    assert queries.ranking().too_few == [("young", "Young", 2)]


def test_recommendation_is_for_the_languages_asked_for(inside):
    built("success", 4, pattern_id="rest-api", languages_used=["Python"])
    built("success", 4, pattern_id="spa", languages_used=["TypeScript"])
    make_pattern("unused", languages=["Python"])
    refresh()

    found = queries.ranking(languages=["python"]).ranked

    assert [one.pattern_id for one in found] == ["rest-api"]
    assert [one.n for one in found[0].reasons if one.code == "languages"] == [4]


def test_summary_adds_up(inside):
    good = built("success", 2)
    built("failure", 1, pattern_id="cli-tool", status="archived")
    make_feedback(good[0], overall_satisfaction=5)
    make_feedback(good[1], overall_satisfaction=2)
    refresh()

    found = queries.summary()

    assert (found.total_projects, found.active_projects, found.archived_projects) == (3, 2, 1)
    assert (found.build_success_rate, found.builds) == (Decimal("66.67"), 3)
    assert (found.avg_satisfaction, found.feedback_count, found.feedback_rate_pct) == (
        Decimal("3.50"),
        2,
        Decimal("66.67"),
    )
    assert [one.pattern_id for one in found.top_patterns] == ["rest-api", "cli-tool"]
    assert len(found.recent) == 3


def test_summary_of_a_firm_without_projects_is_empty(inside):
    found = queries.summary()

    assert (found.total_projects, found.build_success_rate, found.recent) == (0, None, [])


def test_sessions_say_where_people_give_up_and_what_they_accept(inside):
    make_pattern("rest-api")
    make_pattern("spa")
    make_session(steps_completed=["languages"], abandoned_at=AT + 2 * DAY)
    make_session(steps_completed=["languages", "pattern"], abandoned_at=AT + 2 * DAY)
    done = {"steps_completed": ["languages", "pattern"], "completed_at": AT}
    make_session(**done, pattern_recommended="rest-api", pattern_chosen="rest-api")
    make_session(**done, pattern_recommended="rest-api", pattern_chosen="spa")
    make_session()

    found = queries.session_figures(since=AT - DAY)

    assert (found.started, found.completed, found.abandoned, found.open) == (5, 2, 2, 1)
    assert (found.abandonment_rate_pct, found.acceptance_rate_pct) == (50, 50)
    assert [(one.step, one.reached, one.abandoned_after) for one in found.by_step] == [
        ("languages", 4, 1),
        ("pattern", 3, 1),
    ]


def test_export_holds_only_what_its_giver_agreed_to(inside):
    outcome = make_outcome()
    agreed = make_feedback(outcome, consent_to_export=True)
    make_feedback(outcome, consent_to_export=False)
    make_feedback(make_outcome(status="deleted"), consent_to_export=True)

    rows = list(queries.exported_feedback())

    assert [row["id"] for row in rows] == [agreed.pk]
    assert tuple(rows[0]) == queries.EXPORTED
    assert not {"project_path", "user_id", "tenant_id"} & set(rows[0])


def test_figures_wait_for_a_refresh(inside):
    refresh()
    built("success")

    assert queries.figures_of("rest-api") is None
    assert ProjectOutcome.objects.count() == 1
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT refreshed_at FROM rpt.pattern_analytics")
