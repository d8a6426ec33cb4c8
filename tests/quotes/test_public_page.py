"""The page behind a mailed link."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.deals.models import Deal
from apps.quotes import operations
from apps.quotes.links import make_link
from apps.quotes.models import Quote, QuoteView
from apps.tenancy.context import tenant_context
from apps.work.models import OutboxMessage, PublicLink
from tests.conftest import make_member, make_user, words_of
from tests.quotes.makers import make_client, make_deal, make_quote

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def sent(firm):
    """A sent quote of a deal, and the address of its page."""
    now = timezone.now()
    maker = make_user()
    make_member(firm, maker)
    with tenant_context(firm.pk, user_id=maker.pk):
        fields = {"deal_id": make_deal(make_client()).pk, "valid_until": now.date() + timedelta(days=20)}
        quote = make_quote(sent=True, at=now, **fields)
        make_link(quote_id=quote.pk, token="a-token", at=now)
    return quote


def look(client, path="/q/a-token/", *, agent=BROWSER, **headers):
    return client.get(path, headers={"User-Agent": agent, **headers})


def state(firm, quote):
    with tenant_context(firm.pk):
        found = Quote.objects.get(pk=quote.pk)
        return found.status, found.view_count


def test_a_reader_sees_the_quote_and_is_counted_once_in_half_an_hour(client, firm, sent):
    page = look(client)
    look(client)

    assert page.status_code == 200
    assert b"749.97" in page.content
    assert b"Roof inspection" in page.content
    assert page["Referrer-Policy"] == "same-origin"
    assert state(firm, sent) == ("viewed", 1)
    assert look(client, agent=BROWSER + " other").status_code == 200
    assert state(firm, sent) == ("viewed", 2)


@pytest.mark.parametrize(
    ("agent", "headers"),
    [
        ("", {}),
        ("Slackbot-LinkExpanding 1.0", {}),
        ("Mozilla/5.0 (compatible; Googlebot/2.1)", {}),
        ("facebookexternalhit/1.1", {}),
        ("curl/8.5", {}),
        (BROWSER, {"Sec-Purpose": "prefetch;prerender"}),
        (BROWSER, {"Purpose": "preview"}),
    ],
)
def test_machines_are_served_and_not_counted(client, firm, sent, agent, headers):
    assert look(client, agent=agent, **headers).status_code == 200
    client.head("/q/a-token/", headers={"User-Agent": BROWSER})

    assert state(firm, sent) == ("sent", 0)


def test_people_of_the_firm_are_not_counted_and_cannot_answer(client, firm, sent):
    user = make_user("colleague@harbor.example")
    make_member(firm, user)
    client.force_login(user)

    assert b"not counted" in look(client).content
    refused = client.post("/q/a-token/", {"answer": "accept", "accept-name": "Me"})

    assert refused.status_code == 422
    assert state(firm, sent) == ("sent", 0)
    with tenant_context(firm.pk):
        assert QuoteView.objects.get().is_internal


def test_accepting_wins_the_quote_and_its_deal_and_tells_the_maker(client, firm, sent):
    answer = client.post(
        "/q/a-token/", {"answer": "accept", "accept-name": "Ana Ruiz", "accept-notes": "Start Monday."}
    )

    assert (answer.status_code, answer["Location"]) == (302, "/q/a-token/")
    assert b"Accepted" in look(client).content
    with tenant_context(firm.pk):
        assert Quote.objects.get().outcome == "won"
        assert Deal.objects.get().stage == "won"
        mail = OutboxMessage.objects.get(purpose="quote_answered")
        assert mail.to_email == "ines@harbor.example"
        assert "Start Monday." in mail.body_text
    again = client.post("/q/a-token/", {"answer": "reject", "reject-name": "Ana", "reject-reason": "price"})
    assert again.status_code == 422
    assert state(firm, sent)[0] == "accepted"


def test_rejecting_takes_a_reason_and_loses_the_deal_for_it(client, firm, sent):
    nothing = client.post("/q/a-token/", {"answer": "reject", "reject-name": "Ana"})
    assert nothing.status_code == 422
    assert state(firm, sent)[0] == "sent"

    fields = {
        "reject-name": "Ana",
        "reject-reason": "competitor",
        "reject-competitor": "Apex",
        "reject-notes": "Faster.",
    }
    assert client.post("/q/a-token/", {"answer": "reject", **fields}).status_code == 302
    with tenant_context(firm.pk):
        assert (Deal.objects.get().stage, Deal.objects.get().lost_reason) == ("lost", "A competitor (Apex): Faster.")


def test_past_its_validity_it_is_shown_and_not_answered(client, firm, sent, monkeypatch):
    later = timezone.now() + timedelta(days=21)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)

    assert b"can no longer be accepted" in look(client).content
    assert client.post("/q/a-token/", {"answer": "accept", "accept-name": "Ana"}).status_code == 422
    assert state(firm, sent)[0] == "viewed"


def test_a_withdrawn_quote_shows_nothing_of_itself(client, firm, sent):
    with tenant_context(firm.pk):
        operations.withdraw_quote(quote_id=sent.pk, at=timezone.now())

    page = look(client)
    assert b"took this quote back" in page.content
    assert b"Roof inspection" not in page.content


def test_a_link_that_is_unknown_revoked_or_over_opens_nothing(client, firm, sent):
    assert look(client, "/q/another/").status_code == 410
    with tenant_context(firm.pk):
        PublicLink.objects.update(revoked_at=timezone.now())
    assert look(client).status_code == 410
    with tenant_context(firm.pk):
        PublicLink.objects.update(revoked_at=None, expires_at=timezone.now())
    assert look(client).status_code == 410
    with tenant_context(firm.pk):
        PublicLink.objects.update(expires_at=timezone.now() + timedelta(days=1), purpose="feedback")
    assert look(client).status_code == 410


def test_the_pdf_is_one_and_sets_markup_as_text(client, firm):
    with tenant_context(firm.pk):
        lines = [{"description": '#panic("x") *Łódź* $1$', "quantity": 1, "unit_price": 1234.5}]
        quote = make_quote(sent=True, at=timezone.now(), line_items=lines, description='First.\n#read("/etc/passwd")')
        make_link(quote_id=quote.pk, token="pdf", at=timezone.now())

    answer = client.get("/q/pdf/quote.pdf")

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    words = words_of(answer)
    assert all(
        one in words for one in ('#panic("x") *Łódź* $1$', '#read("/etc/passwd")', "1,234.50 USD", quote.quote_number)
    )
    assert f'filename="{quote.quote_number}.pdf"' in answer["Content-Disposition"]


def test_each_mail_has_a_link_of_its_own(inside):
    quote = make_quote(sent=True)
    operations.follow_up_quote(quote_id=quote.pk, at=timezone.now())

    links = [line for mail in OutboxMessage.objects.all() for line in mail.body_text.splitlines() if "/q/" in line]
    assert len(set(links)) == 2
    assert PublicLink.objects.filter(object_id=quote.pk).count() == 2


def test_the_pdf_of_a_withdrawn_quote_leads_to_its_page(client, firm, sent):
    with tenant_context(firm.pk):
        operations.withdraw_quote(quote_id=sent.pk, at=timezone.now())

    assert client.get("/q/a-token/quote.pdf", follow=True).request["PATH_INFO"] == "/q/a-token/"
