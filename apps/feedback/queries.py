from __future__ import annotations

from typing import Any

from django.db.models import Avg, Count, Q

from apps.feedback.choices import FeedbackStatus, Sentiment
from apps.feedback.models import FeedbackRequest


def feedback_stats() -> dict[str, Any]:
    """Return counts by status and by sentiment, the response rate and the mean score.

    The rate is of those that were sent: how many of them are answered by now, in percent; null before the first mail.
    """
    was_sent = Q(sent_at__isnull=False)
    answered = Q(status=FeedbackStatus.RESPONDED)
    counts = {status: Count("pk", filter=Q(status=status)) for status in FeedbackStatus.values}
    tones = {tone: Count("pk", filter=Q(sentiment=tone)) for tone in Sentiment.values}
    found = FeedbackRequest.objects.aggregate(
        **counts,
        **tones,
        asked=Count("pk", filter=was_sent),
        answered_of_asked=Count("pk", filter=was_sent & answered),
        mean_score=Avg("sentiment_score"),
        recovery_cases=Count("pk", filter=Q(service_recovery_triggered=True)),
    )
    asked, score = found.pop("asked"), found.pop("mean_score")
    rate = round(100 * found.pop("answered_of_asked") / asked, 1) if asked else None
    mean = None if score is None else round(float(score), 2)
    return {**found, "asked": asked, "response_rate_pct": rate, "mean_score": mean}
