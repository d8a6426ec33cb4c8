"""A proposal decided by keyboard, and versions side by side: no axe finding, nothing wider than a phone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from apps.metrics import refresh
from apps.roadmaps.models import RefreshProposal, Roadmap
from apps.tenancy.context import tenant_context
from tests.browser.test_admin_pages import findings
from tests.conftest import AT, make_firm, make_member, make_user
from tests.roadmaps.refresh_world import conclude, make_version, make_world

BASE = "/f/harbor-dental"
UNFOLD = "for (const fold of document.querySelectorAll(':is(main, #content) details')) fold.open = true"
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def world(committed) -> Any:
    made = make_world(make_firm())
    with tenant_context(made.firm.pk, actor={"name": "Ines Duarte", "via": "test"}):
        conclude()
    return made


@pytest.fixture
def staff(world) -> Any:
    person = make_user("sam@firmloop.example", name="Sam Whitlock")
    make_member(world.firm, person, "staff")
    return person


def propose(world) -> str:
    with tenant_context(world.firm.pk):
        return f"{BASE}/admin/roadmaps/refreshproposal/{refresh.propose_refresh(at=AT).pk}/change/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_pages_have_no_finding_and_fit(open_page, world, staff, scheme, width):
    with tenant_context(world.firm.pk):
        make_version()
        world.pack.tickets.filter(ticket_id="H-002").update(status="done", completed_at=AT)
    page = open_page(staff, color_scheme=scheme, viewport={"width": width, "height": 800})

    found = {}
    versions = f"{BASE}/roadmap/versions/"
    compare = f"{versions}compare/?from=v1.0&to=v1.1"
    for path in (propose(world), versions, f"{versions}v1.0/3/", compare, f"{compare}&as=text"):
        page.goto(path)
        page.evaluate(UNFOLD)
        found[path] = [*findings(page), *(["too wide"] if page.evaluate(TOO_WIDE) else [])]

    assert found == {path: [] for path in found}


def test_proposal_is_made_decided_and_applied_by_keyboard(open_page, world, staff):
    with tenant_context(world.firm.pk):
        roadmap = Roadmap.objects.get()
    page = open_page(staff, f"{BASE}/admin/roadmaps/roadmap/{roadmap.pk}/change/")
    page.get_by_role("button", name="Propose the next version").press("Enter")
    expect(page.get_by_role("heading", name="Proposal for v1.1")).to_be_visible()
    parts = page.locator("[data-part]")
    count = page.locator("#count")
    total = parts.count()
    expect(count).to_have_text(f"0 accepted, 0 left out, {total} undecided")

    parts.first.get_by_label("Undecided").focus()
    page.keyboard.press("a")
    page.keyboard.press("l")
    expect(count).to_have_text(f"1 accepted, 1 left out, {total - 2} undecided")
    expect(parts.nth(2).get_by_label("Undecided")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(count).to_have_text(f"2 accepted, 1 left out, {total - 3} undecided")
    page.get_by_role("button", name="Make v1.1").press("Enter")

    expect(page.get_by_text("v1.1 is made, and it is what people see now.")).to_be_visible()
    with tenant_context(world.firm.pk):
        decisions = list(RefreshProposal.objects.get().parts.order_by("position").values_list("decision", flat=True))
    assert decisions == ["accepted", "rejected", "accepted", *["pending"] * (total - 3)]


def test_proposal_works_without_javascript(open_page, world, staff):
    page = open_page(staff, propose(world), java_script_enabled=False)

    page.get_by_role("button", name="Accept all").click()
    expect(page.get_by_text("Every part is accepted.")).to_be_visible()
    page.get_by_role("button", name="Make v1.1").click()

    expect(page.get_by_text("v1.1 is made")).to_be_visible()
