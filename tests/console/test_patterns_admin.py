"""Patterns and projects in the admin: through the operations, undoable, never over another firm's rows."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from apps.patterns import operations
from apps.patterns.models import BuildEvent, Pattern, ProjectOutcome, UserFeedback
from apps.tenancy.context import tenant_context
from tests.conftest import make_member, make_user
from tests.patterns.makers import make_feedback, make_outcome, make_pattern, make_session

HERE = "/f/harbor-dental/admin/patterns"
pytestmark = pytest.mark.django_db


@pytest.fixture
def outcome(firm):
    with tenant_context(firm.pk):
        made = make_outcome(last_build_status="success", repository="harbor/shop")
        make_feedback(made, additional_comments="Quick to start", consent_to_export=True)
        BuildEvent.objects.create(project_outcome=made, event_type="test", status="success", test_pass_rate=Decimal(90))
        make_session(pattern_chosen="rest-api")
        operations.refresh_analytics(asked_at=dt.datetime.now(dt.UTC))
        return made


@pytest.mark.parametrize("place", ["/f/harbor-dental/admin/patterns", "/admin/patterns"], ids=["a firm", "all firms"])
@pytest.mark.parametrize(
    ("table", "shown"),
    [
        ("pattern", "100 % (21–100 %, n = 1, few projects)"),
        ("projectoutcome", "rest-api"),
        ("userfeedback", "4"),
        ("buildevent", "90"),
        ("scaffoldsession", "rest-api"),
        ("ciendpoint", "0 CI endpoints"),
    ],
)
def test_lists_show_the_firms_rows(staff_client, outcome, place, table, shown):
    page = staff_client.get(f"{place}/{table}/")

    assert page.status_code == 200
    assert shown in page.text


def test_page_of_a_project_shows_its_builds_and_what_people_said(staff_client, outcome):
    page = staff_client.get(f"{HERE}/projectoutcome/{outcome.pk}/change/")

    assert "Quick to start" in page.text
    assert "Tests" in page.text


def test_project_is_added_with_its_patterns_name(staff_client, firm):
    with tenant_context(firm.pk):
        make_pattern(name="REST API", version="3.0.0")
    form = {"project_name": "shop", "project_path": "/srv/shop", "pattern_id": "rest-api", "files_created": "3"}

    page = staff_client.post(f"{HERE}/projectoutcome/add/", form | {"metadata": "{}", "_save": "Save"})

    assert page.status_code == 302, page.text
    with tenant_context(firm.pk):
        made = ProjectOutcome.objects.get()
        assert (made.pattern_name, made.pattern_version, made.files_created) == ("REST API", "3.0.0", 3)


def test_second_project_at_a_path_is_refused_by_name_and_nothing_is_lost(staff_client, outcome):
    form = {"project_name": "again", "project_path": outcome.project_path, "pattern_id": "rest-api"}

    page = staff_client.post(
        f"{HERE}/projectoutcome/add/", form | {"files_created": "0", "metadata": "{}", "_save": "Save"}
    )

    assert "There is an active project at this path already" in page.text
    assert 'value="again"' in page.text


def test_projects_are_archived_together_and_put_back(staff_client, outcome, firm):
    chosen = {"action": "archive", "_selected_action": [str(outcome.pk)], "index": "0"}

    looked = staff_client.post(f"{HERE}/projectoutcome/", chosen, follow=True)

    assert "1 project" in looked.text
    assert "Archive" in looked.text
    with tenant_context(firm.pk):
        assert ProjectOutcome.objects.get().status == "active"  # the look before changes nothing


def test_what_people_said_is_not_rewritten(staff_client, outcome, firm):
    with tenant_context(firm.pk):
        row = UserFeedback.objects.get()

    staff_client.post(f"{HERE}/userfeedback/{row.pk}/change/", {"overall_satisfaction": "1", "_save": "Save"})

    with tenant_context(firm.pk):
        row.refresh_from_db()
        assert (row.overall_satisfaction, row.consent_to_export) == (4, False)


def test_build_events_cannot_be_changed_there(staff_client, outcome, firm):
    with tenant_context(firm.pk):
        event = BuildEvent.objects.get()

    assert staff_client.get(f"{HERE}/buildevent/{event.pk}/delete/").status_code == 403
    assert staff_client.get(f"{HERE}/buildevent/add/").status_code == 403
    assert 'name="_save"' not in staff_client.get(f"{HERE}/buildevent/{event.pk}/change/").text


def test_pattern_keeps_its_id_and_takes_a_new_name(staff_client, outcome, firm):
    with tenant_context(firm.pk):
        pattern = Pattern.objects.get()
    form = {"pattern_id": "other", "name": "REST, renamed", "version": "2.0.0", "languages": "Python, Go"}

    staff_client.post(f"{HERE}/pattern/{pattern.pk}/change/", form | {"is_active": "on", "_save": "Save"})

    with tenant_context(firm.pk):
        pattern.refresh_from_db()
        assert (pattern.pattern_id, pattern.name, pattern.languages) == ("rest-api", "REST, renamed", ["Python", "Go"])


def test_pattern_with_projects_is_not_deleted_and_says_why(staff_client, outcome, firm):
    with tenant_context(firm.pk):
        pattern = Pattern.objects.get()

    page = staff_client.post(f"{HERE}/pattern/{pattern.pk}/delete/", {"post": "yes"}, follow=True)

    assert page.status_code in {200, 403}
    with tenant_context(firm.pk):
        assert Pattern.objects.filter(pk=pattern.pk).exists()


def test_stranger_finds_nothing(client, outcome, other_firm):
    stranger = make_user("zoe@castellan.example", name="Zoe")
    make_member(other_firm, stranger, "staff")
    client.force_login(stranger)

    assert client.get(f"{HERE}/projectoutcome/{outcome.pk}/change/").status_code == 404
    theirs = client.get(f"/f/castellan-logistics/admin/patterns/projectoutcome/{outcome.pk}/change/")
    assert theirs.status_code == 404
