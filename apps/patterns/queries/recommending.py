"""Which pattern to take next: ranked by what is certain of it, not by what looks best of few projects."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from apps.patterns.queries.figures import SMALL_SAMPLE
from apps.tenancy.context import current_tenant_id

FEWEST = 3  # builds; with fewer a pattern is not ranked
PRIOR_ANSWERS = 5  # as many answers of the firm's mean are added to a pattern's own

# The newest half of the projects counts double. Weights make a sample less certain than its size says, so Wilson's
# interval gets Kish's effective size (Σw)²/Σw²: with m of n weighing 2 that is (n + m)² / (n + 3m).
RANKED = """
    WITH figure AS (
        SELECT a.*, a.successful_builds + a.failed_builds AS builds,
            (a.successful_builds + a.newer_successful_builds)::numeric
                / nullif(a.successful_builds + a.failed_builds + a.newer_builds, 0) AS weighted_rate,
            (a.successful_builds + a.failed_builds + a.newer_builds)::numeric ^ 2
                / nullif(a.successful_builds + a.failed_builds + 3 * a.newer_builds, 0) AS effective_size,
            sum(a.avg_satisfaction * a.feedback_count) OVER () / nullif(sum(a.feedback_count) OVER (), 0) AS firm_mean
        FROM pattern_analytics a WHERE a.tenant_id = %(tenant)s
    ), spoken AS (
        SELECT o.pattern_id, count(*) AS projects FROM project_outcomes o
        WHERE o.tenant_id = %(tenant)s AND o.status <> 'deleted' AND %(languages)s::text[] <> '{}'
            AND EXISTS (SELECT FROM unnest(o.languages_used) l WHERE lower(l) = ANY(%(languages)s))
        GROUP BY o.pattern_id
    )
    SELECT f.pattern_id, p.name AS pattern_name, f.total_projects, f.builds, f.successful_builds,
        f.build_success_rate, round(100 * wilson_low(f.weighted_rate * f.effective_size, f.effective_size), 2) AS low,
        f.newer_builds, f.newer_successful_builds, f.feedback_count, f.avg_satisfaction,
        round((coalesce(f.avg_satisfaction * f.feedback_count, 0) + coalesce(f.firm_mean, 3) * %(prior)s)
            / (f.feedback_count + %(prior)s), 2) AS satisfaction,
        f.recommendation_count, f.recommend_answers, f.tested_projects, f.avg_test_pass_rate,
        coalesce(s.projects, 0) AS spoken
    FROM figure f
    JOIN patterns p ON p.tenant_id = f.tenant_id AND p.pattern_id = f.pattern_id AND p.is_active
    LEFT JOIN spoken s ON s.pattern_id = f.pattern_id
    WHERE %(languages)s::text[] = '{}' OR s.projects > 0
        OR EXISTS (SELECT FROM unnest(p.languages) l WHERE lower(l) = ANY(%(languages)s))
"""


@dataclass(frozen=True)
class Reason:
    """One part of why: a code, words, how many rows it rests on, and the filters of the list that shows them."""

    code: str
    text: str
    n: int
    rows: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Recommendation:
    """A pattern with its score, 0 to 100, and what it is made of.

    ``score`` is ``success_low_pct`` times satisfaction, 1 to 5, over 5; ``satisfaction`` is drawn to the firm's mean
    where few have answered.
    """

    pattern_id: str
    pattern_name: str
    score: float
    success_low_pct: float
    success_rate_pct: float
    projects: int
    builds: int
    satisfaction: float
    avg_satisfaction: float | None
    feedback_count: int
    is_small_sample: bool
    reasons: list[Reason]


@dataclass(frozen=True)
class Ranking:
    """The patterns to take next, the surest first, and the id, name and builds of those that are too young for it."""

    ranked: list[Recommendation]
    too_few: list[tuple[str, str, int]]


def ranking(*, languages: list[str] | None = None, limit: int = 10) -> Ranking:
    """Return the active patterns, ranked where at least three of their projects were built.

    ``languages`` keeps to patterns that are for one of them, or whose projects used one.
    """
    rows = _ranked(languages)
    found = [_recommended(row) for row in rows if row["builds"] >= FEWEST]
    found.sort(key=lambda one: (-one.score, -one.builds, one.pattern_id))
    too_few = [(row["pattern_id"], row["pattern_name"], row["builds"]) for row in rows if row["builds"] < FEWEST]
    return Ranking(found[:limit], sorted(too_few))


def _ranked(languages: list[str] | None) -> list[dict[str, Any]]:
    asked = [one.strip().lower() for one in languages or [] if one.strip()]
    with connection.cursor() as cursor:
        cursor.execute(RANKED, {"tenant": current_tenant_id(), "languages": asked, "prior": PRIOR_ANSWERS})
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _recommended(row: dict[str, Any]) -> Recommendation:
    average = row["avg_satisfaction"]
    return Recommendation(
        pattern_id=row["pattern_id"],
        pattern_name=row["pattern_name"],
        score=round(float(row["low"] * row["satisfaction"] / 5), 2),
        success_low_pct=float(row["low"]),
        success_rate_pct=float(row["build_success_rate"]),
        projects=row["total_projects"],
        builds=row["builds"],
        satisfaction=float(row["satisfaction"]),
        avg_satisfaction=None if average is None else float(average),
        feedback_count=row["feedback_count"],
        is_small_sample=row["builds"] < SMALL_SAMPLE,
        reasons=list(_reasons(row)),
    )


def _reasons(row: dict[str, Any]) -> list[Reason]:
    of = {"pattern_id": row["pattern_id"]}
    said = f"{row['successful_builds']} of {row['builds']} built projects build."
    reasons = [Reason("builds", said, row["builds"], of | {"is_built": "true"})]
    text = (
        f"Of the newest {row['newer_builds']}, which count double, {row['newer_successful_builds']} build: "
        f"{row['low']:.0f} % or more, at 95 % confidence."
    )
    reasons.append(Reason("newest", text, row["newer_builds"], of | {"is_built": "true", "sort": "-created_at"}))
    if row["feedback_count"]:
        text = f"Rated {row['avg_satisfaction']:.1f} of 5 by {row['feedback_count']}."
        reasons.append(Reason("satisfaction", text, row["feedback_count"], of | {"has_feedback": "true"}))
    else:
        reasons.append(Reason("satisfaction", "Nobody has rated it; the firm's mean stands in.", 0))
    if row["recommend_answers"]:
        text = f"{row['recommendation_count']} of {row['recommend_answers']} would recommend it."
        reasons.append(Reason("recommend", text, row["recommend_answers"], of | {"has_feedback": "true"}))
    if row["tested_projects"]:
        text = f"{row['avg_test_pass_rate']:.0f} % of tests pass, over {row['tested_projects']} projects."
        reasons.append(Reason("tests", text, row["tested_projects"], of | {"is_tested": "true"}))
    if row["spoken"]:
        text = f"{row['spoken']} of its projects use what was asked for."
        reasons.append(Reason("languages", text, row["spoken"], of))
    if row["builds"] < SMALL_SAMPLE:
        text = f"Only {row['builds']} projects were built: the true rate may be far from this."
        reasons.append(Reason("small_sample", text, row["builds"], of | {"is_built": "true"}))
    return reasons
