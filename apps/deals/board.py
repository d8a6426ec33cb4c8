"""The pipeline as people see it: deals by stage, with how long each has been quiet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Sum

from apps.core.charts.scales import days
from apps.deals.choices import OPEN_STAGES, ActivityKind, Stage
from apps.deals.models import Deal, DealActivity, StageConfig, StageHistory
from apps.tenancy.models import Membership
from apps.work.choices import MailStatus
from apps.work.models import OutboxMessage

SHOWN = 50  # deals of a stage
CLOSED_FOR = timedelta(days=30)  # won and lost ones stay on the board
DEFAULT_DAYS = 7


@dataclass(frozen=True)
class Card:
    """A deal on the board; ``heat`` is fresh, warm, late, parked, left-alone or closed."""

    deal: Deal
    client: str
    owner: str
    quiet_days: int
    heat: str


@dataclass
class Column:
    """A stage with its deals, those that were quiet for longest first."""

    stage: str
    label: str
    is_open: bool
    count: int = 0
    value: Decimal = Decimal(0)
    cards: list[Card] = field(default_factory=list)

    @property
    def more(self) -> int:
        """How many deals of the stage are not shown."""
        return self.count - len(self.cards)


def heat_of(deal: Deal, *, days: int, threshold: int, today: date) -> str:
    """Return how warm a deal is: late is stalled, warm is beyond half of what its stage allows."""
    if deal.stage not in OPEN_STAGES:
        return "closed"
    if deal.parked_until and deal.parked_until > today:
        return "parked"
    if not deal.auto_follow_up_enabled:
        return "left-alone"
    if days > threshold:
        return "late"
    return "warm" if days * 2 > threshold else "fresh"


def names_of_people() -> dict[UUID | None, str]:
    """Return the firm's people by their ids."""
    return dict(Membership.objects.values_list("user_id", "name"))


def thresholds() -> dict[str, int]:
    """Return the days without activity that each open stage allows."""
    found = dict(StageConfig.objects.values_list("stage", "max_days_before_stale"))
    return {stage: found.get(stage, DEFAULT_DAYS) for stage in OPEN_STAGES}


def board(*, owner: UUID | None, at: datetime, today: date) -> list[Column]:
    """Return every stage with its first deals, of one person where ``owner`` is given."""
    deals = Deal.objects.filter(assigned_to_id=owner) if owner else Deal.objects.all()
    closed = deals.exclude(stage__in=OPEN_STAGES).filter(updated_at__gte=at - CLOSED_FOR)
    totals = {}
    for part in (deals.filter(stage__in=OPEN_STAGES), closed):
        for row in part.values("stage").annotate(count=Count("id"), value=Sum("value")):
            totals[row["stage"]] = row
    people, days = names_of_people(), thresholds()
    columns = []
    for stage in Stage:
        column = Column(stage.value, stage.label, is_open=stage in OPEN_STAGES)
        total = totals.get(stage.value)
        if total:
            column.count, column.value = total["count"], total["value"] or Decimal(0)
            part = deals if column.is_open else closed
            rows = part.filter(stage=stage).select_related("client").order_by("last_activity_at", "id")[:SHOWN]
            column.cards = [card_of(deal, people, days, at=at, today=today) for deal in rows]
        columns.append(column)
    return columns


def card_of(deal: Deal, people: dict[UUID | None, str], days: dict[str, int], *, at: datetime, today: date) -> Card:
    """Return a deal as the board shows it."""
    quiet = max(0, (at - deal.last_activity_at).days)
    heat = heat_of(deal, days=quiet, threshold=days.get(deal.stage, DEFAULT_DAYS), today=today)
    return Card(deal, deal.client.company_name, people.get(deal.assigned_to_id, ""), quiet, heat)


@dataclass(frozen=True)
class Moment:
    """Something in a deal's life; ``draft`` is a follow-up that waits for a yes."""

    when: datetime
    who: str
    says: str
    text: str = ""
    activity_id: UUID | None = None
    draft: OutboxMessage | None = None
    mail: str = ""


def life_of(deal: Deal) -> list[Moment]:
    """Return what happened to a deal and what was done about it, the latest first."""
    people = names_of_people()
    stages = dict(Stage.choices)
    moves = [
        Moment(
            one.changed_at,
            people.get(one.changed_by_id, ""),
            f"From {stages.get(one.from_stage, one.from_stage)} to {stages[one.to_stage]}"
            + (f" after {days(one.days_in_previous_stage)}" if one.days_in_previous_stage else ""),
            one.reason,
        )
        for one in StageHistory.objects.filter(deal=deal).order_by("-changed_at")[:200]
    ]
    acts = list(DealActivity.objects.filter(deal=deal).order_by("-happened_at")[:200])
    mails: dict[Any, OutboxMessage] = OutboxMessage.objects.in_bulk([one.message_id for one in acts if one.message_id])
    done = [_act(one, people, mails.get(one.message_id)) for one in acts]
    made = Moment(deal.created_at, people.get(deal.created_by_id, ""), "Made")
    return [*sorted([*moves, *done], key=lambda moment: moment.when, reverse=True), made]


def _act(one: DealActivity, people: dict[UUID | None, str], mail: OutboxMessage | None) -> Moment:
    is_draft = mail is not None and mail.status == MailStatus.DRAFT
    says = one.get_kind_display()
    if one.kind == ActivityKind.FOLLOW_UP:
        says = "Follow-up, waiting to be sent" if is_draft else "Follow-up"
    return Moment(
        one.happened_at,
        people.get(one.done_by_id, ""),
        says,
        "" if is_draft else one.notes,
        one.pk,
        mail if is_draft else None,
        "" if mail is None or is_draft else f"{mail.get_status_display()}, to {mail.to_email}",
    )
