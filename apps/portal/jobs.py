from __future__ import annotations

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from apps.portal import digest
from apps.work.firm_jobs import tenant_job


@app.periodic(cron="5 * * * *")  # each hour: firms' Mondays begin at any
@app.task(name="portal.digest_tick", queue="default")
def digest_tick(timestamp: int) -> None:
    """Queue the weekly mail of the firms whose week has begun, one transaction each."""
    digest.queue_due_digests(at=datetime.fromtimestamp(timestamp, UTC))


@tenant_job("portal.send_digest", queue="mail")
def send_digest(*, at: datetime) -> None:
    digest.send_digest(at=at)
