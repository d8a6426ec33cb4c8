from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from apps.patterns import operations
from apps.patterns.models import BuildEvent, Pattern, ProjectOutcome, ScaffoldSession, UserFeedback
from apps.patterns.operations.batches import ProjectRules
from apps.patterns.queries import due_prompts
from apps.tenancy.context import tenant_context
from apps.work import engine_runs
from tests.conftest import AT, as_owner, make_firm, make_member, make_user
from tests.patterns.makers import hours, make_feedback, make_outcome, make_pattern, make_session

DAY = dt.timedelta(days=1)
SHOP = {"project_name": "shop", "project_path": "/srv/shop", "pattern_id": "rest-api"}


def test_project_takes_name_and_version_of_its_pattern(inside):
    make_pattern(name="REST API", version="2.1.0")

    outcome = operations.record_outcome(values=SHOP)

    assert (outcome.pattern_name, outcome.pattern_version) == ("REST API", "2.1.0")


def test_named_pattern_that_is_unknown_is_added(inside):
    operations.record_outcome(values=SHOP | {"pattern_name": "REST API"})

    assert list(Pattern.objects.values_list("pattern_id", "name")) == [("rest-api", "REST API")]


def test_unknown_pattern_without_a_name_is_refused_and_says_how_to_add_it(inside):
    with pytest.raises(operations.UnknownPattern, match="POST /api/patterns"):
        operations.record_outcome(values=SHOP)

    assert not ProjectOutcome.objects.exists()


@pytest.mark.parametrize("pattern_id", ["rest api", "-x", "a/b", ""])
def test_bad_id_of_a_new_pattern_is_named(inside, pattern_id):
    with pytest.raises(ValidationError) as refused:
        operations.record_outcome(values=SHOP | {"pattern_id": pattern_id, "pattern_name": "X"})

    assert set(refused.value.message_dict) == {"pattern_id"}
    assert not Pattern.objects.exists()


def test_many_are_recorded_and_each_bad_one_says_why(inside):
    make_outcome(project_path="/taken", repository="harbor/taken")
    rows = [
        SHOP,
        SHOP | {"project_name": "twice"},
        SHOP | {"project_path": "/b", "pattern_id": "nowhere"},
        SHOP | {"project_path": "/c", "project_name": "x" * 256},
        SHOP | {"project_path": "/taken"},
        SHOP | {"project_path": "/d", "repository": "Harbor/Taken"},
        SHOP | {"project_path": "/e", "pattern_id": "spa", "pattern_name": "Single page"},
    ]

    found = operations.record_outcomes(rows=rows)

    kinds = ["made" if isinstance(one, ProjectOutcome) else sorted(one.errors) for one in found]
    assert kinds == [
        "made",
        ["project_path"],
        ["pattern_id"],
        ["project_name"],
        ["project_path"],
        ["repository"],
        "made",
    ]
    assert "at this path already" in found[4].errors["project_path"][0]
    assert "this repository already" in found[5].errors["repository"][0]
    assert ProjectOutcome.objects.count() == 3


def test_many_ask_for_one_refresh(committed):
    firm = make_firm()
    with tenant_context(firm.pk):
        make_pattern()
    for path in ("/a", "/b"):
        with tenant_context(firm.pk):
            operations.record_outcomes(rows=[SHOP | {"project_path": path}])

    with as_owner() as owner:
        jobs = owner.execute("SELECT task_name, args->>'tenant_id' FROM procrastinate_jobs").fetchall()
    assert jobs == [("patterns.refresh_analytics", str(firm.pk))]


def test_change_notes_events_that_the_project_follows(inside):
    outcome = make_outcome()
    values = {"last_build_status": "success", "test_pass_rate": Decimal("97.5"), "deployment_status": "staging"}

    changed = operations.change_outcome(outcome_id=outcome.pk, values=values, source="client", at=AT)

    assert (changed.last_build_status, changed.last_build_timestamp) == ("success", AT)
    assert (changed.test_pass_rate, changed.deployment_status) == (Decimal("97.50"), "staging")
    assert sorted(BuildEvent.objects.values_list("event_type", flat=True)) == ["build", "deploy", "test"]


def test_change_of_a_deleted_project_is_refused(inside):
    outcome = make_outcome(status="deleted")

    with pytest.raises(ValidationError, match="restore it first"):
        operations.change_outcome(
            outcome_id=outcome.pk, values={"last_build_status": "success"}, source="client", at=AT
        )

    assert not BuildEvent.objects.exists()


def test_refused_part_of_a_change_leaves_the_rest_unwritten(inside):
    outcome = make_outcome()
    values = {"project_name": "new name", "test_pass_rate": Decimal(101)}

    with pytest.raises(ValidationError):
        operations.change_outcome(outcome_id=outcome.pk, values=values, source="client", at=AT)

    outcome.refresh_from_db()
    assert outcome.project_name != "new name"


def test_deleting_twice_is_fine_and_restoring_brings_it_back(inside):
    outcome = make_outcome()

    first = operations.delete_outcome(outcome_id=outcome.pk)
    again = operations.delete_outcome(outcome_id=outcome.pk)
    restored = operations.restore_outcome(outcome_id=outcome.pk)

    assert (first.status, again.row_version) == ("deleted", first.row_version)
    assert (restored.status, restored.deleted_at) == ("active", None)


def test_restore_is_refused_while_another_is_at_the_path(inside):
    gone = make_outcome(project_path="/srv/shop", status="deleted")
    make_outcome(project_path="/srv/shop")

    with pytest.raises(ValidationError, match="at this path already"):
        operations.restore_outcome(outcome_id=gone.pk)


def test_deleted_project_cannot_be_archived(inside):
    with pytest.raises(ValidationError, match="restore it first"):
        operations.archive_outcome(outcome_id=make_outcome(status="deleted").pk)


def test_other_firms_project_is_not_there(firm, other_firm):
    with tenant_context(other_firm.pk):
        theirs = make_outcome()

    with tenant_context(firm.pk):
        for act in (operations.delete_outcome, operations.restore_outcome, operations.archive_outcome):
            with pytest.raises(ProjectOutcome.DoesNotExist):
                act(outcome_id=theirs.pk)
        with pytest.raises(ProjectOutcome.DoesNotExist):
            operations.give_feedback(outcome_id=theirs.pk, values={"overall_satisfaction": 5})


def test_same_run_reported_twice_counts_once(inside):
    outcome = make_outcome()
    events = [{"event_type": "build", "status": "failure", "external_id": "github:7"}]

    first = operations.record_events(outcome_id=outcome.pk, events=events, source="ci", at=AT)
    second = operations.record_events(outcome_id=outcome.pk, events=events, source="ci", at=AT)

    assert (len(first), len(second), BuildEvent.objects.count()) == (1, 0, 1)


@pytest.mark.parametrize(
    "event",
    [
        {"event_type": "build", "status": "great"},
        {"event_type": "deploy", "status": "success"},
        {"event_type": "build", "status": "success", "test_pass_rate": Decimal(5)},
    ],
)
def test_wrong_event_is_refused_and_the_others_with_it(inside, event):
    outcome = make_outcome()

    with pytest.raises(ValidationError):
        operations.record_events(
            outcome_id=outcome.pk, events=[{"event_type": "build", "status": "success"}, event], source="ci", at=AT
        )

    assert not BuildEvent.objects.exists()


def test_feedback_stores_what_was_answered_and_ends_the_question(inside):
    outcome = make_outcome()

    row = operations.give_feedback(outcome_id=outcome.pk, values={"overall_satisfaction": 4, "would_recommend": False})

    outcome.refresh_from_db()
    assert (row.would_recommend, row.likelihood_to_reuse, row.positive_aspects) == (False, None, None)
    assert outcome.feedback_prompt_state == "done"


def test_feedback_on_a_deleted_project_is_refused(inside):
    with pytest.raises(operations.ProjectIsDeleted):
        operations.give_feedback(outcome_id=make_outcome(status="deleted").pk, values={"overall_satisfaction": 4})

    assert not UserFeedback.objects.exists()


def test_person_rates_a_project_once_a_day(firm):
    user = make_user()
    make_member(firm, user)
    with tenant_context(firm.pk, now=AT):
        outcome = make_outcome()
        operations.give_feedback(outcome_id=outcome.pk, values={"overall_satisfaction": 4}, user_id=user.pk)

        with pytest.raises(IntegrityError, match="once_a_day"), transaction.atomic():
            operations.give_feedback(outcome_id=outcome.pk, values={"overall_satisfaction": 1}, user_id=user.pk)


def test_question_comes_back_once_and_then_never(inside):
    outcome = make_outcome(created_at=AT)
    due = AT + dt.timedelta(minutes=5)
    assert not due_prompts(user_id=None, at=due - dt.timedelta(seconds=1)).exists()
    assert due_prompts(user_id=None, at=due).get() == outcome

    operations.show_prompt(outcome_id=outcome.pk)
    assert due_prompts(user_id=None, at=due).get() == outcome  # a reload shows it again
    operations.dismiss_prompt(outcome_id=outcome.pk, at=due)
    assert not due_prompts(user_id=None, at=due + DAY - hours(1)).exists()
    assert due_prompts(user_id=None, at=due + DAY).get() == outcome
    operations.dismiss_prompt(outcome_id=outcome.pk, at=due + DAY)

    assert not due_prompts(user_id=None, at=due + 99 * DAY).exists()
    with pytest.raises(operations.PromptIsOver):
        operations.dismiss_prompt(outcome_id=outcome.pk, at=due + 2 * DAY)


def test_question_is_not_asked_for_ever(inside):
    make_outcome(created_at=AT)
    due = AT + dt.timedelta(minutes=5)

    assert due_prompts(user_id=None, at=due + 30 * DAY).exists()
    assert not due_prompts(user_id=None, at=due + 30 * DAY + hours(1)).exists()


def test_question_is_for_who_made_the_project(firm):
    ines, tom = make_user(), make_user("tom@harbor.example", name="Tom")
    with tenant_context(firm.pk):
        mine = make_outcome(created_at=AT, user_id=ines.pk)

        assert due_prompts(user_id=ines.pk, at=AT + DAY).get() == mine
        assert not due_prompts(user_id=tom.pk, at=AT + DAY).exists()


def test_sessions_are_abandoned_a_day_after_their_last_step(inside):
    old, fresh = make_session(), make_session(last_step_at=AT + hours(2))
    done = make_session(completed_at=AT)

    found = operations.abandon_sessions(limit=10, at=AT + hours(25))

    assert (found.seen, found.done) == (1, 1)
    ended = dict(ScaffoldSession.objects.values_list("pk", "abandoned_at"))
    assert ended == {old.pk: AT + hours(25), fresh.pk: None, done.pk: None}


def test_engine_of_sessions_runs_in_each_firm(firm):
    with tenant_context(firm.pk):
        make_session()

    engine_runs.run_engine("scaffold-sessions", tenant_id=firm.pk, scheduled_for=AT, at=AT + 2 * DAY)

    with tenant_context(firm.pk):
        assert ScaffoldSession.objects.get().abandoned_at is not None


def test_session_goes_on_until_it_is_over(inside):
    session = operations.start_session(values={"steps_completed": ["languages"]}, user_id=None, at=AT)
    operations.change_session(
        session_id=session.pk, values={"steps_completed": ["languages", "pattern"]}, completed=False, at=AT + hours(1)
    )
    done = operations.change_session(session_id=session.pk, values={}, completed=True, at=AT + hours(2))

    assert (done.completed_at, done.steps_completed) == (AT + hours(2), ["languages", "pattern"])
    with pytest.raises(operations.SessionIsOver):
        operations.change_session(session_id=session.pk, values={}, completed=True, at=AT + hours(3))


def test_eight_callers_with_one_new_pattern_and_one_path_make_one_project(committed):
    firm = make_firm()

    def record(number):
        try:
            with tenant_context(firm.pk):
                operations.record_outcome(values=SHOP | {"pattern_name": "REST API"})
        except ValidationError as refused:
            return sorted(refused.message_dict) == ["project_path"]
        finally:
            connection.close()
        return "made"

    with ThreadPoolExecutor(8) as callers:
        results = list(callers.map(record, range(8)))

    assert sorted(map(str, results)) == ["True"] * 7 + ["made"]
    with tenant_context(firm.pk):
        assert (Pattern.objects.count(), ProjectOutcome.objects.count()) == (1, 1)


def test_two_reports_of_one_run_at_the_same_time_count_once(committed):
    firm = make_firm()
    with tenant_context(firm.pk):
        outcome = make_outcome()
    events = [{"event_type": "build", "status": "success", "external_id": "github:7"}]

    def report(number):
        try:
            with tenant_context(firm.pk):
                operations.record_events(outcome_id=outcome.pk, events=events, source="ci", at=AT)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as callers:
        list(callers.map(report, range(4)))

    with tenant_context(firm.pk):
        assert BuildEvent.objects.count() == 1
        assert ProjectOutcome.objects.get().last_build_status == "success"


def test_build_in_the_future_is_refused_and_one_of_another_clock_is_of_now(inside):
    outcome = make_outcome()

    with pytest.raises(ValidationError, match="in the future"):
        report_at(outcome, AT + hours(1))
    report_at(outcome, AT + dt.timedelta(minutes=4))

    outcome.refresh_from_db()
    assert outcome.last_build_timestamp == AT


def report_at(outcome, moment):
    event = {"event_type": "build", "status": "success", "occurred_at": moment}
    return operations.record_events(outcome_id=outcome.pk, events=[event], source="client", at=AT)


def test_consent_can_be_withdrawn_and_not_given_for_somebody(inside):
    agreed, kept = make_feedback(consent_to_export=True), make_feedback(consent_to_export=False)

    operations.withdraw_consent(feedback_id=agreed.pk)

    with pytest.raises(operations.ConsentIsTheGivers):
        operations.withdraw_consent(feedback_id=kept.pk, is_given=True)
    assert not UserFeedback.objects.filter(consent_to_export=True).exists()


def test_putting_a_project_back_leaves_alone_what_follows_its_builds(inside):
    followed = {"last_build_status", "last_build_timestamp", "test_pass_rate", "deployment_status"}

    names = {field.name for field in ProjectRules(ProjectOutcome).restorable()}

    assert "project_name" in names
    assert not names & (followed | {"feedback_prompt_state", "archived_at"})


def test_deleted_project_is_not_archived_in_a_batch_either(inside):
    outcome = make_outcome(status="deleted")

    with pytest.raises(ValidationError, match="restore it first"):
        ProjectRules(ProjectOutcome).change(outcome, {"status": "archived"}, at=AT)


def test_second_click_is_no_second_no(inside):
    outcome = make_outcome(created_at=AT)
    due = AT + dt.timedelta(minutes=5)

    for _ in range(3):
        operations.dismiss_prompt(outcome_id=outcome.pk, at=due)

    outcome.refresh_from_db()
    assert (outcome.feedback_prompt_dismissals, outcome.row_version) == (1, 1)
