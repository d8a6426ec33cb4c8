"""What pages, API and exports read of patterns. Everything here runs inside a firm."""

from apps.patterns.queries.days import DayOfOutcomes, Point, Trend, outcomes_by_date, trend, trends
from apps.patterns.queries.exporting import EXPORTED, exported_feedback
from apps.patterns.queries.figures import (
    ORDERS,
    SMALL_SAMPLE,
    Summary,
    figures_of,
    pattern_figures,
    refreshed_at,
    summary,
)
from apps.patterns.queries.projects import due_prompts
from apps.patterns.queries.recommending import Ranking, Reason, Recommendation, ranking
from apps.patterns.queries.sessions import SessionFigures, StepFigures, session_figures

__all__ = [
    "EXPORTED",
    "ORDERS",
    "SMALL_SAMPLE",
    "DayOfOutcomes",
    "Point",
    "Ranking",
    "Reason",
    "Recommendation",
    "SessionFigures",
    "StepFigures",
    "Summary",
    "Trend",
    "due_prompts",
    "exported_feedback",
    "figures_of",
    "outcomes_by_date",
    "pattern_figures",
    "ranking",
    "refreshed_at",
    "session_figures",
    "summary",
    "trend",
    "trends",
]
