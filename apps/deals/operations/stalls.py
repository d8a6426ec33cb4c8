"""The first step of the engine: stamps on deals that have stalled."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from apps.tenancy.context import current_tenant_id, tenant_context
from apps.work.engines import Batch


@transaction.atomic
def mark_stalled(*, limit: int, at: datetime) -> Batch:
    """Stamp deals that stalled, and take the stamp off those that did not; at most ``limit`` of each."""
    with tenant_context(current_tenant_id(), now=at), connection.cursor() as cursor:
        cursor.execute("SELECT mark_stalled_deals(%s)", [limit])
        (count,) = cursor.fetchone()
    return Batch(seen=count, done=count)
