"""Feedback from the delivery to the resolved recovery case: the engine, the mail, a phone, the inbox."""

from __future__ import annotations

import datetime as dt
import re

from django.utils import timezone
from playwright.sync_api import expect

from apps.clients.models import Case, Client, Contact, Order, Task
from apps.feedback.models import FeedbackRequest
from apps.tenancy.context import tenant_context
from apps.work.engine_runs import run_engine
from apps.work.models import OutboxMessage
from tests.browser.conftest import OpenPage
from tests.portal.makers import Place

PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}


def asked(place: Place) -> tuple[str, str]:
    """Let the engine ask about an order of eight days ago; return the mail's two addresses."""
    with tenant_context(place.firm.pk):
        client = Client.objects.create(company_name="Castellan Logistics")
        Contact.objects.create(client=client, first_name="Mara", email="mara@castellan.example", is_primary=True)
        delivered = timezone.now() - dt.timedelta(days=8)
        Order.objects.create(
            client=client, order_number="O-7", title="Recall program", status="delivered", delivered_at=delivered
        )
    run_engine("feedback-automation", tenant_id=place.firm.pk, scheduled_for=timezone.now(), at=timezone.now())
    with tenant_context(place.firm.pk):
        text = OutboxMessage.objects.get(purpose="feedback_request").body_text
    found = {kind: path for path, kind in re.findall(r"(/(feedback|unsubscribe)/[\w-]+/)", text)}
    return found["feedback"], found["unsubscribe"]


def test_bad_answer_on_the_phone_is_a_recovery_case_in_the_inbox(harbor: Place, open_page: OpenPage):
    link, _ = asked(harbor)
    inbox = open_page(harbor.people["member"], f"{harbor.url}feedback/")
    expect(inbox.get_by_role("heading", name="No answers yet")).to_be_visible()

    phone = open_page(None, link, java_script_enabled=False, **PHONE)
    phone.get_by_role("button", name="Send to Harbor Dental Partners").click()
    expect(phone.get_by_text("Choose how it was, or write a few words.")).to_be_visible()
    phone.get_by_label("Very poor").check()
    phone.get_by_label("In your words").fill("It was late, and not good at all. Nobody called.")
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["viewport"]["width"]
    phone.get_by_role("button", name="Send to Harbor Dental Partners").click()
    expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()
    phone.goto(link)
    expect(phone.get_by_text("This was answered already.")).to_be_visible()

    inbox.reload()
    expect(inbox.get_by_role("img", name="Answers: 0 positive, 0 neutral, 1 negative")).to_be_visible()
    inbox.get_by_role("link", name="1 open recovery case", exact=True).click()
    inbox.get_by_role("link", name="Castellan Logistics").click()
    expect(inbox.get_by_role("heading", name="Why it is read as negative")).to_be_visible()
    expect(inbox.get_by_role("img", name="The parts of the score")).to_be_visible()
    expect(inbox.get_by_label("Words that sound bad")).to_have_text("not good")
    expect(inbox.get_by_text("“late”")).to_be_visible()
    expect(inbox.get_by_label("Tasks")).to_contain_text("Call Mara about O-7 Recall program")

    inbox.get_by_label("What was done for them").fill("Called Mara; the missing pages went out today.")
    inbox.get_by_role("button", name="Resolve the case").click()
    expect(inbox.locator(".notice.success")).to_contain_text("is resolved")
    expect(inbox.get_by_label("Tasks")).to_contain_text("Done")
    with tenant_context(harbor.firm.pk):
        assert (Case.objects.get().status, Task.objects.get().status) == ("resolved", "completed")
        assert FeedbackRequest.objects.get().response_source == "page"


def test_unsubscribing_asks_first_and_takes_effect(harbor: Place, open_page: OpenPage):
    _, link = asked(harbor)

    phone = open_page(None, link, java_script_enabled=False, **PHONE)
    with tenant_context(harbor.firm.pk):
        assert Contact.objects.get().unsubscribed_at is None
    phone.get_by_role("button", name="No more of these mails").click()

    expect(phone.locator("p[role=status]").first).to_contain_text("mara@castellan.example")
    with tenant_context(harbor.firm.pk):
        assert Contact.objects.get().unsubscribed_at is not None
