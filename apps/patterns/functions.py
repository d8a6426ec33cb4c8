"""The SQL functions of patterns, as Python."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db import connection, models


class ProjectHealth(models.Func):
    """What a project's last build and its tests say of it, as one of choices.Health."""

    function = "project_health"
    output_field = models.CharField()

    def __init__(self, *columns: Any, **extra: Any) -> None:
        super().__init__(*(columns or ("last_build_status", "test_pass_rate")), **extra)


class Interval(NamedTuple):
    """Between which percentages a true rate lies."""

    low: float
    high: float


def wilson(successes: int, tries: int) -> Interval | None:
    """Return Wilson's interval of a rate at 95 %, None of no tries."""
    if not tries:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT wilson_low(%(s)s, %(n)s), wilson_high(%(s)s, %(n)s)", {"s": successes, "n": tries})
        low, high = cursor.fetchone()
    return Interval(round(100 * float(low), 1), round(100 * float(high), 1))
