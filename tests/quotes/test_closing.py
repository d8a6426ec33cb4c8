"""A deal closed by hand, with the quotes about it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from apps.deals import operations as deals
from apps.deals.models import Deal
from apps.quotes import operations
from apps.quotes.models import Quote, QuoteOutcome
from apps.tenancy.choices import Role
from apps.tenancy.context import tenant_context
from tests.quotes.makers import make_deal, make_quote
from tests.quotes.test_pages import person

LOST = operations.Ending(reason="competitor", competitor="Apex", notes="They know the owner.")


def close(deal, stage, ending=LOST, **fields):
    return operations.close_deal(deal_id=deal.pk, stage=stage, ending=ending, at=timezone.now(), **fields)


def test_a_lost_deal_takes_every_quote_the_client_has_with_it(firm):
    with tenant_context(firm.pk):
        deal = make_deal()
        out = [make_quote(sent=True, at=timezone.now(), deal_id=deal.pk) for _ in range(2)]
        draft = make_quote(at=timezone.now(), deal_id=deal.pk)

        closed = close(deal, "lost")

        assert (closed.stage, closed.lost_reason) == ("lost", "A competitor (Apex): They know the owner.")
        assert {Quote.objects.get(pk=quote.pk).status for quote in out} == {"rejected"}
        assert Quote.objects.get(pk=draft.pk).status == "draft"
        assert set(QuoteOutcome.objects.values_list("primary_reason", "competitor")) == {("competitor", "Apex")}


def test_a_won_deal_wins_the_quote_that_was_accepted_and_no_other(firm):
    with tenant_context(firm.pk):
        deal = make_deal()
        taken, other = [make_quote(sent=True, at=timezone.now(), deal_id=deal.pk) for _ in range(2)]

        assert close(deal, "won", operations.Ending(), quote_id=taken.pk).stage == "won"

        assert [Quote.objects.get(pk=one.pk).status for one in (taken, other)] == ["accepted", "sent"]


def test_quotes_are_left_alone_for_who_may_not_end_them(firm):
    with tenant_context(firm.pk):
        deal = make_deal()
        quote = make_quote(sent=True, at=timezone.now(), deal_id=deal.pk)

        assert close(deal, "lost", with_quotes=False).stage == "lost"

        assert Quote.objects.get(pk=quote.pk).status == "sent"


def test_what_closes_nothing_is_refused_and_changes_nothing(firm):
    with tenant_context(firm.pk):
        deal = make_deal()
        with pytest.raises(operations.NotClosed, match="won or lost"):
            close(deal, "proposal")
        with pytest.raises(operations.NotClosed, match="why the deal was lost"):
            close(deal, "lost", operations.Ending())
        strange = make_quote(sent=True, at=timezone.now())
        with pytest.raises(operations.NotClosed, match="answered or taken back"):
            close(deal, "won", operations.Ending(), quote_id=strange.pk)
        deals.move_deal(deal_id=deal.pk, stage="negotiation")
        with pytest.raises(deals.MovedMeanwhile, match="to Negotiation meanwhile"):
            close(deal, "lost", seen_stage="lead")
        assert Deal.objects.get().stage == "negotiation"


def test_the_page_closes_the_deal_and_leads_back_to_the_board(firm):
    with tenant_context(firm.pk):
        deal = make_deal()
        quote = make_quote(sent=True, at=timezone.now(), deal_id=deal.pk)
    admin, path = person(firm, Role.ADMIN), f"/f/harbor-dental/quotes/deals/{deal.pk}/close/"
    shown = admin.get(f"{path}?stage=won&seen=lead&next=/f/harbor-dental/deals/").content.decode()
    assert f'<option value="{quote.pk}" selected>' in shown

    refused = admin.post(f"{path}save/", {"stage": "lost"})
    assert refused.status_code == 422
    assert b"Choose why the deal was lost." in refused.content
    answer = admin.post(
        f"{path}save/", {"stage": "won", "quote": quote.pk, "seen": "lead", "next": "/f/harbor-dental/deals/"}
    )

    assert answer["Location"] == f"/f/harbor-dental/deals/#d-{deal.pk}"
    with tenant_context(firm.pk):
        assert (Deal.objects.get().stage, Quote.objects.get().status) == ("won", "accepted")


def test_a_member_closes_the_deal_and_an_admin_ends_its_quotes(firm):
    with tenant_context(firm.pk):
        deal = make_deal()
        make_quote(sent=True, at=timezone.now(), deal_id=deal.pk)
    member, path = person(firm, Role.MEMBER), f"/f/harbor-dental/quotes/deals/{deal.pk}/close/"
    assert "an admin of" in member.get(path).content.decode()

    assert member.post(f"{path}save/", {"stage": "lost", "reason": "price", "next": "https://evil.example/"})[
        "Location"
    ] == (f"/f/harbor-dental/deals/{deal.pk}/")

    with tenant_context(firm.pk):
        assert (Deal.objects.get().stage, Quote.objects.get().status) == ("lost", "sent")
