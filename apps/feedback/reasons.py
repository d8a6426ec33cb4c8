"""Why an answer is read as good or bad, for its page."""

from __future__ import annotations

from typing import Any

from apps.core.charts.diverging import around_zero
from apps.feedback.choices import Issue
from apps.feedback.models import FeedbackRequest
from apps.feedback.sentiment import parts_of


def why_read_so(row: FeedbackRequest) -> dict[str, Any]:
    """Return the parts of an answer's score as a chart, the words that count, and what it complains about."""
    parts = parts_of(row.response_text, row.rating)
    rows = [(label, value) for label, value in (("Rating", parts.rating), ("Words", parts.words)) if value is not None]
    score = float(row.sentiment_score or 0)
    return {
        "chart": around_zero(name="why", title="The parts of the score", rows=[*rows, ("Score", score)]),
        "good": parts.good,
        "bad": parts.bad,
        "complaints": [{"label": Issue(kind).label, "phrases": found} for kind, found in parts.complaints.items()],
    }
