from __future__ import annotations

from datetime import datetime
from uuid import UUID

from apps.metrics import operations
from apps.work.firm_jobs import tenant_job


@tenant_job("metrics.refresh_aggregates")
def refresh_aggregates(*, at: datetime) -> None:
    """Bring the figures over firms up to date; asked for whenever an outcome changes."""
    operations.refresh_aggregates()


@tenant_job("metrics.project_from_firms")
def project_from_firms(*, roadmap_id: str, at: datetime) -> None:
    """Give a firm's first roadmap the projections of firms like it."""
    operations.project_from_firms(roadmap_id=UUID(roadmap_id), only_if_none=True, at=at)
