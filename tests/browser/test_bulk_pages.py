"""Bulk changes in a browser: shown, applied, undone; a file imported; no axe finding on the way, by keyboard too."""

import pytest
from playwright.sync_api import expect

from apps.tenancy.context import tenant_context
from apps.tickets.models import TicketInstance
from tests.browser.test_admin_pages import findings
from tests.conftest import make_user

LIST = "admin/tickets/ticketinstance/"


@pytest.fixture
def superuser(harbor):
    return make_user("rosa@firmloop.example", name="Rosa Okafor", is_superuser=True)


def assignees(harbor) -> list[str]:
    with tenant_context(harbor.firm.pk):
        return list(TicketInstance.objects.order_by("pk").values_list("assignee", flat=True))


@pytest.mark.parametrize(
    "options",
    [{"color_scheme": "light"}, {"color_scheme": "dark", "viewport": {"width": 360, "height": 740}}],
    ids=["wide and light", "phone and dark"],
)
def test_bulk_change_is_previewed_applied_and_undone(open_page, superuser, harbor, options):
    before = assignees(harbor)
    page = open_page(superuser, harbor.url + LIST, **options)
    found = []

    page.get_by_label("Select all objects on this page for an action").check()
    page.get_by_label("Action:").select_option("assign")
    page.get_by_role("button", name="Go").click()
    found += findings(page)
    page.get_by_label("Assignee").fill("Kim Aalto")
    page.get_by_role("button", name="Preview").click()
    found += findings(page)
    assert assignees(harbor) == before
    page.get_by_role("button", name="Assign: ").click()
    expect(page.get_by_role("button", name="Undo this batch")).to_be_visible()
    found += findings(page)
    assert set(assignees(harbor)) == {"Kim Aalto"}
    page.get_by_role("button", name="Undo this batch").click()
    expect(page.get_by_role("heading", name="Undo: Assign")).to_be_visible()
    found += findings(page)

    assert assignees(harbor) == before
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert found == []


def test_file_is_imported_after_a_look_at_it(open_page, superuser, harbor):
    page = open_page(superuser, harbor.url + LIST)
    with tenant_context(harbor.firm.pk):
        ticket = TicketInstance.objects.select_related("ticket_pack").first()
    rows = f"pack;code;notes\n{ticket.ticket_pack.key};{ticket.ticket_id};By phone\nnone;X-1;y\n"

    page.get_by_role("link", name="Import").click()
    page.get_by_label("File").set_input_files({"name": "t.csv", "mimeType": "text/csv", "buffer": rows.encode()})
    page.get_by_role("button", name="Preview").click()
    found = findings(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download these rows").click()
    bad = download.value.path().read_text("utf-8-sig")
    page.get_by_role("button", name="Import 1 ticket").click()
    expect(page.get_by_role("heading", name="Import t.csv")).to_be_visible()

    assert "the firm has no pack" in bad
    with tenant_context(harbor.firm.pk):
        assert TicketInstance.objects.get(pk=ticket.pk).notes == "By phone"
    assert found == []


def test_record_is_put_back_from_its_history(open_page, superuser, harbor):
    with tenant_context(harbor.firm.pk, actor={"name": "Omar Reyes", "via": "page"}):
        ticket = TicketInstance.objects.first()
        was, ticket.title = ticket.title, "Something else"
        ticket.save(update_fields=["title"])
    page = open_page(superuser, f"{harbor.url}{LIST}{ticket.pk}/history/")

    page.get_by_role("link", name="Put it back to how it was here").last.click()
    found = findings(page)
    page.get_by_role("button", name="Put it back").click()
    expect(page.get_by_text("What was changed, and undo")).to_be_visible()

    with tenant_context(harbor.firm.pk):
        assert TicketInstance.objects.get(pk=ticket.pk).title == was
    assert found == []
