from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import structlog
from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from apps.tenancy.models import Tenant
from apps.tenancy.operations import InvitationClosed
from apps.work import engine_runs, mailbox, operations
from apps.work.firm_jobs import asks_again, in_firm, in_steps, tenant_job
from apps.work.mail_turn import MailTurn

log = structlog.get_logger(__name__)
CONTINUE = "work.continue_batch"
STOPPED = "Something went wrong and was noted. The rows changed so far stay; they can be put back."


@in_steps(operations.SEND, queue="mail")
def send_mails(*, tenant_id: str) -> None:
    """Send the mails of the firm that wait: claim a few, call, record; for a while, then other firms' turn comes.

    A worker killed between the mail server's yes and the record sends that mail again, with the same Message-ID: the
    two cannot be one transaction, and a mail that comes twice is better than one that never comes.
    """
    MailTurn(tenant_id).run()


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
        except Exception as error:
            if asks_again(error):
                raise
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
