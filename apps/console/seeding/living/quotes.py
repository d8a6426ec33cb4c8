"""Quotes: written for deals that have come to a proposal, looked at, answered, and what becomes of the silent ones."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from apps.console.seeding.living.clients import owner_of
from apps.console.seeding.living.deals import lines_of
from apps.console.seeding.living.office import Office
from apps.console.seeding.living.orders import order_from
from apps.deals.choices import Stage
from apps.deals.models import Deal
from apps.deals.operations import move_deal
from apps.quotes.choices import LIVE, OUT, QuoteResult, QuoteStatus
from apps.quotes.links import viewer_hash
from apps.quotes.models import Quote
from apps.quotes.operations import (
    answer_quote,
    approve_quote,
    copy_quote,
    counter_quote,
    create_quote,
    edit_quote,
    record_outcome,
    record_view,
    send_quote,
    submit_quote,
    withdraw_quote,
)
from apps.tenancy.choices import Role
from apps.tenancy.models import Membership

FATES = {"accepted": 38, "rejected": 36, "silent": 16, "countered": 10}
VIEWED = {"accepted": 0.4, "rejected": 0.35, "silent": 0.12, "countered": 0.4}  # shares of working days
ANSWERED, WRITTEN, ASKED, SETTLED = 0.3, 0.6, 0.2, 0.3
LESS = 100  # of each discount
PROBABLE = (Stage.PROPOSAL, Stage.NEGOTIATION)


def quotes_are_written(office: Office) -> None:
    """Write a quote for each deal at its proposal that has none, and send it, or show it to a colleague first."""
    for quote in Quote.objects.filter(status=QuoteStatus.PENDING_APPROVAL).order_by("quote_number"):
        with office.act(_who_approves(office)) as moment:
            approve_quote(quote_id=quote.pk, at=moment)
    waiting = Deal.objects.filter(stage__in=PROBABLE, parked_until__isnull=True).exclude(quotes__isnull=False)
    for deal in waiting.select_related("client").order_by("created_at", "title"):
        if not office.happens(WRITTEN):
            continue
        with office.act(owner_of(office, deal.client)) as moment:
            fields = {
                "client_id": deal.client_id,
                "contact_id": deal.contact_id,
                "deal_id": deal.pk,
                "title": deal.title,
                "line_items": lines_of(office, deal.title, deal.client),
                "valid_until": office.today + timedelta(days=office.random.choice((14, 21))),
            }
            quote = create_quote(fields=fields, at=moment)
            asks_first = office.happens(ASKED)
            (submit_quote if asks_first else send_quote)(quote_id=quote.pk, at=moment)


def clients_look_at_quotes(office: Office) -> None:
    """Let clients open the quotes they got, and answer those they have seen."""
    for quote in Quote.objects.filter(status__in=OUT).select_related("client", "contact").order_by("quote_number"):
        fate = office.fate(quote.quote_number, FATES)
        if quote.status == QuoteStatus.VIEWED and fate != "silent" and office.happens(ANSWERED):
            _answer(office, quote, fate)
        elif office.happens(VIEWED[fate]):
            with office.client_act() as moment:
                record_view(quote_id=quote.pk, viewer=_viewer(quote), at=moment)


def quotes_are_settled(office: Office) -> None:
    """Offer something else where the client asked for it, and close what ran out without an answer."""
    for quote in Quote.objects.filter(status=QuoteStatus.COUNTERED).select_related("client").order_by("quote_number"):
        if office.happens(SETTLED):
            _offer_again(office, quote)
    over = Quote.objects.filter(status=QuoteStatus.EXPIRED, outcome="").select_related("client", "deal")
    for quote in over.order_by("quote_number"):
        if office.happens(SETTLED):
            _close(office, quote)


def _who_approves(office: Office) -> Membership:
    return office.one_of([person for person in office.people if person.role in {Role.OWNER, Role.ADMIN}])


def _viewer(quote: Quote) -> str:
    return viewer_hash(quote_id=quote.pk, address="", agent=str(quote.contact or quote.client))


def _answer(office: Office, quote: Quote, fate: str) -> None:
    if fate == "countered":
        with office.act(owner_of(office, quote.client)) as moment:
            counter_quote(quote_id=quote.pk, notes=office.one_of(office.business.words["countered"]), at=moment)
        return
    said = {}
    if fate == "rejected":
        reasons = office.business.words["lost"]
        reason = office.fate(f"why {quote.quote_number}", dict(zip(reasons, (5, 3, 4, 2, 2), strict=True)))
        rival = office.one_of(office.business.competitors) if reason in {"price", "competitor"} else ""
        said = {"reason": reason, "competitor": rival, "notes": reasons[reason]}
    with office.client_act() as moment:
        answer_quote(
            quote_id=quote.pk, accept=fate == "accepted", name=str(quote.contact or quote.client), at=moment, **said
        )
    if fate == "accepted":
        order_from(office, quote)


def _offer_again(office: Office, quote: Quote) -> None:
    """Send a copy with a discount, or a larger one, in place of the quote to which the client said "but"."""
    with office.act(owner_of(office, quote.client)) as moment:
        other = copy_quote(quote_id=quote.pk, at=moment)
        discount = office.business.words["discount"]
        lines = [line for line in quote.line_items if line["description"] != discount]
        before = sum(Decimal(line["unit_price"]) for line in quote.line_items if line["description"] == discount)
        less = {"description": discount, "quantity": "1", "unit_price": f"{before - LESS:.2f}"}
        fields = {"line_items": [*lines, less], "valid_until": office.today + timedelta(days=14)}
        edit_quote(quote_id=other.pk, fields=fields)
        withdraw_quote(quote_id=quote.pk, reason=f"Replaced by {other.quote_number}.", at=moment)
        send_quote(quote_id=other.pk, at=moment)


def _close(office: Office, quote: Quote) -> None:
    silent = office.business.words["silent"]
    with office.act(owner_of(office, quote.client)) as moment:
        record_outcome(quote_id=quote.pk, outcome=QuoteResult.NO_DECISION, notes=silent, at=moment)
        others = Quote.objects.filter(deal=quote.deal, status__in=LIVE).exists()
        if quote.deal and quote.deal.stage in PROBABLE and not others:
            move_deal(deal_id=quote.deal.pk, stage=Stage.LOST, lost_reason=silent)
