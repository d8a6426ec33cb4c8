"""Answers, whichever way they come in, and what a bad one sets going."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.feedback.choices import FeedbackStatus, Issue, Rating, Sentiment
from apps.feedback.errors import FeedbackError
from apps.feedback.models import FeedbackRequest
from apps.feedback.operations.recovery import open_recovery
from apps.feedback.sentiment import Reading, read

LONGEST = 10_000


class AnsweredAlready(FeedbackError):
    """The request has its answer; an answer is never overwritten."""


class NothingSaid(FeedbackError):
    """An answer is a rating, words, or both."""


@transaction.atomic
def answer_request(
    *, request_id: UUID, text: str = "", rating: str = "", source: str, email_id: str = "", at: datetime
) -> FeedbackRequest:
    """Take an answer, read how it sounds, and open a service recovery case in the same transaction when it is bad.

    An answer that comes late, or to a question that was left out, counts too. Raises AnsweredAlready, NothingSaid,
    ValidationError naming the field, or DoesNotExist.
    """
    locked = FeedbackRequest.objects.select_for_update(no_key=True, of=("self",)).select_related("order", "client")
    request: FeedbackRequest = locked.get(pk=request_id)
    text = text.strip()
    if request.status == FeedbackStatus.RESPONDED:
        raise AnsweredAlready(f"This was answered on {request.responded_at:%B %-d, %Y}. The first answer stays.")
    if not text and not rating:
        raise NothingSaid("Choose how it was, or write a few words.")
    if rating and rating not in Rating.values:
        raise ValidationError({"rating": f"Choose one of {', '.join(Rating.values)}."})
    if len(text) > LONGEST or "\0" in text:
        raise ValidationError({"text": f"Keep it below {LONGEST:,} characters, without control characters."})
    reading = read(text, rating)
    request.status, request.responded_at, request.response_source = FeedbackStatus.RESPONDED, at, source
    request.response_text, request.rating, request.response_email_id = text, rating, email_id[:255]
    request.sentiment, request.sentiment_score, request.issues = reading
    request.response_summary = _summary(reading, rating)
    if reading.calls_for_recovery:
        request.case_created = open_recovery(request, at=at)
        request.service_recovery_triggered = True
    request.save()
    return request


def _summary(reading: Reading, rating: str) -> str:
    said = f"Rated “{Rating(rating).label}”" if rating else str(Sentiment(reading.sentiment).label)
    named = ", ".join(str(Issue(kind).label).lower() for kind in reading.issues)
    return f"{said}; names {named}." if named else f"{said}."
