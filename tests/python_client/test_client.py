"""The client before the real server, with real commits."""

import datetime as dt

import pytest
from firmloop_client import Conflict, NotAllowed, NotConfigured, NotFound, NotSignedIn, RefusedError

from apps.patterns.models import BuildEvent, ProjectOutcome, UserFeedback
from apps.tenancy.choices import Scope
from apps.tenancy.context import tenant_context
from tests.conftest import make_firm

SHOP = {
    "project_name": "shop",
    "project_path": "/srv/shop",
    "pattern_id": "rest-api",
    "pattern_name": "REST API",
    "components_generated": ["users"],
    "files_created": 12,
    "languages_used": ["Python"],
}


def projects(firm):
    with tenant_context(firm.pk):
        return ProjectOutcome.objects.count()


def test_project_is_recorded_and_read_back(firmloop):
    made = firmloop.record_outcome(**SHOP)

    found = firmloop.outcome(made.id)
    assert (found.project_name, found.components_generated, found.files_created) == ("shop", ("users",), 12)
    assert (found.status, found.health, found.last_build_status) == ("active", "unknown", None)
    assert found.created_at.tzinfo is not None
    assert (found.feedback, found.builds) == ((), ())


def test_two_reports_with_the_same_key_make_one_project(firm, firmloop):
    first = firmloop.record_outcome(**SHOP, idempotency_key="run-17")
    again = firmloop.record_outcome(**SHOP, idempotency_key="run-17")

    assert again == first
    assert projects(firm) == 1


def test_key_of_another_project_is_refused(firm, firmloop):
    firmloop.record_outcome(**SHOP, idempotency_key="run-17")

    with pytest.raises(Conflict, match="Make a new key for each act"):
        firmloop.record_outcome(**SHOP | {"project_path": "/srv/other"}, idempotency_key="run-17")

    assert projects(firm) == 1


def test_many_projects_go_a_thousand_at_once_and_each_has_a_result(firm, firmloop, monkeypatch):
    monkeypatch.setattr("firmloop_client.client.AT_ONCE", 2)
    rows = [SHOP | {"project_path": f"/srv/{number}"} for number in range(5)]
    rows[3] = rows[3] | {"files_created": -1}

    first = firmloop.record_outcomes(iter(rows), idempotency_key="import-1")
    again = firmloop.record_outcomes(rows, idempotency_key="import-1")

    assert [result.index for result in first] == [0, 1, 2, 3, 4]
    assert [bool(result.id) for result in first] == [True, True, True, False, True]
    assert first[3].errors[0].field == "files_created"
    assert again == first
    assert projects(firm) == 4


def test_pages_are_followed_to_their_end(firmloop, monkeypatch):
    monkeypatch.setattr("firmloop_client.client.PAGE", 2)
    firmloop.record_outcomes([SHOP | {"project_path": f"/srv/{number}"} for number in range(5)])

    everything = [one.project_path for one in firmloop.outcomes()]
    some = list(firmloop.outcomes(at_most=3))
    none = list(firmloop.outcomes(health="healthy", q="shop", has_feedback=True, from_date=dt.date(2020, 1, 1)))

    assert sorted(everything) == [f"/srv/{number}" for number in range(5)]
    assert (len(some), none) == (3, [])


def test_changes_arrive_and_are_noted(firm, firmloop):
    shop = firmloop.record_outcome(**SHOP)

    changed = firmloop.update_outcome(
        shop.id, last_build_status="success", test_pass_rate=97.5, deployment_status="staging", repository="harbor/shop"
    )

    assert (changed.last_build_status, changed.test_pass_rate, changed.deployment_status, changed.health) == (
        "success",
        97.5,
        "staging",
        "healthy",
    )
    assert changed.repository == "harbor/shop"
    with tenant_context(firm.pk):
        assert BuildEvent.objects.count() == 3


def test_deleted_project_leaves_and_comes_back(firmloop):
    shop = firmloop.record_outcome(**SHOP)

    for _ in range(2):
        firmloop.delete_outcome(shop.id)
    listed = list(firmloop.outcomes())
    deleted = [one.id for one in firmloop.outcomes(status="deleted")]
    restored = firmloop.restore_outcome(shop.id)

    assert (listed, deleted, restored.status) == ([], [shop.id], "active")


def test_builds_are_noted_once_and_the_project_follows(firm, firmloop):
    shop = firmloop.record_outcome(**SHOP)
    events = [
        {"event_type": "build", "status": "failure", "external_id": "run-17", "duration_seconds": 94},
        {"event_type": "test", "status": "failure", "test_pass_rate": 61.25},
    ]

    for _ in range(2):
        firmloop.report_builds(shop.id, events, idempotency_key="ci-17")

    found = firmloop.outcome(shop.id)
    assert (found.health, found.last_build_status, found.test_pass_rate) == ("error", "failure", 61.25)
    assert len(found.builds) == 2
    with tenant_context(firm.pk):
        assert BuildEvent.objects.count() == 2


def test_feedback_keeps_a_no_and_is_exported_by_consent(firm, firmloop):
    shop = firmloop.record_outcome(**SHOP)

    given = firmloop.give_feedback(
        project_outcome_id=shop.id,
        overall_satisfaction=4,
        would_recommend=False,
        positive_aspects=["fast"],
        error_details=[{"type": "build", "message": "npm was missing"}],
        consent_to_export=True,
    )

    assert (given.would_recommend, given.setup_ease, given.positive_aspects) == (False, None, ("fast",))
    assert [row["overall_satisfaction"] for row in firmloop.export_feedback()] == [4]
    with tenant_context(firm.pk):
        assert UserFeedback.objects.get().would_recommend is False


def test_figures_are_there_before_there_is_anything_to_count(firmloop):
    trend = firmloop.trends("satisfaction", "7d")

    assert (len(trend.points), trend.value, trend.n) == (7, None, 0)
    assert trend.points[-1].day - trend.points[0].day == dt.timedelta(days=6)
    assert firmloop.recommendations(["Python", "Go"], limit=3).results == ()
    assert list(firmloop.pattern_analytics(order="-nps", min_projects=1)) == []


def test_session_is_walked_through_to_its_project(firmloop):
    shop = firmloop.record_outcome(**SHOP)

    session = firmloop.start_session(patterns_viewed=["rest-api"], pattern_recommended="rest-api")
    stepped = firmloop.step_session(session.id, steps_completed=["language"])
    done = firmloop.complete_session(session.id, pattern_chosen="rest-api", project_outcome_id=shop.id)

    assert (stepped.steps_completed, stepped.completed_at) == (("language",), None)
    assert done.completed_at is not None
    assert (done.project_outcome_id, done.pattern_recommended) == (shop.id, "rest-api")
    with pytest.raises(Conflict, match="over"):
        firmloop.step_session(session.id, steps_completed=[])


def test_wrong_fields_are_named(firmloop):
    shop = firmloop.record_outcome(**SHOP)

    with pytest.raises(RefusedError) as refused:
        firmloop.give_feedback(project_outcome_id=shop.id, overall_satisfaction=6, likelihood_to_reuse=11)

    assert refused.value.status == 400
    assert {one.field for one in refused.value.errors} == {"overall_satisfaction", "likelihood_to_reuse"}
    for field in ("overall_satisfaction: ", "likelihood_to_reuse: "):
        assert field in str(refused.value)


def test_unknown_pattern_says_how_to_add_it(firmloop):
    with pytest.raises(RefusedError, match=r"pattern_id: .*send pattern_name"):
        firmloop.record_outcome(project_name="shop", project_path="/srv/shop", pattern_id="rest-api")


def test_token_that_is_unknown_is_told(firmloop, server):
    from firmloop_client import Client

    with Client(server, "fl_live_nobody-has-made-this-one") as stranger, pytest.raises(NotSignedIn) as refused:
        stranger.record_outcome(**SHOP)

    assert "FIRMLOOP_TOKEN" in str(refused.value)
    assert "nobody-has-made" not in str(refused.value)


def test_token_that_only_reads_may_not_report(firm, connect):
    reader = connect(firm, Scope.READ)

    with pytest.raises(NotAllowed, match="scope"):
        reader.record_outcome(**SHOP)

    assert list(reader.outcomes()) == []


def test_another_firms_project_is_not_there(firmloop, connect):
    shop = firmloop.record_outcome(**SHOP)
    stranger = connect(make_firm("castellan-logistics", name="Castellan Logistics"))

    assert list(stranger.outcomes()) == []
    with pytest.raises(NotFound):
        stranger.outcome(shop.id)
    with pytest.raises(NotFound):
        stranger.delete_outcome(shop.id)
    assert firmloop.outcome(shop.id).status == "active"


def test_settings_come_from_the_environment(firmloop, server, monkeypatch):
    from firmloop_client import Client

    monkeypatch.setenv("FIRMLOOP_URL", server)
    monkeypatch.setenv("FIRMLOOP_TOKEN", " ")

    with pytest.raises(NotConfigured, match="Set FIRMLOOP_TOKEN"):
        Client()
