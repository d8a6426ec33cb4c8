import datetime as dt
import threading

import pytest
from django.db import connections
from django.utils import timezone

from apps.tenancy.context import tenant_context
from apps.tenancy.models import IdempotencyKey
from apps.tickets.models import TicketPack
from tests.api.conftest import by_session, by_token, furnish, make_firm

BODY = {"key": "second", "title": "Second"}
PATH = "/api/ticket-packs"


def packs(firm):
    with tenant_context(firm.pk):
        return TicketPack.objects.count()


def keys(firm):
    with tenant_context(firm.pk):
        return list(IdempotencyKey.objects.values_list("key", "status"))


def test_same_request_is_done_once_and_answered_alike(firm, api, rows):
    first = api("POST", PATH, BODY, Idempotency_Key="one")
    again = api("POST", PATH, BODY, Idempotency_Key="one")

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    for name in ("ETag", "Location", "Content-Type"):
        assert again[name] == first[name]
    assert (first.headers.get("Idempotency-Replayed"), again["Idempotency-Replayed"]) == (None, "true")
    assert packs(firm) == 2
    assert again["RateLimit-Remaining"] != first["RateLimit-Remaining"]


def test_replay_answers_as_then_though_the_row_changed(api, rows):
    first = api("POST", PATH, BODY, Idempotency_Key="one")
    api("PATCH", first["Location"], {"title": "Renamed"})

    again = api("POST", PATH, BODY, Idempotency_Key="one")

    assert (again.json()["title"], again["ETag"]) == ("Second", '"1"')


@pytest.mark.parametrize(
    ("path", "body"),
    [(PATH, BODY | {"title": "Other"}), ("/api/roadmaps", BODY), (f"{PATH}?x=1", BODY)],
    ids=["other body", "other address", "other parameters"],
)
def test_key_with_another_request_is_refused(firm, api, rows, path, body):
    api("POST", PATH, BODY, Idempotency_Key="one")

    answer = api("POST", path, body, Idempotency_Key="one")

    assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")
    assert answer["Content-Type"] == "application/problem+json"
    assert "RateLimit-Remaining" in answer
    assert packs(firm) == 2


@pytest.mark.parametrize("key", ["", " ", "x" * 201, "ü", "two words"])
def test_key_that_is_none_is_refused(firm, api, rows, key):
    answer = api("POST", PATH, BODY, Idempotency_Key=key)

    assert answer.status_code == 400
    assert [(e["field"], e["code"]) for e in answer.json()["errors"]] == [("Idempotency-Key", "invalid")]
    assert packs(firm) == 1


def test_refusals_are_not_kept(firm, api, rows):
    refused = api("POST", PATH, {"title": "Without a key"}, Idempotency_Key="one")
    missing = api("POST", "/api/nowhere", {}, Idempotency_Key="one")
    done = api("POST", PATH, BODY, Idempotency_Key="one")

    assert [one.status_code for one in (refused, missing, done)] == [400, 404, 201]
    assert keys(firm) == [("one", 201)]


def test_refusal_for_want_of_a_right_keeps_nothing(firm, reader, rows):
    answer = reader("POST", PATH, BODY, Idempotency_Key="one")

    assert answer.status_code == 403
    assert keys(firm) == []


def test_too_large_a_body_is_refused(firm, api, rows):
    answer = api("POST", PATH, b'{"title": "' + b"x" * 2_700_000 + b'"}', Idempotency_Key="one")

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize("method", ["PATCH", "DELETE", "GET"])
def test_other_methods_take_no_notice(owner, rows, firm, method):
    answer = owner(method, f"{PATH}/{rows.pack.pk}", {"title": "New"}, Idempotency_Key="one")

    assert answer.status_code in {200, 204}
    assert keys(firm) == []


def test_key_is_the_callers_own(firm, rows, other_firm, other_rows):
    callers = [
        by_token(firm, "write"),
        by_token(firm, "write"),
        by_session(firm, "admin"),
        by_token(other_firm, "write"),
    ]

    answers = [
        caller("POST", PATH, BODY | {"key": f"pack-{number}"}, Idempotency_Key="one")
        for number, caller in enumerate(callers)
    ]

    assert [answer.status_code for answer in answers] == [201] * 4
    assert len(keys(firm)) == 3
    assert len(keys(other_firm)) == 1


def test_answer_of_a_bulk_change_is_replayed(api, rows):
    body = {"status": "done", "rows": [{"id": str(rows.ticket.pk), "row_version": 1}]}

    first = api("POST", "/api/ticket-instances/bulk-status", body, Idempotency_Key="one")
    again = api("POST", "/api/ticket-instances/bulk-status", body, Idempotency_Key="one")

    assert first.json()["moved"] == 1
    assert again.content == first.content  # done anew, the version would be refused


def test_day_later_the_key_is_free_and_old_ones_are_gone(firm, api, rows):
    api("POST", PATH, BODY, Idempotency_Key="one")
    api("POST", PATH, BODY | {"key": "third"}, Idempotency_Key="two")
    with tenant_context(firm.pk):
        IdempotencyKey.objects.update(created_at=timezone.now() - dt.timedelta(hours=25))

    again = api("POST", PATH, BODY, Idempotency_Key="one")
    fresh = api("POST", PATH, BODY | {"key": "fourth"}, Idempotency_Key="one")

    assert (again.status_code, again.json()["code"]) == (400, "invalid")  # done anew: the pack is there already
    assert fresh.status_code == 201
    assert keys(firm) == [("one", 201)]


def test_second_request_waits_for_the_first_and_replays_it(committed, monkeypatch):
    from apps.core.api.views import RowListView

    firm = make_firm()
    furnish(firm)
    api, answers = by_token(firm, "write"), []
    written, go_on, post = threading.Event(), threading.Event(), RowListView.post

    def slow(self, request):
        response = post(self, request)
        written.set()
        go_on.wait(5)
        return response

    def send():
        try:
            answers.append(api("POST", PATH, BODY, Idempotency_Key="one"))
        finally:
            connections.close_all()

    monkeypatch.setattr(RowListView, "post", slow)
    first, second = threading.Thread(target=send), threading.Thread(target=send)
    first.start()
    assert written.wait(5)
    second.start()
    second.join(0.5)
    waits = second.is_alive() and not answers
    go_on.set()
    first.join(10)
    second.join(10)

    assert waits
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].content == answers[1].content
    assert {answer.headers.get("Idempotency-Replayed") for answer in answers} == {None, "true"}
    assert packs(firm) == 2


def test_second_request_that_waits_too_long_is_told(committed):
    from tests.conftest import as_owner

    firm = make_firm()
    furnish(firm)
    api = by_token(firm, "write")
    api("POST", PATH, BODY, Idempotency_Key="zero")
    with tenant_context(firm.pk):
        owner_id = IdempotencyKey.objects.get().caller_id

    with as_owner() as other, other.transaction():
        other.execute(
            "INSERT INTO idempotency_keys (tenant_id, caller_id, key, request_hash, headers, body) "
            "VALUES (%s, %s, 'one', '', '{}', '')",
            [firm.pk, owner_id],
        )
        answer = api("POST", PATH, BODY | {"key": "third"}, Idempotency_Key="one")

    assert (answer.status_code, answer.json()["code"], answer["Retry-After"]) == (503, "busy", "1")
    assert packs(firm) == 2


def test_fault_of_ours_keeps_no_key(committed, monkeypatch):
    from apps.core.api import resources

    firm = make_firm()
    furnish(firm)
    api = by_token(firm, "write")
    api.client.raise_request_exception = False

    with monkeypatch.context() as patch:
        patch.setattr(resources.Resource, "read", lambda *_: 1 / 0)
        broken = api("POST", PATH, BODY, Idempotency_Key="one")
    again = api("POST", PATH, BODY, Idempotency_Key="one")

    assert (broken.status_code, again.status_code) == (500, 201)
    assert packs(firm) == 2
