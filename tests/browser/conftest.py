"""A real Chromium in front of a real server, under the restricted web login, with real commits."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, sync_playwright

from tests.portal.makers import Place, make_working_place, signed_in

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 5_000  # milliseconds; the machine may be busy with other tests
# Chromium and htmx report an answer of 4xx and a lost network as errors; tests ask for both on purpose.
EXPECTED = (
    "Failed to load resource: the server responded with a status of 4",
    "net::ERR_INTERNET_DISCONNECTED",
    "Response Status Error Code 4",
    "htmx:sendError",
    "htmx:afterRequest",
)

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once for all browser tests."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
    if not Path(found).exists():
        missing = "No Chromium on this machine. Get it with: apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def server(committed, live_server, settings) -> Iterator[str]:
    """Serve the site and return its address; links in mails lead to it."""
    settings.FIRMLOOP_URL = live_server.url
    yield str(live_server.url)
    # A closed page leaves its last request running; emptying the tables under it would deadlock with it.
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=20)


@pytest.fixture
def open_page(browser: Browser, server: str) -> Iterator[OpenPage]:
    """Return a function that opens a page in a browser of its own, signed in as a person where one is given.

    The test fails when a page of it wrote an error to the console or missed a file.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_page(user: Any = None, path: str = "", **options: Any) -> Page:
        context = browser.new_context(**({"viewport": {"width": 1280, "height": 800}} | options), base_url=server)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if user is not None:
            session = signed_in(user).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": server}])
        page = context.new_page()
        watch(page, faults)
        if path:
            page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def watch(page: Page, faults: list[str]) -> None:
    """Collect what the browser complains about: policy violations, scripts that fail, files that are missing."""

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error" and not any(text in message.text for text in EXPECTED):
            faults.append(f"{page.url}: {message.text}")

    def on_response(response: Response) -> None:
        if "/static/" in response.url and response.status >= 400:
            faults.append(f"{page.url}: {response.status} {response.url}")

    page.on("console", on_console)
    page.on("response", on_response)
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))


@pytest.fixture
def harbor(server: str) -> Place:
    """A firm in the middle of its work."""
    return make_working_place()
