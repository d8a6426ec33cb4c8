import logging

import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.core.api import resources
from apps.tenancy import middleware
from apps.tenancy.context import tenant_context
from apps.tickets.models import TicketPack
from tests.api.conftest import by_session, by_token, furnish, make_firm
from tests.tenancy.test_operations import wait_for_a_fresh_minute


def test_problem_has_the_members_of_rfc_9457(api, rows):
    answer = api("POST", "/api/ticket-packs", {"title": "Without a key"})

    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "code": "invalid",
        "detail": "key: This field is required.",
        "errors": [{"field": "key", "code": "required", "message": "This field is required."}],
    }


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
@pytest.mark.parametrize(
    "path", ["/api/nothing", "/api/roadmaps/", "/api/roadmaps/7", "/api/ticket-instances/x/status"]
)
def test_unknown_address_is_a_problem(api, owner, method, path):
    by_address, by_firm = api(method, path), owner(method, path)

    assert by_address.status_code == by_firm.status_code == 404
    assert by_address.json()["code"] == by_firm.json()["code"] == "not_found"


def test_unknown_address_with_a_line_break_is_a_problem(api):
    answer = api("PATCH", "/api/roadmaps/%0A", {"title": "New"})

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (OperationalError("connection refused"), 503, "unavailable"),
        (InterfaceError("the connection is closed"), 503, "unavailable"),
        (ProgrammingError("permission denied for function"), 500, "server_error"),
    ],
    ids=["no connection", "closed", "fault"],
)
@pytest.mark.parametrize("prefix", ["", "/f/harbor-dental"])
def test_database_error_before_the_firm_is_entered_is_a_problem(firm, monkeypatch, prefix, error, status, code):
    def fail(*_):
        raise error

    monkeypatch.setattr(middleware, "caller_of_token", fail)
    monkeypatch.setattr(middleware, "member_of_api", fail)

    answer = Client(raise_request_exception=False).get(f"{prefix}/api/roadmaps")

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["code"] == code
    assert answer.headers.get("Retry-After") == ("5" if status == 503 else None)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/api/roadmaps", "GET, POST, HEAD, OPTIONS"),
        ("DELETE", "/api/ticket-packs", "GET, POST, HEAD, OPTIONS"),
        ("PUT", "/api/ticket-packs/{pack}", "GET, PATCH, DELETE, HEAD, OPTIONS"),
        ("POST", "/api/ticket-instances/{ticket}", "GET, PATCH, DELETE, HEAD, OPTIONS"),
        ("GET", "/api/ticket-instances/{ticket}/status", "PATCH, OPTIONS"),
        ("TRACE", "/api/roadmaps", "GET, POST, HEAD, OPTIONS"),
        ("POST", "/api", "GET, HEAD, OPTIONS"),
    ],
)
def test_wrong_method_says_which_are_right(api, rows, method, path, allowed):
    answer = api(method, path.format(**{name: row.pk for name, row in vars(rows).items()}))

    assert answer.status_code == 405
    assert answer.json()["code"] == "method_not_allowed"
    assert answer["Allow"] == allowed


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "invalid"),
        (b"{", 400, "malformed"),
        (b"[]", 400, "malformed"),
        (b'"text"', 400, "malformed"),
        (b"null", 400, "malformed"),
        (b'{"key": NaN}', 400, "malformed"),
        (b'{"key": "\xff"}', 400, "malformed"),
        (b'{"key": "\\ud800"}', 400, "malformed"),
        (b'{"key": "a\\u0000b", "title": "X"}', 400, "invalid"),
        (b'{"k\\u0000": 1}', 400, "invalid"),
        (b"[" * 5000, 400, "malformed"),
        (b'{"title": ' + b'{"a": ' * 40 + b"1" + b"}" * 40 + b"}", 400, "invalid"),
        (b'{"title": ' + b"9" * 30 + b"}", 400, "invalid"),
        (b'{"title": ' + b"9" * 5000 + b"}", 400, "malformed"),
        (b'{"title": "' + b"x" * 2_700_000 + b'"}', 413, "too_large"),
    ],
    ids=lambda case: str(case)[:24],
)
def test_body_that_is_wrong_is_refused(api, rows, body, status, code):
    answer = api("POST", "/api/ticket-packs", body)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_wrong_content_type_is_refused(api, rows, kind):
    answer = api("POST", "/api/ticket-packs", b"key=x", content_type=kind)

    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")


def test_accept_that_cannot_be_met_is_refused(api, rows):
    answer = api("GET", "/api/roadmaps", Accept="text/csv")

    assert (answer.status_code, answer.json()["code"]) == (406, "not_acceptable")


def test_nul_and_depth_name_the_field_inside_json(api, rows):
    nul = api("POST", "/api/roadmaps", {"version": "v2.0", "metadata": {"goals": ["a\0"]}})
    deep = api("POST", "/api/roadmaps", b'{"metadata": ' + b'{"a": ' * 40 + b"1" + b"}" * 40 + b"}")

    assert nul.json()["errors"][0]["field"] == "metadata.goals"
    assert deep.json()["errors"][0]["field"] == "metadata"


def test_numbers_in_free_json_come_back_as_they_were(api, rows):
    given = {"small": 0.1, "large": 2**63 - 1, "text": 'quote " and ü', "none": None, "list": [True, {"a": []}]}

    path = api("POST", "/api/roadmaps", {"version": "v2.0", "is_current": False, "metadata": given})["Location"]

    assert api("GET", path).json()["metadata"] == given


def test_fault_of_ours_is_a_problem_without_internals_and_rolls_back(committed, monkeypatch, caplog):
    firm = make_firm()
    furnish(firm)
    api = by_token(firm, "write")
    api.client.raise_request_exception = False

    def broken(*args):
        raise RuntimeError("secret internals")

    monkeypatch.setattr(resources.Resource, "read", broken)
    with caplog.at_level(logging.ERROR, logger="django.request"):
        answer = api("POST", "/api/ticket-packs", {"key": "second", "title": "Second"})

    assert answer.status_code == 500
    assert answer["Content-Type"] == "application/problem+json"
    assert "secret" not in answer.content.decode()
    assert "secret internals" in caplog.text
    with tenant_context(firm.pk):
        assert list(TicketPack.objects.values_list("key", flat=True)) == ["main"]


def test_row_that_somebody_holds_is_busy(committed):
    import psycopg

    from tests.conftest import as_owner

    firm = make_firm()
    rows = furnish(firm)
    api = by_token(firm, "write")
    with as_owner() as other, other.transaction():
        other.execute("SELECT FROM ticket_packs WHERE id = %s FOR UPDATE", [rows.pack.pk])
        assert isinstance(other, psycopg.Connection)
        answer = api("PATCH", f"/api/ticket-packs/{rows.pack.pk}", {"title": "New"})

    assert (answer.status_code, answer.json()["code"], answer["Retry-After"]) == (503, "busy", "1")


def test_rate_limit_is_counted_and_enforced(firm, rows, api):
    first, second = api("GET", "/api/roadmaps"), api("GET", "/api/roadmaps")

    assert first["RateLimit-Limit"] == "600"
    assert int(first["RateLimit-Remaining"]) - int(second["RateLimit-Remaining"]) in {1, -598}  # a new minute began
    assert 1 <= int(first["RateLimit-Reset"]) <= 60


def test_rate_limit_that_is_used_up_answers_429(firm, rows, api, monkeypatch):
    monkeypatch.setattr("apps.tenancy.functions.PER_CALLER", 0)

    answer = api("GET", "/api/roadmaps")

    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_requests")
    assert answer["Retry-After"] == answer["RateLimit-Reset"]
    assert answer["RateLimit-Remaining"] == "0"
    assert answer.json()["detail"].startswith("This token has used up the requests of this minute")


def test_session_is_counted_by_person_and_by_firm(firm, rows, api):
    viewer, member = by_session(firm, "viewer"), by_session(firm, "member")
    wait_for_a_fresh_minute()

    answers = [caller("GET", "/api/roadmaps") for caller in (viewer, viewer, member, api)]

    assert [(answer["RateLimit-Limit"], answer["RateLimit-Remaining"]) for answer in answers] == [
        ("600", "599"),
        ("600", "598"),
        ("600", "599"),
        ("600", "599"),
    ]


def test_session_that_used_up_its_requests_answers_429(firm, rows, monkeypatch):
    viewer = by_session(firm, "viewer")
    monkeypatch.setattr("apps.tenancy.functions.PER_CALLER", 0)

    answer = viewer("GET", "/api/roadmaps")
    page = viewer.client.get(f"/f/{firm.slug}/roadmap/")

    assert (answer.status_code, answer.json()["code"], answer["RateLimit-Limit"]) == (429, "too_many_requests", "0")
    assert answer["Retry-After"] == answer["RateLimit-Reset"]
    assert answer.json()["detail"].startswith("You have used up the requests of this minute")
    assert page.status_code == 200


def test_headers_speak_of_the_limit_that_is_reached_first(firm, rows, api, monkeypatch):
    other = by_session(firm, "viewer")
    wait_for_a_fresh_minute()
    monkeypatch.setattr("apps.tenancy.functions.PER_FIRM", 3)

    answers = [caller("GET", "/api/roadmaps") for caller in (api, api, other, api)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert {answer["RateLimit-Limit"] for answer in answers} == {"3"}
    assert [answer["RateLimit-Remaining"] for answer in answers] == ["2", "1", "0", "0"]
    assert answers[-1].json()["detail"].startswith("This firm has used up")


def test_stranger_and_nobody_count_for_no_firm(firm, rows, other_firm, api):
    stranger = by_session(other_firm, "owner")
    wait_for_a_fresh_minute()

    refused = [stranger.client.get(f"/f/{firm.slug}/api/roadmaps"), Client().get(f"/f/{firm.slug}/api/roadmaps")]

    assert [answer.status_code for answer in refused] == [404, 401]
    assert all("RateLimit-Limit" not in answer for answer in refused)
    with connection.cursor() as cursor:
        cursor.execute("SELECT left_firm FROM api_use_count(uuid7(), %s, 600, 3000)", [firm.pk])
        assert cursor.fetchone() == (2999,)


def test_options_and_head(api, rows):
    options, head = api("OPTIONS", "/api/roadmaps"), api("HEAD", f"/api/roadmaps/{rows.roadmap.pk}")

    assert (options.status_code, options["Allow"]) == (204, "GET, POST, HEAD, OPTIONS")
    assert (head.status_code, head["ETag"], head.content) == (200, '"1"', b"")


def test_answers_are_not_stored_by_caches(api, rows):
    assert api("GET", "/api/roadmaps")["Cache-Control"] == "no-store"
    assert api("GET", "/api/roadmaps/7").status_code == 404


@pytest.mark.parametrize("path", ["roadmaps/{roadmap}", "roadmap-sections/{section}", "ticket-packs/{pack}"])
def test_detail_makes_one_query(api, rows, path):
    with CaptureQueriesContext(connection) as seen:
        api("GET", "/api/" + path.format(**{name: row.pk for name, row in vars(rows).items()}))

    queries = [query["sql"] for query in seen if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(queries) == 2  # the token's look-up, and the row
