from __future__ import annotations

from datetime import UTC, datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from apps.patterns import operations
from apps.tenancy.context import login_context
from apps.work.firm_jobs import RETRY, tenant_job


@tenant_job(operations.refreshing.REFRESH)
def refresh_analytics(*, at: datetime) -> None:
    """Bring the figures of patterns up to date; asked for after many rows were written, or by hand.

    One that began after this job did holds all that was committed when it was asked for.
    """
    operations.refresh_analytics(asked_at=at)


@app.periodic(cron="*/15 * * * *")
@app.task(
    name="patterns.refresh_all_analytics",
    queue="default",
    retry=RETRY,
    queueing_lock="patterns.refresh_all_analytics",
)
def refresh_all_analytics(timestamp: int) -> None:
    """Bring the figures of all firms' patterns up to date, every quarter of an hour."""
    with login_context():
        operations.refresh_analytics(asked_at=min(datetime.fromtimestamp(timestamp, UTC), timezone.now()))
