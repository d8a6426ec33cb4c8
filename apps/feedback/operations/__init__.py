"""Every write of feedback that has a rule, and its refusals. Everything here runs inside a firm."""

from apps.clients.unsubscribing import unsubscribe
from apps.feedback.errors import FeedbackError
from apps.feedback.operations.answers import AnsweredAlready, NothingSaid, answer_request
from apps.feedback.operations.asking import check_due, expire, leave_out_failed, send_due
from apps.feedback.operations.links import LinkClosed, answer_link, find_link
from apps.feedback.operations.queueing import (
    NotDelivered,
    queue_delivered,
    queue_feedback_request,
    schedule_feedback,
)
from apps.feedback.operations.recovery import NothingToRecover, resolve_recovery

__all__ = [
    "AnsweredAlready",
    "FeedbackError",
    "LinkClosed",
    "NotDelivered",
    "NothingSaid",
    "NothingToRecover",
    "answer_link",
    "answer_request",
    "check_due",
    "expire",
    "find_link",
    "leave_out_failed",
    "queue_delivered",
    "queue_feedback_request",
    "resolve_recovery",
    "schedule_feedback",
    "send_due",
    "unsubscribe",
]
