from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection

from apps.core.queue import enqueue
from apps.patterns.queries.figures import refreshed_at

REFRESH = "patterns.refresh_analytics"
AT_MOST_EVERY = timedelta(minutes=1)


def ask_for_refresh() -> None:
    """Have the figures of patterns brought up to date after the commit; one waiting job a firm is enough.

    They are of all firms: whoever asks again and again has them refreshed once a minute.
    """
    last = refreshed_at()
    enqueue(REFRESH, queueing_lock="pattern_analytics", at=last + AT_MOST_EVERY if last else None)


def refresh_analytics(*, asked_at: datetime) -> datetime:
    """Bring the figures of all firms' patterns up to date unless that was done after ``asked_at``; return when it was.

    Raises OperationalError while another refresh runs.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT refresh_pattern_analytics(%s)", [asked_at])
        done: datetime = cursor.fetchone()[0]
    return done
