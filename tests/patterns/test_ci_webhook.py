import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from unittest.mock import patch
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone
from jsonschema import Draft202012Validator

from apps.core.api.openapi import schema
from apps.core.api.problems import Problem
from apps.patterns import operations
from apps.patterns.ci import signatures
from apps.patterns.ci.secrets import secret_of
from apps.patterns.models import BuildEvent, CiDelivery, CiEndpoint, ProjectOutcome
from apps.tenancy.context import tenant_context
from apps.tenancy.functions import Use
from tests.conftest import make_firm
from tests.patterns.ci_sending import (
    ADDRESS,
    body_of,
    from_github,
    from_gitlab,
    from_other,
    hex_of,
    payload,
    secret,
    send,
    standard,
)
from tests.patterns.makers import make_endpoint, make_outcome

REPORT = {"repository": "harbor/shop", "event_type": "build", "status": "failure", "external_id": "jenkins-7"}


@pytest.fixture
def outcome(firm):
    with tenant_context(firm.pk):
        return make_outcome(repository="Harbor/Shop", project_name="shop")


@pytest.fixture
def endpoints(firm):
    with tenant_context(firm.pk):
        return {kind: make_endpoint(kind) for kind in ("github", "gitlab", "generic")}


@pytest.fixture
def github(endpoints):
    return endpoints["github"]


@pytest.fixture
def gitlab(endpoints):
    return endpoints["gitlab"]


@pytest.fixture
def generic(endpoints):
    return endpoints["generic"]


def kept(firm):
    """Return what is in the firm: the state of its project, its events, its deliveries."""
    with tenant_context(firm.pk):
        states = list(ProjectOutcome.objects.order_by("id").values_list("last_build_status", flat=True))
        events = list(BuildEvent.objects.order_by("id").values_list("status", "external_id"))
        return states, events, list(CiDelivery.objects.order_by("id").values_list("result", flat=True))


NOTHING = ([None], [], [])


def test_github_run_is_noted_at_the_project_with_its_repository(firm, outcome, github):
    response = from_github(github, payload("github_workflow_run"), delivery="d-1")

    assert response.status_code == 200
    assert response.json() == {
        "result": "Build succeeded: noted for “shop”.",
        "repeated": False,
        "project_outcome_id": str(outcome.pk),
    }
    with tenant_context(firm.pk):
        outcome.refresh_from_db()
        event, delivery = BuildEvent.objects.get(), CiDelivery.objects.get()
        github.refresh_from_db()
    ended = dt.datetime(2026, 3, 2, 9, 24, 43, tzinfo=dt.UTC)
    assert (outcome.last_build_status, outcome.last_build_timestamp) == ("success", ended)
    assert (event.event_type, event.status, event.source, event.duration_seconds) == ("build", "success", "ci", 282)
    assert (event.external_id, event.occurred_at) == ("github:workflow_run:17843390211:1", ended)
    assert (delivery.delivery_id, delivery.event, delivery.repository) == ("d-1", "workflow_run", "harbor/shop")
    assert (delivery.project_outcome_id, delivery.result) == (outcome.pk, "Build succeeded: noted for “shop”.")
    assert timezone.now() - github.last_delivery_at < dt.timedelta(minutes=1)


def test_github_form_is_taken_and_its_signature_covers_the_form(firm, outcome, github):
    form = urlencode({"payload": body_of(payload("github_workflow_run"))}).encode()

    response = from_github(github, form, content_type="application/x-www-form-urlencoded")

    assert response.status_code == 200
    assert kept(firm)[0] == ["success"]


def test_github_ping_is_answered_and_seen(firm, outcome, github):
    response = from_github(github, payload("github_ping"), "ping")

    assert response.status_code == 200
    assert kept(firm) == ([None], [], ["GitHub’s ping: the address and the secret are right."])


def test_github_actions_suite_is_left_out_where_its_run_is_told_of(firm, outcome, github):
    suite = payload("github_check_suite", check_suite__app__slug="github-actions")

    from_github(github, suite, "check_suite")
    from_github(github, payload("github_workflow_run"))
    suite["check_suite"]["id"] += 1
    response = from_github(github, suite, "check_suite")

    assert response.json()["result"] == "Not noted: GitHub Actions tells of this run as workflow_run already."
    assert len(kept(firm)[1]) == 2


def test_gitlab_pipeline_is_noted_by_its_token_and_by_its_signature(firm, gitlab):
    with tenant_context(firm.pk):
        make_outcome(repository="harbor/web/shop")
    again = payload("gitlab_pipeline", object_attributes__id=32, object_attributes__status="success")
    again["object_attributes"]["finished_at"] = "2026-03-02 10:00:00 UTC"

    responses = [
        from_gitlab(gitlab, payload("gitlab_pipeline"), Idempotency_Key="one"),
        from_gitlab(gitlab, again, token="", **standard(gitlab, again)),
    ]

    assert [response.status_code for response in responses] == [200, 200]
    assert kept(firm)[:2] == (
        ["success"],
        [("failure", "gitlab:pipeline:31:1772443589"), ("success", "gitlab:pipeline:32:1772445600")],
    )


def test_any_other_system_reports_builds_tests_and_deployments(firm, outcome, generic):
    reports = [
        REPORT | {"repository": "HARBOR/shop"},
        {"repository": "harbor/shop", "event_type": "test", "status": "success", "test_pass_rate": 97.5},
        {"repository": "harbor/shop", "event_type": "deploy", "status": "success", "environment": "staging"},
    ]

    responses = [from_other(generic, report) for report in reports]

    assert [response.json()["result"] for response in responses] == [
        "Build failed: noted for “shop”.",
        "Tests succeeded: noted for “shop”.",
        "Deployment succeeded: noted for “shop”.",
    ]
    with tenant_context(firm.pk):
        outcome.refresh_from_db()
    assert (outcome.last_build_status, float(outcome.test_pass_rate), outcome.deployment_status) == (
        "failure",
        97.5,
        "staging",
    )


def test_delivery_that_came_before_changes_nothing(firm, outcome, endpoints):
    pipeline = payload("gitlab_pipeline")
    pipeline["project"]["path_with_namespace"] = "harbor/shop"
    other = body_of(pipeline | {"object_attributes": pipeline["object_attributes"] | {"id": 99}})
    sendings = {
        "github": lambda: from_github(endpoints["github"], payload("github_workflow_run"), delivery="d-1"),
        "gitlab": lambda: from_gitlab(endpoints["gitlab"], pipeline),
        "signed": lambda: from_gitlab(endpoints["gitlab"], other, **standard(endpoints["gitlab"], other)),
        "generic": lambda: from_other(endpoints["generic"], REPORT, delivery="d-1"),
    }

    for name, sending in sendings.items():
        first, before = sending(), kept(firm)
        second = sending()

        assert (first.status_code, first.json()["repeated"]) == (200, False), name
        assert (second.status_code, second.json()["repeated"]) == (200, True), name
        assert second.json()["result"] == "This delivery came before; nothing has changed."
        assert kept(firm) == before


def test_same_run_under_another_delivery_counts_once(firm, outcome, github, generic):
    report = {"repository": "harbor/shop", "event_type": "build", "status": "success"}
    stamp = str(int(timezone.now().timestamp()))

    github_says = [from_github(github, payload("github_workflow_run"), delivery=one).json() for one in "ab"]
    generic_says = [from_other(generic, report, delivery=one, timestamp=stamp).json() for one in "ab"]

    assert github_says[1]["result"] == generic_says[1]["result"] == "This run of “shop” is noted already."
    assert not github_says[1]["repeated"]
    assert len(kept(firm)[1]) == 2


def test_older_run_that_comes_late_does_not_become_the_last(firm, outcome, github):
    later = payload("github_workflow_run", workflow_run__id=9, workflow_run__updated_at="2026-03-02T10:00:00Z")
    later["workflow_run"]["conclusion"] = "failure"

    from_github(github, later)
    from_github(github, payload("github_workflow_run"))

    assert kept(firm)[0] == ["failure"]


def test_run_of_a_clock_that_goes_ahead_ended_now(firm, outcome, github):
    times = dict.fromkeys(["workflow_run__updated_at", "workflow_run__run_started_at"], "2199-03-02T10:00:00Z")

    from_github(github, payload("github_workflow_run", **times))

    with tenant_context(firm.pk):
        outcome.refresh_from_db()
    assert outcome.last_build_timestamp <= timezone.now()


@pytest.mark.parametrize("status", ["archived", "deleted"])
def test_repository_that_no_active_project_has_is_noted_in_words(firm, outcome, github, status):
    with tenant_context(firm.pk):
        ProjectOutcome.objects.update(status=status)
    long = f"harbor/{'x' * 248}"

    responses = [
        from_github(github, payload("github_workflow_run")),
        from_github(github, payload("github_workflow_run", repository__full_name=long)),
    ]

    assert [response.status_code for response in responses] == [200, 200]
    assert responses[0].json() == {
        "result": "No active project has the repository harbor/shop.",
        "repeated": False,
        "project_outcome_id": None,
    }
    states, events, results = kept(firm)
    assert (states, events, results[0]) == ([None], [], "No active project has the repository harbor/shop.")
    with tenant_context(firm.pk):
        assert sorted(CiDelivery.objects.values_list("repository", flat=True)) == ["harbor/shop", long]


def test_project_of_another_firm_is_not_found_by_its_repository(firm, other_firm, github):
    with tenant_context(other_firm.pk):
        make_outcome(repository="harbor/shop")  # there is something to reach

    response = from_github(github, payload("github_workflow_run"))

    assert response.json()["result"] == "No active project has the repository harbor/shop."
    assert kept(other_firm) == NOTHING


def test_delivery_seen_by_another_endpoint_is_new_here(firm, other_firm, outcome, github):
    with tenant_context(other_firm.pk):
        foreign = make_endpoint()
    with tenant_context(firm.pk):
        second = make_endpoint()

    responses = [
        from_github(one, payload("github_workflow_run"), delivery="d-1").json() for one in (foreign, second, github)
    ]

    assert [response["repeated"] for response in responses] == [False, False, False]
    assert len(kept(firm)[1]) == 1


def wrong_sendings(endpoint):
    content = payload("github_workflow_run")
    missing = {"address": f"{ADDRESS}?endpoint={uuid4()}"}
    return {
        "no signature": send(endpoint, content, {"X-GitHub-Event": "workflow_run"}),
        "another secret": from_github(endpoint, content, key="another"),
        "another number": from_github(endpoint, content, key=secret_of(endpoint.pk, 2)),
        "no endpoint": from_github(endpoint, content, **missing),
        "no endpoint, as GitLab": send(endpoint, content, {"X-Gitlab-Token": "x"}, **missing),
        "no endpoint, signed": send(endpoint, content, {"webhook-signature": "v1,x"}, **missing),
        "no endpoint, other": from_other(endpoint, content, **missing),
        "as another kind": from_other(endpoint, REPORT),
        "token": from_gitlab(endpoint, content),
        "no JSON": from_github(endpoint, b"{", key="another"),
    }


def test_wrong_signature_and_missing_endpoint_answer_the_same_and_write_nothing(firm, outcome, github):
    answers = wrong_sendings(github)

    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(answers, 401)
    assert len({answer.content for answer in answers.values()}) == 1
    assert len({str(sorted(answer.headers.items())) for answer in answers.values()}) == 1
    assert answers["no endpoint"].json()["code"] == "bad_signature"
    assert answers["no endpoint"]["WWW-Authenticate"] == 'Signature realm="firmloop"'
    assert kept(firm) == NOTHING
    with tenant_context(firm.pk):
        assert CiEndpoint.objects.get(pk=github.pk).last_delivery_at is None


def test_missing_endpoint_costs_the_same_work(firm, github):
    for address in (f"{ADDRESS}?endpoint={github.pk}", f"{ADDRESS}?endpoint={uuid4()}"):
        with patch.object(signatures, "github_signature", wraps=signatures.github_signature) as signing:
            from_github(github, payload("github_workflow_run"), key="another", address=address)

        assert signing.call_count == 1


def test_secret_of_no_endpoint_lets_nobody_in(db):
    endpoint_id = uuid4()
    content = body_of(payload("github_workflow_run"))
    signed = {"X-Hub-Signature-256": f"sha256={hex_of(secret_of(endpoint_id, 0), content)}", "X-GitHub-Event": "ping"}

    response = send(None, content, signed, address=f"{ADDRESS}?endpoint={endpoint_id}")

    assert response.status_code == 401


def test_endpoint_that_is_off_is_as_none(firm, outcome, github):
    before = from_github(github, payload("github_workflow_run"), key="another")
    with tenant_context(firm.pk):
        operations.change_endpoint(endpoint_id=github.pk, values={"is_active": False})

    response = from_github(github, payload("github_workflow_run"))

    assert (response.status_code, response.content) == (401, before.content)
    assert kept(firm) == NOTHING


def test_rotated_secret_refuses_the_old_one(firm, outcome, github):
    old = secret(github)
    with tenant_context(firm.pk):
        github = operations.rotate_secret(endpoint_id=github.pk)

    responses = [from_github(github, payload("github_workflow_run"), key=key) for key in (old, secret(github))]

    assert [response.status_code for response in responses] == [401, 200]


def test_stale_time_is_refused_in_words(firm, outcome, gitlab, generic):
    past = str(int(timezone.now().timestamp()) - 310)
    pipeline = payload("gitlab_pipeline")

    responses = [
        from_other(generic, REPORT, timestamp=past),
        from_gitlab(gitlab, pipeline, **standard(gitlab, pipeline, timestamp=past)),
    ]

    assert [(one.status_code, one.json()["code"]) for one in responses] == [(401, "stale")] * 2
    assert "five minutes" in responses[0].json()["detail"]
    assert kept(firm) == NOTHING


@pytest.mark.parametrize("query", ["", "?endpoint=", "?endpoint=x", "?endpoint=%00", "?id=1", "?endpoint=1%20OR%201"])
def test_address_without_an_endpoint_is_refused(db, query):
    response = send(None, {}, {}, address=ADDRESS + query)

    assert response.status_code == 400
    assert [error["field"] for error in response.json()["errors"]] == ["endpoint"]


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete", "trace"])
def test_address_takes_post_alone(db, github, method):
    response = getattr(Client(), method)(f"{ADDRESS}?endpoint={github.pk}")

    assert response.status_code == 405
    assert "POST" in response["Allow"]


def test_session_beside_a_delivery_needs_no_csrf_token_and_counts_for_nothing(firm, outcome, github):
    client = Client(enforce_csrf_checks=True)

    assert from_github(github, payload("github_workflow_run"), client=client).status_code == 200


def test_body_that_is_too_large_is_refused_and_a_large_one_taken(firm, outcome, github):
    large = payload("github_workflow_run", workflow_run__display_title="x" * 4_000_000)
    too_large = payload("github_workflow_run", workflow_run__display_title="x" * 5_300_000)

    responses = [from_github(github, one) for one in (large, too_large)]

    assert [response.status_code for response in responses] == [200, 413]
    assert responses[1].json()["code"] == "too_large"


def test_signed_nonsense_is_refused_by_field_and_writes_nothing(firm, outcome, endpoints):
    run = payload("github_workflow_run", workflow_run__updated_at="soon", repository__full_name="a\0b")
    endless = payload("github_workflow_run", workflow_run__run_started_at="0001-01-02T00:00:00Z")
    answers = [
        from_github(endpoints["github"], b"{"),
        from_github(endpoints["github"], run),
        from_gitlab(endpoints["gitlab"], payload("gitlab_pipeline", object_attributes__duration=1e300)),
        from_other(endpoints["generic"], REPORT | {"duration_seconds": 2**40}),
        from_github(endpoints["github"], endless),
    ]

    assert [answer.status_code for answer in answers] == [400] * 5
    assert [[error["field"] for error in answer.json()["errors"]] for answer in answers] == [
        [],
        ["workflow_run.updated_at", "repository.full_name"],
        ["object_attributes.duration"],
        ["duration_seconds"],
        ["duration_seconds"],
    ]
    assert kept(firm) == NOTHING


def test_endpoint_is_limited_as_a_token_is(firm, outcome, github):
    for use, who in ((Use(-1, 5, 7), "This endpoint"), (Use(5, -1, 7), "This firm")):
        with patch("apps.patterns.webhooks.count_use", return_value=use) as counted:
            response = from_github(github, payload("github_workflow_run"))

        counted.assert_called_once_with(github.pk, firm.pk)
        assert (response.status_code, response["Retry-After"]) == (429, "7")
        assert response.json()["code"] == "too_many_requests"
        assert response.json()["detail"].startswith(who)
    assert kept(firm) == NOTHING


def test_what_nobody_has_signed_uses_up_nothing(firm, github):
    with patch("apps.patterns.webhooks.count_use") as counted:
        from_github(github, payload("github_workflow_run"), key="another")

    counted.assert_not_called()


def test_requests_are_counted_for_the_endpoint(firm, outcome, github):
    from_github(github, payload("github_workflow_run"))
    from_github(github, payload("github_workflow_run"))

    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT left_subject FROM api_use_count(%s, %s, 600, 3000)", [github.pk, firm.pk])
        left = cursor.fetchone()[0]
    assert left in {597, 599}  # a minute may have begun meanwhile


def test_same_delivery_twice_at_the_same_time_takes_effect_once(committed):
    firm = make_firm()
    with tenant_context(firm.pk):
        make_outcome(repository="harbor/shop")
        endpoint = make_endpoint()
    gate = Barrier(4, timeout=10)

    def sending(_):
        try:
            gate.wait()
            return from_github(endpoint, payload("github_workflow_run"), delivery="d-1").json()["repeated"]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as callers:
        repeated = list(callers.map(sending, range(4)))

    assert sorted(repeated) == [False, True, True, True]
    states, events, results = kept(firm)
    assert (states, len(events), len(results)) == (["success"], 1, 1)


def test_old_deliveries_are_forgotten_and_the_newest_thousand_kept(firm, outcome, github, gitlab):
    now = timezone.now()
    ages = {"month": dt.timedelta(days=31), "week": dt.timedelta(days=7)}
    with tenant_context(firm.pk):
        for endpoint in (github, gitlab):
            for name, age in ages.items():
                CiDelivery.objects.create(endpoint=endpoint, delivery_id=name, result="x", created_at=now - age)

    from_github(github, payload("github_workflow_run"), delivery="new")

    with tenant_context(firm.pk):
        left = CiDelivery.objects.filter(endpoint=github).values_list("delivery_id", flat=True)
        assert sorted(left) == ["new", "week"]
        assert CiDelivery.objects.filter(endpoint=gitlab).count() == 2
        CiDelivery.objects.bulk_create(
            CiDelivery(endpoint=github, delivery_id=str(n), result="x", created_at=now - dt.timedelta(seconds=n + 1))
            for n in range(1200)
        )

    from_github(github, payload("github_workflow_run"), delivery="newest")

    with tenant_context(firm.pk):
        left = set(CiDelivery.objects.filter(endpoint=github).values_list("delivery_id", flat=True))
    assert len(left) == 1000
    assert {"newest", "new", "0", "997"} <= left
    assert "998" not in left


def test_deleted_endpoint_takes_its_deliveries_along_and_leaves_the_builds(firm, outcome, github):
    from_github(github, payload("github_workflow_run"))

    with tenant_context(firm.pk):
        operations.delete_endpoint(endpoint_id=github.pk)

    assert kept(firm) == (["success"], [("success", "github:workflow_run:17843390211:1")], [])


def test_webhook_is_described_as_it_answers(firm, outcome, generic):
    described = schema()["paths"]["/api/webhooks/ci"]["post"]
    example = described["requestBody"]["content"]["application/json"]["examples"]["Build"]["value"]
    busy = Problem(503, "busy", "Somebody else is changing this right now; try again in a second.")

    answers = [
        from_other(generic, example),
        from_other(generic, {}),
        from_other(generic, example, key="another"),
        from_other(generic, b" " * 6_000_000),
    ]
    with patch("apps.patterns.webhooks.count_use", return_value=Use(-1, 5, 7)):
        answers.append(from_other(generic, example))
    with patch("apps.patterns.webhooks.operations.take_delivery", side_effect=busy):
        answers.append(from_other(generic, example))

    assert answers[0].json()["result"] == "Build succeeded: noted for “shop”."
    assert [str(answer.status_code) for answer in answers] == list(described["responses"])
    for answer in answers:
        content = described["responses"][str(answer.status_code)]["content"]
        assert list(content) == [answer["Content-Type"]]
        shape = content[answer["Content-Type"]]["schema"]
        Draft202012Validator({**shape, "components": schema()["components"]}).validate(answer.json())
