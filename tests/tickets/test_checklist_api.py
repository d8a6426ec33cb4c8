"""The checklist over the API: out as text/markdown, back as that or as JSON."""

from __future__ import annotations

import pytest

from apps.core.api.openapi import schema
from apps.tenancy.context import tenant_context
from apps.tickets import operations
from apps.tickets.models import TicketInstance
from tests.api.conftest import MISSING, by_session, by_token
from tests.conftest import AT
from tests.tickets.checklists import STATES, make_pack, states, ticked

MARKDOWN = {"content_type": "text/markdown"}


@pytest.fixture
def pack(firm):
    with tenant_context(firm.pk):
        return make_pack()


@pytest.fixture
def path(pack):
    return f"/api/ticket-packs/{pack.pk}/markdown"


@pytest.fixture
def api(firm):
    return by_token(firm, "write")


def now(firm):
    with tenant_context(firm.pk):
        return states()


def move(firm, code, to):
    with tenant_context(firm.pk):
        operations.move_ticket(ticket_id=TicketInstance.objects.get(ticket_id=code).pk, to=to, at=AT)


@pytest.mark.parametrize("accept", ["*/*", "text/markdown", "text/*, application/json"])
def test_checklist_goes_out_as_a_file(api, path, accept):
    answer = api("GET", path, accept=accept)

    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="main.md"'
    assert answer.content.decode().startswith("<!-- firmloop checklist; pack: main; state: ")


def test_reader_may_export_and_not_import(firm, path):
    reader = by_token(firm, "read")

    exported = reader("GET", path)
    refused = reader("POST", path, exported.content, **MARKDOWN)

    assert (exported.status_code, refused.status_code, refused.json()["code"]) == (200, 403, "not_allowed")


def test_member_may_not_import(firm, path):
    member = by_session(firm, "member")

    assert member("POST", path, member("GET", path).content, **MARKDOWN).status_code == 403


def test_ticked_file_comes_back_as_it_is(api, firm, path):
    text = ticked(api("GET", path).content.decode(), "H-1", "H-5")

    answer = api("POST", path, text.encode(), **MARKDOWN)

    assert answer.status_code == 200
    assert answer.json()["moved"] == {"done": 2, "not_started": 0}
    assert now(firm) == STATES | {"H-1": "done", "H-5": "done"}


def test_ticked_text_comes_back_in_json(api, firm, path):
    text = ticked(api("GET", path).content.decode(), "H-1")

    answer = api("POST", path, {"markdown": text})

    assert answer.json()["tickets"] == {"updated": 1, "unchanged": 4, "absent": 0}
    assert [(one["ticket_id"], one["status"]) for one in answer.json()["changed"]] == [
        ("H-1", {"before": "not_started", "after": "done"})
    ]
    assert now(firm) == STATES | {"H-1": "done"}


@pytest.mark.parametrize("way", ["query", "json"])
def test_dry_run_changes_nothing(api, firm, path, way):
    text = ticked(api("GET", path).content.decode(), "H-1")

    if way == "query":
        answer = api("POST", f"{path}?dry_run=true", text.encode(), **MARKDOWN)
    else:
        answer = api("POST", path, {"markdown": text, "dry_run": True})

    assert answer.json()["moved"]["done"] == 1
    assert now(firm) == STATES


def test_stale_export_is_a_conflict_until_it_is_forced(api, firm, path):
    text = ticked(api("GET", path).content.decode(), "H-1").encode()
    move(firm, "H-2", "done")

    refused = api("POST", path, text, **MARKDOWN)
    forced = api("POST", f"{path}?force=true", text, **MARKDOWN)

    assert (refused.status_code, refused.json()["code"]) == (409, "stale_export")
    assert (forced.status_code, forced.json()["is_stale"]) == (200, True)
    assert now(firm) == STATES | {"H-1": "done", "H-2": "not_started"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param(lambda text: text.replace("firmloop", "a"), "not_a_checklist", id="no header"),
        pytest.param(lambda text: text + text.partition("\n")[2], "ticket_twice", id="ticket twice"),
        pytest.param(lambda text: text.replace("pack: main", "pack: other"), "other_pack", id="other pack"),
        pytest.param(lambda text: f"{text}\ud800", "unreadable", id="half a pair"),
    ],
)
def test_text_that_cannot_be_taken_is_refused_by_name(api, firm, path, change, code):
    text = change(ticked(api("GET", path).content.decode(), "H-1"))

    answer = api("POST", path, {"markdown": text})

    assert answer.status_code == 400
    if code != "unreadable":  # half a pair is no JSON already
        assert [(one["field"], one["code"]) for one in answer.json()["errors"]] == [("markdown", code)]
    assert now(firm) == STATES


@pytest.mark.parametrize(
    ("query", "code"), [("dry_run=1", "invalid"), ("force=", "invalid"), ("dry=true", "unknown_parameter")]
)
def test_parameter_that_is_wrong_is_named(api, path, query, code):
    answer = api("POST", f"{path}?{query}", {"markdown": "x"})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == code


def test_body_of_another_kind_is_refused(api, path):
    assert api("POST", path, b"x", content_type="text/plain").status_code == 415
    assert api("POST", path, b"\xff", **MARKDOWN).json()["code"] == "malformed"
    assert api("POST", path, {}).json()["errors"][0]["field"] == "markdown"


def test_body_that_is_too_large_is_refused(api, path, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    assert api("POST", path, b"x" * 101, **MARKDOWN).status_code == 413


def test_pack_of_another_firm_is_not_there(api, other_firm):
    with tenant_context(other_firm.pk):
        foreign = make_pack()

    for pk in (foreign.pk, MISSING):
        address = f"/api/ticket-packs/{pk}/markdown"
        assert api("GET", address).status_code == 404
        assert api("POST", address, b"x", **MARKDOWN).status_code == 404


def test_example_of_the_schema_works(api, firm, path, pack):
    operation = schema()["paths"]["/api/ticket-packs/{id}/markdown"]["post"]
    (example,) = operation["requestBody"]["content"]["application/json"]["examples"].values()
    with tenant_context(firm.pk):
        pk = str(TicketInstance.objects.get(ticket_id="H-1").pk)
    body = example["value"] | {"markdown": example["value"]["markdown"].replace(MISSING, pk)}

    answer = api("POST", path, body)

    assert answer.status_code == 200
    assert answer.json()["changed"][0]["status"] == {"before": "not_started", "after": "done"}
    assert now(firm)["H-1"] == "done"
