"""Deals of every heat and quotes in every state, as pages show them; made inside a firm."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from apps.clients.models import Client
from apps.deals import operations as deals
from apps.deals.models import Deal, StageConfig
from apps.quotes import operations as quotes
from tests.deals.deal_rows import make_contact, make_deal
from tests.quotes.makers import LINES, make_quote

LONG = "Night answering service for the whole coastal region, with hand-over to the dentist on call and a weekly report"
HOUR = dt.timedelta(hours=1)
ENDS = {
    "won": {"outcome": "won", "competitor": "Apex"},
    "lost": {"outcome": "lost", "primary_reason": "price", "competitor": "Apex", "competitor_amount": Decimal(500)},
    "over": {"outcome": "no_decision"},
}


def make_pipeline(*, by: UUID) -> None:
    """Make them once; the deal called LONG is late and has a follow-up that waits for a yes."""
    now = timezone.now()
    client = Client.objects.create(company_name="The Regional Association of Independent Pediatric Dentists")
    make_contact(client, is_primary=True)
    late = make_deal(LONG, client=client, quiet_days=10, at=now - HOUR, value=48000, assigned_to_id=by)
    for title, days, fields in (
        ("Fresh", 0, {"stage": "qualified"}),
        ("Warm", 5, {"stage": "negotiation", "value": 900}),
        ("Alone", 9, {"stage": "proposal", "auto_follow_up_enabled": False}),
        ("Parked", 9, {"stage": "qualified"}),
        ("Won", 1, {"stage": "lead", "value": 5000}),
        ("Lost", 1, {"stage": "lead", "value": 7000}),
    ):
        make_deal(title, client=client, quiet_days=days, at=now - HOUR, **fields)
    parked = Deal.objects.get(title="Parked")
    deals.park_deal(deal_id=parked.pk, until=now.date() + dt.timedelta(days=30), reason="Their budget comes", at=now)
    for title in ("Won", "Lost"):
        deal = Deal.objects.get(title=title)
        quotes.close_deal(deal_id=deal.pk, stage=title.lower(), ending=quotes.Ending(reason="price"), at=now)
    StageConfig.objects.update(drafts_first=True)
    deals.mark_stalled(limit=9, at=now)
    deals.send_due_follow_ups(limit=9, at=now)
    _make_quotes(client, late, now)


def _make_quotes(client: Client, deal: Deal, now: dt.datetime) -> None:
    fields = {"client": client, "at": now, "valid_until": now.date() + dt.timedelta(days=20)}
    make_quote(**fields, title=LONG, description="As we said on the telephone.", line_items=[*LINES, *LINES])
    quotes.submit_quote(quote_id=make_quote(**fields).pk, at=now)
    viewed = make_quote(**fields, sent=True, deal_id=deal.pk)
    quotes.record_view(quote_id=viewed.pk, viewer="somebody", is_internal=False, at=now)
    quotes.counter_quote(quote_id=make_quote(**fields, sent=True).pk, notes="Two roofs only", at=now)
    quotes.withdraw_quote(quote_id=make_quote(**fields, sent=True).pk, reason="A wrong price", at=now)
    for end in ENDS.values():
        quotes.record_outcome(quote_id=make_quote(**fields, sent=True).pk, **end, at=now)
