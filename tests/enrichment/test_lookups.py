"""Look-ups at a provider, against a local server."""

from __future__ import annotations

import datetime as dt
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.test import override_settings

from apps.clients.models import Contact
from apps.enrichment import operations
from apps.enrichment.jobs import look_up
from apps.enrichment.models import EnrichmentItem
from apps.enrichment.providers import Apollo, ProviderBusy, ProviderRefused
from apps.tenancy.context import tenant_context
from tests.conftest import AT
from tests.enrichment.makers import make_contact, make_item

PERSON = {
    "person": {
        "first_name": "Mara",
        "title": "COO",
        "linkedin_url": "https://www.linkedin.com/in/mara",
        "organization": {"name": "Castellan", "website_url": "https://castellan.example"},
        "phone_numbers": [{"type": "mobile", "sanitized_number": "+14155550199"}, {"raw_number": "415 555 0134"}],
    }
}


class Answers(ThreadingHTTPServer):
    """A server that says what the test wants, and keeps what it was asked."""

    status, body, headers, delay = 200, json.dumps(PERSON).encode(), {}, 0

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked = []


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, self.headers["X-Api-Key"], json.loads(body)))
        time.sleep(self.server.delay)
        try:
            self.send_response(self.server.status)
            for name, value in self.server.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(self.server.body)
        except OSError:
            pass  # the caller did not wait

    def log_message(self, *args):
        pass


@pytest.fixture
def server():
    with Answers() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def apollo(server, **fields):
    return Apollo(url=f"http://127.0.0.1:{server.server_port}", key="secret", **fields)


def test_apollo_is_asked_by_address_with_the_key(server):
    found = apollo(server).find("mara@castellan.example")

    assert found == {
        "first_name": "Mara",
        "title": "COO",
        "linkedin_url": "https://www.linkedin.com/in/mara",
        "company": "Castellan",
        "website": "https://castellan.example",
        "mobile": "+14155550199",
        "phone": "415 555 0134",
    }
    asked = {"email": "mara@castellan.example", "reveal_personal_emails": False}
    assert server.asked == [("/api/v1/people/match", "secret", asked)]


@pytest.mark.parametrize(
    ("status", "headers", "error", "wait"),
    [
        (429, {"Retry-After": "120"}, ProviderBusy, dt.timedelta(minutes=2)),
        (429, {"Retry-After": "soon"}, ProviderBusy, None),
        (503, {}, ProviderBusy, None),
        (401, {}, ProviderRefused, None),
        (422, {}, ProviderRefused, None),
        (302, {"Location": "http://127.0.0.1:1/"}, ProviderRefused, None),
    ],
)
def test_refusals_say_whether_to_ask_again(server, status, headers, error, wait):
    server.status, server.headers = status, headers

    with pytest.raises(error) as refused:
        apollo(server).find("a@b.example")

    assert getattr(refused.value, "wait", None) == wait


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b'"x"', b"null", b'{"person": 5}', b"{}", b"[" * 100_000, b"x" * 1_000_001, b"\xff"]
)
def test_garbage_is_refused(server, body):
    server.body = body

    with pytest.raises(ProviderRefused):
        apollo(server).find("a@b.example")


@pytest.mark.parametrize(
    "body", [b'{"person": null}', b'{"person": {"title": 5, "organization": [], "phone_numbers": "x"}}']
)
def test_nobody_and_nothing_of_use_is_empty(server, body):
    server.body = body

    assert apollo(server).find("a@b.example") == {}


def test_a_server_that_is_slow_or_away_is_busy(server):
    server.delay = 0.5
    with pytest.raises(ProviderBusy, match="does not answer in time"):
        apollo(server, timeout=0.1).find("a@b.example")
    with pytest.raises(ProviderBusy):
        Apollo(url="http://127.0.0.1:1", key="secret").find("a@b.example")


@pytest.fixture
def waiting(firm):
    with tenant_context(firm.pk):
        return make_item(make_contact(title="", phone="", mobile=""), source="apollo", extracted_data={})


def item_of(firm):
    with tenant_context(firm.pk):
        return EnrichmentItem.objects.get()


def ask(firm, at=AT):
    with tenant_context(firm.pk):
        return operations.ask_due(limit=10, at=at)


def at_server(server, key="secret"):
    return override_settings(FIRMLOOP_APOLLO_URL=f"http://127.0.0.1:{server.server_port}", FIRMLOOP_APOLLO_KEY=key)


def test_without_a_key_nothing_is_asked_and_the_item_says_so(firm, waiting, server):
    with at_server(server, key=""):
        ask(firm)

    item = item_of(firm)
    assert (item.status, item.error_message) == ("skipped", "Apollo is off: no APOLLO_API_KEY is set.")
    assert server.asked == []


def test_a_look_up_fills_the_contact(firm, waiting, server):
    with at_server(server):
        ask(firm)
        look_up(tenant_id=str(firm.pk), item_id=str(waiting.pk))
        look_up(tenant_id=str(firm.pk), item_id=str(waiting.pk))  # the job runs at least once

    assert item_of(firm).status == "completed"
    assert len(server.asked) == 1
    with tenant_context(firm.pk):
        contact = Contact.objects.get()
        assert (contact.title, contact.mobile, contact.phone) == ("COO", "+14155550199", "415 555 0134")


def test_a_busy_provider_is_asked_again_up_to_five_times(firm, waiting, server):
    server.status = 503
    at = AT
    with at_server(server):
        for attempt in range(1, 6):
            ask(firm, at)
            look_up(tenant_id=str(firm.pk), item_id=str(waiting.pk))
            item = item_of(firm)
            assert item.attempts == attempt
            if attempt < 5:
                assert item.status == "pending"
                assert ask(firm, item.locked_until - dt.timedelta(seconds=1)).seen == 0
                at = item.locked_until

    assert (item.status, item.error_message) == ("failed", "Apollo answered 503; it is asked again later.")
    assert len(server.asked) == 5


def test_a_worker_that_was_killed_is_not_waited_for(firm, waiting, server):
    with at_server(server):
        ask(firm)
        with tenant_context(firm.pk):
            lost = operations.claim_lookup(item_id=waiting.pk, at=AT)
            assert operations.release_stuck(limit=10, at=AT).seen == 0
            assert operations.release_stuck(limit=10, at=AT + dt.timedelta(minutes=15)).seen == 1
        ask(firm, AT + dt.timedelta(minutes=15))
        look_up(tenant_id=str(firm.pk), item_id=str(waiting.pk))
        with tenant_context(firm.pk):
            operations.record_lookup(lookup=lost, error="late", at=AT)

    assert (item_of(firm).status, item_of(firm).attempts) == ("completed", 2)
