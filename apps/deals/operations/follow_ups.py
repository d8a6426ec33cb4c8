"""Mails about a stalled deal: by the engine or by hand, at once or as drafts that somebody lets go."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q, QuerySet

from apps.clients.models import Contact
from apps.clients.unsubscribing import unsubscribe_link
from apps.deals.choices import OPEN_STAGES, ActivityKind
from apps.deals.follow_up_texts import text_of
from apps.deals.models import Deal, DealActivity, StageConfig
from apps.deals.operations.deals import DealError, open_deal
from apps.tenancy.context import current_tenant_id
from apps.tenancy.models import Membership, Tenant
from apps.work.choices import MailStatus
from apps.work.engines import Batch
from apps.work.models import OutboxMessage
from apps.work.operations import approve_mail, discard_mail, queue_mail

PURPOSE = "deal_follow_up"
OPT_OUT = "unsubscribe-deal"  # of a mail to the client's own address, which no contact stands for


class FollowUpsUsedUp(DealError):
    """The deal got as many follow-ups as its stage allows."""


class FollowUpWaits(DealError):
    """A draft about the deal waits for somebody."""


class NobodyToWriteTo(DealError):
    """Nobody at the client has an address, or whoever has one wants no such mail."""


@transaction.atomic
def follow_up(*, deal_id: UUID, by: UUID | None = None, at: datetime) -> DealActivity:
    """Write the next follow-up about an open deal now; whoever asks for it has seen the deal, so it is no draft.

    Raises DealIsClosed, FollowUpsUsedUp, FollowUpWaits, NobodyToWriteTo or DoesNotExist.
    """
    deal = open_deal(deal_id)
    if _waiting(deal):
        raise FollowUpWaits("A follow-up about this deal waits as a draft. Send or discard it first.")
    return _write(deal, _config(deal.stage), draft=False, by=by, at=at)


@transaction.atomic
def send_due_follow_ups(*, limit: int, at: datetime) -> Batch:
    """Follow up stalled deals that are due, as the engine does: up to the maximum of their stage, drafts where wanted.

    A deal that nobody can be written about is named, and looked at again after the stage's interval.
    """
    configs = {config.stage: config for config in StageConfig.objects.all()}
    deals = list(_due(at)[:limit])
    done, errors = 0, []
    for deal in deals:
        config = configs.get(deal.stage) or StageConfig(stage=deal.stage)
        try:
            with transaction.atomic():
                _write(deal, config, draft=config.drafts_first, by=None, at=at)
            done += 1
        except FollowUpsUsedUp:
            _next(deal, None)
        except (DealError, ValidationError) as refused:
            errors.append(f"“{deal.title}”: {' '.join(getattr(refused, 'messages', [str(refused)]))}")
            _next(deal, at + timedelta(days=config.follow_up_interval_days))
    return Batch(seen=len(deals), done=done, failed=len(errors), errors=tuple(errors))


def _due(at: datetime) -> QuerySet[Deal]:
    today = at.astimezone(Tenant.objects.get(pk=current_tenant_id()).zone).date()
    due = Deal.objects.filter(
        Q(parked_until__isnull=True) | Q(parked_until__lte=today),
        auto_follow_up_enabled=True,
        next_follow_up_at__lte=at,
        stage__in=OPEN_STAGES,
        client__is_active=True,
    )
    return due.order_by("next_follow_up_at").select_for_update(skip_locked=True, no_key=True, of=("self",))


@transaction.atomic
def approve_follow_up(*, activity_id: UUID, at: datetime) -> OutboxMessage:
    """Let a drafted follow-up go; the next is due after the stage's interval from now.

    Raises NoDraft (apps.work.operations), DealIsClosed when there is nothing to follow up any more, or DoesNotExist.
    """
    activity = DealActivity.objects.get(pk=activity_id, kind=ActivityKind.FOLLOW_UP)
    deal = open_deal(activity.deal_id)
    message = approve_mail(message_id=activity.message_id, at=at)
    _next(deal, at + timedelta(days=_config(deal.stage).follow_up_interval_days))
    return message


@transaction.atomic
def discard_follow_up(*, activity_id: UUID, at: datetime) -> None:
    """Throw a drafted follow-up away; it does not count, and the next is due after the stage's interval.

    Raises NoDraft (apps.work.operations), or DoesNotExist.
    """
    activity = DealActivity.objects.get(pk=activity_id, kind=ActivityKind.FOLLOW_UP)
    deal = Deal.objects.select_for_update(no_key=True).get(pk=activity.deal_id)
    discard_mail(message_id=activity.message_id)
    activity.delete()
    Deal.objects.filter(pk=deal.pk, follow_up_count__gt=0).update(follow_up_count=F("follow_up_count") - 1)
    if deal.stage in OPEN_STAGES:
        _next(deal, at + timedelta(days=_config(deal.stage).follow_up_interval_days))


def _write(deal: Deal, config: StageConfig, *, draft: bool, by: UUID | None, at: datetime) -> DealActivity:
    """Write one follow-up. A draft's next one is counted from when it is let go, so that drafts do not pile up."""
    if deal.follow_up_count >= config.max_follow_ups:
        raise FollowUpsUsedUp(
            f"This deal got all {config.max_follow_ups} follow-ups of its stage. Call, or move it to another stage."
        )
    contact, address = _recipient(deal)
    firm = Tenant.objects.get(pk=current_tenant_id())
    owner = Membership.objects.filter(user_id=deal.assigned_to_id).first() if deal.assigned_to_id else None
    text = text_of(deal.stage, deal.follow_up_count)
    message = queue_mail(
        to=address,
        subject=text.subject.format(title=deal.title)[:200],
        template="deal_follow_up",
        context={
            "greeting": contact.first_name if contact else "",
            "opening": text.opening.format(title=deal.title),
            "request": text.request,
            "sender": owner.name if owner else firm.name,
            "sender_email": owner.email if owner else "",
            "firm_name": firm.name,
            "unsubscribe": _unsubscribe_link(deal, contact, at=at),
        },
        purpose=PURPOSE,
        draft=draft,
        at=at,
    )
    activity = DealActivity(
        deal=deal, kind=ActivityKind.FOLLOW_UP, notes=message.subject, happened_at=at, done_by_id=by,
        message_id=message.pk,
    )  # fmt: skip
    activity.save(force_insert=True)
    deal.follow_up_count += 1
    deal.save(update_fields=["follow_up_count"])
    is_last = deal.follow_up_count >= config.max_follow_ups
    _next(deal, None if draft or is_last else at + timedelta(days=config.follow_up_interval_days))
    return activity


def _recipient(deal: Deal) -> tuple[Contact | None, str]:
    """Return whom to write to: the deal's contact, else the client's primary one, else the client's own address."""
    primary = Contact.objects.filter(client_id=deal.client_id, is_primary=True).first()
    contact = next((one for one in (deal.contact, primary) if one and one.email), None)
    if contact and contact.unsubscribed_at:
        raise NobodyToWriteTo(f"{contact} wants no such mail. Call instead, or choose another contact.")
    address = contact.email if contact else deal.client.email
    if not address:
        raise NobodyToWriteTo("There is no address to write to. Give the deal's contact or its client an email.")
    return contact, address


def _unsubscribe_link(deal: Deal, contact: Contact | None, *, at: datetime) -> str:
    return unsubscribe_link(contact.pk, at=at) if contact else unsubscribe_link(deal.pk, purpose=OPT_OUT, at=at)


@transaction.atomic
def stop_follow_ups(*, object_id: UUID, at: datetime) -> str:
    """Write no more follow-ups about a deal, as its client asked by a mail's link; return the client's address."""
    deal = Deal.objects.select_for_update(no_key=True).filter(pk=object_id).first()
    if deal is None:
        return ""
    if deal.auto_follow_up_enabled:
        deal.auto_follow_up_enabled, deal.next_follow_up_at = False, None
        deal.save(update_fields=["auto_follow_up_enabled", "next_follow_up_at"])
        note = "The client wants no more follow-ups by mail."
        DealActivity(deal=deal, kind=ActivityKind.NOTE, notes=note, happened_at=at).save(force_insert=True)
    return str(deal.client.email)


def _config(stage: str) -> StageConfig:
    return StageConfig.objects.filter(stage=stage).first() or StageConfig(stage=stage)


def _next(deal: Deal, when: datetime | None) -> None:
    deal.next_follow_up_at = when
    deal.save(update_fields=["next_follow_up_at"])


def _waiting(deal: Deal) -> bool:
    mails = DealActivity.objects.filter(deal=deal, kind=ActivityKind.FOLLOW_UP).values("message_id")
    return bool(OutboxMessage.objects.filter(pk__in=mails, status=MailStatus.DRAFT).exists())
