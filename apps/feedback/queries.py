from __future__ import annotations

from typing import Any

from django.db.models import Avg, Count, Q, QuerySet

from apps.clients.choices import OPEN_CASES
from apps.clients.models import Case, Task
from apps.feedback.choices import FeedbackStatus, Issue, Sentiment
from apps.feedback.models import FeedbackRequest
from apps.tenancy.models import Membership


def requests_by(asked: dict[str, str]) -> QuerySet[FeedbackRequest]:
    """Return what a list asks for: ``status``, ``sentiment``, ``issue``, ``case`` ("open" or "any"), ``q``."""
    rows = FeedbackRequest.objects.filter(status=asked["status"])
    if asked.get("sentiment") in Sentiment.values:
        rows = rows.filter(sentiment=asked["sentiment"])
    if asked.get("issue") in Issue.values:
        rows = rows.filter(issues__contains=[asked["issue"]])
    if asked.get("case") == "open":
        rows = rows.filter(case_created__status__in=OPEN_CASES)
    elif asked.get("case"):
        rows = rows.filter(service_recovery_triggered=True)
    if asked.get("q"):
        rows = rows.filter(Q(client__company_name__icontains=asked["q"]) | Q(order__order_number__icontains=asked["q"]))
    return rows


def recovery_of(case: Case) -> dict[str, Any]:
    """Return a recovery case for its page: whether it is open, its tasks by day, and who has them."""
    tasks = list(Task.objects.filter(subject_type="cases", subject_id=case.pk).order_by("due_on", "created_at"))
    people = {case.assigned_to_id, *(task.assigned_to_id for task in tasks)} - {None}
    names = dict(Membership.objects.filter(user_id__in=people).values_list("user_id", "name"))
    return {
        "case": case,
        "is_open": case.status in OPEN_CASES,
        "assigned_to": names.get(case.assigned_to_id, ""),
        "tasks": [{"task": task, "who": names.get(task.assigned_to_id, "")} for task in tasks],
    }


def feedback_stats() -> dict[str, Any]:
    """Return counts by status and by sentiment, the response rate and the mean score.

    The rate is of those that were sent: how many of them are answered by now, in percent; null before the first mail.
    """
    was_sent = Q(sent_at__isnull=False) & ~Q(status=FeedbackStatus.SKIPPED)  # a mail that did not arrive asked nobody
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
        open_recovery_cases=Count("pk", filter=Q(case_created__status__in=OPEN_CASES)),
    )
    asked, score = found.pop("asked"), found.pop("mean_score")
    rate = round(100 * found.pop("answered_of_asked") / asked, 1) if asked else None
    mean = None if score is None else round(float(score), 2)
    return {**found, "asked": asked, "response_rate_pct": rate, "mean_score": mean}
