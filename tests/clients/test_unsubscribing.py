"""No more of these mails: by the page and by one click of a mail program, for each mail that is sent in bulk."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client as Browser
from django.utils import timezone

from apps.clients.models import Contact
from apps.deals.models import DealActivity
from apps.deals.operations import follow_up, send_due_follow_ups
from apps.quotes.models import QuoteActivity
from apps.quotes.operations import NotNow, follow_up_quote, send_quote
from apps.quotes.operations import send_due_follow_ups as send_due_quotes
from apps.tenancy.context import tenant_context
from apps.work.mail import _unsubscribe
from apps.work.models import OutboxMessage
from tests.conftest import make_firm
from tests.deals.deal_rows import make_client, make_contact, make_deal
from tests.quotes.makers import make_quote

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def firm(committed):
    return make_firm()


def mailed(purpose):
    """The unsubscribe address of the newest mail, the same in its text, its HTML and its headers."""
    mail = OutboxMessage.objects.filter(purpose=purpose).latest("created_at")
    (path,) = re.findall(r"https?://[^/]+(/unsubscribe/\S+)", mail.body_text)
    headers = _unsubscribe(mail.body_html)
    assert headers["List-Unsubscribe"].endswith(f"{path}>")
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return path


def deal_mail(*, contact):
    client = make_client(email="desk@castellan.example")
    if contact:
        make_contact(client, is_primary=True)
    deal = make_deal(client=client, quiet_days=30, at=timezone.now())
    follow_up(deal_id=deal.pk, at=timezone.now())
    return deal, mailed("deal_follow_up")


def test_a_contact_asked_about_a_deal_leaves_all_bulk_mail_by_one_click(firm):
    with tenant_context(firm.pk):
        deal, path = deal_mail(contact=True)
        elsewhere = Contact.objects.create(first_name="Tom", email="TOM@castellan.example")
    browser = Browser(enforce_csrf_checks=True)

    page = browser.get(path)
    with tenant_context(firm.pk):
        assert not Contact.objects.filter(unsubscribed_at__isnull=False).exists()
    done = browser.post(path, ONE_CLICK)
    again = browser.post(path, ONE_CLICK)

    assert (page.status_code, done.status_code, again.status_code) == (200, 200, 200)
    assert b"No more of these mails?" in page.content
    assert b"tom@castellan.example" in done.content
    assert page["Referrer-Policy"] == "same-origin"
    with tenant_context(firm.pk):
        elsewhere.refresh_from_db()
        deal.refresh_from_db()
        assert elsewhere.unsubscribed_at
        assert deal.auto_follow_up_enabled  # it still shows among the stalled: somebody may call
        deal.next_follow_up_at = timezone.now()
        deal.save(update_fields=["next_follow_up_at"])
        batch = send_due_follow_ups(limit=5, at=timezone.now())
        assert (batch.done, batch.failed) == (0, 1)


def test_a_clients_own_address_leaves_the_follow_ups_of_its_deal(firm):
    with tenant_context(firm.pk):
        deal, path = deal_mail(contact=False)

    for _ in range(2):
        assert b"desk@castellan.example" in Browser().post(path, ONE_CLICK).content

    with tenant_context(firm.pk):
        deal.refresh_from_db()
        assert (deal.auto_follow_up_enabled, deal.next_follow_up_at) == (False, None)
        assert DealActivity.objects.get(kind="note").notes == "The client wants no more follow-ups by mail."
        assert send_due_follow_ups(limit=5, at=timezone.now() + dt.timedelta(days=30)).seen == 0


@pytest.mark.parametrize("has_contact", [True, False])
def test_a_quotes_follow_ups_end_by_one_click(firm, has_contact):
    with tenant_context(firm.pk):
        quote = make_quote()
        if not has_contact:
            Contact.objects.all().delete()
            quote.client.email = "desk@ridge.example"
            quote.client.save(update_fields=["email"])
        send_quote(quote_id=quote.pk, at=timezone.now())
        follow_up_quote(quote_id=quote.pk, at=timezone.now())
        path = mailed("quote_follow_up")

    assert Browser().post(path, ONE_CLICK).status_code == 200
    assert Browser().post(path, ONE_CLICK).status_code == 200

    with tenant_context(firm.pk):
        quote.refresh_from_db()
        assert Contact.objects.filter(unsubscribed_at__isnull=False).count() == int(has_contact)
        assert quote.max_follow_ups == (5 if has_contact else 1)
        notes = QuoteActivity.objects.filter(notes="The client wants no more follow-ups by mail.")
        assert notes.count() == int(not has_contact)
        with pytest.raises(NotNow):
            follow_up_quote(quote_id=quote.pk, at=timezone.now())
        later = timezone.now() + dt.timedelta(days=4)
        send_due_quotes(limit=5, at=later)
        assert OutboxMessage.objects.filter(purpose="quote_follow_up").count() == 1


def test_a_link_that_is_none_or_has_ended_says_so(firm, monkeypatch):
    with tenant_context(firm.pk):
        _, path = deal_mail(contact=True)
    later = timezone.now() + dt.timedelta(days=366)
    monkeypatch.setattr("apps.clients.public_page.timezone.now", lambda: later)

    ended, nonsense = Browser().post(path, ONE_CLICK), Browser().get("/unsubscribe/nonsense/")

    assert (ended.status_code, nonsense.status_code) == (410, 410)
    assert b"This link ended on" in ended.content
    assert b"not valid" in nonsense.content
    with tenant_context(firm.pk):
        assert not Contact.objects.filter(unsubscribed_at__isnull=False).exists()


def test_a_link_outlives_what_it_is_about(firm):
    with tenant_context(firm.pk):
        _, path = deal_mail(contact=True)
        Contact.objects.all().delete()

    assert Browser().post(path, ONE_CLICK).status_code == 200
