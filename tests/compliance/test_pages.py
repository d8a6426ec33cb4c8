"""The pages, as a member's browser asks for them, and the page behind a mail."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client as Browser
from django.utils import timezone

from apps.compliance import operations
from apps.compliance.models import ComplianceCheck, ComplianceSchedule
from apps.tenancy.context import tenant_context
from apps.work.models import OutboxMessage
from tests.compliance.makers import make_check, make_client, make_schedule
from tests.conftest import make_member, make_user

HOME = "/f/harbor-dental/compliance/"


@pytest.fixture
def browser(firm):
    """The owner's browser."""
    owner = make_user()
    make_member(firm, owner, "owner")
    browser = Browser()
    browser.force_login(owner)
    return browser


@pytest.fixture
def check(firm):
    with tenant_context(firm.pk):
        client = make_client(email="info@castellan.example")
        schedule = make_schedule(next_due_at=timezone.now(), description="Send the new one.")
        return make_check(client, schedule, due_at=timezone.now(), required_fields=["phone"], missing_fields=["phone"])


def now_of(check):
    with tenant_context(check.tenant_id):
        return ComplianceCheck.objects.get(pk=check.pk)


def test_empty_calendar_says_what_to_do(browser):
    assert "Make the first schedule" in browser.get(HOME).content.decode()


def test_calendar_shows_the_month_in_the_firms_days(browser, firm):
    with tenant_context(firm.pk):
        make_schedule()
        make_check(make_client(), due_at=dt.datetime(2026, 5, 1, 3, tzinfo=dt.UTC))  # 23:00 of 30 April

    april, may = (browser.get(f"{HOME}?month={month}").content.decode() for month in ("2026-04", "2026-06"))

    day = april[april.index('datetime="2026-04-30"') :]
    assert "Castellan Logistics" in day[: day.index("</li>")]
    assert "Castellan Logistics" not in may
    assert browser.get(f"{HOME}?month=nonsense").status_code == 404


def test_list_is_narrowed(browser, check):
    def listed(query):
        return "Castellan Logistics" in browser.get(f"{HOME}checks/?{query}").content.decode()

    assert listed("status=open")
    assert listed("recent=1&type=license_renewal")
    assert listed(f"schedule={check.schedule_id}&q=castellan")
    assert not listed("status=waived")
    assert not listed("q=alder")
    assert browser.get(f"{HOME}checks/?schedule=x").status_code == 404


def test_check_page_acts(browser, check):
    page = f"{HOME}checks/{check.pk}/"
    shown = browser.get(page).content.decode()
    assert re.search(r">Phone</span><span class=\"value\"><span class=\"st blocked\">Missing", shown)
    assert "Reminder, on the due day" in shown

    for act in ("remind", "escalate", "validate"):
        assert browser.post(f"{page}{act}/").status_code == 302
    browser.post(f"{page}notes/", {"notes": "Called."})
    assert (now_of(check).status, now_of(check).reminder_count, now_of(check).notes) == ("escalated", 1, "Called.")
    refused = browser.post(f"{page}escalate/", follow=True).content.decode()
    assert "told already" in refused

    refused = browser.post(f"{page}waive/", {"reason": "On leave", "until": "2020-01-01"})
    assert (refused.status_code, "within a year" in refused.content.decode()) == (422, True)
    browser.post(f"{page}waive/", {"reason": "On leave"})
    assert now_of(check).status == "waived"
    browser.post(f"{page}reopen/")
    browser.post(f"{page}complete/", {"notes": "Seen."})
    assert now_of(check).status == "completed"
    assert "by Ines Duarte" in browser.get(page).content.decode()


FORM = {
    "compliance_type": "Insurance certificate",
    "target_entity_type": "client",
    "frequency": "annual",
    "due_from": "calendar",
    "notification_days_before": "30",
    "escalation_days_after": "5",
    "status": ["active"],
    "tier": "A, B",
    "required_fields": ["website"],
    "is_active": "on",
}


def test_schedule_is_made_changed_and_generates(browser, firm):
    made = browser.post(f"{HOME}schedules/create/", FORM | {"next_due_on": "2028-02-29"})
    with tenant_context(firm.pk):
        schedule = ComplianceSchedule.objects.get()
    assert made["Location"] == f"{HOME}schedules/{schedule.pk}/"
    assert schedule.target_filter == {"status": ["active"], "tier": ["A", "B"]}
    assert schedule.next_due_at == dt.datetime(2028, 3, 1, 4, 59, 59, tzinfo=dt.UTC)

    page = browser.get(made["Location"]).content.decode()
    dates = re.findall(r'<li><time datetime="([\d-]+)">', page)
    assert dates[:5] == ["2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]
    assert len(dates) == 8
    assert "Sun, Jan 30" in page  # the first reminder, 30 days before

    saved = browser.post(f"{made['Location']}save/", FORM | {"next_due_on": "2028-02-29", "frequency": "monthly"})
    assert saved.status_code == 302
    with tenant_context(firm.pk):
        schedule.refresh_from_db()
        assert (schedule.frequency, schedule.row_version) == ("monthly", 2)
    assert "Nothing to make" in browser.post(f"{made['Location']}generate/", follow=True).content.decode()


def test_schedule_is_refused_beside_its_field(browser):
    refused = browser.post(f"{HOME}schedules/create/", FORM | {"required_fields": ["mobile"]})

    assert refused.status_code == 422
    assert "no field that can be required" in refused.content.decode()


def test_rates_lead_to_the_rows_behind_each_number(browser, check):
    page = browser.get(f"{HOME}rates/").content.decode()

    links = re.findall(r'href="([^"]+recent=1[^"]*)">(\d+)', page)
    assert [count for _, count in links] == ["0", "0", "1", "0", "1"]  # completed, waived, in time, late, all
    for link, count in links:
        listed = browser.get(link.replace("&amp;", "&")).content.decode()
        assert f"{count} check" in listed
    assert ">1 in all<" in page


# The page behind a mail


@pytest.fixture
def address(check):
    with tenant_context(check.tenant_id):
        operations.remind_check(check_id=check.pk, at=timezone.now())
        return re.search(r"/c/[\w-]+/", OutboxMessage.objects.get().body_text)[0]


def test_the_mailed_page_takes_one_answer(check, address):
    stranger = Browser(enforce_csrf_checks=False)

    page = stranger.get(address)
    assert page.status_code == 200
    assert page["Referrer-Policy"] == "same-origin"
    assert "Send the new one." in page.content.decode()
    assert "info@castellan.example" not in page.content.decode()
    assert stranger.post(address, {}).status_code == 422
    assert "Thank you" in stranger.post(address, {"phone": "555 0100"}).content.decode()

    assert now_of(check).status == "completed"
    again = stranger.get(address)
    assert (again.status_code, "Thank you; there is nothing left to do" in again.content.decode()) == (410, True)


def test_an_unknown_link_is_gone(db):
    assert Browser().get("/c/nothing/").status_code == 410


def test_another_firms_check_is_not_found(browser, other_firm):
    with tenant_context(other_firm.pk):
        theirs = make_check(make_client("Theirs"))

    assert browser.get(f"{HOME}checks/{theirs.pk}/").status_code == 404
    assert browser.post(f"{HOME}checks/{theirs.pk}/complete/").status_code == 404


def test_a_viewer_reads_and_does_nothing(firm, check):
    viewer = make_user("vi@harbor.example")
    make_member(firm, viewer, "viewer")
    browser = Browser()
    browser.force_login(viewer)

    page = browser.get(f"{HOME}checks/{check.pk}/").content.decode()

    assert "Complete</button>" not in page
    assert browser.get(f"{HOME}schedules/{check.schedule_id}/").status_code == 200
    assert browser.post(f"{HOME}checks/{check.pk}/complete/").status_code == 403
    assert browser.get(f"{HOME}schedules/new/").status_code == 403
