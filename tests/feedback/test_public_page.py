from __future__ import annotations

import re

import pytest
from django.test import Client as Browser

from apps.clients.models import Contact
from apps.feedback.models import FeedbackRequest
from apps.feedback.operations import send_due
from apps.tenancy.context import tenant_context
from apps.work.models import OutboxMessage, PublicLink
from tests.conftest import make_member, make_user
from tests.feedback.makers import DAY, make_client, make_contact, make_order, make_request


@pytest.fixture
def mailed(firm):
    """The addresses in the mail of a request that was sent now."""
    from django.utils import timezone

    now = timezone.now()
    with tenant_context(firm.pk):
        client = make_client()
        make_contact(client)
        make_request(make_order(client, delivered_at=now - 8 * DAY, title="Roof appraisal"))
        send_due(limit=1, at=now)
        text = OutboxMessage.objects.get().body_text
    found = dict(re.findall(r"https?://[^/]+(/(feedback|unsubscribe)/\S+)", text))
    return {kind: path for path, kind in found.items()}


def row(firm):
    with tenant_context(firm.pk):
        return FeedbackRequest.objects.get()


def test_an_answer_is_taken_once(client, firm, mailed):
    page = client.get(mailed["feedback"])
    assert b"Roof appraisal" in page.content
    assert page["Referrer-Policy"] == "same-origin"

    empty = client.post(mailed["feedback"], {})
    assert (empty.status_code, row(firm).status) == (422, "sent")

    done = client.post(mailed["feedback"], {"rating": "very_poor", "text": "Late and wrong."})
    assert done.status_code == 200
    kept = row(firm)
    assert (kept.status, kept.response_source, kept.rating) == ("responded", "page", "very_poor")
    assert kept.case_created_id

    assert client.get(mailed["feedback"]).status_code == 410
    assert client.post(mailed["feedback"], {"rating": "good"}).status_code == 410
    assert row(firm).rating == "very_poor"


def test_a_link_opens_only_what_it_is_for(client, firm, mailed):
    assert client.get("/feedback/nonsense/").status_code == 410
    assert client.get(mailed["unsubscribe"].replace("unsubscribe", "feedback")).status_code == 410
    with tenant_context(firm.pk):
        PublicLink.objects.update(revoked_at=row(firm).sent_at)
    assert client.get(mailed["feedback"]).status_code == 410
    assert client.post(mailed["unsubscribe"]).status_code == 410


def test_looking_unsubscribes_nobody_and_one_click_does(firm, mailed):
    with tenant_context(firm.pk):
        make_contact(make_client("Twin"), email="MARA@castellan.example")
        make_contact(make_client("Other"), email="joe@castellan.example")
    browser = Browser(enforce_csrf_checks=True)

    assert b"No more of these mails?" in browser.get(mailed["unsubscribe"]).content
    with tenant_context(firm.pk):
        assert not Contact.objects.filter(unsubscribed_at__isnull=False).exists()
    for _ in range(2):
        assert browser.post(mailed["unsubscribe"], {"List-Unsubscribe": "One-Click"}).status_code == 200

    with tenant_context(firm.pk):
        gone = Contact.objects.filter(unsubscribed_at__isnull=False).values_list("email", flat=True)
        assert sorted(gone) == ["MARA@castellan.example", "mara@castellan.example"]


@pytest.fixture
def member(client, firm):
    user = make_user()
    make_member(firm, user)
    client.force_login(user)
    return client


def test_the_inbox_shows_answers_and_takes_one_by_hand(member, firm, mailed):
    inbox = f"/f/{firm.slug}/feedback/"
    assert b"No answers yet" in member.get(inbox).content
    assert b"Castellan Logistics" in member.get(f"{inbox}?status=sent").content

    pk = row(firm).pk
    assert member.post(f"{inbox}{pk}/answer/", {}).status_code == 422
    assert member.post(f"{inbox}{pk}/answer/", {"text": "Terrible, and far too late."}).status_code == 302

    page = member.get(inbox).content.decode()
    assert "Too late or too slow" in page
    assert "<b>100 %</b> of 1 asked have answered" in page
    detail = member.get(f"{inbox}{pk}/").content.decode()
    assert "Recovery case C-" in detail
    assert "“far too late”" not in detail
    assert "“late”" in detail  # the phrase behind the complaint
    assert "Call Mara Voss about" in detail
    assert member.post(f"{inbox}{pk}/answer/", {"text": "Good."}).status_code == 422
    assert (
        b"Castellan Logistics" in member.get(f"{inbox}?sentiment=negative&issue=timeliness&case=open&q=castell").content
    )
    assert b"Nothing is like this" in member.get(f"{inbox}?issue=price").content

    assert member.post(f"{inbox}{pk}/resolve/", {"done": " "}).status_code == 422
    assert member.post(f"{inbox}{pk}/resolve/", {"done": "Called, and sent the corrected pages."}).status_code == 302
    assert b"This answer has no open case." in member.post(f"{inbox}{pk}/resolve/", {"done": "Again."}).content
    assert b"Nothing is like this" in member.get(f"{inbox}?case=open").content


def test_a_stranger_sees_no_feedback(client, firm, mailed):
    client.force_login(make_user("stranger@alder.example"))

    assert client.get(f"/f/{firm.slug}/feedback/").status_code == 404
