"""The Python client before a real server with real commits, and before one that fails by a script."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from firmloop_client import Client, models

from apps.tenancy.choices import Scope
from tests.api.conftest import make_firm, make_token

SOURCE = Path(__file__).parents[2] / "clients" / "python" / "src"
TOKEN = "fl_test_only-for-the-scripted-server"


@dataclass
class Asked:
    """One request as the scripted server got it."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any


@dataclass
class Scripted:
    """A server that gives each request the next answer: (status, headers, body), or None to hang up."""

    url: str
    answers: list[tuple[int, dict[str, str], Any] | None] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)


def _handler(scripted: Scripted) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            scripted.asked.append(Asked(self.command, self.path, dict(self.headers), json.loads(body or b"null")))
            answer = scripted.answers.pop(0)
            self.close_connection = True
            if answer is None:
                return
            status, headers, content = answer
            sent = content if isinstance(content, bytes) else json.dumps(content).encode()
            self.send_response(status)
            for name, value in {"Content-Length": str(len(sent)), "Connection": "close", **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(sent)

        do_GET = do_POST = do_PATCH = do_DELETE = do  # noqa: N815 -- names of http.server

        def log_message(self, *args: Any) -> None:
            pass

    return Handler


@pytest.fixture
def scripted() -> Iterator[Scripted]:
    found = Scripted("")
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(found)) as server:
        found.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield found
        server.shutdown()
        thread.join()


@pytest.fixture
def client(scripted: Scripted) -> Iterator[Client]:
    with Client(scripted.url, TOKEN) as client:
        yield client


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Make waiting between tries take no time, and return for how long it would have been."""
    waits: list[float] = []
    monkeypatch.setattr("urllib3.util.retry.time.sleep", waits.append)
    return waits


@pytest.fixture
def server(committed: None, live_server: Any) -> Iterator[str]:
    yield str(live_server.url)
    for thread in threading.enumerate():  # emptying the tables under a request would deadlock with it
        if "process_request_thread" in thread.name:
            thread.join(timeout=20)


@pytest.fixture
def firm(server: str) -> Any:
    return make_firm()


Connect = Callable[..., Client]


@pytest.fixture
def connect(server: str) -> Iterator[Connect]:
    """Return a function that makes a client with a token of a firm."""
    clients: list[Client] = []

    def connect(firm: Any, scope: str = Scope.WRITE, url: str = server) -> Client:
        clients.append(Client(url, make_token(firm, scope), retries=0))
        return clients[-1]

    yield connect
    for one in clients:
        one.close()


@pytest.fixture
def firmloop(firm: Any, connect: Connect) -> Client:
    return connect(firm)


def answer_of(kind: str, **given: Any) -> dict[str, Any]:
    """Return what the API would answer as one of the client's types, empty but for these fields."""
    empty = {"int": 0, "float": 0.5, "bool": False, "Mapping": {}, "tuple": [], "dt": "2026-03-02T09:30:00Z"}
    hints = {one.name: str(one.type) for one in fields(getattr(models, kind))}
    return {
        name: None if "None" in hint else empty.get(re.match(r"\w+", hint)[0], "") for name, hint in hints.items()
    } | given
