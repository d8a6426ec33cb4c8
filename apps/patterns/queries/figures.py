"""The figures of patterns, as of the last refresh, and the dashboard's totals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Count, F, Q

from apps.patterns.choices import ProjectStatus
from apps.patterns.functions import wilson
from apps.patterns.models import PatternAnalytics, ProjectOutcome

SMALL_SAMPLE = 10  # builds; with fewer the interval is wider than 40 points
TOP, RECENT = 5, 10

_DESCENDING = {
    "total_projects": F("total_projects"),
    "build_success_rate": F("build_success_rate"),
    "build_success_low": F("build_success_low"),
    "avg_satisfaction": F("avg_satisfaction"),
    "avg_test_pass_rate": F("avg_test_pass_rate"),
    "nps": F("nps"),
    "feedback_count": F("feedback_count"),
    "last_activity": F("last_activity"),
    "pattern_name": F("pattern_name"),
}
# What a list of figures can be sorted by; what is not known comes last either way.
ORDERS: dict[str, Any] = {
    **{f"-{name}": column.desc(nulls_last=True) for name, column in _DESCENDING.items()},
    **{name: column.asc(nulls_last=True) for name, column in _DESCENDING.items()},
}


def refreshed_at() -> datetime | None:
    """Return when the figures were last brought up to date."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT refreshed_at FROM pattern_refresh")
        row = cursor.fetchone()
    return row[0] if row else None


def pattern_figures(*, order: str = "-total_projects", min_projects: int = 0) -> list[PatternAnalytics]:
    """Return the figures of every pattern with at least so many projects, in one of ORDERS."""
    found = PatternAnalytics.objects.filter(total_projects__gte=min_projects)
    return list(found.order_by(ORDERS[order], "pattern_id"))


def figures_of(pattern_id: str) -> PatternAnalytics | None:
    """Return one pattern's figures, None while it has no project."""
    return PatternAnalytics.objects.filter(pattern_id=pattern_id).first()


@dataclass(frozen=True)
class Summary:
    """A firm's projects together; counts are of now, means and rates as of ``refreshed_at``.

    ``build_success_low`` and ``_high`` bound the rate by Wilson's interval at 95 %.
    """

    total_projects: int
    active_projects: int
    archived_projects: int
    successful_builds: int
    builds: int
    build_success_rate: Decimal | None
    build_success_low: float | None
    build_success_high: float | None
    is_small_sample: bool
    feedback_count: int
    avg_satisfaction: Decimal | None
    feedback_rate_pct: Decimal | None
    top_patterns: list[PatternAnalytics]
    recent: list[ProjectOutcome]
    refreshed_at: datetime | None


def summary() -> Summary:
    """Return the totals of the dashboard, the five patterns with most projects and the ten newest projects."""
    counts = ProjectOutcome.objects.exclude(status=ProjectStatus.DELETED).aggregate(
        total=Count("pk"),
        active=Count("pk", filter=Q(status=ProjectStatus.ACTIVE)),
        archived=Count("pk", filter=Q(status=ProjectStatus.ARCHIVED)),
    )
    figures = pattern_figures()
    successes, builds = sum(one.successful_builds for one in figures), sum(one.builds for one in figures)
    answers = sum(one.feedback_count for one in figures)
    stars = sum((one.avg_satisfaction * one.feedback_count for one in figures if one.feedback_count), Decimal())
    projects = sum(one.total_projects for one in figures)
    rated = sum(one.projects_with_feedback for one in figures)
    interval = wilson(successes, builds)
    newest = ProjectOutcome.objects.exclude(status=ProjectStatus.DELETED).order_by("-created_at", "-id")
    return Summary(
        total_projects=counts["total"],
        active_projects=counts["active"],
        archived_projects=counts["archived"],
        successful_builds=successes,
        builds=builds,
        build_success_rate=share(successes, builds),
        build_success_low=interval.low if interval else None,
        build_success_high=interval.high if interval else None,
        is_small_sample=builds < SMALL_SAMPLE,
        feedback_count=answers,
        avg_satisfaction=round(stars / answers, 2) if answers else None,
        feedback_rate_pct=share(rated, projects),
        top_patterns=figures[:TOP],
        recent=list(newest[:RECENT]),
        refreshed_at=refreshed_at(),
    )


def share(part: int, whole: int) -> Decimal | None:
    """Return a percentage with two decimals, None of nothing."""
    return round(Decimal(100 * part) / whole, 2) if whole else None
