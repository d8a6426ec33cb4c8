"""Deals: made, talked about, moved on, forgotten, parked, given up."""

from __future__ import annotations

import itertools
from datetime import timedelta
from decimal import Decimal

from django.db.models import Q

from apps.clients.models import Client
from apps.console.seeding.living.clients import owner_of
from apps.console.seeding.living.office import Office
from apps.deals.choices import OPEN_STAGES, ActivityKind, Stage
from apps.deals.models import Deal
from apps.deals.operations import move_deal, park_deal, record_activity, unpark_deal
from apps.quotes.choices import LIVE
from apps.quotes.models import Quote

NEW, MOST_OPEN, AT_FIRST = 0.5, 14, 6
FATES = {"brisk": 60, "slow": 14, "forgotten": 10, "parked": 16}
ACTED, MOVED = {"brisk": 0.5, "slow": 0.2, "parked": 0.45}, 0.55  # shares of working days, and of those
PARKED, LOST = 0.3, 0.2
NEXT = dict(itertools.pairwise(OPEN_STAGES))
CHANCES = {Stage.LEAD: 20, Stage.QUALIFIED: 40, Stage.PROPOSAL: 60, Stage.NEGOTIATION: 75}
GIVEN_UP = timedelta(days=25)


def deals_come(office: Office) -> None:
    """Enter a deal now and then; on the first day those that were under way."""
    clients = list(Client.objects.filter(is_active=True).exclude(tier="vendor").order_by("created_at", "company_name"))
    known = set(Deal.objects.values_list("client_id", "title"))
    pairs = [
        (one, offer) for one in clients for offer in office.business.offers if (one.pk, offer["title"]) not in known
    ]
    if not known:
        for place in range(min(AT_FIRST, len(pairs))):
            client, offer = pairs.pop(office.random.randrange(len(pairs)))
            _make(office, client, offer["title"], stage=OPEN_STAGES[place % 3])
    elif pairs and office.happens(NEW) and Deal.objects.filter(stage__in=OPEN_STAGES).count() < MOST_OPEN:
        client, offer = office.one_of(pairs)
        _make(office, client, offer["title"], stage=Stage.LEAD)


def deals_go_on(office: Office) -> None:
    """Let people work on the open deals, each deal after its own fate."""
    not_parked = Q(parked_until__isnull=True) | Q(parked_until__lte=office.today)
    deals = Deal.objects.filter(not_parked, stage__in=OPEN_STAGES).select_related("client", "contact")
    for deal in deals.order_by("created_at", "title"):
        fate = office.fate(f"{deal.title}:{deal.client}", FATES)
        if deal.parked_until:
            with office.act(owner_of(office, deal.client)):
                unpark_deal(deal_id=deal.pk)
        elif fate == "parked" and deal.stage == Stage.QUALIFIED and not _was_parked(deal):
            _park(office, deal)
        elif fate == "forgotten":
            _give_up(office, deal)
        elif office.happens(ACTED[fate]):
            _work_on(office, deal)


def lines_of(office: Office, title: str, client: Client) -> list[dict[str, str]]:
    """Return the lines that a client is offered under a title: always the same."""
    offer = next((one for one in office.business.offers if one["title"] == title), office.business.offers[0])
    lines = []
    for description, least, most, price in offer["lines"]:
        count = office.fate(f"{client}:{description}", {str(number): 1 for number in range(least, most + 1)})
        lines.append({"description": description, "quantity": count, "unit_price": price})
    return lines


def _make(office: Office, client: Client, title: str, *, stage: Stage) -> None:
    lines = lines_of(office, title, client)
    owner = owner_of(office, client)
    with office.act(owner):
        deal = Deal(
            client=client,
            contact=client.contacts.filter(is_primary=True).first(),
            title=title,
            value=sum(int(line["quantity"]) * Decimal(line["unit_price"]) for line in lines),
            stage=stage,
            probability=CHANCES[stage],
            expected_close_date=office.today + timedelta(days=office.random.randint(20, 60)),
            assigned_to_id=owner.user_id,
            created_by_id=owner.user_id,
        )
        deal.save(force_insert=True)


def _was_parked(deal: Deal) -> bool:
    return bool(deal.events.exclude(parked_reason="").exists())


def _park(office: Office, deal: Deal) -> None:
    if office.happens(PARKED):
        until = office.today + timedelta(days=office.random.randint(15, 35))
        reason = office.one_of(office.business.words["parked"])
        with office.act(owner_of(office, deal.client)) as moment:
            park_deal(deal_id=deal.pk, until=until, reason=reason, at=moment)


def _give_up(office: Office, deal: Deal) -> None:
    """Lose a deal that nobody has touched for long and that no follow-up brought back."""
    if deal.last_activity_at < office.now - GIVEN_UP and office.happens(LOST):
        with office.act(owner_of(office, deal.client)):
            move_deal(deal_id=deal.pk, stage=Stage.LOST, lost_reason=office.business.words["silent"])


def _work_on(office: Office, deal: Deal) -> None:
    owner = owner_of(office, deal.client)
    kind, text = office.one_of(office.business.words["notes"])
    with office.act(owner) as moment:
        record_activity(deal_id=deal.pk, kind=ActivityKind(kind), notes=text, by=owner.user_id, at=moment)
    waits = Quote.objects.filter(deal=deal, status__in=LIVE).exists()
    following = NEXT.get(Stage(deal.stage))
    if following and office.happens(MOVED) and not (waits and following == Stage.NEGOTIATION and office.happens(0.5)):
        with office.act(owner):
            move_deal(deal_id=deal.pk, stage=following)
            deal.refresh_from_db()
            deal.probability = CHANCES[following]
            deal.save(update_fields=["probability"])
