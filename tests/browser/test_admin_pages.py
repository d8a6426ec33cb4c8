"""The admin in a browser: no axe finding on any kind of page, nothing that its policy forbids, menus that close."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from apps.tenancy.choices import Role
from apps.tenancy.context import tenant_context
from tests.conftest import make_firm, make_member, make_user
from tests.portal.makers import signed_in

LIST = "admin/tickets/ticketinstance/"
PAGES = {
    "today of a firm": "admin/",
    "list with filters and inputs": LIST,
    "narrowed list": LIST + "?status__exact=done",
    "form": LIST + "{ticket}/change/",
    "form for a new one": LIST + "add/",
    "history": LIST + "{ticket}/history/",
    "import": LIST + "import/",
    "deleted ones": LIST + "deleted/",
    "batches": "admin/work/changebatch/",
    "deleting": LIST + "{ticket}/delete/",
    "form with rows below": "admin/roadmaps/roadmap/{roadmap}/change/",
    "progress of packs": "admin/tickets/ticketpack/",
    "firm": "admin/tenancy/tenant/{firm}/change/",
    "people": "admin/tenancy/membership/",
    "library": "admin/tickets/libraryticket/",
    "search": "admin/search/?q=ticket",
    "search that finds nothing": "admin/search/?q=nothing+of+this+name",
    "late tickets": "admin/today/late/",
    "failed mails": "admin/today/mails/",
}
OVER_ALL = (
    "/admin/",
    "/admin/tickets/ticketinstance/",
    "/admin/tenancy/tenant/add/",
    "/admin/tenancy/user/",
    "/admin/search/?q=harbor",
)


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


@pytest.mark.parametrize("path", ["admin/", LIST, LIST + "?status__exact=blocked", "admin/tenancy/membership/"])
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


def open_palette(page):
    page.keyboard.press("Control+k")
    return page.get_by_role("combobox")


def first_option(page):
    return page.locator("#palette [role=option][aria-selected=true]")


def test_ctrl_k_finds_a_ticket_and_opens_it_by_the_keyboard_alone(open_page, superuser, harbor):
    page = open_page(superuser, harbor.url + "admin/")
    ticket = next(iter(harbor.tickets.values()))
    code = ticket.ticket_id

    open_palette(page).fill(code)
    first_option(page).filter(has_text=code).wait_for()
    found = findings(page)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/tickets/ticketinstance/{ticket.pk}/change/")

    assert found == []
    assert code in page.locator("h1").inner_text()


def test_ctrl_k_does_what_is_typed_and_arrows_choose(open_page, superuser, harbor):
    page = open_page(superuser, "/admin/")

    open_palette(page).fill("tickets")
    first_option(page).filter(has_text="Blocked tickets").wait_for()
    page.keyboard.press("ArrowDown")
    second = first_option(page).inner_text()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/tickets/ticketinstance/?status__exact=blocked")

    assert second == "Late tickets"


def test_ctrl_k_in_a_firm_leads_to_another_firm_and_escape_closes(open_page, superuser, harbor):
    make_firm("castellan-logistics", name="Castellan Logistics")
    page = open_page(superuser, harbor.url + "admin/")

    open_palette(page).fill("castellan")
    first_option(page).filter(has_text="Castellan Logistics").wait_for()
    page.keyboard.press("Escape")
    closed = not page.locator("#palette").is_visible()
    open_palette(page)
    first_option(page).filter(has_text="Castellan Logistics").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/f/castellan-logistics/admin/")

    assert closed


def test_search_works_without_a_script(open_page, superuser, harbor):
    page = open_page(superuser, harbor.url + "admin/", java_script_enabled=False)
    code = next(iter(harbor.tickets.values())).ticket_id

    page.get_by_role("link", name="Search").click()
    page.get_by_label("Firm, ticket, pack, roadmap").fill(code)
    page.get_by_role("button", name="Search").click()

    assert page.locator(".found .lines a", has_text=code).count() == 1


def test_filter_is_saved_under_a_name_and_removed_again(open_page, superuser, harbor):
    page = open_page(superuser, harbor.url + LIST + "?status__exact=blocked")

    page.get_by_text("Save this filter").click()
    page.get_by_label("Its name").fill("Stuck")
    page.locator(".save-filter").get_by_role("button", name="Save").click()
    saved = page.get_by_role("link", name="Stuck", exact=True).get_attribute("aria-current")
    found = findings(page)
    page.goto(harbor.url + LIST)
    page.get_by_role("link", name="Stuck", exact=True).click()
    narrowed = page.url
    page.get_by_role("button", name="Remove the filter Stuck").click()
    page.get_by_text("is removed").wait_for()

    assert saved == "true"
    assert found == []
    assert narrowed.endswith("?status__exact=blocked")
    assert page.get_by_role("link", name="Stuck", exact=True).count() == 0


def ticket_form(open_page, superuser, harbor):
    ticket = next(iter(harbor.tickets.values()))
    page = open_page(superuser, f"{harbor.url}{LIST}{ticket.pk}/change/")
    return page, page.get_by_label("Notes")


def test_leaving_with_unsaved_changes_asks_first(open_page, superuser, harbor):
    page, notes = ticket_form(open_page, superuser, harbor)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    notes.fill("Half a thought")
    page.get_by_role("link", name="Home").click()
    page.wait_for_url("**/admin/")

    assert asked == ["beforeunload"]


def test_unsaved_changes_are_offered_back_and_restored(open_page, superuser, harbor):
    page, notes = ticket_form(open_page, superuser, harbor)
    page.on("dialog", lambda dialog: dialog.accept())

    notes.fill("Half a thought")
    page.reload()
    empty = notes.input_value()
    offered = page.locator(".draft-notice p").inner_text()
    found = findings(page)
    page.get_by_role("button", name="Restore").click()
    restored = notes.input_value()
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator(".messagelist .success").wait_for()
    page.go_back()
    page.reload()

    assert (empty, restored) == ("", "Half a thought")
    assert offered.startswith("You had unsaved changes from ")
    assert found == []
    assert page.locator(".draft-notice").count() == 0


def test_discarded_draft_is_gone(open_page, superuser, harbor):
    page, notes = ticket_form(open_page, superuser, harbor)
    page.on("dialog", lambda dialog: dialog.accept())
    notes.fill("Half a thought")
    page.reload()

    page.get_by_role("button", name="Discard").click()
    page.reload()

    assert page.locator(".draft-notice").count() == 0


def test_session_that_ends_while_writing_loses_nothing(open_page, server, superuser, harbor):
    page, notes = ticket_form(open_page, superuser, harbor)
    notes.fill("A long report")
    page.context.clear_cookies()

    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_load_state()
    session = signed_in(superuser).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": server}])
    ticket = next(iter(harbor.tickets.values()))
    page.goto(f"{harbor.url}{LIST}{ticket.pk}/change/")
    page.get_by_role("button", name="Restore").click()

    assert page.get_by_label("Notes").input_value() == "A long report"


def test_switch_of_colors_is_one_for_admin_and_portal(open_page, superuser, harbor):
    page = open_page(superuser, harbor.url + "admin/", color_scheme="light")

    open_palette(page).fill("light and dark")
    first_option(page).filter(has_text="Switch light and dark").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_function("document.documentElement.dataset.theme === 'dark'")
    page.goto(harbor.url)
    here = page.evaluate("document.documentElement.dataset.theme")
    page.locator("summary", has_text="You").last.click()
    page.get_by_role("button", name="Colors: dark").click()

    assert here == "dark"
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
