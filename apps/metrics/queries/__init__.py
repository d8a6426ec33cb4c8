"""Reads of what plans changed: one firm's results, and figures over firms."""

from apps.metrics.queries.firms import (
    Aggregates,
    FirmGroup,
    FirmsFigure,
    LikeYours,
    aggregates,
    deltas_of_firms_like,
    firms_like_yours,
    milestones_in_words,
)
from apps.metrics.queries.results import MetricResult, Point, Results, SnapshotLine, Stage, results

__all__ = [
    "Aggregates",
    "FirmGroup",
    "FirmsFigure",
    "LikeYours",
    "MetricResult",
    "Point",
    "Results",
    "SnapshotLine",
    "Stage",
    "aggregates",
    "deltas_of_firms_like",
    "firms_like_yours",
    "milestones_in_words",
    "results",
]
