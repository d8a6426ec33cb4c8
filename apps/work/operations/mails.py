"""Mails into the outbox: written, let go, thrown away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from apps.tenancy.context import current_tenant_id
from apps.tenancy.models import Invitation, Membership, Tenant
from apps.tenancy.operations import renew_invitation_link
from apps.work.choices import MailStatus
from apps.work.mail import Letter, render_mail
from apps.work.models import OutboxMessage
from apps.work.operations.sending import queue_sending


def queue_mail(
    *,
    to: str,
    subject: str,
    template: str,
    context: dict[str, Any],
    purpose: str,
    secret: bool = False,
    draft: bool = False,
    about: UUID | None = None,
    at: datetime,
) -> OutboxMessage:
    """Write one mail and send it after the commit; what a Letter says of the arguments holds here.

    Raises ValidationError naming the field.
    """
    letter = Letter(to, subject, template, context, purpose, secret=secret, draft=draft, about=about)
    return queue_mails([letter], at=at)[0]


@transaction.atomic
def queue_mails(letters: Sequence[Letter], *, at: datetime) -> list[OutboxMessage]:
    """Write mails, in order, and send those that are no drafts after the commit.

    Raises ValidationError naming the field of the first that is wrong; none is written then.
    """
    messages = [_written(letter, at=at) for letter in letters]
    OutboxMessage.objects.bulk_create(messages)
    if any(message.status == MailStatus.APPROVED for message in messages):
        queue_sending()
    return messages


def _written(letter: Letter, *, at: datetime) -> OutboxMessage:
    """Return the mail of a letter, checked and not saved.

    Raises ValidationError naming the field.
    """
    text, html = render_mail(letter.template, {**letter.context, "subject": letter.subject})
    message = OutboxMessage(
        to_email=letter.to,
        subject=" ".join(letter.subject.split()),  # a line break would end the header
        body_text=text,
        body_html=html,
        purpose=letter.purpose,
        redact_on_send=letter.secret,
        about_id=letter.about,
        status=MailStatus.DRAFT if letter.draft else MailStatus.APPROVED,
        approved_at=None if letter.draft else at,
    )
    message.clean_fields(exclude=["tenant"])
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
    queue_sending()
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
