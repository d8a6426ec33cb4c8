"""Trends by the firm's day: from real builds, tests and answers, never guessed; a day without any is a gap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from apps.patterns.choices import DAYS, ProjectStatus, TrendMetric
from apps.tenancy.context import current_tenant_id

# Of each metric: the sum that its mean is made of, of how many, and what the mean is multiplied by.
_PARTS: dict[str, tuple[str, str, int]] = {
    TrendMetric.SATISFACTION: ("satisfaction_sum", "feedback_count", 1),
    TrendMetric.USAGE: ("projects_created", "1", 1),
    TrendMetric.BUILD_SUCCESS: ("builds_ok", "(builds_ok + builds_failed)", 100),
    TrendMetric.TEST_PASS_RATE: ("test_rate_sum", "test_count", 1),
    TrendMetric.NPS: ("(promoters - detractors)", "reuse_count", 100),
}


@dataclass(frozen=True)
class Point:
    """One day; ``value`` is None where nothing was, ``n`` is how many it is the mean of."""

    day: date
    value: float | None
    n: int


@dataclass(frozen=True)
class Trend:
    """A metric by day, oldest first, and over the whole period; usage counts projects, the others are means."""

    metric: str
    period: str
    pattern_id: str | None
    points: list[Point]
    value: float | None
    n: int


def trend(*, metric: str, period: str, pattern_id: str | None = None, today: date) -> Trend:
    """Return one metric (TrendMetric) over a period (Period) that ends today, of one pattern or all together."""
    return trends(metrics=[metric], period=period, pattern_id=pattern_id, today=today)[0]


def trends(
    *, metrics: Iterable[str] = tuple(TrendMetric), period: str, pattern_id: str | None = None, today: date
) -> list[Trend]:
    """Return several metrics over a period in one read."""
    metrics = list(metrics)
    first = today - timedelta(days=DAYS[period] - 1)  # type: ignore[index]  # a member is its value
    sums = ", ".join(f"sum({part}), sum({of})" for part, of, _ in (_PARTS[metric] for metric in metrics))
    where = "tenant_id = %s AND day >= %s AND day <= %s" + (" AND pattern_id = %s" if pattern_id else "")
    values = [current_tenant_id(), first, today, *([pattern_id] if pattern_id else [])]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT day, {sums} FROM pattern_daily WHERE {where} GROUP BY day", values)  # noqa: S608 -- names of ours
        rows = {row[0]: row[1:] for row in cursor.fetchall()}
    days = [first + timedelta(days=count) for count in range(DAYS[period])]  # type: ignore[index]  # the same
    return [
        _trend(metric, period, pattern_id, {day: row[2 * place : 2 * place + 2] for day, row in rows.items()}, days)
        for place, metric in enumerate(metrics)
    ]


def _trend(metric: str, period: str, pattern_id: str | None, sums: dict[date, Any], days: list[date]) -> Trend:
    points = []
    for day in days:
        total, n = sums.get(day, (0, 0))
        points.append(Point(day, *_mean(metric, total, n)))
    total, n = (sum(one[place] for one in sums.values()) for place in (0, 1))
    return Trend(metric, period, pattern_id, points, *_mean(metric, total, n))


def _mean(metric: str, total: Decimal | int, n: int) -> tuple[float | None, int]:
    if metric == TrendMetric.USAGE:
        return float(total), int(total)
    return (round(float(total * _PARTS[metric][2] / n), 2), int(n)) if n else (None, 0)


@dataclass(frozen=True)
class DayOfOutcomes:
    """What became of the projects made on one day; rates are percentages, None of nothing."""

    date: date
    count: int
    builds: int
    success_rate: float | None
    feedback_count: int
    avg_satisfaction: float | None
    tested: int
    avg_test_pass_rate: float | None


BY_DATE = """
    SELECT (o.created_at AT TIME ZONE %(zone)s)::date AS day,
        count(*),
        count(o.last_build_status),
        round(avg(100 * (o.last_build_status = 'success')::int), 2),
        coalesce(sum(f.answers), 0)::int,
        round(sum(f.stars)::numeric / nullif(sum(f.answers), 0), 2),
        count(o.test_pass_rate),
        round(avg(o.test_pass_rate), 2)
    FROM project_outcomes o
    LEFT JOIN LATERAL (
        SELECT count(*) AS answers, sum(u.overall_satisfaction) AS stars FROM user_feedback u
        WHERE u.tenant_id = o.tenant_id AND u.project_outcome_id = o.id
    ) f ON true
    WHERE o.tenant_id = %(tenant)s
        AND o.created_at >= (%(start)s::date)::timestamp AT TIME ZONE %(zone)s
        AND o.created_at < (%(end)s::date + 1)::timestamp AT TIME ZONE %(zone)s
"""


def outcomes_by_date(
    *,
    start: date,
    end: date,
    zone: ZoneInfo,
    pattern_id: str | None = None,
    stack_id: str | None = None,
    user_id: UUID | None = None,
    status: str | None = None,
) -> list[DayOfOutcomes]:
    """Return what became of the projects made from one day of the firm to another, both included, by day.

    Days without a project are left out; deleted projects too, unless ``status`` asks for them.
    """
    given: dict[str, Any] = {"pattern_id": pattern_id, "stack_id": stack_id, "user_id": user_id, "status": status}
    asked = {name: value for name, value in given.items() if value is not None}
    conditions = "".join(f" AND o.{name} = %({name})s" for name in asked)
    if status is None:
        conditions += " AND o.status <> %(deleted)s"
    values = asked | {
        "tenant": current_tenant_id(),
        "start": start,
        "end": end,
        "zone": zone.key,
        "deleted": ProjectStatus.DELETED,
    }
    with connection.cursor() as cursor:
        cursor.execute(f"{BY_DATE}{conditions} GROUP BY 1 ORDER BY 1", values)
        rows = cursor.fetchall()
    return [DayOfOutcomes(*map(_number, row)) for row in rows]


def _number(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value
