"""The admin in a browser: no axe finding on any kind of page, nothing that its policy forbids, menus that close."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from apps.tenancy.choices import Role
from apps.tenancy.context import tenant_context
from tests.conftest import make_member, make_user

LIST = "admin/tickets/ticketinstance/"
PAGES = {
    "today of a firm": "admin/",
    "list with filters and inputs": LIST,
    "narrowed list": LIST + "?status__exact=done",
    "form": LIST + "{ticket}/change/",
    "form for a new one": LIST + "add/",
    "history": LIST + "{ticket}/history/",
    "deleting": LIST + "{ticket}/delete/",
    "form with rows below": "admin/roadmaps/roadmap/{roadmap}/change/",
    "progress of packs": "admin/tickets/ticketpack/",
    "firm": "admin/tenancy/tenant/{firm}/change/",
    "people": "admin/tenancy/membership/",
    "library": "admin/tickets/libraryticket/",
}
OVER_ALL = ("/admin/", "/admin/tickets/ticketinstance/", "/admin/tenancy/tenant/add/", "/admin/tenancy/user/")


@pytest.fixture
def superuser(harbor):
    return make_user("rosa@firmloop.example", name="Rosa Okafor", is_superuser=True)


def findings(page) -> list[str]:
    """Return what axe finds; its own probing of styles is no fault of the page."""
    # axe fetches style sheets again for colors, which the policy rightly refuses to its inline copies
    violations = Axe().run(page, options={"preload": False}).response["violations"]
    return [f"{v['id']}: {node['html'][:120]}" for v in violations for node in v["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_a_firm_have_no_finding(open_page, superuser, harbor, scheme):
    from apps.roadmaps.models import Roadmap

    with tenant_context(harbor.firm.pk):
        roadmap = Roadmap.objects.first()
    ids = {"ticket": next(iter(harbor.tickets.values())).pk, "roadmap": roadmap.pk, "firm": harbor.firm.pk}
    page = open_page(superuser, color_scheme=scheme)

    found = {}
    for name, path in PAGES.items():
        response = page.goto(harbor.url + path.format(**ids))
        found[name] = [f"status {response.status}"] if response.status != 200 else findings(page)

    assert found == {name: [] for name in PAGES}


def test_pages_over_all_firms_have_no_finding(open_page, superuser):
    page = open_page(superuser)

    found = {}
    for path in OVER_ALL:
        response = page.goto(path)
        found[path] = [f"status {response.status}"] if response.status != 200 else findings(page)

    assert found == {path: [] for path in OVER_ALL}


@pytest.mark.parametrize("path", ["admin/", LIST, "admin/tenancy/membership/"])
def test_page_fits_a_phone(open_page, superuser, harbor, path):
    page = open_page(superuser, harbor.url + path, viewport={"width": 360, "height": 740})

    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_reason_is_asked_for_where_the_state_is_blocked(open_page, harbor):
    staff = make_user("sam@firmloop.example", name="Sam Whitlock")
    make_member(harbor.firm, staff, Role.STAFF)
    page = open_page(staff, harbor.url + LIST + "?status__exact=not_started")
    row = page.locator("#result_list tbody tr").first
    reason = row.get_by_label("Blocked reason")
    hidden_before = not reason.is_visible()

    row.get_by_label("Status").select_option("blocked")
    reason.fill("No login yet")
    page.get_by_role("button", name="Save").click()

    assert hidden_before
    assert "1 ticket was changed successfully." in page.locator(".messagelist").inner_text()


def test_filters_are_menus_that_escape_closes(open_page, superuser, harbor):
    page = open_page(superuser, harbor.url + LIST)
    status = page.locator("#changelist-filter details", has_text="Status").first

    status.locator("summary").click()
    opened = status.get_attribute("open")
    page.keyboard.press("Escape")

    assert opened is not None
    assert status.get_attribute("open") is None


def test_filter_that_was_open_stays_closed_on_the_next_list(open_page, superuser, harbor):
    page = open_page(superuser, harbor.url + LIST)
    page.locator("#changelist-filter summary", has_text="Status").first.click()

    page.goto(harbor.url + "admin/tenancy/tenant/")

    assert page.locator("#changelist-filter details[open]").count() == 0
