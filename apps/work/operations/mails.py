from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from apps.core.queue import enqueue
from apps.tenancy.context import current_tenant_id
from apps.tenancy.models import Invitation, Membership, Tenant
from apps.tenancy.operations import renew_invitation_link
from apps.work.choices import MailStatus
from apps.work.mail import ClaimedMail, render_mail
from apps.work.models import OutboxMessage
from apps.work.operations.acts import do_once

WAITS = (timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
MOST_ATTEMPTS = len(WAITS) + 1
NO_TRACE = "Each worker that tried to send this ended while it did."


@transaction.atomic
def queue_mail(
    *,
    to: str,
    subject: str,
    template: str,
    context: dict[str, Any],
    purpose: str,
    secret: bool = False,
    draft: bool = False,
    at: datetime,
) -> OutboxMessage:
    """Write a mail from ``templates/mail/<template>.txt`` and ``.html`` and send it after the commit.

    A ``draft`` waits until ``approve_mail`` lets it go.

    ``secret`` blanks the text once it is sent or given up, for links that let somebody in. Raises ValidationError
    naming the field.
    """
    text, html = render_mail(template, {**context, "subject": subject})
    message = OutboxMessage(
        to_email=to,
        subject=" ".join(subject.split()),  # a line break would end the header
        body_text=text,
        body_html=html,
        purpose=purpose,
        redact_on_send=secret,
        status=MailStatus.DRAFT if draft else MailStatus.APPROVED,
        approved_at=None if draft else at,
    )
    message.full_clean()
    message.save()
    if not draft:
        _queue_attempt(message.pk)
    return message


class NoDraft(Exception):
    """The mail is no draft any more: somebody let it go, or threw it away."""


@transaction.atomic
def approve_mail(*, message_id: UUID, at: datetime) -> OutboxMessage:
    """Let a draft go.

    Raises NoDraft.
    """
    message = _draft(message_id)
    message.status, message.approved_at = MailStatus.APPROVED, at
    message.save(update_fields=["status", "approved_at"])
    _queue_attempt(message.pk)
    return message


@transaction.atomic
def discard_mail(*, message_id: UUID) -> None:
    """Throw a draft away; its history keeps that it was there.

    Raises NoDraft.
    """
    _draft(message_id).delete()


def _draft(message_id: UUID) -> OutboxMessage:
    drafts = OutboxMessage.objects.select_for_update().filter(status=MailStatus.DRAFT)
    if message := drafts.filter(pk=message_id).first():
        return message
    raise NoDraft("This is no draft any more: somebody sent it, or threw it away.")


def _queue_attempt(message_id: UUID, *, at: datetime | None = None) -> None:
    enqueue("work.send_message", message_id=message_id, lock=f"mail:{message_id}", at=at)


@transaction.atomic
def claim_mail(*, message_id: UUID) -> ClaimedMail | None:
    """Count an attempt to send a mail and return what to send; None when there is nothing to do any more.

    A mail whose every attempt ended without a result is given up here.
    """
    message = OutboxMessage.objects.select_for_update().get(pk=message_id)
    if message.status != MailStatus.APPROVED:
        return None
    if message.attempts >= MOST_ATTEMPTS:
        close_mail(message, MailStatus.FAILED, error=message.last_error or NO_TRACE)
        return None
    message.attempts += 1
    message.save(update_fields=["attempts"])
    return ClaimedMail(
        message_id=message.pk,
        attempt=message.attempts,
        to_email=message.to_email,
        subject=message.subject,
        body_text=message.body_text,
        body_html=message.body_html,
    )


@transaction.atomic
def record_sent(*, message_id: UUID, at: datetime) -> None:
    """Note that the mail server took the mail, whichever attempt it was: that cannot be undone by a later one."""
    message = OutboxMessage.objects.select_for_update().get(pk=message_id)
    if do_once(f"mail:{message_id}"):
        close_mail(message, MailStatus.SENT, at=at)


@transaction.atomic
def record_unsent(*, message_id: UUID, attempt: int, error: str, permanent: bool, at: datetime) -> None:
    """Note why an attempt failed, and queue the next one; the last, or a permanent refusal, fails the mail.

    A newer attempt's result stands.
    """
    message = OutboxMessage.objects.select_for_update().get(pk=message_id)
    if message.status != MailStatus.APPROVED or message.attempts != attempt:
        return
    if permanent or attempt >= MOST_ATTEMPTS:
        close_mail(message, MailStatus.FAILED, error=error)
        return
    message.last_error = error[:500]
    message.save(update_fields=["last_error"])
    _queue_attempt(message_id, at=at + WAITS[attempt - 1])


def close_mail(message: OutboxMessage, status: MailStatus, *, error: str = "", at: datetime | None = None) -> None:
    """Write how a locked mail ended; the text of one that holds a secret link goes."""
    message.status, message.sent_at, message.last_error = status, at, error[:500]
    if message.redact_on_send:
        message.body_text = message.body_html = ""
    message.save(update_fields=["status", "sent_at", "last_error", "body_text", "body_html"])


@transaction.atomic
def mail_invitation(*, invitation_id: UUID, at: datetime) -> OutboxMessage:
    """Give an invitation a new link and mail it; links mailed before stop working.

    Raises InvitationClosed (apps.tenancy.operations) when it was used or revoked meanwhile.
    """
    link = renew_invitation_link(invitation_id=invitation_id)
    invitation = Invitation.objects.get(pk=invitation_id)
    firm = Tenant.objects.get(pk=current_tenant_id())
    inviter = Membership.objects.filter(user_id=invitation.invited_by_id).first() if invitation.invited_by_id else None
    return queue_mail(
        to=invitation.email,
        subject=f"Join {firm.name} on Firmloop",
        template="invitation",
        context={
            "firm_name": firm.name,
            "inviter": inviter.name if inviter else "",
            "role": invitation.get_role_display(),
            "link": link,
            "expires_on": invitation.expires_at.astimezone(firm.zone).date(),
        },
        purpose="invitation",
        secret=True,
        at=at,
    )
