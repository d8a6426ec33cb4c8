"""Projects on the API: recorded, listed, changed, deleted, and what they refuse."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.patterns.models import BuildEvent, Pattern, ProjectOutcome
from apps.patterns.operations import delete_outcome
from apps.tenancy.context import tenant_context
from tests.api.conftest import MISSING, api, by_session, by_token, owner, reader  # noqa: F401 -- fixtures
from tests.conftest import make_firm
from tests.patterns.makers import make_feedback, make_outcome, make_pattern

SHOP = {
    "project_name": "shop",
    "project_path": "/srv/shop",
    "pattern_id": "rest-api",
    "components_generated": ["users"],
    "files_created": 12,
    "languages_used": ["Python"],
}
REPORT = {"last_build_status": "success", "test_pass_rate": 97.5, "deployment_status": "staging"}
DAY = dt.timedelta(days=1)


@pytest.fixture
def pattern(firm):
    with tenant_context(firm.pk):
        return make_pattern(version="2.1.0")


@pytest.fixture
def outcome(firm):
    with tenant_context(firm.pk):
        return make_outcome(project_path="/srv/shop", created_at=timezone.now())


@pytest.fixture
def theirs(other_firm):
    with tenant_context(other_firm.pk):
        return make_outcome(project_name="theirs", repository="castellan/theirs")


def wrong(answer):
    return [(one["field"], one["code"]) for one in answer.json()["errors"]]


def names(answer):
    assert answer.status_code == 200, answer.content
    return [one["project_name"] for one in answer.json()["data"]]


def test_project_is_recorded_reported_rated_and_deleted_by_the_calls_of_the_specification(api, pattern):  # noqa: F811
    made = api("POST", "/api/outcomes", SHOP)
    address = f"/api/outcomes/{made.json()['id']}"
    reported = api("PATCH", address, REPORT)
    rating = {"project_outcome_id": made.json()["id"], "overall_satisfaction": 4, "would_recommend": False}
    rated, too_many_stars = (
        api("POST", "/api/feedback", rating),
        api("POST", "/api/feedback", rating | {"overall_satisfaction": 6}),
    )
    trend = api("GET", "/api/analytics/trends?metric=satisfaction&period=30d")
    deleted = [api("DELETE", address).status_code for _ in range(2)]

    assert made.status_code == 201
    assert made.json().items() >= (SHOP | {"pattern_name": "Rest Api", "pattern_version": "2.1.0"}).items()
    assert (made["Location"], made["ETag"]) == (address, '"1"')
    assert (made.json()["health"], made.json()["feedback_count"], made.json()["status"]) == ("unknown", 0, "active")
    assert reported.status_code == 200
    assert reported.json().items() >= (REPORT | {"health": "healthy"}).items()
    assert (rated.status_code, rated.json()["would_recommend"]) == (201, False)
    assert (too_many_stars.status_code, wrong(too_many_stars)) == (400, [("overall_satisfaction", "max_value")])
    assert trend.status_code == 200
    assert deleted == [204, 204]


def test_project_of_a_program_is_nobodys_and_of_a_person_theirs(firm, api, pattern):  # noqa: F811
    by_program = api("POST", "/api/outcomes", SHOP)
    by_member = by_session(firm, "member")("POST", "/api/outcomes", SHOP | {"project_path": "/srv/other"})

    assert by_program.json()["user_id"] is None
    assert UUID(by_member.json()["user_id"])
    assert by_member["Location"] == f"/f/{firm.slug}/api/outcomes/{by_member.json()['id']}"


def test_project_of_an_unknown_pattern_is_refused_until_it_is_named(firm, api):  # noqa: F811
    refused = api("POST", "/api/outcomes", SHOP)
    made = api("POST", "/api/outcomes", SHOP | {"pattern_name": "REST API"})

    assert (refused.status_code, wrong(refused)) == (400, [("pattern_id", "unknown_pattern")])
    assert "POST /api/patterns" in refused.json()["detail"]
    assert made.status_code == 201
    with tenant_context(firm.pk):
        assert Pattern.objects.get().name == "REST API"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"project_name": " "}, [("project_name", "blank")]),
        ({"project_path": "\t"}, [("project_path", "blank")]),
        ({"project_path": "/" * 4097}, [("project_path", "max_length")]),
        ({"project_name": 7}, [("project_name", "invalid")]),
        ({"files_created": -1}, [("files_created", "min_value")]),
        ({"files_created": "12"}, [("files_created", "invalid")]),
        ({"languages_used": "Python"}, [("languages_used", "not_a_list")]),
        ({"languages_used": [""]}, [("languages_used.0", "blank")]),
        ({"repository": "https://host/harbor/shop"}, [("repository", "invalid")]),
        ({"metadata": []}, [("metadata", "not_a_dict")]),
        ({"status": "deleted"}, [("status", "unknown_field")]),
        ({"user_id": MISSING}, [("user_id", "unknown_field")]),
    ],
    ids=lambda case: str(case)[:40],
)
def test_project_with_a_wrong_field_is_refused_by_name(firm, api, pattern, given, said):  # noqa: F811
    refused = api("POST", "/api/outcomes", SHOP | given)

    assert refused.status_code == 400
    assert wrong(refused) == said
    with tenant_context(firm.pk):
        assert not ProjectOutcome.objects.exists()


def test_second_active_project_at_a_path_or_repository_is_refused(api, pattern):  # noqa: F811
    api("POST", "/api/outcomes", SHOP | {"repository": "harbor/shop"})

    same_path = api("POST", "/api/outcomes", SHOP)
    same_repository = api("POST", "/api/outcomes", SHOP | {"project_path": "/b", "repository": "Harbor/Shop"})

    assert (same_path.status_code, wrong(same_path)) == (400, [("project_path", "unique")])
    assert (same_repository.status_code, wrong(same_repository)) == (400, [("repository", "unique")])


def test_detail_has_the_newest_ten_of_feedback_and_builds(firm, api, outcome):  # noqa: F811
    with tenant_context(firm.pk):
        for number in range(12):
            make_feedback(outcome, submitted_at=timezone.now() - number * DAY, overall_satisfaction=1 + number // 10)
    for number in range(12):
        api(
            "POST",
            f"/api/outcomes/{outcome.pk}/builds",
            {"event_type": "build", "status": "success", "external_id": f"{number}"},
        )

    with CaptureQueriesContext(connection) as seen:
        shown = api("GET", f"/api/outcomes/{outcome.pk}").json()

    assert shown["feedback_count"] == 12
    assert [one["overall_satisfaction"] for one in shown["feedback"]] == [1] * 10
    assert [one["external_id"] for one in shown["builds"]] == [str(number) for number in range(11, 1, -1)]
    assert len([one for one in seen if "project_outcomes" in one["sql"]]) == 1


def test_list_leaves_deleted_projects_out_and_shows_them_when_asked(firm, api, outcome):  # noqa: F811
    with tenant_context(firm.pk):
        delete_outcome(outcome_id=make_outcome(project_name="gone").pk)
        make_outcome(project_name="away", status="archived")

    assert sorted(names(api("GET", "/api/outcomes"))) == ["away", outcome.project_name]
    assert names(api("GET", "/api/outcomes?status=deleted")) == ["gone"]
    assert names(api("GET", "/api/outcomes?status=archived")) == ["away"]
    assert len(names(api("GET", "/api/outcomes?status=active,archived,deleted"))) == 3


def test_pages_say_where_they_are(firm, api):  # noqa: F811
    with tenant_context(firm.pk):
        for number in range(5):
            make_outcome(project_name=f"p{number}", created_at=timezone.now() + number * DAY)

    pages = [api("GET", f"/api/outcomes?limit=2&offset={offset}").json() for offset in (0, 2, 4, 6)]

    assert [[row["project_name"] for row in page["data"]] for page in pages] == [["p4", "p3"], ["p2", "p1"], ["p0"], []]
    assert [(page["total"], page["page"], page["limit"], page["hasMore"]) for page in pages] == [
        (5, 1, 2, True),
        (5, 2, 2, True),
        (5, 3, 2, False),
        (5, 4, 2, False),
    ]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("offset=-1", "offset"),
        ("offset=x", "offset"),
        ("offset=1&offset=2", "offset"),
        ("sort=path", "sort"),
        ("order=path", "order"),
        ("cursor=abc", "cursor"),
        ("status=gone", "status"),
        ("health=good", "health"),
        ("from_date=2026-13-01", "from_date"),
        ("to_date=20260301", "to_date"),
        ("to_date=9999-12-31", "to_date"),
        ("user_id=me", "user_id"),
        ("has_feedback=yes", "has_feedback"),
        ("language=%00", "language"),
        ("language=", "language"),
        ("q=" + "x" * 201, "q"),
        ("nothing=1", "nothing"),
    ],
)
def test_list_refuses_a_parameter_by_name(api, query, field):  # noqa: F811
    refused = api("GET", f"/api/outcomes?{query}")

    assert refused.status_code == 400
    assert [one["field"] for one in refused.json()["errors"]] == [field]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("pattern_id=spa", {"depot"}),
        ("last_build_status=success", {"shop", "yard"}),
        ("last_build_status=success,failure", {"shop", "yard", "depot"}),
        ("health=healthy", {"shop"}),
        ("health=warning,error", {"yard", "depot"}),
        ("health=unknown", {"quay"}),
        ("is_built=false", {"quay"}),
        ("is_tested=true", {"shop", "yard"}),
        ("has_feedback=true", {"shop"}),
        ("language=python", {"shop", "yard"}),
        ("language=go,%20Rust", {"depot"}),
        ("stack_id=lamp", {"quay"}),
        ("repository=HARBOR/Shop", {"shop"}),
        ("q=DEP", {"depot"}),
        ("q=single%20page", {"depot"}),
        ("q=/srv/%25", set()),
        ("from_date=2026-03-02", {"yard", "depot", "quay"}),
        ("to_date=2026-03-01", {"shop"}),
        ("from_date=2026-03-02&to_date=2026-03-02", {"yard"}),
        (f"user_id={MISSING}", set()),
        ("updated_since=2199-01-01T00:00:00Z", set()),
    ],
)
def test_list_is_narrowed(db, query, found):
    firm = make_firm(time_zone="America/New_York")
    with tenant_context(firm.pk):
        make_pattern("spa", name="Single page")
        # 23:59 of 1 March and 00:00 of 2 March in the firm's zone
        shop = make_outcome(
            project_name="shop",
            created_at="2026-03-02T04:59:59Z",
            last_build_status="success",
            test_pass_rate=80,
            repository="harbor/shop",
            languages_used=["Python"],
        )
        make_outcome(
            project_name="yard",
            created_at="2026-03-02T05:00:00Z",
            last_build_status="success",
            test_pass_rate=79,
            languages_used=["PYTHON", "SQL"],
        )
        make_outcome(
            "spa",
            project_name="depot",
            created_at="2026-03-03T05:00:00Z",
            last_build_status="failure",
            languages_used=["Rust"],
        )
        make_outcome(project_name="quay", created_at="2026-03-04T05:00:00Z", stack_id="lamp")
        make_feedback(shop)

    assert set(names(by_token(firm, "read")("GET", f"/api/outcomes?{query}"))) == found


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("created_at", ["Alder", "birch", "Cedar"]),
        ("-created_at", ["Cedar", "birch", "Alder"]),
        ("project_name", ["Alder", "birch", "Cedar"]),
        ("-project_name", ["Cedar", "birch", "Alder"]),
        ("-last_build_timestamp", ["birch", "Alder", "Cedar"]),
        ("last_build_timestamp", ["Alder", "birch", "Cedar"]),
        ("-test_pass_rate", ["Alder", "birch", "Cedar"]),
    ],
)
def test_list_is_sorted_with_what_is_not_known_last(firm, reader, sort, found):  # noqa: F811
    now = timezone.now()
    with tenant_context(firm.pk):
        make_outcome(project_name="Alder", created_at=now, last_build_timestamp=now - DAY, test_pass_rate=90)
        make_outcome(project_name="birch", created_at=now + DAY, last_build_timestamp=now, test_pass_rate=80)
        make_outcome(project_name="Cedar", created_at=now + 2 * DAY)

    assert (
        names(reader("GET", f"/api/outcomes?sort={sort}"))
        == names(reader("GET", f"/api/outcomes?order={sort}"))
        == found
    )


def test_list_shows_the_fields_asked_for(api, outcome):  # noqa: F811
    listed = api("GET", "/api/outcomes?fields=health,project_name").json()["data"]

    assert listed == [{"project_name": outcome.project_name, "health": "unknown"}]


def test_list_takes_as_many_statements_for_many_rows_as_for_one(firm, api, outcome):  # noqa: F811
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as seen:
            api("GET", "/api/outcomes")
        counts.append(len(seen))
        with tenant_context(firm.pk):
            for _ in range(3):
                make_feedback(make_outcome())

    assert counts[0] == counts[1]


def test_change_compares_versions_and_answers_412_with_the_present_row(api, outcome):  # noqa: F811
    address = f"/api/outcomes/{outcome.pk}"
    seen = api("GET", address)["ETag"]
    first = api("PATCH", address, {"project_name": "depot"}, If_Match=seen)

    late = api("PATCH", address, {"project_name": "yard"}, If_Match=seen)

    assert first.status_code == 200
    assert (late.status_code, late.json()["code"], late.json()["current"]["project_name"]) == (
        412,
        "changed_meanwhile",
        "depot",
    )
    assert api("DELETE", address, If_Match=seen).status_code == 412


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"last_build_status": "cancelled"}, [("last_build_status", "invalid_choice")]),
        ({"last_build_status": None}, [("last_build_status", "null")]),
        ({"test_pass_rate": 100.5}, [("test_pass_rate", "max_value")]),
        ({"test_pass_rate": -1}, [("test_pass_rate", "min_value")]),
        ({"test_pass_rate": "97.5"}, [("test_pass_rate", "invalid")]),
        ({"deployment_status": "moon"}, [("deployment_status", "invalid_choice")]),
        ({"status": "deleted"}, [("status", "invalid_choice")]),
        ({"pattern_id": "spa"}, [("pattern_id", "unknown_field")]),
        ({"last_build_timestamp": "2026-03-02T09:30:00Z"}, [("last_build_timestamp", "unknown_field")]),
        ({"project_path": ""}, [("project_path", "blank")]),
        ({"last_accessed_at": "2026-03-02T09:30:00"}, [("last_accessed_at", "naive")]),
    ],
    ids=lambda case: str(case)[:40],
)
def test_change_with_a_wrong_field_is_refused_by_name(firm, api, outcome, given, said):  # noqa: F811
    refused = api("PATCH", f"/api/outcomes/{outcome.pk}", given)

    assert (refused.status_code, wrong(refused)) == (400, said)
    with tenant_context(firm.pk):
        assert not BuildEvent.objects.exists()


def test_report_of_a_person_is_noted_as_by_hand(firm, outcome):
    by_session(firm, "member")("PATCH", f"/api/outcomes/{outcome.pk}", {"last_build_status": "failure"})

    with tenant_context(firm.pk):
        event = BuildEvent.objects.get()
        assert (event.source, event.status) == ("manual", "failure")


def test_project_is_archived_and_active_again(api, outcome):  # noqa: F811
    address = f"/api/outcomes/{outcome.pk}"

    archived = api("PATCH", address, {"status": "archived"}).json()
    active = api("PATCH", address, {"status": "active"}).json()

    assert (archived["status"], archived["archived_at"] is None) == ("archived", False)
    assert (active["status"], active["archived_at"]) == ("active", None)


def test_deleted_project_answers_and_takes_nothing_but_its_restoration(api, outcome):  # noqa: F811
    address = f"/api/outcomes/{outcome.pk}"
    api("DELETE", address)

    shown = api("GET", address)
    refused = [
        api("PATCH", address, {"project_name": "depot"}),
        api("PATCH", address, {"status": "active"}),
        api("POST", f"{address}/builds", {"event_type": "build", "status": "success"}),
        api("POST", f"{address}/prompt", {"state": "shown"}),
        api("POST", "/api/feedback", {"project_outcome_id": str(outcome.pk), "overall_satisfaction": 4}),
    ]
    restored = api("POST", f"{address}/restore")

    assert (shown.status_code, shown.json()["status"], shown.json()["deleted_at"] is None) == (200, "deleted", False)
    assert [(one.status_code, one.json()["code"]) for one in refused] == [(409, "deleted")] * 5
    assert (restored.status_code, restored.json()["status"], restored.json()["deleted_at"]) == (200, "active", None)


def test_project_is_not_restored_while_another_is_at_its_path(firm, api, outcome):  # noqa: F811
    api("DELETE", f"/api/outcomes/{outcome.pk}")
    with tenant_context(firm.pk):
        make_outcome(project_path="/srv/shop")

    refused = api("POST", f"/api/outcomes/{outcome.pk}/restore")

    assert (refused.status_code, refused.json()["code"]) == (409, "taken")
    assert "at this path" in refused.json()["detail"]


def test_member_reports_and_does_not_delete(firm, outcome):
    member = by_session(firm, "member")

    assert member("PATCH", f"/api/outcomes/{outcome.pk}", REPORT).status_code == 200
    assert member("DELETE", f"/api/outcomes/{outcome.pk}").status_code == 403
    assert member("POST", f"/api/outcomes/{outcome.pk}/restore").status_code == 403


def test_builds_are_reported_once_and_listed_the_latest_first(api, outcome):  # noqa: F811
    address = f"/api/outcomes/{outcome.pk}/builds"
    test = {"event_type": "test", "status": "success", "test_pass_rate": 75, "external_id": "run-1"}
    made = api("POST", address, test)
    again = api("POST", address, test | {"test_pass_rate": 50})
    older = api("POST", address, {"event_type": "build", "status": "failure", "occurred_at": "2026-01-01T00:00:00Z"})

    first = api("GET", f"{address}?limit=1")
    second = api("GET", first.json()["next"].removeprefix("http://testserver"))

    assert [one.status_code for one in (made, again, older)] == [201, 201, 201]
    assert again.json() == made.json()
    assert (made.json()["source"], made.json()["test_pass_rate"]) == ("client", 75)
    assert [one["id"] for one in first.json()["results"]] == [made.json()["id"]]
    assert [one["id"] for one in second.json()["results"]] == [older.json()["id"]]
    assert second.json()["next"] is None
    assert api("GET", f"{address}?event_type=build").json()["results"] == second.json()["results"]
    assert api("GET", f"/api/outcomes/{outcome.pk}").json()["health"] == "error"


@pytest.mark.parametrize(
    ("event", "fields"),
    [
        ({"event_type": "build"}, ["status"]),
        ({"event_type": "lint", "status": "success"}, ["event_type"]),
        ({"event_type": "build", "status": "success", "test_pass_rate": 80}, [""]),
        ({"event_type": "deploy", "status": "success"}, [""]),
        ({"event_type": "build", "status": "success", "source": "ci"}, ["source"]),
        ({"event_type": "build", "status": "success", "duration_seconds": -1}, ["duration_seconds"]),
    ],
    ids=str,
)
def test_wrong_build_is_refused(firm, api, outcome, event, fields):  # noqa: F811
    refused = api("POST", f"/api/outcomes/{outcome.pk}/builds", event)

    assert refused.status_code == 400
    assert [one["field"] for one in refused.json()["errors"]] == fields
    with tenant_context(firm.pk):
        assert not BuildEvent.objects.exists()


def yesterday():
    return timezone.now() - dt.timedelta(days=1)


def test_prompt_is_due_put_off_and_ended(firm, api):  # noqa: F811
    with tenant_context(firm.pk):
        due, _ = make_outcome(created_at=yesterday()), make_outcome(created_at=timezone.now())
    address = f"/api/outcomes/{due.pk}/prompt"

    before = api("GET", "/api/feedback-prompts").json()["results"]
    shown = api("POST", address, {"state": "shown"}).json()
    put_off = api("POST", address, {"state": "dismissed"}).json()
    after = api("GET", "/api/feedback-prompts").json()["results"]
    clicked_twice = api("POST", address, {"state": "dismissed"}).json()
    with tenant_context(firm.pk):
        ProjectOutcome.objects.filter(pk=due.pk).update(feedback_prompt_due_at=timezone.now())
    ended = api("POST", address, {"state": "dismissed"}).json()
    refused = api("POST", address, {"state": "shown"})

    assert [one["id"] for one in before] == [str(due.pk)]
    assert after == []
    assert [one["feedback_prompt_state"] for one in (shown, put_off)] == ["shown", "dismissed"]
    assert clicked_twice["feedback_prompt_dismissals"] == 1
    assert ended["feedback_prompt_dismissals"] == 2
    assert (refused.status_code, refused.json()["code"]) == (409, "prompt_over")
    assert api("POST", address, {"state": "done"}).status_code == 400


def test_prompts_of_a_person_are_theirs_and_of_programs(firm, api):  # noqa: F811
    member = by_session(firm, "member")
    person = member.client.session["_auth_user_id"]
    with tenant_context(firm.pk):
        make_outcome(project_name="of a program", created_at=yesterday())
        make_outcome(project_name="mine", user_id=person, created_at=yesterday())

    of_member = member("GET", "/api/feedback-prompts").json()["results"]
    of_program = api("GET", "/api/feedback-prompts").json()["results"]

    assert {one["project_name"] for one in of_member} == {"of a program", "mine"}
    assert {one["project_name"] for one in of_program} == {"of a program"}


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "offset=1"])
def test_prompts_refuse_another_parameter(api, query):  # noqa: F811
    assert api("GET", f"/api/feedback-prompts?{query}").status_code == 400


@pytest.mark.parametrize(
    ("method", "tail", "body"),
    [
        ("GET", "", None),
        ("PATCH", "", {"project_name": "mine"}),
        ("DELETE", "", None),
        ("POST", "/restore", None),
        ("GET", "/builds", None),
        ("POST", "/builds", {"event_type": "build", "status": "success"}),
        ("POST", "/prompt", {"state": "shown"}),
    ],
)
def test_project_of_another_firm_is_as_missing(firm, api, theirs, method, tail, body):  # noqa: F811
    foreign = api(method, f"/api/outcomes/{theirs.pk}{tail}", body)
    missing = api(method, f"/api/outcomes/{MISSING}{tail}", body)

    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content
    assert names(api("GET", "/api/outcomes?status=active,archived,deleted")) == []


def test_repository_and_path_of_another_firm_are_free(api, pattern, theirs):  # noqa: F811
    given = {"project_path": theirs.project_path, "repository": theirs.repository}

    assert api("POST", "/api/outcomes", SHOP | given).status_code == 201
