"""Mails about a stalled deal: by the engine or by hand, at once or as drafts that somebody lets go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F, Q, QuerySet

from apps.clients.models import Contact
from apps.clients.unsubscribing import OF_CONTACT, unsubscribe_links
from apps.deals.choices import OPEN_STAGES, ActivityKind
from apps.deals.follow_up_texts import text_of
from apps.deals.models import Deal, DealActivity, StageConfig
from apps.deals.operations.deals import DealError, open_deal
from apps.tenancy.context import current_tenant_id
from apps.tenancy.models import Membership, Tenant
from apps.work.choices import MailStatus
from apps.work.engines import Batch
from apps.work.mail import Letter
from apps.work.models import OutboxMessage
from apps.work.operations import approve_mail, discard_mail, queue_mails

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
    plan = replace(_Desk([deal]).plan(deal), draft=False)
    return _write([plan], by=by, at=at)[0]


@transaction.atomic
def send_due_follow_ups(*, limit: int, at: datetime) -> Batch:
    """Follow up stalled deals that are due, as the engine does: up to the maximum of their stage, drafts where wanted.

    A deal that nobody can be written about is named, and looked at again after the stage's interval.
    """
    seen = 0
    errors: list[str] = []
    while deals := list(_due(at)[:limit]):
        plans, refused = _planned(deals, at=at)
        _write(plans, by=None, at=at)
        seen, errors = seen + len(deals), [*errors, *refused]
        if plans:
            return Batch(seen=seen, done=len(plans), failed=len(errors), errors=tuple(errors))
    return Batch(seen=seen, failed=len(errors), errors=tuple(errors))


def _planned(deals: list[Deal], *, at: datetime) -> tuple[list[_Plan], list[str]]:
    """Plan the follow-ups about due deals; one without is due no more, or later, and why is said in words."""
    desk, plans, errors, passed = _Desk(deals), [], [], []
    for deal in deals:
        try:
            plans.append(desk.plan(deal))
        except FollowUpsUsedUp:
            deal.next_follow_up_at = None
            passed.append(deal)
        except NobodyToWriteTo as refused:
            errors.append(f"“{deal.title}”: {refused}")
            deal.next_follow_up_at = at + timedelta(days=desk.config(deal).follow_up_interval_days)
            passed.append(deal)
    Deal.objects.bulk_update(passed, ["next_follow_up_at"])
    return plans, errors


def _due(at: datetime) -> QuerySet[Deal]:
    today = at.astimezone(Tenant.objects.get(pk=current_tenant_id()).zone).date()
    due = Deal.objects.filter(
        Q(parked_until__isnull=True) | Q(parked_until__lte=today),
        auto_follow_up_enabled=True,
        next_follow_up_at__lte=at,
        stage__in=OPEN_STAGES,
        client__is_active=True,
    )
    due = due.select_related("client", "contact")
    return due.order_by("next_follow_up_at").select_for_update(skip_locked=True, no_key=True, of=("self",))


@transaction.atomic
def approve_follow_up(*, activity_id: UUID, at: datetime) -> OutboxMessage:
    """Let a drafted follow-up go; the next is due after the stage's interval from now.

    Raises NoDraft (apps.work.operations), DealIsClosed when there is nothing to follow up any more, NobodyToWriteTo
    when the client wants no such mail since, or DoesNotExist.
    """
    activity = DealActivity.objects.get(pk=activity_id, kind=ActivityKind.FOLLOW_UP)
    deal = open_deal(activity.deal_id)
    address = OutboxMessage.objects.values_list("to_email", flat=True).get(pk=activity.message_id)
    if Contact.objects.filter(email__iexact=address, unsubscribed_at__isnull=False).exists():
        raise NobodyToWriteTo(f"{address} wants no such mail any more. Discard the draft, and call instead.")
    if not Contact.objects.filter(client=deal.client_id, email__iexact=address).exists():
        _refuse_own_address(deal)
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


@dataclass(frozen=True)
class _Plan:
    """The next follow-up about a deal: to whom, and as the deal's stage wants it."""

    deal: Deal
    config: StageConfig
    contact: Contact | None
    address: str
    sender: Membership | None
    draft: bool

    @property
    def link_to(self) -> tuple[str, UUID]:
        return (OF_CONTACT, self.contact.pk) if self.contact else (OPT_OUT, self.deal.pk)

    def next_at(self, at: datetime) -> datetime | None:
        """A draft's next one is counted from when it is let go, so that drafts do not pile up."""
        if self.draft or self.deal.follow_up_count >= self.config.max_follow_ups:
            return None
        return at + timedelta(days=self.config.follow_up_interval_days)


class _Desk:
    """What follow-ups about some deals need to know, read once for all of them."""

    def __init__(self, deals: Sequence[Deal]) -> None:
        primary = Contact.objects.filter(is_primary=True, client__in={deal.client_id for deal in deals})
        owners = Membership.objects.filter(user_id__in={deal.assigned_to_id for deal in deals})
        self._configs = {config.stage: config for config in StageConfig.objects.all()}
        self._primary = {contact.client_id: contact for contact in primary}
        self._owners = {member.user_id: member for member in owners}

    def config(self, deal: Deal) -> StageConfig:
        return self._configs.get(deal.stage) or StageConfig(stage=deal.stage)

    def plan(self, deal: Deal) -> _Plan:
        """Raises FollowUpsUsedUp or NobodyToWriteTo."""
        config = self.config(deal)
        if deal.follow_up_count >= config.max_follow_ups:
            raise FollowUpsUsedUp(
                f"This deal got all {config.max_follow_ups} follow-ups of its stage. Call, or move it to another stage."
            )
        contact, address = self._recipient(deal)
        sender = self._owners.get(deal.assigned_to_id)
        return _Plan(deal, config, contact, address, sender, draft=config.drafts_first)

    def _recipient(self, deal: Deal) -> tuple[Contact | None, str]:
        """Return whom to write to: the deal's contact, else the client's primary one, else the client's own address."""
        contacts = (deal.contact, self._primary.get(deal.client_id))
        contact = next((one for one in contacts if one and one.email), None)
        if contact and contact.unsubscribed_at:
            raise NobodyToWriteTo(f"{contact} wants no such mail. Call instead, or choose another contact.")
        if contact is None:
            _refuse_own_address(deal)
        address = contact.email if contact else deal.client.email
        if not address:
            raise NobodyToWriteTo("There is no address to write to. Give the deal's contact or its client an email.")
        try:
            validate_email(address)
        except ValidationError:
            raise NobodyToWriteTo(
                f"{address} is no valid email address. Correct it at the contact or client."
            ) from None
        return contact, address


def _refuse_own_address(deal: Deal) -> None:
    """A client who wants no more mails to its own address switches the deal's follow-ups off: no contact keeps it."""
    if not deal.auto_follow_up_enabled:
        raise NobodyToWriteTo(
            "Follow-ups about this deal are off, by the client’s wish or yours. Call, or choose a contact to write to."
        )


def _write(plans: Sequence[_Plan], *, by: UUID | None, at: datetime) -> list[DealActivity]:
    firm = Tenant.objects.get(pk=current_tenant_id())
    links = unsubscribe_links([plan.link_to for plan in plans], at=at)
    letters = [_letter(plan, firm, link) for plan, link in zip(plans, links, strict=True)]
    messages = queue_mails(letters, at=at)
    activities = [
        DealActivity(
            deal=plan.deal, kind=ActivityKind.FOLLOW_UP, notes=message.subject, happened_at=at, done_by_id=by,
            message_id=message.pk,
        )
        for plan, message in zip(plans, messages, strict=True)
    ]  # fmt: skip
    DealActivity.objects.bulk_create(activities)
    for plan in plans:
        plan.deal.follow_up_count += 1
        plan.deal.next_follow_up_at = plan.next_at(at)
    Deal.objects.bulk_update([plan.deal for plan in plans], ["follow_up_count", "next_follow_up_at"])
    return activities


def _letter(plan: _Plan, firm: Tenant, unsubscribe: str) -> Letter:
    deal, sender = plan.deal, plan.sender
    text = text_of(deal.stage, deal.follow_up_count)
    context = {
        "greeting": plan.contact.first_name if plan.contact else "",
        "opening": text.opening.format(title=deal.title),
        "request": text.request,
        "sender": sender.name if sender else firm.name,
        "sender_email": sender.email if sender else "",
        "firm_name": firm.name,
        "unsubscribe": unsubscribe,
    }
    subject = text.subject.format(title=deal.title)[:200]
    return Letter(plan.address, subject, "deal_follow_up", context, PURPOSE, draft=plan.draft, about=deal.pk)


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
