"""Answers to follow-ups about deals that come as mails."""

from __future__ import annotations

from datetime import datetime

from apps.deals.choices import ActivityKind
from apps.deals.models import Deal
from apps.deals.operations import record_activity
from apps.work.replies import NotTaken, Reply


def take_answer(*, reply: Reply, at: datetime) -> str:
    """Note a mail as what was last done about the deal that it replies to: the deal is not stalled any more.

    Raises NotTaken.
    """
    deal = Deal.objects.filter(pk=reply.about_id).first()
    if deal is None:
        raise NotTaken("The deal is not there any more.")
    record_activity(deal_id=deal.pk, kind=ActivityKind.EMAIL, notes=noted(reply), at=at)
    return f"noted on the deal “{deal.title}”"


def noted(reply: Reply) -> str:
    """Return an answer as the note of an activity."""
    return f"{reply.sender} wrote:\n\n{reply.text}"
