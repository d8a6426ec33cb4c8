"""Patterns on the API, by the firm's own ids, and scaffold sessions."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.patterns.models import ScaffoldSession
from apps.patterns.operations import delete_outcome
from apps.tenancy.context import tenant_context
from tests.api.conftest import MISSING, api, by_session, owner, reader  # noqa: F401 -- fixtures
from tests.patterns.makers import make_outcome, make_pattern, make_session

SPA = {"pattern_id": "spa-2.0", "name": "Single page", "languages": ["TypeScript"], "version": "1.2.0"}


def ids(answer):
    assert answer.status_code == 200, answer.content
    return [one["pattern_id"] for one in answer.json()["data"]]


def test_pattern_is_added_read_changed_and_deleted_by_its_own_id(api, owner):  # noqa: F811
    made = api("POST", "/api/patterns", SPA)
    address = made["Location"]
    changed = api("PATCH", address, {"is_active": False, "name": "SPA"}, If_Match=made["ETag"])
    late = api("PATCH", address, {"name": "Late"}, If_Match=made["ETag"])

    assert (made.status_code, address) == (201, "/api/patterns/spa-2.0")
    assert made.json().items() >= (SPA | {"is_active": True, "project_count": 0}).items()
    assert (changed.json()["name"], changed.json()["is_active"]) == ("SPA", False)
    assert (late.status_code, late.json()["current"]["name"]) == (412, "SPA")
    assert api("GET", address).json() == changed.json()
    assert owner("DELETE", address).status_code == 204
    assert api("GET", address).status_code == 404


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"pattern_id": "a/b"}, "pattern_id", "invalid"),
        ({"pattern_id": "x" * 51}, "pattern_id", "max_length"),
        ({"pattern_id": "rest-api"}, "pattern_id", "unique"),
        ({"name": " "}, "name", "blank"),
        ({"languages": [7]}, "languages.0", "invalid"),
        ({"project_count": 3}, "project_count", "read_only"),
    ],
)
def test_wrong_pattern_is_refused_by_name(firm, api, given, field, code):  # noqa: F811
    with tenant_context(firm.pk):
        make_pattern()

    refused = api("POST", "/api/patterns", SPA | given)

    assert refused.status_code == 400
    assert [(one["field"], one["code"]) for one in refused.json()["errors"]] == [(field, code)]


def test_id_of_a_pattern_stays(firm, api):  # noqa: F811
    with tenant_context(firm.pk):
        make_pattern()

    assert api("PATCH", "/api/patterns/rest-api", {"pattern_id": "rest"}).json()["errors"][0]["code"] == "read_only"


def test_pattern_with_a_project_is_not_deleted_even_a_deleted_one(firm, owner):  # noqa: F811
    with tenant_context(firm.pk):
        delete_outcome(outcome_id=make_outcome().pk)

    refused = owner("DELETE", "/api/patterns/rest-api")

    assert (refused.status_code, refused.json()["code"]) == (409, "in_use")
    assert owner("GET", "/api/patterns/rest-api").json()["project_count"] == 0


@pytest.mark.parametrize("pattern_id", ["nowhere", "a%2Fb", "%00", "-", MISSING])
@pytest.mark.parametrize("before", ["/api/patterns/", "/api/analytics/patterns/"])
def test_unknown_pattern_is_missing(api, before, pattern_id):  # noqa: F811
    assert api("GET", f"{before}{pattern_id}").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["worker", "api", "Zeta"]),
        ("sort=name", ["api", "worker", "Zeta"]),
        ("sort=-pattern_id", ["Zeta", "worker", "api"]),
        ("is_active=false", ["Zeta"]),
        ("category=web", ["api"]),
        ("language=PYTHON,go", ["worker", "api"]),
        ("q=EVENT", ["worker"]),
    ],
)
def test_patterns_are_listed(firm, other_firm, reader, query, found):  # noqa: F811
    with tenant_context(other_firm.pk):
        make_pattern("theirs")
    with tenant_context(firm.pk):
        make_pattern("Zeta", name="Z", is_active=False)
        make_pattern("api", name="An API", category="web", languages=["Python"])
        make_pattern("worker", name="Event worker", languages=["Go"])

    assert ids(reader("GET", f"/api/patterns?{query}")) == found


def test_patterns_take_as_many_statements_for_three_as_for_one(firm, reader):  # noqa: F811
    counts = []
    for _ in range(2):
        with tenant_context(firm.pk):
            make_outcome(f"p-{len(counts)}")
        with CaptureQueriesContext(connection) as seen:
            reader("GET", "/api/patterns")
        counts.append(len(seen))

    assert counts[0] == counts[1]


def test_pattern_of_another_firm_is_as_missing_and_its_id_free(other_firm, api, owner):  # noqa: F811
    with tenant_context(other_firm.pk):
        make_pattern("spa-2.0", name="Theirs")

    assert [owner(method, "/api/patterns/spa-2.0", {}).status_code for method in ("GET", "PATCH", "DELETE")] == [
        404
    ] * 3
    assert api("POST", "/api/patterns", SPA).status_code == 201


def test_session_is_started_walked_and_completed(firm, api):  # noqa: F811
    with tenant_context(firm.pk):
        make_pattern()
        project = make_outcome()
    started = api(
        "POST", "/api/scaffold-sessions", {"steps_completed": ["languages"], "pattern_recommended": "rest-api"}
    )
    address = started["Location"]

    stepped = api("PATCH", address, {"steps_completed": ["languages", "pattern"], "pattern_chosen": "rest-api"})
    ended = api("PATCH", address, {"completed": True, "project_outcome_id": str(project.pk)})
    refused = api("PATCH", address, {"steps_completed": []})

    assert (started.status_code, started.json()["completed_at"]) == (201, None)
    assert (stepped.json()["pattern_chosen"], stepped.json()["completed_at"]) == ("rest-api", None)
    assert ended.json()["completed_at"] == ended.json()["last_step_at"]
    assert ended.json()["project_outcome_id"] == str(project.pk)
    assert ended.json()["steps_completed"] == ["languages", "pattern"]
    assert (refused.status_code, refused.json()["code"]) == (409, "session_over")


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"pattern_chosen": "nowhere"}, "pattern_chosen", "unknown"),
        ({"pattern_recommended": "nowhere"}, "pattern_recommended", "unknown"),
        ({"project_outcome_id": MISSING}, "project_outcome_id", "unknown"),
        ({"steps_completed": "languages"}, "steps_completed", "not_a_list"),
        ({"abandoned_at": "2026-03-02T09:30:00Z"}, "abandoned_at", "unknown_field"),
        ({"completed": True}, "completed", "unknown_field"),
    ],
)
def test_wrong_session_is_refused_by_name(firm, api, given, field, code):  # noqa: F811
    refused = api("POST", "/api/scaffold-sessions", given)

    assert refused.status_code == 400
    assert [(one["field"], one["code"]) for one in refused.json()["errors"]] == [(field, code)]
    with tenant_context(firm.pk):
        assert not ScaffoldSession.objects.exists()


def test_sessions_are_listed_by_how_they_ended(firm, api):  # noqa: F811
    now = timezone.now()
    with tenant_context(firm.pk):
        rows = [make_session(), make_session(completed_at=now), make_session(abandoned_at=now)]

    found = [
        [one["id"] for one in api("GET", f"/api/scaffold-sessions?{flag}=true").json()["results"]]
        for flag in ("is_open", "is_completed", "is_abandoned")
    ]

    assert found == [[str(row.pk)] for row in rows]
    assert len(api("GET", "/api/scaffold-sessions").json()["results"]) == 3


def test_session_of_another_firm_or_with_its_project_is_as_missing(firm, other_firm, api):  # noqa: F811
    with tenant_context(other_firm.pk):
        theirs, project = make_session(), make_outcome()

    refused = api("POST", "/api/scaffold-sessions", {"project_outcome_id": str(project.pk)})

    assert [api(method, f"/api/scaffold-sessions/{theirs.pk}", {}).status_code for method in ("GET", "PATCH")] == [
        404,
        404,
    ]
    assert [(one["field"], one["code"]) for one in refused.json()["errors"]] == [("project_outcome_id", "unknown")]
    assert by_session(firm, "viewer")("POST", "/api/scaffold-sessions", {}).status_code == 403
