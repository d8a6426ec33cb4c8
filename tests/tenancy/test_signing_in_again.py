"""Where somebody goes on whose session ended between the page and the form on it."""

from __future__ import annotations

import pytest

HOME = "/f/harbor-dental/"


@pytest.mark.parametrize(
    ("sent_from", "page"),
    [
        ("http://testserver/f/harbor-dental/deals/?mine=1", "/f/harbor-dental/deals/%3Fmine%3D1"),
        ("http://testserver/f/harbor-dental/tokens/", "/f/harbor-dental/tokens/"),
        ("https://elsewhere.example/f/harbor-dental/deals/", HOME),
        ("", HOME),
    ],
    ids=["query", "page", "another site", "unknown"],
)
def test_form_that_was_sent_leads_back_to_its_page(firm, client, sent_from, page):
    response = client.post("/f/harbor-dental/tokens/new/", headers={"Referer": sent_from} if sent_from else {})

    assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next={page}")


def test_page_that_was_asked_for_leads_to_itself(firm, client):
    assert client.get("/f/harbor-dental/deals/")["Location"] == "/accounts/login/?next=/f/harbor-dental/deals/"
