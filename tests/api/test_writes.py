import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.roadmaps.models import Roadmap, RoadmapSection
from apps.tenancy.context import tenant_context
from apps.tickets.models import TicketInstance, TicketPack
from tests.api.conftest import MISSING, by_session


def errors(answer):
    return [(error["field"], error["code"]) for error in answer.json()["errors"]]


def test_create_answers_with_the_row_its_address_and_version(api, rows):
    answer = api("POST", "/api/ticket-packs", {"key": "second", "title": "Second", "roadmap_id": str(rows.roadmap.pk)})

    assert answer.status_code == 201
    assert answer["ETag"] == '"1"'
    assert answer["Location"] == f"/api/ticket-packs/{answer.json()['id']}"
    assert answer.json() == api("GET", answer["Location"]).json()
    assert answer.json()["totals"] == {
        "tickets": 0,
        "not_started": 0,
        "in_progress": 0,
        "blocked": 0,
        "done": 0,
        "skipped": 0,
    }


def test_create_ticket_counts_in_its_pack(api, rows):
    body = {"ticket_pack_id": str(rows.pack.pk), "ticket_id": "H-002", "title": "Second", "sprint_number": 1}

    api("POST", "/api/ticket-instances", body)

    pack = api("GET", f"/api/ticket-packs/{rows.pack.pk}").json()
    assert (pack["total_tickets"], pack["total_sprints"], pack["status"]) == (2, 1, "not_started")


def test_create_roadmap_remembers_who_made_it(firm, rows):
    admin = by_session(firm, "admin")

    made = admin("POST", "/api/roadmaps", {"version": "v2.0", "is_current": False}).json()

    with tenant_context(firm.pk):
        row = Roadmap.objects.get(pk=made["id"])
        assert row.created_by_user_id is not None
        assert row.events.get(pgh_label="insert").pgh_context["name"] == "The admin"


def test_section_counts_words_and_stamps_its_text(api, rows):
    path = f"/api/roadmap-sections/{rows.section.pk}"

    renamed = api("PATCH", path, {"title": "Why"}).json()
    written = api("PATCH", path, {"content_markdown": " # Why\n\nThree more words \n"}).json()

    assert renamed["last_updated_at"] is None
    assert written["last_updated_at"] is not None
    assert written["word_count"] == 5
    assert written["content_markdown"] == " # Why\n\nThree more words \n"


def test_change_that_changes_nothing_keeps_the_version(api, rows):
    answer = api("PATCH", f"/api/ticket-packs/{rows.pack.pk}", {"title": "Main pack"})

    assert (answer.status_code, answer["ETag"]) == (200, '"1"')


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("roadmaps/{roadmap}", {"status": "in_review"}),
        ("roadmap-sections/{section}", {"title": "New"}),
        ("ticket-packs/{pack}", {"title": "New"}),
        ("ticket-instances/{ticket}", {"title": "New"}),
        ("ticket-instances/{ticket}/status", {"status": "done"}),
        ("ticket-instances/{ticket}/assignee", {"assignee": "Ines"}),
        ("tickets/{ticket}/notes", {"notes": "Called."}),
    ],
)
def test_change_with_if_match(api, rows, path, body):
    path = "/api/" + path.format(**{name: row.pk for name, row in vars(rows).items()})

    first = api("PATCH", path, body, If_Match='"1"')
    late = api("PATCH", path, body, If_Match='W/"1"')

    assert (first.status_code, first["ETag"]) == (200, '"2"')
    assert (late.status_code, late.json()["code"], late["ETag"]) == (412, "changed_meanwhile", '"2"')
    assert late.json()["current"] == first.json()


def test_delete_with_an_old_version_is_refused(owner, rows):
    path = f"/api/ticket-packs/{rows.pack.pk}"
    owner("PATCH", path, {"title": "New"})

    late = owner("DELETE", path, If_Match='"1"')
    gone = owner("DELETE", path, If_Match='"2"')

    assert (late.status_code, gone.status_code) == (412, 204)
    assert owner("GET", path).status_code == 404
    assert owner("DELETE", path).status_code == 404


@pytest.mark.parametrize("tag", ["3", '"x"', '"1", "2"', '""'])
def test_if_match_that_is_no_tag_is_refused(api, rows, tag):
    answer = api("PATCH", f"/api/ticket-packs/{rows.pack.pk}", {"title": "New"}, If_Match=tag)

    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


def test_if_match_star_takes_any_version(api, rows):
    assert api("PATCH", f"/api/ticket-packs/{rows.pack.pk}", {"title": "New"}, If_Match="*").status_code == 200


def test_ticket_moves_and_the_pack_follows(api, rows):
    path = f"/api/ticket-instances/{rows.ticket.pk}/status"

    done = api("PATCH", path, {"status": "done", "notes": "Called back."}).json()
    undone = api("PATCH", path, {"status": "in_progress"}).json()

    assert done["completed_at"] is not None
    assert done["notes"] == undone["notes"] == "Called back."
    assert undone["completed_at"] is None
    assert api("GET", f"/api/ticket-packs/{rows.pack.pk}").json()["totals"]["in_progress"] == 1


def test_blocked_needs_a_reason(api, rows):
    path = f"/api/ticket-instances/{rows.ticket.pk}/status"

    bare = api("PATCH", path, {"status": "blocked"})
    told = api("PATCH", path, {"status": "blocked", "reason": "No contract."})
    done = api("PATCH", path, {"status": "done"})

    assert (bare.status_code, errors(bare)) == (400, [("reason", "required")])
    assert told.json()["blocked_reason"] == "No contract."
    assert (done.status_code, done.json()["code"]) == (409, "move_refused")
    assert api("GET", path.removesuffix("/status")).json()["status"] == "blocked"


@pytest.mark.parametrize(
    ("path", "field", "other"),
    [
        ("roadmaps", "parent_roadmap_id", {"version": "v2.0", "is_current": False}),
        ("roadmap-sections", "roadmap_id", {"section_number": 2, "section_name": "x", "title": "X"}),
        ("ticket-packs", "roadmap_id", {"key": "x", "title": "X"}),
        ("ticket-instances", "ticket_pack_id", {"ticket_id": "X", "title": "X"}),
    ],
)
def test_link_to_another_firm_is_as_unknown(api, rows, other_rows, path, field, other):
    foreign_id = other_rows.pack.pk if field == "ticket_pack_id" else other_rows.roadmap.pk

    foreign = api("POST", f"/api/{path}", {field: str(foreign_id), **other})
    missing = api("POST", f"/api/{path}", {field: MISSING, **other})

    assert foreign.status_code == 400
    assert errors(foreign) == [(field, "unknown")]
    assert foreign.content == missing.content


def test_link_changed_to_another_firm_is_as_unknown(api, rows, other_rows):
    answer = api("PATCH", f"/api/ticket-packs/{rows.pack.pk}", {"roadmap_id": str(other_rows.roadmap.pk)})

    assert (answer.status_code, errors(answer)) == (400, [("roadmap_id", "unknown")])


@pytest.mark.parametrize(
    ("path", "body", "expected"),
    [
        ("roadmaps", {"version": "1"}, [("version", "invalid")]),
        ("roadmaps", {"version": "v1.0", "is_current": False}, [("version", "unique")]),
        ("roadmaps", {"version": "v2.0"}, [("is_current", "unique")]),
        ("roadmaps", {"version": "v2.0", "archived_at": "2026-01-01T00:00:00Z"}, [("archived_at", "invalid")]),
        ("roadmaps", {"version": "v2.0", "delivered_at": "2026-01-01T00:00:00"}, [("delivered_at", "naive")]),
        ("roadmaps", {"version": "v2.0", "pilot_stage": ""}, [("pilot_stage", "invalid_choice")]),
        ("roadmaps", {"version": "v2.0", "metadata": []}, [("metadata", "not_a_dict")]),
        ("roadmaps", {"version": "v2.0", "is_current": "false"}, [("is_current", "invalid")]),
        ("roadmaps", {"version": "v2.0", "pdf_url": "javascript:alert(1)"}, [("pdf_url", "invalid")]),
        (
            "roadmap-sections",
            {"roadmap_id": "{roadmap}", "section_number": 1, "section_name": "x", "title": "X"},
            [("section_number", "unique")],
        ),
        (
            "roadmap-sections",
            {"roadmap_id": "{roadmap}", "section_number": 100, "section_name": "No good", "title": ""},
            [("section_name", "invalid"), ("section_number", "max_value"), ("title", "blank")],
        ),
        (
            "roadmap-sections",
            {"roadmap_id": "{roadmap}", "section_number": 2, "section_name": "x", "title": "X", "diagrams": [1]},
            [("diagrams.0", "invalid")],
        ),
        ("ticket-packs", {"key": "main", "title": "Again"}, [("key", "unique")]),
        (
            "ticket-packs",
            {"key": "x", "title": "X", "roadmap_id": "{roadmap}", "is_primary": True},
            [("roadmap_id", "unique")],
        ),
        ("ticket-packs", {"key": "x", "title": "X", "status": "completed"}, [("status", "read_only")]),
        ("ticket-packs", {"key": "x", "title": "X", "tenant_id": MISSING}, [("tenant_id", "unknown_field")]),
        ("ticket-packs", {"title": 7}, [("key", "required"), ("title", "invalid")]),
        (
            "ticket-instances",
            {"ticket_pack_id": "{pack}", "ticket_id": "H-001", "title": "Again"},
            [("ticket_id", "unique")],
        ),
        (
            "ticket-instances",
            {"ticket_pack_id": 7, "ticket_id": "X", "title": "X", "sprint_number": "1", "order_index": 10**30},
            [("order_index", "invalid"), ("sprint_number", "invalid"), ("ticket_pack_id", "invalid")],
        ),
        (
            "ticket-instances",
            {"ticket_pack_id": "{pack}", "ticket_id": "X", "title": "X", "sprint_number": 32768},
            [("sprint_number", "max_value")],
        ),
    ],
)
def test_create_that_is_wrong_names_the_fields_and_writes_nothing(api, rows, path, body, expected):
    ids = {name: row.pk for name, row in vars(rows).items()}
    body = {name: value.format(**ids) if isinstance(value, str) else value for name, value in body.items()}

    answer = api("POST", f"/api/{path}", body)

    assert answer.status_code == 400
    assert sorted(errors(answer)) == expected
    assert len(api("GET", f"/api/{path}").json()["results"]) == 1


@pytest.mark.parametrize(
    ("path", "body", "expected"),
    [
        ("ticket-instances/{ticket}", {"status": "done"}, ("status", "read_only")),
        ("ticket-instances/{ticket}", {"ticket_id": "X"}, ("ticket_id", "read_only")),
        ("ticket-instances/{ticket}/status", {"status": "finished"}, ("status", "invalid_choice")),
        ("ticket-instances/{ticket}/status", {}, ("status", "required")),
        ("ticket-instances/{ticket}/status", {"status": "done", "title": "X"}, ("title", "unknown_field")),
        ("ticket-instances/{ticket}/assignee", {"assignee": None}, ("assignee", "null")),
        ("ticket-instances/{ticket}/assignee", {"assignee": "x" * 256}, ("assignee", "max_length")),
        ("ticket-instances/{ticket}/notes", {"notes": 5}, ("notes", "invalid")),
        ("roadmap-sections/{section}", {"roadmap_id": "{roadmap}"}, ("roadmap_id", "read_only")),
        ("roadmap-sections/{section}", {"word_count": 3}, ("word_count", "read_only")),
        ("roadmaps/{roadmap}", {"archived_at": "2026-01-01T00:00:00Z"}, ("archived_at", "invalid")),
    ],
)
def test_change_that_is_wrong_names_the_field_and_writes_nothing(api, rows, path, body, expected):
    ids = {name: row.pk for name, row in vars(rows).items()}
    body = {name: value.format(**ids) if isinstance(value, str) else value for name, value in body.items()}
    address = "/api/" + path.format(**ids)

    answer = api("PATCH", address, body)

    assert (answer.status_code, errors(answer)) == (400, [expected])
    row = "/".join(address.split("/")[:4])
    assert api("GET", row)["ETag"] == '"1"'


@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_refused_write_rolls_back_what_came_before(committed, method):
    """A real commit: the request's transaction must not keep half of a write that ended in a refusal."""
    from tests.api.conftest import by_token, furnish, make_firm

    firm = make_firm()
    rows = furnish(firm)
    api = by_token(firm, "write")
    path = "/api/ticket-packs" if method == "POST" else f"/api/ticket-packs/{rows.pack.pk}"
    api("POST", "/api/ticket-packs", {"key": "second", "title": "Second"})

    answer = api(method, path, {"key": "second", "title": "Twice"})

    assert (answer.status_code, errors(answer)) == (400, [("key", "unique")])
    with tenant_context(firm.pk):
        assert sorted(TicketPack.objects.values_list("key", "title")) == [("main", "Main pack"), ("second", "Second")]


def test_delete_takes_along_what_belongs_to_it(owner, firm, rows):
    owner("DELETE", f"/api/ticket-packs/{rows.pack.pk}")
    owner("DELETE", f"/api/roadmaps/{rows.roadmap.pk}")

    with tenant_context(firm.pk):
        assert not TicketInstance.objects.exists()
        assert not RoadmapSection.objects.exists()


def test_tick_statements(api, rows):
    with CaptureQueriesContext(connection) as seen:
        api("PATCH", f"/api/ticket-instances/{rows.ticket.pk}/status", {"status": "done"})

    inside = [
        query["sql"]
        for query in seen
        if not query["sql"].startswith(("SELECT * FROM api_token_use", "SAVEPOINT", "RELEASE"))
    ]
    assert len(inside) == 3, json.dumps(inside, indent=1)  # lock, move, read back
