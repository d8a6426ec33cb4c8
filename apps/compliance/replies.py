"""Answers to reminders about checks that come as mails: words for somebody to look at."""

from __future__ import annotations

from datetime import datetime

from apps.compliance.errors import ComplianceError
from apps.compliance.models import ComplianceCheck
from apps.compliance.operations import note_answer
from apps.work.replies import NotTaken, Reply

PURPOSES = ("compliance_reminder",)


def take_answer(*, reply: Reply, at: datetime) -> str:
    """Note a mail at the check that it replies to: the check is answered, and somebody completes it.

    Raises NotTaken.
    """
    check = ComplianceCheck.objects.filter(pk=reply.about_id).first()
    if check is None:
        raise NotTaken("The check is not there any more.")
    try:
        note_answer(check_id=check.pk, text=reply.text, by=reply.sender, at=at)
    except ComplianceError as refused:
        raise NotTaken(str(refused)) from refused
    return f"noted at the check “{check.title}” of {check.entity_name}"
