"""Mails that came in, taken inside the firm whose mail they answer."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from apps.work.choices import MailStatus
from apps.work.incoming import Incoming
from apps.work.models import OutboxMessage
from apps.work.operations.acts import do_once
from apps.work.operations.sending import close_mail
from apps.work.replies import NotTaken, Reply, listeners, reader_of
from apps.work.reply_text import own_words, without_signature

BEFORE = "taken before"


@transaction.atomic
def take_reply(*, mail: Incoming, message_id: UUID, at: datetime) -> str:
    """Hand a person's answer to who reads answers to such mails, once; return in words what became of it.

    Raises NotTaken when somebody has to look at it, or DoesNotExist.
    """
    message = OutboxMessage.objects.get(pk=message_id)
    reader = reader_of(message.purpose)
    if reader is None:
        raise NotTaken("Nobody waits for an answer to this mail.")
    signed = own_words(mail.text, ours=message.body_text)
    text = without_signature(signed)
    if not text:
        raise NotTaken("It holds no words but quoted ones.")
    if not do_once(mail.key):
        return BEFORE
    reply = Reply(
        email_id=mail.email_id,
        from_email=mail.from_email,
        from_name=mail.from_name,
        subject=mail.subject,
        text=text,
        signed=signed,
        about_id=message.about_id,
        purpose=message.purpose,
    )
    said = [reader(reply=reply, at=at), *(listener(reply=reply, at=at) for listener in listeners())]
    return "; ".join(one for one in said if one)


@transaction.atomic
def record_bounce(*, mail: Incoming, message_id: UUID) -> str:
    """Note that a mail of the outbox came back: it has failed, with the other server's reason.

    Raises DoesNotExist.
    """
    message = OutboxMessage.objects.select_for_update().get(pk=message_id)
    if not do_once(mail.key):
        return BEFORE
    if message.status != MailStatus.FAILED:
        close_mail(message, MailStatus.FAILED, error=f"It came back: {mail.failure}")
    return f"the mail to {message.to_email} came back"
