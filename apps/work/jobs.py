from __future__ import annotations

from datetime import UTC, datetime
from time import monotonic
from uuid import UUID

import structlog
from django.conf import settings
from django.db import OperationalError
from django.utils import timezone
from procrastinate.contrib.django import app

from apps.tenancy.locks import Busy
from apps.tenancy.models import Tenant
from apps.tenancy.operations import InvitationClosed
from apps.work import engine_runs, mail, mailbox, operations
from apps.work.firm_jobs import in_firm, in_steps, tenant_job

log = structlog.get_logger(__name__)
AT_ONCE = 10  # mails between two transactions, where the mail server is quick: what a killed worker may send again
RECORD_AFTER = 0.05  # seconds; a slow mail server's mails are recorded one by one
TURN = 2.0  # seconds that one firm's mails have a worker; less than a worker that is stopped waits for its jobs
CONTINUE = "work.continue_batch"
STOPPED = "Something went wrong and was noted. The rows changed so far stay; they can be put back."


@in_steps(operations.SEND, queue="mail")
def send_mails(*, tenant_id: str) -> None:
    """Send the mails of the firm that wait: claim a few, call, record; for a while, then other firms' turn comes.

    A worker killed between the mail server's yes and the record sends that mail again, with the same Message-ID: the
    two cannot be one transaction, and a mail that comes twice is better than one that never comes.
    """
    turn_ends = monotonic() + TURN
    with mail.MailSession() as session:
        claimed = _record_and_claim(tenant_id, [])
        while claimed:
            done = _hand_in(session, claimed, tenant_id)
            if monotonic() > turn_ends:
                _record_and_queue(tenant_id, done)
                return
            claimed = _record_and_claim(tenant_id, done)


def _hand_in(session: mail.MailSession, claimed: list[mail.ClaimedMail], tenant_id: str) -> list[operations.Attempt]:
    """Return the attempts that are not recorded yet: those of the last moment."""
    done: list[operations.Attempt] = []
    unrecorded_since = monotonic()
    for one in claimed:
        try:
            session.send(one)
            done.append(operations.Attempt(one))
        except mail.MailNotSent as refused:
            done.append(operations.Attempt(one, refused))
        if monotonic() - unrecorded_since > RECORD_AFTER:
            with in_firm(tenant_id, job=operations.SEND):
                operations.record_attempts(done, at=timezone.now())
            done, unrecorded_since = [], monotonic()
    return done


def _record_and_claim(tenant_id: str, done: list[operations.Attempt]) -> list[mail.ClaimedMail]:
    with in_firm(tenant_id, job=operations.SEND):
        if done:
            operations.record_attempts(done, at=timezone.now())
        return operations.claim_mails(limit=AT_ONCE)


def _record_and_queue(tenant_id: str, done: list[operations.Attempt]) -> None:
    with in_firm(tenant_id, job=operations.SEND):
        operations.record_attempts(done, at=timezone.now())
        operations.queue_sending()


@in_steps(operations.SEND_AGAIN, queue="mail")
def send_mails_again(*, tenant_id: str) -> None:
    """Queue the sending of mails that were refused, now that it is their time."""
    with in_firm(tenant_id, job=operations.SEND_AGAIN):
        operations.queue_sending()


@tenant_job("work.mail_invitation", queue="mail")
def mail_invitation(*, invitation_id: str, at: datetime) -> None:
    """Mail an invitation's link; one that was used or revoked meanwhile needs none."""
    try:
        operations.mail_invitation(invitation_id=UUID(invitation_id), at=at)
    except InvitationClosed as closed:
        log.info("invitation not mailed", invitation=invitation_id, reason=str(closed))


@in_steps(CONTINUE)
def continue_batch(*, tenant_id: str, batch_id: str) -> None:
    """Write a batch to its end, a transaction for each few rows, so that its page can say how far it is.

    A database that restarts or a lock that is held is tried again; anything else ends the batch with what it has done.
    """
    is_left = True
    while is_left:
        try:
            with in_firm(tenant_id, job=CONTINUE), timezone.override(Tenant.objects.get(pk=tenant_id).zone):
                is_left = operations.continue_batch(batch_id=UUID(batch_id), at=timezone.now())
        except (Busy, OperationalError):
            raise
        except Exception:
            log.exception("batch_failed", batch=batch_id)
            with in_firm(tenant_id, job=CONTINUE):
                operations.fail_batch(batch_id=UUID(batch_id), error=STOPPED)
            return


@in_steps(engine_runs.RUN, queue="engines")
def run_engine(*, tenant_id: str, name: str, scheduled_for: str, dry_run: bool = False) -> None:
    """Run an engine for a time of its schedule; one that was run is passed over."""
    engine_runs.run_engine(
        name,
        tenant_id=tenant_id,
        scheduled_for=datetime.fromisoformat(scheduled_for),
        dry_run=dry_run,
        at=timezone.now(),
    )


@app.periodic(cron="* * * * *")
@app.task(name="work.tick_engines", queue="default")
def tick_engines(timestamp: int) -> None:
    """Queue the engines whose time has come, firm by firm."""
    engine_runs.queue_due_runs(at=datetime.fromtimestamp(timestamp, UTC))


@app.task(name=mailbox.JOB, queue="mail", queueing_lock=mailbox.JOB, lock=mailbox.JOB)
def read_mailbox(timestamp: int) -> None:
    """Take the answers that wait in the mailbox; a mailbox that cannot be read is tried again at the next time."""
    try:
        done = mailbox.read_mailbox(at=timezone.now())
    except mailbox.MailboxTrouble as trouble:
        log.warning("mailbox_not_read", reason=str(trouble))
    else:
        log.info("mailbox_read", asked_at=timestamp, **mailbox.counted(done))


if settings.FIRMLOOP_MAILBOX_URL:
    app.periodic(cron="*/5 * * * *")(read_mailbox)
