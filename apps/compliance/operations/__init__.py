"""Every write of compliance that has a rule, and its refusals. Everything here runs inside a firm."""

from apps.compliance.errors import ComplianceError
from apps.compliance.operations.answers import LinkClosed, answer, find_link, note_answer, open_link
from apps.compliance.operations.checks import (
    SUBJECT,
    CheckClosed,
    WaiverRefused,
    add_check,
    complete_check,
    escalate_check,
    note_check,
    reopen_check,
    validate_check,
    waive_check,
)
from apps.compliance.operations.reminders import NoRecipient, remind_check
from apps.compliance.operations.schedules import change_schedule, generate_now, make_schedule

__all__ = [
    "SUBJECT",
    "CheckClosed",
    "ComplianceError",
    "LinkClosed",
    "NoRecipient",
    "WaiverRefused",
    "add_check",
    "answer",
    "change_schedule",
    "complete_check",
    "escalate_check",
    "find_link",
    "generate_now",
    "make_schedule",
    "note_answer",
    "note_check",
    "open_link",
    "remind_check",
    "reopen_check",
    "validate_check",
    "waive_check",
]
