"""Who may do what, as a table: role or scope × address × method."""

import re

import pytest
from django.test import Client

from apps.tenancy.choices import Role, Scope
from tests.api.conftest import MISSING, by_session, by_token

ALL = ("viewer", "member", "admin", "owner", "staff", "read", "write", "engine")
# method, address, body, then the expected status by caller, in the order of ALL
TABLE = [
    ("GET", "roadmaps", None, (200, 200, 200, 200, 200, 200, 200, 403)),
    ("GET", "roadmaps/{roadmap}", None, (200, 200, 200, 200, 200, 200, 200, 403)),
    ("POST", "roadmaps", {"version": "v9.0", "is_current": False}, (403, 403, 201, 201, 201, 403, 201, 403)),
    ("PATCH", "roadmaps/{roadmap}", {"status": "delivered"}, (403, 403, 200, 200, 200, 403, 200, 403)),
    ("DELETE", "roadmaps/{roadmap}", None, (403, 403, 403, 204, 403, 403, 403, 403)),
    ("GET", "roadmap-sections", None, (200, 200, 200, 200, 200, 200, 200, 403)),
    ("GET", "roadmap-sections/{section}", None, (200, 200, 200, 200, 200, 200, 200, 403)),
    (
        "POST",
        "roadmap-sections",
        {"roadmap_id": "{roadmap}", "section_number": 2, "section_name": "pilot_scope", "title": "Pilot"},
        (403, 403, 201, 201, 201, 403, 201, 403),
    ),
    ("PATCH", "roadmap-sections/{section}", {"title": "New"}, (403, 403, 200, 200, 200, 403, 200, 403)),
    ("DELETE", "roadmap-sections/{section}", None, (403, 403, 403, 204, 403, 403, 403, 403)),
    ("GET", "ticket-packs", None, (200, 200, 200, 200, 200, 200, 200, 403)),
    ("GET", "ticket-packs/{pack}", None, (200, 200, 200, 200, 200, 200, 200, 403)),
    ("POST", "ticket-packs", {"key": "second", "title": "Second"}, (403, 403, 201, 201, 201, 403, 201, 403)),
    ("PATCH", "ticket-packs/{pack}", {"title": "New"}, (403, 403, 200, 200, 200, 403, 200, 403)),
    ("DELETE", "ticket-packs/{pack}", None, (403, 403, 403, 204, 403, 403, 403, 403)),
    ("GET", "ticket-instances", None, (200, 200, 200, 200, 200, 200, 200, 403)),
    ("GET", "ticket-instances/{ticket}", None, (200, 200, 200, 200, 200, 200, 200, 403)),
    (
        "POST",
        "ticket-instances",
        {"ticket_pack_id": "{pack}", "ticket_id": "H-002", "title": "Second"},
        (403, 403, 201, 201, 201, 403, 201, 403),
    ),
    ("PATCH", "ticket-instances/{ticket}", {"title": "New"}, (403, 403, 200, 200, 200, 403, 200, 403)),
    ("DELETE", "ticket-instances/{ticket}", None, (403, 403, 403, 204, 403, 403, 403, 403)),
    ("PATCH", "ticket-instances/{ticket}/status", {"status": "done"}, (403, 200, 200, 200, 200, 403, 200, 403)),
    ("PATCH", "ticket-instances/{ticket}/assignee", {"assignee": "Ines"}, (403, 200, 200, 200, 200, 403, 200, 403)),
    ("PATCH", "ticket-instances/{ticket}/notes", {"notes": "Called."}, (403, 200, 200, 200, 200, 403, 200, 403)),
    (
        "POST",
        "ticket-instances/bulk-status",
        {"status": "done", "rows": [{"id": "{ticket}"}]},
        (403, 200, 200, 200, 200, 403, 200, 403),
    ),
    ("GET", "roadmap/sections", None, (200, 200, 200, 200, 200, 200, 200, 403)),
    ("GET", "roadmap/sections/1", None, (200, 200, 200, 200, 200, 200, 200, 403)),
    (
        "POST",
        "roadmap/sections",
        {"section_number": 2, "section_name": "pilot_scope", "title": "Pilot", "content_markdown": ""},
        (403, 403, 201, 201, 201, 403, 201, 403),
    ),
    ("PATCH", "roadmap/sections/{section}/status", {"status": "planned"}, (403, 403, 200, 200, 200, 403, 200, 403)),
    ("PUT", "roadmap/sections/{section}/status", {"status": "planned"}, (403, 403, 200, 200, 200, 403, 200, 403)),
    ("POST", "roadmap/sync-status", {}, (403, 403, 200, 200, 200, 403, 200, 403)),
    ("GET", "roadmap/tickets", None, (200, 200, 200, 200, 200, 200, 200, 403)),
    ("GET", "roadmap/export", None, (200, 200, 200, 200, 200, 200, 200, 403)),
    ("GET", "roadmaps/{roadmap}/progress", None, (200, 200, 200, 200, 200, 200, 200, 403)),
    ("PATCH", "tickets/{ticket}/status", {"status": "done"}, (403, 200, 200, 200, 200, 403, 200, 403)),
    ("PATCH", "tickets/{ticket}/assignee", {"assignee": "Ines"}, (403, 200, 200, 200, 200, 403, 200, 403)),
    ("PATCH", "tickets/{ticket}/notes", {"notes": "Called."}, (403, 200, 200, 200, 200, 403, 200, 403)),
]
CASES = [
    pytest.param(caller, method, path, body, status, id=f"{caller} {method} {path}")
    for method, path, body, expected in TABLE
    for caller, status in zip(ALL, expected, strict=True)
]
ROWS = [(method, path, body) for method, path, body, _ in TABLE if "{" in path]


OWN = {
    "roadmap": "roadmaps",
    "section": "roadmap-sections",
    "pack": "ticket-packs",
    "ticket": "ticket-instances",
}


def caller_of(firm, name):
    return by_session(firm, name) if name in Role.values else by_token(firm, name)


def filled(text, rows):
    return text.format(**{name: row.pk for name, row in vars(rows).items()})


def body_of(body, rows):
    match body:
        case str():
            return filled(body, rows) if body.startswith("{") else body
        case list():
            return [body_of(inner, rows) for inner in body]
        case dict():
            return {name: body_of(inner, rows) for name, inner in body.items()}
    return body


@pytest.mark.parametrize(("caller", "method", "path", "body", "status"), CASES)
def test_role_and_scope(firm, rows, caller, method, path, body, status):
    api = caller_of(firm, caller)

    answer = api(method, f"/api/{filled(path, rows)}", body_of(body, rows))

    assert answer.status_code == status
    if status == 403:
        assert answer.json()["code"] == "not_allowed"
        assert answer["Content-Type"] == "application/problem+json"


def test_table_names_every_route():
    from apps.core.api.openapi import schema

    described = {
        (method.upper(), path.removeprefix("/api/"))
        for path, methods in schema()["paths"].items()
        for method in methods
    }

    as_described = {
        (method, path.replace("sections/1", "sections/{number}") if "status" not in path else path)
        for method, path, _, _ in TABLE
    }
    assert {(method, re.sub(r"{(?!number)\w+}", "{id}", path)) for method, path in as_described} == described


@pytest.mark.parametrize(("method", "path", "body"), ROWS, ids=lambda case: case if isinstance(case, str) else "")
def test_row_of_another_firm_is_as_missing(firm, rows, other_rows, method, path, body):
    owner = by_session(firm, Role.OWNER)
    nothing = dict.fromkeys(vars(rows), MISSING)

    foreign = owner(method, f"/api/{filled(path, other_rows)}", body_of(body, rows))
    missing = owner(method, f"/api/{path.format(**nothing)}", body_of(body, rows))

    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content
    for name in re.findall(r"{(\w+)}", path):
        assert owner("GET", f"/api/{OWN[name]}/{getattr(rows, name).pk}").status_code == 200


@pytest.mark.parametrize(("method", "path", "body"), [row[:3] for row in TABLE], ids=lambda case: str(case)[:40])
def test_stranger_with_a_session_sees_no_firm(firm, rows, other_firm, method, path, body):
    stranger = by_session(other_firm, Role.OWNER)

    answer = stranger.client.generic(method, f"/f/{firm.slug}/api/{filled(path, rows)}")

    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"


@pytest.mark.parametrize(("method", "path", "body"), [row[:3] for row in TABLE], ids=lambda case: str(case)[:40])
def test_nobody_is_refused(firm, rows, method, path, body):
    by_address = Client().generic(method, f"/api/{filled(path, rows)}")
    by_firm = Client().generic(method, f"/f/{firm.slug}/api/{filled(path, rows)}")

    assert by_address.status_code == by_firm.status_code == 401


def test_session_write_without_the_csrf_token_is_refused(firm, rows):
    member = by_session(firm, Role.MEMBER)
    member.client.handler.enforce_csrf_checks = True
    path = f"/api/ticket-instances/{rows.ticket.pk}/status"

    refused = member("PATCH", path, {"status": "done"})
    member.client.cookies["csrftoken"] = "a" * 32
    passed = member("PATCH", path, {"status": "done"}, X_CSRFToken="a" * 32)

    assert (refused.status_code, refused.json()["code"]) == (403, "csrf_failed")
    assert passed.status_code == 200
    assert member("GET", "/api/roadmaps").status_code == 200


def test_token_write_needs_no_csrf_token(firm, rows):
    api = by_token(firm, Scope.WRITE)
    api.client.handler.enforce_csrf_checks = True

    assert api("PATCH", f"/api/ticket-packs/{rows.pack.pk}", {"title": "New"}).status_code == 200


def test_session_does_not_open_the_address_of_tokens(firm, rows):
    member = by_session(firm, Role.OWNER)

    assert member.client.get("/api/roadmaps").status_code == 401


def test_token_does_not_open_a_firms_address(firm, rows):
    api = by_token(firm, Scope.WRITE)
    api.prefix = f"/f/{firm.slug}"

    assert api("GET", "/api/roadmaps").status_code == 401
