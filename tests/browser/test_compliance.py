"""A compliance check from its schedule to the chart: made, reminded of, refused, answered, counted."""

from __future__ import annotations

import datetime as dt
import re

from django.utils import timezone
from playwright.sync_api import expect

from apps.clients.models import Client, Contact
from apps.compliance.models import ComplianceCheck
from apps.compliance.operations import make_schedule
from apps.tenancy.context import tenant_context
from apps.work.models import OutboxMessage
from tests.browser.conftest import OpenPage
from tests.portal.makers import Place

PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}


def scheduled(place: Place) -> str:
    """Have the license of one client checked in ten days; return the address of the schedule."""
    with tenant_context(place.firm.pk):
        client = Client.objects.create(company_name="Castellan Logistics", address="1 Quay Street", status="active")
        Contact.objects.create(client=client, first_name="Mara", email="mara@castellan.example", is_primary=True)
        now = timezone.now()
        made = make_schedule(
            compliance_type="license_renewal",
            target_entity_type="client",
            required_fields=["phone", "address", "website"],
            next_due_at=now + dt.timedelta(days=10),
            at=now,
        )
    return f"{place.url}compliance/schedules/{made.pk}/"


def test_check_is_made_reminded_of_answered_and_counted(harbor: Place, open_page: OpenPage):
    page = open_page(harbor.people["owner"], scheduled(harbor))
    page.get_by_role("button", name="Make its checks now").click()
    expect(page.locator(".notice.success")).to_have_text("1 check made.")
    page.get_by_role("link", name="1 open check").click()
    page.get_by_role("link", name="Castellan Logistics").click()
    fields = page.get_by_label("Required fields")
    expect(fields.get_by_role("listitem")).to_have_text(
        [
            re.compile(r"Phone\s*Missing"),
            re.compile(r"Address\s*Known:\s*1 Quay Street"),
            re.compile(r"Website\s*Missing"),
        ]
    )
    page.get_by_role("button", name="Send a reminder now").click()
    expect(page.get_by_text("1 reminder sent")).to_be_visible()
    with tenant_context(harbor.firm.pk):
        text = OutboxMessage.objects.get(purpose="compliance_reminder").body_text

    phone = open_page(None, re.search(r"/c/[\w-]+/", text)[0], java_script_enabled=False, **PHONE)
    expect(phone.get_by_label("Address")).to_have_count(0)  # what is known is not asked for
    phone.get_by_label("Phone").fill(" ")
    phone.get_by_label("Website").fill("https://castellan.example")
    phone.get_by_role("button", name="Send to ").click()
    expect(phone.locator(".errorlist")).to_have_text("Enter this: phone.")
    with tenant_context(harbor.firm.pk):
        assert ComplianceCheck.objects.get().status == "awaiting_response"
    phone.get_by_label("Phone").fill("555 0142")
    phone.get_by_role("button", name="Send to ").click()
    expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()

    page.reload()
    expect(page.get_by_text("everything that is required was found")).to_be_visible()
    page.get_by_role("link", name="Completion").click()
    bar = "License renewal: 1 completed, 0 waived, 0 open and in time, 0 overdue"
    expect(page.get_by_role("img", name=bar)).to_be_visible()
    expect(page.get_by_role("heading", name="License renewal")).to_contain_text("100 % completed")
    page.get_by_role("link", name="1 completed").click()
    expect(page.locator(".records tbody tr")).to_have_count(1)
    expect(page.locator(".records tbody")).to_contain_text("Castellan Logistics")


def test_waiver_needs_a_reason_and_ends_with_a_day(harbor: Place, open_page: OpenPage):
    address = scheduled(harbor)
    page = open_page(harbor.people["owner"], address)
    page.get_by_role("button", name="Make its checks now").click()
    page.get_by_role("link", name="1 open check").click()
    page.get_by_role("link", name="Castellan Logistics").click()

    page.get_by_label("Why").fill("They are closing.")
    page.get_by_label("Until the end of").fill("2020-01-01")
    page.get_by_role("button", name="Waive").click()
    expect(page.get_by_text("A waiver ends today or later, within a year.")).to_be_visible()
    until = timezone.localdate() + dt.timedelta(days=30)
    page.get_by_label("Until the end of").fill(until.isoformat())
    page.get_by_role("button", name="Waive").click()

    expect(page.get_by_text(re.compile(r"Waived until the end of .*: They are closing\."))).to_be_visible()
    page.get_by_role("button", name="Open it again now").click()
    expect(page.get_by_role("button", name="Complete", exact=True)).to_be_visible()
    page.get_by_role("button", name="Give to a manager").click()
    expect(page.locator(".notice.error")).to_contain_text("Task: License renewal of Castellan Logistics is late (to do")
