"""Mails out of the outbox: what to send next, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.db import connection, transaction
from django.db.models import Case, F, Q, TextField, Value, When

from apps.core.expressions import AppNow
from apps.core.queue import enqueue
from apps.work import failed_mails
from apps.work.choices import MailStatus
from apps.work.mail import ClaimedMail, MailNotSent
from apps.work.models import OutboxMessage
from apps.work.operations.acts import do_each_once

log = structlog.get_logger(__name__)
SEND, SEND_AGAIN = "work.send_mails", "work.send_mails_again"
WAITS = (timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
MOST_ATTEMPTS = len(WAITS) + 1
FORGOTTEN = timedelta(hours=1)
NO_TRACE = "Each worker that tried to send this ended while it did."


@dataclass(frozen=True)
class Attempt:
    """What one attempt at a mail came to; ``refused`` is None when the mail server took it."""

    mail: ClaimedMail
    refused: MailNotSent | None = None


def queue_sending() -> None:
    """Send the firm's mails after the commit: one job for all that a transaction writes.

    A job that waits already would not do: it may begin before this transaction ends, and not see its mails.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()")
        transaction_id = cursor.fetchone()[0]
    enqueue(SEND, lock="mail", queueing_lock=f"mail:{transaction_id}")


@transaction.atomic
def queue_forgotten(*, at: datetime) -> None:
    """Send mails that wait without a job: one that failed for good has left them."""
    late = Q(retry_at__isnull=True, approved_at__lt=at - FORGOTTEN) | Q(retry_at__lt=at - FORGOTTEN)
    if OutboxMessage.objects.filter(late, status=MailStatus.APPROVED).exists():
        queue_sending()


@transaction.atomic
def claim_mails(*, limit: int) -> list[ClaimedMail]:
    """Count an attempt at the next mails that wait and return them, at most ``limit``, those with a secret link first.

    A mail whose every attempt ended without a result is given up here. Only one worker sends a firm's mails at a time.
    What is due again is told by the database's clock, which also lets the job begin.
    """
    waiting = OutboxMessage.objects.select_for_update(no_key=True).filter(
        Q(retry_at__isnull=True) | Q(retry_at__lte=AppNow()), status=MailStatus.APPROVED
    )
    mails = list(waiting.order_by("-redact_on_send", "approved_at", "pk")[:limit])
    if spent := [mail for mail in mails if mail.attempts >= MOST_ATTEMPTS]:
        for mail in spent:
            close_mail(mail, MailStatus.FAILED, error=mail.last_error or NO_TRACE)
        return claim_mails(limit=limit)
    OutboxMessage.objects.filter(pk__in=[mail.pk for mail in mails]).update(attempts=F("attempts") + 1)
    return [
        ClaimedMail(
            message_id=mail.pk,
            attempt=mail.attempts + 1,
            to_email=mail.to_email,
            subject=mail.subject,
            body_text=mail.body_text,
            body_html=mail.body_html,
        )
        for mail in mails
    ]


@transaction.atomic
def record_attempts(attempts: Sequence[Attempt], *, at: datetime) -> None:
    """Note what became of claimed mails: sent, to be tried again later, or failed.

    That the mail server took a mail stands, whichever attempt it was: no later one can undo it. A refusal counts for
    the newest attempt only; the last one, or one for good, fails the mail.
    """
    if not attempts:
        return
    keys = [attempt.mail.message_id for attempt in attempts]
    held = {mail.pk: mail for mail in OutboxMessage.objects.select_for_update(no_key=True).filter(pk__in=keys)}
    _record_sent([attempt.mail for attempt in attempts if attempt.refused is None], at=at)
    for attempt in attempts:
        message = held.get(attempt.mail.message_id)
        if message is None or attempt.refused is None or message.status != MailStatus.APPROVED:
            continue
        if message.attempts == attempt.mail.attempt:
            _record_refusal(message, attempt.refused, at=at)


@transaction.atomic
def release_mails(mails: Sequence[ClaimedMail]) -> None:
    """Give claimed mails back that nobody tried to send: it was no attempt."""
    for mail in mails:
        OutboxMessage.objects.filter(pk=mail.message_id, status=MailStatus.APPROVED, attempts=mail.attempt).update(
            attempts=mail.attempt - 1
        )


def _record_sent(mails: Sequence[ClaimedMail], *, at: datetime) -> None:
    if not mails:
        return
    first = do_each_once([f"mail:{mail.message_id}" for mail in mails])
    sent = [mail.message_id for mail in mails if f"mail:{mail.message_id}" in first]
    blanked = {
        name: Case(When(redact_on_send=True, then=Value("")), default=F(name), output_field=TextField())
        for name in ("body_text", "body_html")
    }
    OutboxMessage.objects.filter(pk__in=sent).update(
        status=MailStatus.SENT, sent_at=at, last_error="", retry_at=None, **blanked
    )


def _record_refusal(message: OutboxMessage, refused: MailNotSent, *, at: datetime) -> None:
    if refused.permanent or message.attempts >= MOST_ATTEMPTS:
        close_mail(message, MailStatus.FAILED, error=str(refused))
        return
    message.last_error, message.retry_at = str(refused)[:500], at + WAITS[message.attempts - 1]
    message.save(update_fields=["last_error", "retry_at"])
    # Without the lock: procrastinate lets a job that waits for its hour hold back each later one with the same.
    enqueue(SEND_AGAIN, queueing_lock=f"mail-again:{message.retry_at}", at=message.retry_at)


def close_mail(message: OutboxMessage, status: MailStatus, *, error: str = "", at: datetime | None = None) -> None:
    """Write how a locked mail ended; the text of one that holds a secret link goes."""
    message.status, message.sent_at, message.last_error, message.retry_at = status, at, error[:500], None
    if message.redact_on_send:
        message.body_text = message.body_html = ""
    message.save(update_fields=["status", "sent_at", "last_error", "retry_at", "body_text", "body_html"])
    if status == MailStatus.FAILED:
        _tell(message)


def _tell(message: OutboxMessage) -> None:
    try:
        with transaction.atomic():
            failed_mails.tell(message)
    except Exception:  # that the mail has failed is so, whoever cannot be told
        log.exception("failed_mail_not_told", message=str(message.pk), purpose=message.purpose)
