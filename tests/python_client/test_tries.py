"""What is sent again and what is not, before a server that fails by a script."""

import logging
import socket

import pytest
from firmloop_client import (
    Client,
    FirmloopError,
    NotConfigured,
    NotSignedIn,
    RefusedError,
    ServerFault,
    TooManyRequests,
    Unreachable,
)

from tests.python_client.conftest import TOKEN, answer_of

PROJECT = {"project_name": "shop", "project_path": "/srv/shop", "pattern_id": "rest-api"}
ID = "019a4c3e-5d2b-7c1e-9f00-3a1b2c3d4e5f"
BUSY = (503, {"Retry-After": "1"}, {"code": "busy", "detail": "Somebody else holds the row right now."})
MADE = (201, {}, answer_of("Outcome", id=ID))
CHANGED = (200, {}, answer_of("OutcomeDetail", id=ID))
HUNG_UP = None


def keys(scripted):
    return [asked.headers.get("Idempotency-Key") for asked in scripted.asked]


def test_busy_server_is_asked_again_with_the_same_key_when_it_says(scripted, client, slept):
    scripted.answers = [BUSY, MADE]

    outcome = client.record_outcome(**PROJECT)

    assert outcome.id == ID
    assert slept == [1]
    assert [asked.body for asked in scripted.asked] == [PROJECT] * 2
    first, second = keys(scripted)
    assert first == second
    assert len(first) == 36


@pytest.mark.parametrize(
    "lost", [HUNG_UP, (502, {}, b"<h1>Bad gateway</h1>"), (504, {}, b"")], ids=["hung up", "502", "504"]
)
def test_lost_answer_to_a_new_project_is_asked_for_again(scripted, client, slept, lost):
    scripted.answers = [lost, MADE]

    client.record_outcome(**PROJECT, idempotency_key="shop-1")

    assert keys(scripted) == ["shop-1", "shop-1"]


def test_two_calls_have_two_keys(scripted, client):
    scripted.answers = [MADE, MADE]

    for _ in range(2):
        client.record_outcome(**PROJECT)

    assert len(set(keys(scripted))) == 2


@pytest.mark.parametrize("lost", [HUNG_UP, (502, {}, b""), (503, {}, b"")], ids=["hung up", "502", "503 of a proxy"])
def test_change_that_notes_a_build_is_not_repeated_when_it_may_have_arrived(scripted, client, slept, lost):
    scripted.answers = [lost, CHANGED]

    with pytest.raises((Unreachable, ServerFault)):
        client.update_outcome(ID, last_build_status="success", repository="harbor/shop")

    assert len(scripted.asked) == 1


def test_change_that_notes_a_build_is_repeated_when_the_server_undid_it(scripted, client, slept):
    scripted.answers = [BUSY, CHANGED]

    client.update_outcome(ID, last_build_status="success")

    assert [asked.method for asked in scripted.asked] == ["PATCH", "PATCH"]


def test_change_that_only_sets_values_is_repeated(scripted, client, slept):
    scripted.answers = [HUNG_UP, CHANGED]

    client.update_outcome(ID, repository="harbor/shop")

    assert [asked.body for asked in scripted.asked] == [{"repository": "harbor/shop"}] * 2


def test_end_of_a_session_is_not_repeated_when_it_may_have_arrived(scripted, client, slept):
    scripted.answers = [HUNG_UP]

    with pytest.raises(Unreachable):
        client.complete_session(ID)

    assert [asked.body for asked in scripted.asked] == [{"completed": True}]


def test_deleting_is_repeated(scripted, client, slept):
    scripted.answers = [HUNG_UP, (204, {}, b"")]

    client.delete_outcome(ID)

    assert [asked.path for asked in scripted.asked] == [f"/api/outcomes/{ID}"] * 2


def test_fifth_failure_is_the_last(scripted, client, slept):
    scripted.answers = [BUSY] * 6

    with pytest.raises(ServerFault, match="Somebody else holds the row") as refused:
        client.record_outcome(**PROJECT)

    assert len(scripted.asked) == 5
    assert (refused.value.status, refused.value.code) == (503, "busy")


def test_waits_grow_and_differ(scripted, client, slept):
    scripted.answers = [(502, {}, b"")] * 5

    with pytest.raises(ServerFault):
        client.outcome(ID)

    assert [int(wait) for wait in slept] == [1, 2, 4]  # the second try is at once
    assert any(wait % 1 for wait in slept)


def test_nobody_waits_for_a_day(scripted, client, slept):
    refused = (429, {"Retry-After": "86400"}, {"code": "too_many_requests", "detail": "Try again in 86400 s."})
    scripted.answers = [refused] * 5

    with pytest.raises(TooManyRequests):
        client.outcome(ID)

    assert slept == [60] * 4


@pytest.mark.parametrize("status", [400, 401, 404, 409, 500])
def test_refusals_are_final(scripted, client, status):
    scripted.answers = [(status, {}, {"code": "no", "detail": "No."})]

    with pytest.raises(RefusedError, match=r"No\.") as refused:
        client.record_outcome(**PROJECT)

    assert refused.value.status == status


def test_token_is_not_sent_on_to_another_address(scripted, client):
    scripted.answers = [(301, {"Location": f"{scripted.url}/elsewhere"}, b"")]

    with pytest.raises(Unreachable, match="Set FIRMLOOP_URL to where the server is now"):
        client.outcome(ID)

    assert len(scripted.asked) == 1


@pytest.mark.parametrize("content", [b"<h1>Welcome</h1>", b"[", b'"text"'], ids=["page", "cut off", "text"])
def test_answer_of_another_program_is_told(scripted, client, content):
    scripted.answers = [(200, {}, content)]

    with pytest.raises(FirmloopError, match=r"FIRMLOOP_URL|no object"):
        client.outcome(ID)


def test_answer_without_a_field_is_told(scripted, client):
    scripted.answers = [(200, {}, {"id": ID})]

    with pytest.raises(FirmloopError, match=r"has no project_name, .*; update"):
        client.outcome(ID)


def test_field_that_a_newer_server_adds_is_left_out(scripted, client):
    scripted.answers = [(200, {}, answer_of("OutcomeDetail", id=ID) | {"mood": "sunny"})]

    assert client.outcome(ID).id == ID


def test_export_that_breaks_off_is_told(scripted, client):
    scripted.answers = [(200, {"Content-Length": "90"}, b'{"id": "1"}\n{"id"')]

    with pytest.raises(Unreachable, match="broke off"):
        list(client.export_feedback())


def test_nobody_listening_is_told(slept):
    with socket.socket() as taken:  # bound, and listening to nobody
        taken.bind(("127.0.0.1", 0))
        client = Client(f"http://127.0.0.1:{taken.getsockname()[1]}", TOKEN)

        with pytest.raises(Unreachable, match=r"cannot be reached \(.*refused\)\. Check FIRMLOOP_URL"):
            client.record_outcome(**PROJECT)

    assert len(slept) == 3


def test_tls_with_a_server_that_has_none_is_told(scripted):
    client = Client(scripted.url.replace("http:", "https:"), TOKEN)

    with pytest.raises(Unreachable, match=r"speaks no TLS .* Check FIRMLOOP_URL"):
        client.outcome(ID)

    assert scripted.asked == []


@pytest.mark.parametrize("host", ["firmloop.example", "192.168.1.7", "127.0.0.1.example", "localhost.example"])
def test_token_is_not_sent_unencrypted_to_another_machine(host, monkeypatch):
    monkeypatch.delenv("FIRMLOOP_ALLOW_HTTP", raising=False)

    with pytest.raises(NotConfigured, match=f"unencrypted to {host}.*FIRMLOOP_ALLOW_HTTP=1"):
        Client(f"http://{host}", TOKEN)


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_own_machine_needs_no_encryption(host):
    assert repr(Client(f"http://{host}", TOKEN)) == f"Client('http://{host}')"


def test_unencrypted_is_allowed_where_it_is_said(monkeypatch):
    by_argument = Client("http://firmloop.example", TOKEN, allow_http=True)
    monkeypatch.setenv("FIRMLOOP_ALLOW_HTTP", "1")
    by_environment = Client("http://firmloop.example", TOKEN)

    assert repr(by_argument) == repr(by_environment) == "Client('http://firmloop.example')"


@pytest.mark.parametrize(
    "url",
    [
        "firmloop.example",
        "ftp://firmloop.example",
        "https://",
        "https://me@firmloop.example",
        "https://a:b",
        "https://x?y=1",
    ],
)
def test_what_is_no_address_is_refused(url):
    with pytest.raises(NotConfigured, match="FIRMLOOP_URL"):
        Client(url, TOKEN)


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://firmloop.example", f"https://firmloop.example/api/outcomes/{ID}"),
        ("https://firmloop.example/api/", f"https://firmloop.example/api/outcomes/{ID}"),
        (
            "https://firmloop.example/f/harbor-dental/",
            f"https://firmloop.example/f/harbor-dental/patterns/projects/{ID}/",
        ),
        ("https://one.example/loop/f/harbor/tickets/", f"https://one.example/loop/f/harbor/patterns/projects/{ID}/"),
    ],
    ids=["server", "API", "firm", "page of a firm below a path"],
)
def test_address_may_be_copied_from_anywhere(url, page):
    assert Client(url, TOKEN).address_of(ID) == page


def test_missing_settings_are_named(monkeypatch):
    for name in ("FIRMLOOP_URL", "FIRMLOOP_TOKEN"):
        monkeypatch.delenv(name, raising=False)

    with pytest.raises(NotConfigured, match="Set FIRMLOOP_URL and FIRMLOOP_TOKEN"):
        Client()


def test_token_is_never_told(scripted, client, slept, caplog):
    caplog.set_level(logging.DEBUG)
    scripted.answers = [HUNG_UP, (401, {}, {"code": "not_authenticated", "detail": "This token is unknown."})]

    with pytest.raises(NotSignedIn) as refused:
        client.outcome(ID)
    with pytest.raises(NotConfigured) as broken:
        Client(scripted.url, f"{TOKEN}\nX: y")

    assert scripted.asked[0].headers["Authorization"] == f"Bearer {TOKEN}"
    for text in (caplog.text, str(refused.value), str(broken.value), repr(client), repr(refused.value)):
        assert TOKEN not in text
    assert "FIRMLOOP_TOKEN" in str(refused.value)


@pytest.mark.parametrize("key", ["", "two words", "ü", "x" * 201])
def test_key_that_is_none_is_refused_before_it_is_sent(client, scripted, key):
    with pytest.raises(NotConfigured, match="1 to 200 visible ASCII characters"):
        client.record_outcome(**PROJECT, idempotency_key=key)

    assert scripted.asked == []


@pytest.mark.parametrize("given", ["shop", "../patterns", f"{ID}/restore", ""])
def test_what_is_no_id_never_becomes_an_address(client, scripted, given):
    with pytest.raises(ValueError, match="hexadecimal"):
        client.delete_outcome(given)

    assert scripted.asked == []
