"""Answers to feedback mails that come as mails."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError

from apps.feedback.choices import AnswerSource
from apps.feedback.models import FeedbackRequest
from apps.feedback.operations import FeedbackError, answer_request
from apps.feedback.operations.answers import LONGEST
from apps.work.replies import NotTaken, Reply


def take_answer(*, reply: Reply, at: datetime) -> str:
    """Take a mail as the answer to the feedback request that it replies to.

    Raises NotTaken.
    """
    request = FeedbackRequest.objects.filter(pk=reply.about_id).first()
    if request is None:
        raise NotTaken("The feedback request is not there any more.")
    try:
        answer_request(
            request_id=request.pk,
            text=reply.text[:LONGEST],
            source=AnswerSource.MAIL,
            email_id=reply.email_id,
            at=at,
        )
    except (FeedbackError, ValidationError) as refused:
        raise NotTaken(" ".join(getattr(refused, "messages", [str(refused)]))) from refused
    return "taken as feedback"
