"""Evidence files over the API: a form in, bytes out, and who may take one away."""

import hashlib

import pytest
from django.db import connection
from django.test.client import BOUNDARY, MULTIPART_CONTENT
from django.test.utils import CaptureQueriesContext

from apps.tenancy.choices import Role, Scope
from apps.tenancy.context import tenant_context
from apps.tickets.models import TicketEvidence
from apps.tickets.models.ticket_evidence import LARGEST
from tests.api.conftest import MISSING, by_session, by_token, form, row

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


@pytest.fixture
def path(rows):
    return f"/api/ticket-instances/{rows.ticket.pk}/evidence"


def files(firm):
    with tenant_context(firm.pk):
        return TicketEvidence.objects.count()


def test_file_goes_in_and_out_unchanged(api, path, rows):
    added = api("POST", path, form(file=PNG, name="desk.png", note="The desk"))
    read = api("GET", added["Location"])
    content = api("GET", f"{added['Location']}/content")

    assert (added.status_code, added["ETag"]) == (201, '"1"')
    shown = added.json()
    assert {name: value for name, value in shown.items() if name not in {"id", "created_at"}} == {
        "ticket_instance_id": str(rows.ticket.pk),
        "file_name": "desk.png",
        "content_type": "image/png",
        "byte_size": len(PNG),
        "sha256": hashlib.sha256(PNG).hexdigest(),
        "note": "The desk",
        "added_by": "report",
        "row_version": 1,
    }
    assert (read.json(), read["ETag"]) == (shown, '"1"')
    assert (content.content, content["Content-Type"]) == (PNG, "image/png")
    assert api("GET", path).json() == {"results": [shown]}


@pytest.mark.parametrize("accept", ["*/*", "application/octet-stream", "image/png", "application/json"])
def test_content_that_is_no_image_is_only_saved(api, rows, accept):
    content = api("GET", f"/api/ticket-evidence/{row(rows, 'evidence').pk}/content", accept=accept)

    assert (content.status_code, content.content) == (200, b"14 calls")
    assert content["Content-Type"] == "application/octet-stream"
    assert content["Content-Disposition"] == 'attachment; filename="log.txt"'
    assert content["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert content["X-Content-Type-Options"] == "nosniff"
    assert content["Cache-Control"] == "no-store"


def test_list_takes_as_many_queries_for_three_files_and_reads_no_content(api, path):
    for number in range(3):
        api("POST", path, form(file="14 calls", name=f"{number}.txt"))

    with CaptureQueriesContext(connection) as seen:
        shown = api("GET", path).json()["results"]

    statements = [query["sql"] for query in seen if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert [one["file_name"] for one in shown] == ["0.txt", "1.txt", "2.txt"]
    assert len(statements) == 3  # the token's look-up, the ticket, its files
    assert '."content"' not in statements[-1]


@pytest.mark.parametrize(
    ("body", "kind", "status", "field"),
    [
        (form(file=""), MULTIPART_CONTENT, 400, "file"),
        (form(file="14 calls", note="x" * 501), MULTIPART_CONTENT, 400, "note"),
        (form(file="14 calls", note="a\0b"), MULTIPART_CONTENT, 400, "note"),
        (form(file="14 calls", status="done"), MULTIPART_CONTENT, 400, "status"),
        (form(file="14 calls", name="..."), MULTIPART_CONTENT, 400, "file"),
        (form(file="x" * (LARGEST + 1)), MULTIPART_CONTENT, 400, "file"),
        (form(file="x" * (LARGEST + 100_000)), MULTIPART_CONTENT, 413, None),
        (form(file="14 calls")[:60], MULTIPART_CONTENT, 400, "file"),
        (b"14 calls", "multipart/form-data", 400, None),
        (b"{}", "application/json", 415, None),
        (b"file=log.txt", "application/x-www-form-urlencoded", 415, None),
        (b"", MULTIPART_CONTENT, 400, "file"),
    ],
    ids=[
        "empty", "long note", "NUL", "unknown field", "no name", "too large", "far too large", "cut off",
        "no boundary", "JSON", "another form", "nothing",
    ],
)  # fmt: skip
@pytest.mark.parametrize("caller", ["token", "session"])
@pytest.mark.parametrize("key", ["", "one"], ids=["", "with a key"])
def test_form_that_is_wrong_is_refused(firm, path, body, kind, status, field, caller, key):
    api = by_token(firm, Scope.WRITE) if caller == "token" else by_session(firm, Role.MEMBER)

    answer = api("POST", path, body, content_type=kind, **({"Idempotency_Key": key} if key else {}))

    # With a key the whole form is read before its length is looked at; it is refused all the same.
    assert answer.status_code == (400 if status == 413 and key else status), answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert field is None or [error["field"] for error in answer.json()["errors"]] == [field]
    assert files(firm) == 0


def test_two_files_at_once_are_refused(api, firm, path):
    one = form(file="14 calls")
    both = one.removesuffix(f"--{BOUNDARY}--\r\n".encode()) + one

    answer = api("POST", path, both, content_type=MULTIPART_CONTENT)

    assert (answer.status_code, answer.json()["detail"]) == (400, "file: Send one file a request.")
    assert files(firm) == 0


def test_form_of_an_address_that_takes_json_is_refused_even_where_nothing_has_to_be_given(firm, rows):
    row(rows, "outcome")
    owner = by_session(firm, Role.OWNER)  # the CSRF check reads the form before the view does

    answer = owner("POST", "/api/roadmap-outcomes/compute", form(file="14 calls"))

    assert answer.status_code == 415
    assert answer.json()["detail"] == "Send the body as application/json, with that Content-Type."


def test_ticket_with_as_many_files_as_it_can_have_is_refused(api, firm, path, monkeypatch):
    monkeypatch.setattr("apps.tickets.operations.evidence.MOST_FILES", 1)
    api("POST", path, form(file="14 calls"))

    answer = api("POST", path, form(file="15 calls"))

    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_files")
    assert files(firm) == 1


def test_file_sent_twice_with_one_key_is_kept_once(api, firm, path):
    sent = form(file=PNG, name="desk.png", note="The desk")
    other_boundary = sent.replace(BOUNDARY.encode(), b"another")
    kind = "multipart/form-data; boundary=another"

    first = api("POST", path, sent, Idempotency_Key="one")
    again = api("POST", path, other_boundary, content_type=kind, Idempotency_Key="one")
    other = api("POST", path, form(file=PNG + b"1", name="desk.png", note="The desk"), Idempotency_Key="one")

    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
    assert (again.content, again["Idempotency-Replayed"]) == (first.content, "true")
    assert files(firm) == 1


def test_large_file_with_a_key_is_kept_whole(api, path):
    large = bytes(range(256)) * 4096 * 4  # more than any JSON may have, and than Django keeps in memory

    added = api("POST", path, form(file=large, name="scan.bin"), Idempotency_Key="one")

    assert added.json()["byte_size"] == len(large)
    assert api("GET", f"{added['Location']}/content").content == large


def test_member_removes_what_they_added_and_nothing_else(firm, rows, path):
    member = by_session(firm, Role.MEMBER)
    own = member("POST", path, form(file="14 calls")).json()
    foreign = f"/api/ticket-evidence/{row(rows, 'evidence').pk}"

    removed, refused = member("DELETE", f"/api/ticket-evidence/{own['id']}"), member("DELETE", foreign)

    assert (own["added_by"], removed.status_code) == ("The member", 204)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
    assert member("GET", foreign).status_code == 200


def test_delete_of_another_version_is_refused(api, firm, rows):
    path = f"/api/ticket-evidence/{row(rows, 'evidence').pk}"

    lost, won = api("DELETE", path, If_Match='"7"'), api("DELETE", path, If_Match='"1"')

    assert (lost.status_code, lost.json()["current"]["file_name"]) == (412, "log.txt")
    assert (won.status_code, files(firm)) == (204, 0)


def test_file_of_another_firm_is_as_missing(firm, rows, other_firm, other_rows):
    stranger = by_token(other_firm, Scope.WRITE)
    own = row(rows, "evidence").pk

    for method, place in (("GET", ""), ("GET", "/content"), ("DELETE", "")):
        answers = [stranger(method, f"/api/ticket-evidence/{pk}{place}") for pk in (own, MISSING)]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].content == answers[1].content
    added = stranger("POST", f"/api/ticket-instances/{rows.ticket.pk}/evidence", form(file="14 calls"))
    assert (added.status_code, files(firm)) == (404, 1)
