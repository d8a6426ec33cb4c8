"""Reads of deals, for pages, the API and the charts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q, QuerySet, Sum

from apps.deals.choices import CLOSED_STAGES, OPEN_STAGES, ActivityKind, Stage
from apps.deals.models import Deal, DealActivity, StageHistory
from apps.tenancy.context import current_tenant_id
from apps.work.choices import MailStatus
from apps.work.models import OutboxMessage

WINDOW = timedelta(days=90)  # of deal_stage_velocity, and of all that stands beside it


class StalledDeal(NamedTuple):
    """A stalled deal with the names of whom it is with."""

    deal_id: UUID
    title: str
    stage: str
    client_id: UUID
    contact_id: UUID | None
    value: Decimal | None
    last_activity_at: datetime
    days_since_activity: int
    stalled_threshold: int
    client_name: str
    contact_name: str


class Velocity(NamedTuple):
    """How long deals stayed in a stage they have left."""

    from_stage: str
    transitions: int
    avg_days: Decimal
    median_days: Decimal
    min_days: int
    max_days: int


def stalled_deals(limit: int) -> list[StalledDeal]:
    """Return the stalled deals of the firm, those that wait longest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.*, c.company_name, coalesce(trim(k.first_name || ' ' || k.last_name), '') "
            "FROM get_stalled_deals(%s, %s) s "
            "JOIN clients c ON c.tenant_id = %s AND c.id = s.client_id "
            "LEFT JOIN contacts k ON k.tenant_id = %s AND k.id = s.contact_id "
            "ORDER BY s.last_activity_at, s.deal_id",
            [firm := current_tenant_id(), limit, firm, firm],
        )
        return [StalledDeal(*row) for row in cursor.fetchall()]


def stage_velocity() -> list[Velocity]:
    """Return how long deals stayed in each stage, in the order of the stages; from the view of that name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT from_stage, transitions, avg_days, median_days, min_days, max_days FROM deal_stage_velocity "
            "WHERE tenant_id = %s "
            "ORDER BY array_position(ARRAY['lead', 'qualified', 'proposal', 'negotiation', 'won', 'lost'], "
            "from_stage::text)",
            [current_tenant_id()],
        )
        return [Velocity(*row) for row in cursor.fetchall()]


def stage_moves(from_stage: str, *, at: datetime) -> QuerySet[StageHistory]:
    """Return the moves that deal_stage_velocity counts for a stage, those out of it first that took longest."""
    moves = StageHistory.objects.filter(
        from_stage=from_stage, changed_at__gte=at - WINDOW, days_in_previous_stage__isnull=False
    )
    return moves.select_related("deal__client").order_by("-days_in_previous_stage", "-changed_at", "id")


def closed_deals(*, stage: str = "", through: str = "", today: date) -> QuerySet[Deal]:
    """Return the deals won or lost in the last 90 days, the latest first; of them one's, or those once in a stage."""
    deals = Deal.objects.filter(stage__in=CLOSED_STAGES, actual_close_date__gte=today - WINDOW)
    if stage in CLOSED_STAGES:
        deals = deals.filter(stage=stage)
    if through:
        deals = deals.filter(pk__in=StageHistory.objects.filter(from_stage=through).values("deal_id"))
    return deals.select_related("client").order_by("-actual_close_date", "id")


class Closings(NamedTuple):
    """How many deals were won or lost, and what they were worth."""

    stage: str
    label: str
    deals: int
    value: Decimal | None


def closings(*, today: date) -> list[Closings]:
    """Return what closed_deals sums up to, won first."""
    rows = closed_deals(today=today).order_by().values("stage").annotate(count=Count("pk"), value=Sum("value"))
    found = {row["stage"]: row for row in rows}
    return [
        Closings(stage.value, stage.label, found[stage]["count"], found[stage]["value"])
        for stage in CLOSED_STAGES
        if stage in found
    ]


class StageWins(NamedTuple):
    """Of the deals closed that had been in a stage, how many were won."""

    stage: str
    label: str
    closed: int
    won: int

    @property
    def rate_pct(self) -> float:
        """The share that was won."""
        return round(100 * self.won / self.closed, 1)


def wins_by_stage(*, today: date) -> list[StageWins]:
    """Return the win rate by each open stage that deals closed in the last 90 days had been in."""
    moves = StageHistory.objects.filter(
        from_stage__in=OPEN_STAGES, deal__stage__in=CLOSED_STAGES, deal__actual_close_date__gte=today - WINDOW
    )
    won = Q(deal__stage=Stage.WON)
    rows = moves.order_by().values("from_stage").annotate(
        closed=Count("deal", distinct=True), won=Count("deal", distinct=True, filter=won)
    )  # fmt: skip
    found = {row["from_stage"]: row for row in rows}
    return [
        StageWins(stage.value, stage.label, found[stage]["closed"], found[stage]["won"])
        for stage in OPEN_STAGES
        if stage in found
    ]


class Draft(NamedTuple):
    """A follow-up that waits for a yes: the activity it stands in, its deal, and the mail."""

    activity_id: UUID
    deal: Deal
    mail: OutboxMessage


def drafts(limit: int) -> list[Draft]:
    """Return the follow-ups that wait for a yes, the oldest first."""
    mails = OutboxMessage.objects.filter(purpose="deal_follow_up", status=MailStatus.DRAFT)
    found = {mail.pk: mail for mail in mails.order_by("created_at", "id")[:limit]}
    acts = DealActivity.objects.filter(kind=ActivityKind.FOLLOW_UP, message_id__in=list(found))
    acts = acts.select_related("deal__client").order_by("happened_at", "id")
    return [Draft(act.pk, act.deal, found[act.message_id]) for act in acts]
