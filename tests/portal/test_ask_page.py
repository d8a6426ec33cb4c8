from __future__ import annotations

import html

import pytest

from apps.roadmaps.models import RoadmapSection
from apps.tenancy.context import tenant_context
from apps.tickets.models import TicketInstance
from tests.portal.makers import signed_in


def page_of(place, question: str, *, role: str = "viewer", status: int = 200) -> str:
    response = signed_in(place.people[role]).get(f"{place.url}roadmap/ask/", {"q": question})
    assert response.status_code == status
    return response.content.decode()


def test_viewer_finds_passages_and_tickets_with_the_words_marked(harbor):
    page = page_of(harbor, "missed calls")

    assert "then the <mark>missed</mark> <mark>calls</mark>." in page
    assert f'href="{harbor.url}roadmap/1/#:~:text=One%20inbox%20first%2C%20then%20the%20missed"' in page
    assert f'href="{harbor.url}tickets/{harbor.tickets["H-102"].pk}/"' in page
    assert "greeting for <mark>missed</mark> <mark>calls</mark>" in page
    assert 'value="missed calls"' in page


def test_place_in_a_table_is_its_first_cell(harbor):
    assert f'href="{harbor.url}roadmap/1/#:~:text=Step"' in page_of(harbor, '"phone · Marcus"')


def test_without_a_question_the_page_says_how_to_ask(harbor):
    page = page_of(harbor, "  ")

    assert "nothing is made up" in page
    assert "<mark>" not in page


def test_nothing_found_says_what_to_try(harbor):
    page = page_of(harbor, "zebra")

    assert "Nothing found" in page
    assert "Try another word for it" in page
    assert f'href="{harbor.url}roadmap/"' in page


def test_question_that_is_too_long_is_refused_beside_the_field(harbor):
    page = page_of(harbor, "x" * 501, status=422)

    assert 'aria-describedby="ask-error"' in page
    assert "at most 500 characters" in page


def test_texts_of_the_firm_are_no_html(harbor):
    with tenant_context(harbor.firm.pk):
        RoadmapSection.objects.filter(section_number=2).update(content_markdown="<script>alert(1)</script> periscope")
        TicketInstance.objects.filter(ticket_id="H-301").update(title="<img src=x onerror=alert(1)> periscope")

    page = page_of(harbor, 'periscope "><script>')

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert html.escape('periscope "><script>') in page


def test_roadmap_page_has_the_field(harbor):
    page = signed_in(harbor.people["viewer"]).get(f"{harbor.url}roadmap/").content.decode()

    assert f'role="search" action="{harbor.url}roadmap/ask/"' in page


def test_firm_without_a_roadmap_is_told(castellan):
    page = page_of(castellan, "phone", role="owner")

    assert "No roadmap yet" in page
    assert "<mark>" not in page


@pytest.mark.parametrize("question", ["phone", ""])
def test_stranger_sees_no_firm(harbor, castellan, question):
    response = signed_in(castellan.people["owner"]).get(f"{harbor.url}roadmap/ask/", {"q": question})

    assert response.status_code == 404
    assert "inbox" not in response.content.decode()
