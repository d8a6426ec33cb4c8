from __future__ import annotations

import pytest

from apps.roadmaps.models import Roadmap, RoadmapSection
from apps.tenancy.context import tenant_context
from tests.portal.makers import signed_in


def test_roadmap_opens_at_its_first_section(harbor):
    response = signed_in(harbor.people["viewer"]).get(f"{harbor.url}roadmap/")

    page = response.content.decode()
    assert response.status_code == 200
    assert response.context["section"].number == 1
    assert f'<iframe src="{harbor.url}roadmap/1/diagram/0/"' in page
    assert '<th scope="col">Step</th>' in page
    assert "0 of 6 tickets done" in page


@pytest.mark.parametrize("path", ["roadmap/9/", "roadmap/1/diagram/1/", "roadmap/9/diagram/0/"])
def test_roadmap_without_such_a_part_is_not_found(harbor, path):
    assert signed_in(harbor.people["viewer"]).get(harbor.url + path).status_code == 404


@pytest.mark.parametrize("path", ["roadmap/", "roadmap/1/", "roadmap/1/diagram/0/"])
def test_roadmap_is_a_404_to_a_stranger(harbor, castellan, path):
    response = signed_in(castellan.people["owner"]).get(harbor.url + path)

    assert response.status_code == 404
    assert "inbox" not in response.content.decode().lower()


@pytest.mark.parametrize("path", ["roadmap/1/", "roadmap/1/diagram/0/"])
def test_section_of_a_firm_without_a_roadmap_is_not_found(castellan, path):
    assert signed_in(castellan.people["owner"]).get(castellan.url + path).status_code == 404


def test_roadmap_of_a_new_firm_says_what_comes(castellan):
    response = signed_in(castellan.people["owner"]).get(f"{castellan.url}roadmap/")

    assert "No roadmap yet" in response.content.decode()


def test_roadmap_without_sections_says_so(castellan):
    with tenant_context(castellan.firm.pk):
        Roadmap.objects.create(version="v2.0")

    response = signed_in(castellan.people["owner"]).get(f"{castellan.url}roadmap/")

    assert "This version has no sections yet" in response.content.decode()


def test_diagram_runs_in_a_sandbox_that_may_draw_and_nothing_else(harbor):
    response = signed_in(harbor.people["viewer"]).get(f"{harbor.url}roadmap/1/diagram/0/")

    policy = dict(part.strip().partition(" ")[::2] for part in response["Content-Security-Policy"].split(";"))
    assert policy["sandbox"] == "allow-scripts"
    assert policy["default-src"] == "'none'"
    assert "connect-src" not in policy
    assert policy["frame-ancestors"] == "'self'"
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_diagram_source_cannot_break_out_of_its_page(harbor):
    with tenant_context(harbor.firm.pk):
        RoadmapSection.objects.filter(section_number=2).update(
            content_markdown="```mermaid\n</pre><script>alert(1)</script>\n```\n"
        )

    response = signed_in(harbor.people["viewer"]).get(f"{harbor.url}roadmap/2/diagram/0/")

    assert "<script>alert" not in response.content.decode()
