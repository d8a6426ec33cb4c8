from __future__ import annotations

import pytest

from apps.metrics.case_study import case_study
from apps.tenancy.context import tenant_context
from apps.work.models import AuditEvent
from tests.portal.makers import NOW, signed_in
from tests.portal.measured import measured_twice


def ask(place, path: str, role: str = "viewer"):
    return signed_in(place.people[role]).get(f"{place.url}results/{path}")


@pytest.fixture
def measured(harbor):
    measured_twice(harbor)
    return harbor


def exports(place) -> list[AuditEvent]:
    with tenant_context(place.firm.pk):
        return list(AuditEvent.objects.filter(event_type="case_study_export"))


def test_viewer_reads_it(measured):
    response = ask(measured, "case-study/")

    page = response.content.decode()
    assert response.status_code == 200
    assert page.count("<h1") == 1
    assert "<h1>Case study: Harbor Dental Partners</h1>" in page
    assert '<th scope="col">Which is</th>' in page
    assert "<strong>Hours saved a year: 780 h.</strong>" in page
    assert f'href="{measured.url}results/case-study.md"' in page
    assert exports(measured) == []


def test_viewer_downloads_it_and_that_is_remembered(measured):
    response = ask(measured, "case-study.md")

    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="harbor-dental-case-study-v1.0.md"'
    with tenant_context(measured.firm.pk):
        expected = case_study(at=NOW)
    assert response.content.decode().split("\n")[4:] == expected.split("\n")[4:]  # but for the day of today
    (event,) = exports(measured)
    assert event.actor_id == measured.people["viewer"].pk


@pytest.mark.parametrize(("role", "says"), [("viewer", "Ask an admin"), ("admin", "Enter a measurement")])
def test_without_an_outcome_the_page_says_what_is_missing(harbor, role, says):
    page = ask(harbor, "case-study/", role).content.decode()

    assert "Nothing was measured yet; begin with the baseline." in page
    assert says in page
    assert "Download" not in page


def test_file_without_an_outcome_leads_to_the_page(harbor):
    response = ask(harbor, "case-study.md")

    assert (response.status_code, response["Location"]) == (302, f"{harbor.url}results/case-study/")
    assert exports(harbor) == []


def test_results_lead_to_it_once_there_is_something_to_tell(harbor):
    link = f'href="{harbor.url}results/case-study/"'

    before = ask(harbor, "").content.decode()
    measured_twice(harbor)
    after = ask(harbor, "").content.decode()

    assert link not in before
    assert link in after


@pytest.mark.parametrize("path", ["case-study/", "case-study.md"])
def test_stranger_sees_no_firm(measured, castellan, path):
    response = signed_in(castellan.people["owner"]).get(f"{measured.url}results/{path}")

    assert response.status_code == 404
    assert "780" not in response.content.decode()
