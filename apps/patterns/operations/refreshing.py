from __future__ import annotations

from datetime import datetime

from django.db import connection

from apps.core.queue import enqueue

REFRESH = "patterns.refresh_analytics"


def ask_for_refresh() -> None:
    """Have the figures of patterns brought up to date after the commit; one waiting job a firm is enough."""
    enqueue(REFRESH, queueing_lock="pattern_analytics")


def refresh_analytics(*, asked_at: datetime) -> datetime:
    """Bring the figures of all firms' patterns up to date unless that was done after ``asked_at``; return when it was.

    Raises OperationalError while another refresh runs.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT refresh_pattern_analytics(%s)", [asked_at])
        refreshed_at: datetime = cursor.fetchone()[0]
    return refreshed_at
