"""Many projects at once: what is wrong with one keeps no other out."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from apps.patterns import operations
from apps.patterns.models import Pattern, ProjectOutcome
from apps.tenancy.context import tenant_context
from tests.api.conftest import api, by_token, reader  # noqa: F401 -- fixtures
from tests.conftest import as_owner, make_firm
from tests.patterns.makers import make_outcome, make_pattern

ADDRESS = "/api/outcomes/bulk"


def project(number, **fields):
    given = {"project_name": f"shop {number}", "project_path": f"/srv/{number}", "pattern_id": "rest-api"}
    return given | {"languages_used": ["Python"], "metadata": {"tests": True}} | fields


@pytest.fixture
def pattern(firm):
    with tenant_context(firm.pk):
        return make_pattern(version="2.1.0")


def said(answer):
    return [[(one["field"], one["code"]) for one in row.get("errors", [])] for row in answer.json()["results"]]


def test_each_project_is_recorded_or_says_what_it_alone_would_say(firm, api, pattern):  # noqa: F811
    with tenant_context(firm.pk):
        make_outcome(project_path="/taken", repository="harbor/taken")
    rows = [
        project(0),
        project(1, project_path="/srv/0"),
        project(2, pattern_id="nowhere"),
        project(3, files_created="3"),
        project(4, project_path="/taken"),
        project(5, repository="Harbor/TAKEN"),
        project(6, repository="no owner"),
        project(7, nothing=1),
        "a text",
        project(9, pattern_id="spa", pattern_name="Single page"),
        project(10, pattern_id="not/plain", pattern_name="X"),
        project(11, project_path=" "),
    ]

    answer = api("POST", ADDRESS, {"outcomes": rows})

    assert answer.status_code == 200
    assert said(answer) == [
        [],
        [("project_path", "unique")],
        [("pattern_id", "unknown_pattern")],
        [("files_created", "invalid")],
        [("project_path", "unique")],
        [("repository", "unique")],
        [("repository", "invalid")],
        [("nothing", "unknown_field")],
        [("", "invalid")],
        [],
        [("pattern_id", "invalid")],
        [("project_path", "blank")],
    ]
    assert [row["index"] for row in answer.json()["results"]] == list(range(12))
    assert (answer.json()["created"], answer.json()["refused"]) == (2, 10)
    for row in (0, 9):
        shown = api("GET", f"/api/outcomes/{answer.json()['results'][row]['id']}").json()
        assert shown.items() >= rows[row].items()
    single = api("POST", "/api/outcomes", rows[4])
    assert single.json()["errors"] == answer.json()["results"][4]["errors"]


def test_recorded_project_has_what_one_alone_has(firm, api, pattern):  # noqa: F811
    whole = project(1, components_generated=["users"], dependencies_installed=["pip"], stack_id="lamp", files_created=3)
    given = [project(0), whole, project(2, languages_used=None, repository="harbor/shop")]

    by_bulk = api("POST", ADDRESS, {"outcomes": given}).json()["results"]
    rows = [api("GET", f"/api/outcomes/{one['id']}").json() for one in by_bulk]
    alone = api("POST", "/api/outcomes", whole | {"project_path": "/srv/alone"}).json()

    own = {"id", "project_path", "created_at", "updated_at", "feedback_prompt_due_at", "feedback", "builds"}
    assert {name: value for name, value in rows[1].items() if name not in own} == {
        name: value for name, value in alone.items() if name not in own
    }
    assert (rows[2]["languages_used"], rows[2]["repository"], rows[2]["files_created"]) == (None, "harbor/shop", 0)
    assert rows[0]["pattern_version"] == "2.1.0"
    assert rows[0]["feedback_prompt_due_at"] is not None


def test_what_only_the_database_refuses_keeps_no_other_out(inside):
    make_pattern()
    rows = [project(number) for number in range(9)]
    rows[4]["project_path"] = "  "
    rows[6]["repository"] = "no owner"

    found = operations.record_outcomes(rows=rows)

    refused = {place: one.errors for place, one in enumerate(found) if isinstance(one, operations.BadRow)}
    assert set(refused) == {4, 6}
    assert "Say where the project lies" in refused[4][""][0]
    assert "owner/name" in refused[6][""][0]
    assert ProjectOutcome.objects.count() == 7


@pytest.mark.parametrize(
    "body",
    [{}, {"outcomes": []}, {"outcomes": {}}, {"outcomes": [project(n) for n in range(1001)]}, {"rows": []}],
    ids=["none", "empty", "object", "1,001", "another name"],
)
def test_many_too_many_and_none_are_refused(firm, api, pattern, body):  # noqa: F811
    refused = api("POST", ADDRESS, body)

    assert refused.status_code == 400
    assert {one["field"] for one in refused.json()["errors"]} <= {"outcomes", "rows"}
    with tenant_context(firm.pk):
        assert not ProjectOutcome.objects.exists()


def test_key_repeats_the_same_answer_and_records_once(firm, api, pattern):  # noqa: F811
    body = {"outcomes": [project(0), project(1, files_created=-1)]}

    first, again = (api("POST", ADDRESS, body, Idempotency_Key="once") for _ in range(2))

    assert again.content == first.content
    assert again["Idempotency-Replayed"] == "true"
    with tenant_context(firm.pk):
        assert ProjectOutcome.objects.count() == 1


def test_reader_records_nothing(firm, reader, pattern):  # noqa: F811
    assert reader("POST", ADDRESS, {"outcomes": [project(0)]}).status_code == 403


def test_projects_and_patterns_of_another_firm_are_in_nobodys_way(firm, other_firm, api):  # noqa: F811
    with tenant_context(other_firm.pk):
        make_outcome(project_path="/srv/0", repository="harbor/shop")

    answer = api(
        "POST", ADDRESS, {"outcomes": [project(0, repository="harbor/shop", pattern_name="REST API"), project(1)]}
    )

    assert said(answer) == [[], []]
    with tenant_context(firm.pk):
        assert Pattern.objects.get().name == "REST API"


def test_two_callers_with_the_same_projects_record_each_once(committed):
    firm = make_firm()
    with tenant_context(firm.pk):
        make_pattern()
    body, gate = {"outcomes": [project(number) for number in range(50)]}, Barrier(2)

    def send(caller):
        gate.wait()
        try:
            return caller("POST", ADDRESS, body).json()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(send, [by_token(firm, "write"), by_token(firm, "write")]))

    assert sum(one["created"] for one in answers) == 50
    assert {error["code"] for one in answers for row in one["results"] for error in row.get("errors", [])} == {"unique"}
    with tenant_context(firm.pk):
        assert ProjectOutcome.objects.count() == 50
    with as_owner() as cursor:
        assert cursor.execute("SELECT count(*) FROM project_outcomes_events").fetchone() == (50,)


def test_thousand_projects_are_recorded_in_a_second_or_a_busy_machines_three(committed):
    api = by_token(make_firm(), "write")  # noqa: F811
    rows = [project(number, pattern_name="REST API", repository=f"harbor/{number}") for number in range(1000)]
    api("POST", ADDRESS, {"outcomes": [project("first", pattern_name="REST API")]})

    began = time.perf_counter()
    answer = api("POST", ADDRESS, {"outcomes": rows})
    took = time.perf_counter() - began

    assert answer.json()["created"] == 1000
    assert took < 3
