import datetime as dt
from urllib.parse import urlencode

import pytest
from django.http.request import HttpHeaders
from rest_framework.exceptions import ValidationError

from apps.core.api.problems import Problem
from apps.patterns.ci.payloads import read_delivery
from tests.patterns.ci_sending import body_of, payload


def read(kind, content, **headers):
    named = {name if name == "CONTENT_TYPE" else f"HTTP_{name.upper()}": value for name, value in headers.items()}
    return read_delivery(kind, HttpHeaders(named), body_of(content))


def github(content, event="workflow_run", **headers):
    return read("github", content, **{"x_github_event": event, "x_github_delivery": "d-1"} | headers)


def test_github_workflow_run_is_a_build():
    found = github(payload("github_workflow_run"))

    assert (found.delivery_id, found.name, found.repository) == ("d-1", "workflow_run", "harbor/shop")
    assert found.event == {
        "event_type": "build",
        "status": "success",
        "occurred_at": dt.datetime(2026, 3, 2, 9, 24, 43, tzinfo=dt.UTC),
        "duration_seconds": 282,
        "external_id": "github:workflow_run:17843390211:1",
    }


def test_github_check_suite_is_a_build_without_a_duration():
    found = github(payload("github_check_suite"), "check_suite")

    assert found.event == {
        "event_type": "build",
        "status": "failure",
        "occurred_at": dt.datetime(2026, 3, 2, 9, 26, 10, tzinfo=dt.UTC),
        "duration_seconds": None,
        "external_id": "github:check_suite:45772031190:1772443570",
    }
    assert found.twin == ""
    actions = github(payload("github_check_suite", check_suite__app__slug="github-actions"), "check_suite")
    assert actions.twin == "workflow_run"


@pytest.mark.parametrize("event", ["workflow_run", "check_suite"])
@pytest.mark.parametrize(
    ("conclusion", "status"),
    [
        ("success", "success"),
        ("failure", "failure"),
        ("timed_out", "failure"),
        ("startup_failure", "failure"),
        ("cancelled", "cancelled"),
    ],
)
def test_github_conclusion_is_a_status(event, conclusion, status):
    found = github(payload(f"github_{event}", **{f"{event}__conclusion": conclusion}), event)

    assert found.event["status"] == status


@pytest.mark.parametrize("event", ["workflow_run", "check_suite"])
@pytest.mark.parametrize("conclusion", ["skipped", "neutral", "action_required", "stale"])
def test_github_conclusion_that_says_nothing_of_the_build_is_left_out(event, conclusion):
    found = github(payload(f"github_{event}", **{f"{event}__conclusion": conclusion}), event)

    assert found.event is None
    assert found.says == f"Not noted: the run ended as {conclusion}."
    assert found.repository == "harbor/shop"


@pytest.mark.parametrize(
    ("event", "content", "says"),
    [
        ("ping", payload("github_ping"), "GitHub’s ping: the address and the secret are right."),
        (
            "push",
            {"ref": "refs/heads/main"},
            "Not noted: push is no event of builds. Choose “Workflow runs” in GitHub.",
        ),
        (
            "workflow_run",
            payload("github_workflow_run", action="requested", workflow_run__conclusion=None),
            "Not noted: the run is not over yet.",
        ),
    ],
)
def test_github_event_that_is_no_end_of_a_run_is_left_out(event, content, says):
    found = github(content, event)

    assert (found.event, found.says) == (None, says)


def test_github_form_is_read_as_the_json_in_it():
    content = payload("github_workflow_run", workflow_run__display_title="Zahlungen für Ä & Ö + 100 %")

    found = github(
        urlencode({"payload": body_of(content)}).encode(),
        CONTENT_TYPE="application/x-www-form-urlencoded; charset=UTF-8",
    )

    assert found == github(content)


@pytest.mark.parametrize("form", [b"", b"a=1", b"payload=%FF", b"payload=\xff", b"payload=", b"payload=1", b"a=1&" * 9])
def test_github_form_without_a_payload_is_malformed(form):
    with pytest.raises(Problem) as refused:
        github(form, CONTENT_TYPE="application/x-www-form-urlencoded")

    assert (refused.value.status, refused.value.code) == (400, "malformed")


def test_github_run_that_ended_before_it_began_has_no_duration():
    found = github(payload("github_workflow_run", workflow_run__run_started_at="2026-03-02T09:24:44Z"))

    assert found.event["duration_seconds"] is None


@pytest.mark.parametrize("event", ["", "a b", "Ä", "x" * 101, "a\0"])
def test_github_event_without_a_name_is_malformed(event):
    with pytest.raises(Problem, match="X-GitHub-Event"):
        github(payload("github_ping"), event)


def test_gitlab_pipeline_is_a_build():
    found = read(
        "gitlab", payload("gitlab_pipeline"), webhook_id="msg_1", idempotency_key="key", x_gitlab_event_uuid="e"
    )

    assert (found.delivery_id, found.name, found.repository) == ("msg_1", "pipeline", "harbor/web/shop")
    assert found.event == {
        "event_type": "build",
        "status": "failure",
        "occurred_at": dt.datetime(2026, 3, 2, 9, 26, 29, tzinfo=dt.UTC),
        "duration_seconds": 63,
        "external_id": "gitlab:pipeline:31:1772443589",
    }


@pytest.mark.parametrize(
    ("headers", "delivery_id"),
    [
        ({"idempotency_key": "key", "x_gitlab_event_uuid": "uuid"}, "key"),
        ({"x_gitlab_event_uuid": "uuid"}, "uuid"),
        ({}, "sha256:"),
        ({"webhook_id": "a b"}, "sha256:"),
        ({"webhook_id": "x" * 201}, "sha256:"),
    ],
)
def test_gitlab_delivery_is_known_by_what_is_sent_of_it(headers, delivery_id):
    found = read("gitlab", payload("gitlab_pipeline"), **headers)

    assert found.delivery_id.startswith(delivery_id)


@pytest.mark.parametrize(
    ("finished_at", "hour"),
    [
        ("2026-03-02 09:26:29 UTC", 9),
        ("2026-03-02T09:26:29.123Z", 9),
        ("2026-03-02 09:26:29 +0200", 7),
        ("2026-03-02T09:26:29+02:00", 7),
    ],
)
def test_gitlab_time_is_read_as_webhooks_and_as_the_api_write_it(finished_at, hour):
    found = read("gitlab", payload("gitlab_pipeline", object_attributes__finished_at=finished_at))

    assert found.event["occurred_at"].replace(microsecond=0) == dt.datetime(2026, 3, 2, hour, 26, 29, tzinfo=dt.UTC)


def test_gitlab_pipeline_that_was_run_again_is_another_build():
    again = payload(
        "gitlab_pipeline",
        object_attributes__finished_at="2026-03-02 10:00:00 UTC",
        object_attributes__status="success",
    )

    ids = {read("gitlab", one).event["external_id"] for one in (again, payload("gitlab_pipeline"))}

    assert len(ids) == 2


def test_gitlab_pipeline_without_an_end_or_a_duration_is_taken():
    content = payload("gitlab_pipeline", object_attributes__finished_at=None, object_attributes__duration=None)
    content["object_attributes"]["status"] = "canceled"

    found = read("gitlab", content)

    assert found.event == {
        "event_type": "build",
        "status": "cancelled",
        "duration_seconds": None,
        "external_id": "gitlab:pipeline:31",
    }


@pytest.mark.parametrize("status", ["created", "pending", "running", "skipped", "manual", "scheduled"])
def test_gitlab_status_that_is_no_end_is_left_out(status):
    found = read("gitlab", payload("gitlab_pipeline", object_attributes__status=status))

    assert (found.event, found.says) == (None, f"Not noted: the pipeline is {status}.")


def test_gitlab_event_of_another_kind_is_left_out():
    found = read("gitlab", {"object_kind": "push", "ref": "refs/heads/main"})

    assert found.says == "Not noted: push is no event of pipelines. Choose “Pipeline events” in GitLab."


REPORT = {"repository": "harbor/shop", "event_type": "build", "status": "success"}


def test_report_of_another_system_is_an_event():
    deployed = REPORT | {
        "event_type": "deploy",
        "environment": "staging",
        "duration_seconds": 12,
        "external_id": "jenkins-7",
        "occurred_at": "2026-03-02T09:00:00+01:00",
    }

    found = read("generic", deployed, x_firmloop_delivery="d-7", x_firmloop_timestamp="1")

    assert (found.delivery_id, found.name, found.repository) == ("d-7", "deploy", "harbor/shop")
    assert found.event == {
        "event_type": "deploy",
        "status": "success",
        "environment": "staging",
        "duration_seconds": 12,
        "external_id": "jenkins-7",
        "occurred_at": dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC),
    }


def test_report_without_ids_is_known_by_what_was_signed():
    first, again, later = (read("generic", REPORT, x_firmloop_timestamp=time) for time in ("1", "1", "2"))

    assert first == again
    assert first.delivery_id != later.delivery_id
    assert first.event["external_id"] != later.event["external_id"]
    assert len(first.event["external_id"]) <= 100


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({"repository": None}, {"repository"}),
        ({"repository": "a\0b/c"}, {"repository"}),
        ({"repository": "x" * 256}, {"repository"}),
        ({"repository": 5}, {"repository"}),
        ({"event_type": "release"}, {"event_type"}),
        ({"event_type": ["build"]}, {"event_type"}),
        ({"status": "failed"}, {"status"}),
        ({"status": None, "event_type": None}, ["event_type", "status"]),
        ({"test_pass_rate": 90}, {"test_pass_rate"}),
        ({"event_type": "test", "test_pass_rate": 100.01}, {"test_pass_rate"}),
        ({"event_type": "test", "test_pass_rate": -1}, {"test_pass_rate"}),
        ({"event_type": "test", "test_pass_rate": "97"}, {"test_pass_rate"}),
        ({"event_type": "test", "test_pass_rate": 97.125}, {"test_pass_rate"}),
        ({"event_type": "deploy"}, {"environment"}),
        ({"event_type": "deploy", "environment": "moon"}, {"environment"}),
        ({"environment": "staging"}, {"environment"}),
        ({"duration_seconds": -1}, {"duration_seconds"}),
        ({"duration_seconds": 2**31}, {"duration_seconds"}),
        ({"duration_seconds": 1.5}, {"duration_seconds"}),
        ({"external_id": "x" * 101}, {"external_id"}),
        ({"external_id": "a\0"}, {"external_id"}),
        ({"external_id": ""}, {"external_id"}),
        ({"occurred_at": "2026-03-02T09:00:00"}, {"occurred_at"}),
        ({"occurred_at": "2199-01-01T00:00:00Z"}, {"occurred_at"}),
        ({"occurred_at": "0001-01-01T00:00:00+14:00"}, {"occurred_at"}),
        ({"occurred_at": 5}, {"occurred_at"}),
        ({"branch": "main"}, {"branch"}),
    ],
    ids=str,
)
def test_report_with_wrong_fields_is_refused_by_field(changed, fields):
    with pytest.raises(ValidationError) as refused:
        read("generic", REPORT | changed)

    assert set(refused.value.detail) == set(fields)


@pytest.mark.parametrize(
    "path",
    ["workflow_run__id", "workflow_run__updated_at", "workflow_run__conclusion", "repository__full_name", "action"],
)
@pytest.mark.parametrize("value", [[], {}, True, "a\0", 10**30, -1, "9" * 300], ids=str)
def test_github_payload_with_a_wrong_field_is_refused(path, value):
    with pytest.raises(ValidationError):
        github(payload("github_workflow_run", **{path: value}))


@pytest.mark.parametrize("part", ["workflow_run", "repository"])
@pytest.mark.parametrize("value", [None, [], "x", 1], ids=str)
def test_github_payload_without_a_part_is_refused(part, value):
    with pytest.raises(ValidationError):
        github(payload("github_workflow_run", **{part: value}))


@pytest.mark.parametrize(
    "path",
    [
        "object_attributes__id",
        "object_attributes__finished_at",
        "object_attributes__duration",
        "project__path_with_namespace",
        "object_attributes",
        "project",
        "object_kind",
    ],
)
@pytest.mark.parametrize("value", [[], True, "a\0", 10**30, -1, "9" * 300], ids=str)
def test_gitlab_payload_with_a_wrong_field_is_refused(path, value):
    if path.endswith("duration") and value is True:
        return  # one second, to Python
    with pytest.raises(ValidationError):
        read("gitlab", payload("gitlab_pipeline", **{path: value}))


@pytest.mark.parametrize("kind", ["github", "gitlab", "generic"])
@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"1", b"null", b'"x"', b"\xff", b'{"a": NaN}', b"[" * 5000, b'{"a": 1}}'], ids=str
)
def test_body_that_is_no_object_is_malformed(kind, body):
    with pytest.raises(Problem) as refused:
        read(kind, body, x_github_event="workflow_run")

    assert (refused.value.status, refused.value.code) == (400, "malformed")
