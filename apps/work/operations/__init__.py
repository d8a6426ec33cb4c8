"""Outgoing mail, effects that happen once, acts worth remembering, and batches. Everything here runs inside a firm."""

from apps.work.operations.acts import do_each_once, do_once, record_audit
from apps.work.operations.batches import (
    AT_ONCE,
    MOST_ROWS,
    BatchError,
    BatchTooLarge,
    NotUndoable,
    continue_batch,
    fail_batch,
    start_batch,
    undo_batch,
)
from apps.work.operations.engines import (
    add_to_run,
    begin_run,
    finish_run,
    forget_old_runs,
    pause_engine,
)
from apps.work.operations.mails import NoDraft, approve_mail, discard_mail, mail_invitation, queue_mail, queue_mails
from apps.work.operations.replies import BEFORE, record_bounce, take_reply
from apps.work.operations.sending import (
    MOST_ATTEMPTS,
    NO_TRACE,
    SEND,
    SEND_AGAIN,
    WAITS,
    Attempt,
    claim_mails,
    queue_forgotten,
    queue_sending,
    record_attempts,
)

__all__ = [
    "AT_ONCE",
    "BEFORE",
    "MOST_ATTEMPTS",
    "MOST_ROWS",
    "NO_TRACE",
    "SEND",
    "SEND_AGAIN",
    "WAITS",
    "Attempt",
    "BatchError",
    "BatchTooLarge",
    "NoDraft",
    "NotUndoable",
    "add_to_run",
    "approve_mail",
    "begin_run",
    "claim_mails",
    "continue_batch",
    "discard_mail",
    "do_each_once",
    "do_once",
    "fail_batch",
    "finish_run",
    "forget_old_runs",
    "mail_invitation",
    "pause_engine",
    "queue_forgotten",
    "queue_mail",
    "queue_mails",
    "queue_sending",
    "record_attempts",
    "record_audit",
    "record_bounce",
    "start_batch",
    "take_reply",
    "undo_batch",
]
