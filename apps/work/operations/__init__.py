"""Outgoing mail, effects that happen once, acts worth remembering, and batches. Everything here runs inside a firm."""

from apps.work.operations.acts import do_once, record_audit
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
from apps.work.operations.mails import (
    MOST_ATTEMPTS,
    NO_TRACE,
    WAITS,
    NoDraft,
    approve_mail,
    claim_mail,
    discard_mail,
    mail_invitation,
    queue_mail,
    record_sent,
    record_unsent,
)
from apps.work.operations.replies import BEFORE, record_bounce, take_reply

__all__ = [
    "AT_ONCE",
    "BEFORE",
    "MOST_ATTEMPTS",
    "MOST_ROWS",
    "NO_TRACE",
    "WAITS",
    "BatchError",
    "BatchTooLarge",
    "NoDraft",
    "NotUndoable",
    "add_to_run",
    "approve_mail",
    "begin_run",
    "claim_mail",
    "continue_batch",
    "discard_mail",
    "do_once",
    "fail_batch",
    "finish_run",
    "forget_old_runs",
    "mail_invitation",
    "pause_engine",
    "queue_mail",
    "record_audit",
    "record_bounce",
    "record_sent",
    "record_unsent",
    "start_batch",
    "take_reply",
    "undo_batch",
]
