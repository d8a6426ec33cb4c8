"""The staff's screens of the refresh."""

from __future__ import annotations

import pytest

from apps.roadmaps.models import RefreshProposal, Roadmap
from apps.tenancy.choices import Role
from apps.tenancy.context import tenant_context
from tests.roadmaps.conftest import client_of, tick


@pytest.fixture
def staff(world):
    return client_of(world.firm, Role.STAFF, email="sam@firmloop.example")


ADMIN = "/f/harbor-dental/admin/roadmaps"


def proposed(staff):
    response = staff.post(f"{ADMIN}/refreshproposal/propose/")
    assert response.status_code == 302
    return response["Location"]


def said(response):
    return " | ".join(str(message) for message in response.context["messages"])


def test_admin_of_an_owner_is_shut(world):
    client = client_of(world.firm, Role.OWNER)

    assert client.post(f"{ADMIN}/refreshproposal/propose/").status_code == 403
    with tenant_context(world.firm.pk):
        assert RefreshProposal.objects.count() == 0


def test_admin_proposes_from_the_roadmaps_page_alone(world, staff):
    page = staff.get(f"{ADMIN}/roadmap/{world.roadmap.pk}/change/").content.decode()

    assert f'action="{ADMIN}/refreshproposal/propose/"' in page
    assert staff.get(f"{ADMIN}/refreshproposal/propose/").status_code == 405
    assert staff.get(f"{ADMIN}/refreshproposal/add/").status_code == 403


def test_admin_decides_part_by_part_and_makes_the_version(world, staff):
    page = proposed(staff)
    with tenant_context(world.firm.pk):
        parts = {(part.section_number, part.change): part.pk for part in RefreshProposal.objects.get().parts.all()}
    shown = staff.get(page).content.decode()
    assert shown.count("<fieldset") == len(parts)
    assert f"/admin/tickets/ticketinstance/{world.tickets['H-001'].pk}/change/" in shown

    chosen = {f"part-{pk}": "accepted" if key == (3, "progress") else "rejected" for key, pk in parts.items()}
    done = staff.post(page, chosen | {"_apply": "Make v1.1"}, follow=True)

    assert "v1.1 is made" in said(done)
    with tenant_context(world.firm.pk):
        made = Roadmap.objects.get(is_current=True)
        assert made.version == "v1.1"
        assert made.changelogs.get().section_changes[1]["kind"] == "changed"
    closed = staff.get(page).content.decode()
    assert "<fieldset" not in closed
    assert "Open v1.1" in closed


def test_admin_second_person_gets_a_message(world, staff):
    page = proposed(staff)
    staff.post(page, {"_accept_all": "Accept all"})
    other = client_of(world.firm, Role.STAFF, email="robin@firmloop.example")
    other.post(page, {"_apply": "Make v1.1"})

    late = staff.post(page, {"_apply": "Make v1.1"}, follow=True)

    assert "Linh Tran made v1.1 from this proposal already." in said(late)


def test_admin_says_when_progress_moved_on(world, staff):
    page = proposed(staff)
    staff.post(page, {"_accept_all": "Accept all"})
    tick(world)

    assert "Progress moved on since this was proposed" in staff.get(page).content.decode()
    refused = staff.post(page, {"_apply": "Make v1.1"}, follow=True)
    assert "Propose again" in said(refused)
    assert proposed(staff) != page


def test_admin_says_when_nothing_changed(refreshed, staff):
    response = staff.post(f"{ADMIN}/refreshproposal/propose/", {"roadmap": "nonsense"}, follow=True)

    assert "Nothing changed since this version was made" in said(response)


@pytest.mark.parametrize("field", ["part-nonsense", "part-01890000-0000-7000-8000-00000000dead"])
def test_admin_refuses_a_part_of_another_proposal(world, staff, field):
    page = proposed(staff)

    assert "Load" in said(staff.post(page, {field: "accepted", "_save": "Save"}, follow=True))


def test_admin_shows_change_logs_and_changes_none(refreshed, staff):
    with tenant_context(refreshed.firm.pk):
        log = Roadmap.objects.get(is_current=True).changelogs.get()

    page = staff.get(f"{ADMIN}/roadmapchangelog/{log.pk}/change/")

    assert "Refreshed from v1.0" in page.content.decode()
    assert staff.post(f"{ADMIN}/roadmapchangelog/{log.pk}/change/", {"to_version": "v9.9"}).status_code == 403
    assert staff.post(f"{ADMIN}/roadmapchangelog/{log.pk}/delete/", {"post": "yes"}).status_code == 403
