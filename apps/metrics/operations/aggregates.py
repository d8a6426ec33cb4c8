from __future__ import annotations

from datetime import datetime

from django.db import connection

from apps.core.queue import enqueue

REFRESH = "metrics.refresh_aggregates"


def ask_for_refresh() -> None:
    """Have the figures over firms brought up to date after the commit; one waiting job a firm is enough."""
    enqueue(REFRESH, queueing_lock="outcome_aggregates")


def refresh_aggregates() -> datetime:
    """Bring the figures over firms up to date and return when that was.

    One refresh runs at a time; who waited for one that began later than they asked needs no second one.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT refresh_outcome_aggregates(clock_timestamp())")
        refreshed_at: datetime = cursor.fetchone()[0]
    return refreshed_at
