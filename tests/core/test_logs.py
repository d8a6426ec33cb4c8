"""What log lines leave out."""

from __future__ import annotations

import secrets

import pytest

from config.settings.logs import hide_links


@pytest.mark.parametrize(
    "address",
    ["/q/{}/", "/q/{}/quote.pdf", "/c/{}/", "/feedback/{}/", "/unsubscribe/{}/", "/invite/{}/", "/invite/{}"],
)
@pytest.mark.parametrize("line", [{"request": "GET {}"}, {"event": "Gone: {}"}], ids=["request", "event"])
def test_token_of_a_mailed_link_is_not_logged(line, address):
    token = secrets.token_urlsafe(32)
    logged = hide_links(None, "info", {name: text.format(address.format(token)) for name, text in line.items()})

    assert list(logged.values()) == [text.format(address.format("…")) for text in line.values()]


def test_key_of_a_password_reset_is_not_logged():
    line = {"request": "GET /accounts/password/reset/key/1-cy4b8w-0a1b2c3d4e/"}

    assert hide_links(None, "info", line) == {"request": "GET /accounts/password/reset/key/…/"}


@pytest.mark.parametrize(
    "request_line",
    [
        "GET /f/harbor-dental/deals/01a1feec-4e38-7516-94e8-d3ab22ce8307/",
        "GET /api/ticket-instances?order=-id",
        "GET /",
    ],
)
def test_other_addresses_are_logged_as_they_are(request_line):
    assert hide_links(None, "info", {"request": request_line, "code": 200}) == {"request": request_line, "code": 200}
