from __future__ import annotations

from datetime import datetime

from apps.tickets import operations
from apps.work.firm_jobs import tenant_job


@tenant_job("tickets.mail_blocked", queue="mail")
def mail_blocked(*, at: datetime) -> None:
    operations.mail_blocked(at=at)
