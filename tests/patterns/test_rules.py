"""What the database itself keeps to: constraints, triggers and functions, under the firm's role."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from apps.patterns.models import BuildEvent, Pattern, ProjectOutcome, ScaffoldSession, UserFeedback
from apps.tenancy.context import tenant_context
from tests.conftest import AT
from tests.patterns.makers import hours, make_feedback, make_outcome, make_pattern, make_session

pytestmark = pytest.mark.django_db


def sql(text, *values):
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return cursor.fetchone()


def refused(rule):
    return pytest.raises(IntegrityError, match=rule)


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"project_name": "  "}, "patterns_outcome_has_name"),
        ({"project_path": ""}, "patterns_outcome_has_path"),
        ({"project_path": "/" + "x" * 4096}, "patterns_outcome_has_path"),
        ({"files_created": -1}, "files_created_check"),
        ({"status": "gone"}, "patterns_outcome_status_known"),
        ({"last_build_status": "cancelled"}, "patterns_outcome_build_known"),
        ({"test_pass_rate": Decimal("100.01")}, "patterns_outcome_rate_in_range"),
        ({"test_pass_rate": Decimal("-0.01")}, "patterns_outcome_rate_in_range"),
        ({"deployment_status": "moon"}, "patterns_outcome_deployment_known"),
        ({"repository": "no slash"}, "patterns_outcome_repository_plain"),
        ({"feedback_prompt_state": "later"}, "patterns_outcome_prompt_known"),
        ({"feedback_prompt_dismissals": 3}, "patterns_outcome_prompt_known"),
    ],
)
def test_project_keeps_to_its_rules(inside, fields, rule):
    make_pattern()

    with refused(rule):
        make_outcome(**fields)


def test_project_needs_a_pattern_of_its_firm(firm, other_firm):
    with tenant_context(other_firm.pk):
        make_pattern("theirs")

    with tenant_context(firm.pk), refused("patterns_outcome_pattern_link"), transaction.atomic():
        ProjectOutcome.objects.create(project_name="x", project_path="/x", pattern_id="theirs", pattern_name="Theirs")


def test_pattern_with_projects_stays_and_its_id_follows_nobody(inside):
    outcome = make_outcome()

    with refused("patterns_outcome_pattern_link"), transaction.atomic():
        sql("DELETE FROM patterns WHERE pattern_id = %s RETURNING id", outcome.pattern_id)


def test_two_active_projects_share_neither_path_nor_repository(inside):
    make_outcome(project_path="/srv/a", repository="Harbor/Shop")

    with refused("patterns_outcome_path_once"), transaction.atomic():
        make_outcome(project_path="/srv/a")
    with refused("patterns_outcome_repository_once"), transaction.atomic():
        make_outcome(repository="harbor/shop")


def test_path_and_repository_are_free_again_once_the_project_is_put_away(inside):
    first = make_outcome(project_path="/srv/a", repository="harbor/shop")
    ProjectOutcome.objects.filter(pk=first.pk).update(status="archived")

    make_outcome(project_path="/srv/a", repository="harbor/shop")

    first.refresh_from_db()
    assert first.archived_at is not None


def test_long_paths_fit_the_index(inside):
    make_outcome(project_path="/" + "ü" * 4000)

    with refused("patterns_outcome_path_once"):
        make_outcome(project_path="/" + "ü" * 4000)


def test_status_stamps_its_times(inside):
    outcome = make_outcome()
    with tenant_context(inside.pk, now=AT):
        for status, archived, deleted in (
            ("archived", AT, None),
            ("deleted", AT, AT),
            ("active", None, None),
            ("deleted", None, AT),
        ):
            ProjectOutcome.objects.filter(pk=outcome.pk).update(status=status)
            outcome.refresh_from_db()
            assert (outcome.archived_at, outcome.deleted_at) == (archived, deleted)


def test_question_is_due_five_minutes_after_the_project_was_made(inside):
    outcome = make_outcome(created_at=AT)

    outcome.refresh_from_db()
    assert outcome.feedback_prompt_due_at == AT + dt.timedelta(minutes=5)


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"overall_satisfaction": 0}, "overall_satisfaction_in_range"),
        ({"overall_satisfaction": 6}, "overall_satisfaction_in_range"),
        ({"code_quality": 6}, "code_quality_in_range"),
        ({"setup_ease": 0}, "setup_ease_in_range"),
        ({"likelihood_to_reuse": 0}, "reuse_in_range"),
        ({"likelihood_to_reuse": 11}, "reuse_in_range"),
        ({"positive_aspects": ["fast", "shiny"]}, "positive_known"),
        ({"negative_aspects": ["fast"]}, "negative_known"),
        ({"feedback_source": "pigeon"}, "source_known"),
        ({"time_to_first_build": -1}, "time_to_first_build_check"),
        ({"error_details": {"type": "build", "message": "x"}}, "errors_listed"),
        ({"error_details": ["x"]}, "errors_listed"),
        ({"error_details": [{"message": "x"}]}, "errors_listed"),
        ({"error_details": [{"type": "build"}]}, "errors_listed"),
        ({"error_details": [{"type": "weather", "message": "x"}]}, "errors_listed"),
        ({"error_details": [{"type": "build", "message": " "}]}, "errors_listed"),
        ({"error_details": [{"type": "build", "message": 1}]}, "errors_listed"),
    ],
)
def test_feedback_keeps_to_its_rules(inside, fields, rule):
    outcome = make_outcome()

    with refused(rule):
        make_feedback(outcome, **fields)


def test_feedback_takes_what_is_specified(inside):
    errors = [{"type": "dependency", "message": "No wheel", "resolved": True}]

    row = make_feedback(
        error_details=errors, positive_aspects=["clean-code"], negative_aspects=[], would_recommend=False
    )

    row.refresh_from_db()
    assert (row.error_details, row.would_recommend, row.pattern_usefulness) == (errors, False, None)


def test_feedback_lies_on_the_firms_day(inside):
    sql("UPDATE tenants SET time_zone = 'America/New_York' RETURNING id")

    row = make_feedback(submitted_at=dt.datetime(2026, 3, 2, 3, 0, tzinfo=dt.UTC))

    row.refresh_from_db()
    assert row.submitted_on == dt.date(2026, 3, 1)


def test_programs_may_rate_a_project_more_than_once_a_day(inside):
    outcome = make_outcome()

    make_feedback(outcome)
    make_feedback(outcome)

    assert UserFeedback.objects.count() == 2


def test_feedback_on_another_firms_project_is_refused(firm, other_firm):
    with tenant_context(other_firm.pk):
        theirs = make_outcome()

    with tenant_context(firm.pk), refused("patterns_feedback_outcome_link"), transaction.atomic():
        sql(
            "INSERT INTO user_feedback (tenant_id, project_outcome_id, overall_satisfaction) VALUES (%s, %s, 5) "
            "RETURNING id",
            firm.pk,
            theirs.pk,
        )


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"event_type": "smoke"}, "patterns_event_type_known"),
        ({"status": "maybe"}, "patterns_event_status_known"),
        ({"source": "fax"}, "patterns_event_source_known"),
        ({"test_pass_rate": 50}, "patterns_event_rate_of_tests"),
        ({"event_type": "test", "test_pass_rate": 101}, "patterns_event_rate_of_tests"),
        ({"environment": "staging"}, "patterns_event_place_of_deploys"),
        ({"event_type": "deploy"}, "patterns_event_place_of_deploys"),
        ({"duration_seconds": -1}, "duration_seconds_check"),
    ],
)
def test_build_event_keeps_to_its_rules(inside, fields, rule):
    outcome = make_outcome()

    with refused(rule):
        BuildEvent.objects.create(**{"project_outcome": outcome, "event_type": "build", "status": "success"} | fields)


def test_build_events_cannot_be_changed_or_taken_away(inside):
    event = BuildEvent.objects.create(project_outcome=make_outcome(), event_type="build", status="success")

    for text in ("UPDATE build_events SET status = 'failure'", "DELETE FROM build_events"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            sql(f"{text} WHERE id = %s RETURNING id", event.pk)


def build(outcome, status="success", *, at=AT, **fields):
    given = {"event_type": "build", "status": status} | fields
    return BuildEvent(project_outcome=outcome, occurred_at=at, **given)


def test_project_follows_the_newest_event_of_each_kind_also_of_many_at_once(inside):
    first, second = make_outcome(), make_outcome()

    BuildEvent.objects.bulk_create(
        [
            build(first, "failure", at=AT + hours(2)),
            build(first, "success", at=AT + hours(1)),
            build(first, "cancelled", at=AT + hours(3)),
            build(first, event_type="test", test_pass_rate=Decimal("81.5"), at=AT),
            build(second, event_type="deploy", environment="staging", at=AT),
            build(second, "failure", event_type="deploy", environment="deployed", at=AT + hours(1)),
        ]
    )

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.last_build_status, first.last_build_timestamp) == ("failure", AT + hours(2))
    assert (first.test_pass_rate, first.deployment_status) == (Decimal("81.50"), None)
    assert (second.last_build_status, second.deployment_status) == (None, "staging")


def test_older_event_that_comes_late_changes_nothing(inside):
    outcome = make_outcome()
    build(outcome, "success", at=AT).save()
    version = ProjectOutcome.objects.get().row_version

    build(outcome, "failure", at=AT - hours(1)).save()

    outcome.refresh_from_db()
    assert (outcome.last_build_status, outcome.row_version) == ("success", version)


def test_same_run_of_a_project_is_noted_once(inside):
    outcome = make_outcome()
    build(outcome, external_id="github:1").save()

    with refused("patterns_event_external_once"), transaction.atomic():
        build(outcome, external_id="github:1").save()
    build(make_outcome(), external_id="github:1").save()


def test_session_ends_once(inside):
    with refused("patterns_session_ends_once"):
        make_session(completed_at=AT, abandoned_at=AT)


def test_deleted_pattern_leaves_its_sessions_and_empties_the_choice(inside):
    make_pattern("seldom")
    session = make_session(pattern_recommended="seldom", pattern_chosen="seldom")

    Pattern.objects.filter(pattern_id="seldom").delete()

    session.refresh_from_db()
    assert (session.pattern_recommended, session.pattern_chosen) == (None, None)
    assert ScaffoldSession.objects.count() == 1


@pytest.mark.parametrize(
    ("successes", "tries", "low", "high"),
    # R: prop.test(x, n, correct = FALSE)
    [(8, 10, 0.4901625, 0.9433178), (0, 5, 0, 0.4344825), (5, 5, 0.5655175, 1), (90, 100, 0.8256343, 0.9447708)],
)
def test_wilsons_interval_is_the_textbooks(inside, successes, tries, low, high):
    found = sql("SELECT wilson_low(%s, %s), wilson_high(%s, %s)", successes, tries, successes, tries)

    assert [float(one) for one in found] == pytest.approx([low, high], abs=2e-6)


def test_wilsons_interval_of_nothing_is_unknown(inside):
    assert sql("SELECT wilson_low(0, 0), wilson_high(0, 0)") == (None, None)


def test_wilsons_interval_holds_the_rate_and_narrows_with_more_tries(inside):
    wrong = sql(
        "SELECT count(*) FROM generate_series(1, 120) n, generate_series(0, n) s, "
        "LATERAL (SELECT wilson_low(s, n) AS low, wilson_high(s, n) AS high, s::numeric / n AS p) w "
        "WHERE NOT (0 <= low AND low <= p AND p <= high AND high <= 1) "
        "OR high - low <= wilson_high(2 * s, 2 * n) - wilson_low(2 * s, 2 * n)"
    )

    assert wrong == (0,)


@pytest.mark.parametrize(
    ("build_status", "rate", "health"),
    [
        (None, 100, "unknown"),
        ("failure", 100, "error"),
        ("success", 79.99, "warning"),
        ("success", 80, "healthy"),
        ("success", None, "healthy"),
    ],
)
def test_health_is_as_specified(inside, build_status, rate, health):
    assert sql("SELECT project_health(%s::varchar, %s::numeric)", build_status, rate) == (health,)
