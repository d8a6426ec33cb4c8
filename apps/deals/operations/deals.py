"""A deal moved, parked, and what somebody did about it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from apps.deals.choices import CLOSED_STAGES, Stage
from apps.deals.models import Deal, DealActivity, StageHistory
from apps.tenancy.context import current_tenant_id
from apps.tenancy.models import Membership, Tenant


class DealError(Exception):
    """Base of the refusals about deals; the message is written for the user."""


class UnknownStage(DealError):
    """There is no such stage."""


class MovedMeanwhile(DealError):
    """Somebody else moved the deal since the caller looked."""


class DealIsClosed(DealError):
    """The deal is won or lost."""


class NoParkingDay(DealError):
    """A deal is parked until a day to come, with a reason."""


class UnknownDay(DealError):
    """What was done was done at a time to come."""


@transaction.atomic
def move_deal(*, deal_id: UUID, stage: str, lost_reason: str = "", seen_stage: str = "") -> Deal:
    """Move a deal to another stage; the triggers keep its history, its activity and the day it was closed.

    A deal that leaves "lost" has no reason any more. Raises UnknownStage, MovedMeanwhile when it is no longer in
    ``seen_stage``, the stage the caller saw, or DoesNotExist.
    """
    if stage not in Stage.values:
        raise UnknownStage(f"There is no stage “{stage}”. Accepted: {', '.join(Stage.values)}.")
    deal: Deal = Deal.objects.select_for_update(no_key=True).get(pk=deal_id)
    if deal.stage == stage and (stage != Stage.LOST or deal.lost_reason == lost_reason):
        return deal
    refuse_if_moved(deal, seen_stage)
    deal.stage, deal.lost_reason = stage, lost_reason.strip() if stage == Stage.LOST else ""
    changed = ["stage", "lost_reason"]
    if stage in CLOSED_STAGES and deal.parked_until:
        deal.parked_until, deal.parked_reason = None, ""
        changed += ["parked_until", "parked_reason"]
    deal.clean_fields(exclude={f.name for f in deal._meta.fields} - {"stage", "lost_reason"})
    deal.save(update_fields=changed)
    deal.refresh_from_db()  # what the triggers wrote
    return deal


def refuse_if_moved(deal: Deal, seen_stage: str) -> None:
    """Raise MovedMeanwhile when a deal is no longer in the stage that somebody saw; with none seen, never."""
    if not seen_stage or deal.stage == seen_stage:
        return
    last = StageHistory.objects.filter(deal=deal).order_by("-changed_at").first()
    mover = Membership.objects.filter(user_id=last.changed_by_id).first() if last and last.changed_by_id else None
    raise MovedMeanwhile(
        f"{mover.name if mover else 'Somebody else'} moved “{deal.title}” to {deal.get_stage_display()} meanwhile. "
        "It stays there; move it again if that is wrong."
    )


@transaction.atomic
def park_deal(*, deal_id: UUID, until: date, reason: str, at: datetime) -> Deal:
    """Leave a deal alone until a day: it counts as stalled no more, and no engine writes about it.

    Raises NoParkingDay, DealIsClosed or DoesNotExist.
    """
    today = at.astimezone(Tenant.objects.get(pk=current_tenant_id()).zone).date()
    if until <= today:
        raise NoParkingDay("Choose a day after today; until then the deal is left alone.")
    if not reason.strip():
        raise NoParkingDay("Say why the deal waits; whoever opens it then will want to know.")
    deal = open_deal(deal_id)
    deal.parked_until, deal.parked_reason = until, " ".join(reason.split())
    deal.stalled_at = deal.next_follow_up_at = None
    deal.clean_fields(exclude={f.name for f in deal._meta.fields} - {"parked_reason"})
    deal.save(update_fields=["parked_until", "parked_reason", "stalled_at", "next_follow_up_at"])
    return deal


@transaction.atomic
def unpark_deal(*, deal_id: UUID) -> Deal:
    """Take a parked deal up again; one that is not parked stays as it is.

    Raises DoesNotExist.
    """
    deal: Deal = Deal.objects.select_for_update(no_key=True).get(pk=deal_id)
    if deal.parked_until is not None:
        deal.parked_until, deal.parked_reason = None, ""
        deal.save(update_fields=["parked_until", "parked_reason"])
    return deal


@transaction.atomic
def record_activity(
    *,
    deal_id: UUID,
    kind: str,
    notes: str = "",
    happened_at: datetime | None = None,
    by: UUID | None = None,
    at: datetime,
) -> DealActivity:
    """Note what somebody did about a deal; by a trigger it is its last activity, and the deal is not stalled.

    Raises UnknownDay for a time to come, ValidationError for an unknown kind, or DoesNotExist.
    """
    if happened_at and happened_at > at:
        raise UnknownDay("This time is still to come. Say when it happened.")
    deal = Deal.objects.select_for_update(no_key=True).get(pk=deal_id)
    activity = DealActivity(deal=deal, kind=kind, notes=notes.strip(), happened_at=happened_at or at, done_by_id=by)
    activity.clean_fields(exclude={"id", "tenant", "deal", "done_by", "created_at", "updated_at"})
    activity.save(force_insert=True)
    return activity


def open_deal(deal_id: UUID) -> Deal:
    """Return an open deal, locked.

    Raises DealIsClosed, or DoesNotExist.
    """
    deal: Deal = Deal.objects.select_for_update(no_key=True).get(pk=deal_id)
    if deal.stage in CLOSED_STAGES:
        raise DealIsClosed(f"This deal is {deal.get_stage_display().lower()}. Move it to an open stage first.")
    return deal
