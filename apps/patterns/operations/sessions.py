"""Walks through the scaffolding wizard: begun, gone on with, completed, and abandoned by the engine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from apps.patterns.errors import PatternError
from apps.patterns.models import ScaffoldSession
from apps.tenancy.context import current_tenant_id, tenant_context
from apps.work.engines import Batch

TO_ABANDON = """
    WITH gone AS (
        SELECT id FROM scaffold_sessions
        WHERE tenant_id = %(tenant)s AND completed_at IS NULL AND abandoned_at IS NULL AND last_step_at <= %(before)s
        ORDER BY last_step_at LIMIT %(limit)s FOR NO KEY UPDATE SKIP LOCKED
    )
    UPDATE scaffold_sessions s SET abandoned_at = app_now() FROM gone WHERE s.tenant_id = %(tenant)s AND s.id = gone.id
"""
PATIENCE = timedelta(hours=24)


class SessionIsOver(PatternError):
    """The session is completed or abandoned."""


def start_session(*, values: Mapping[str, Any], user_id: UUID | None, at: datetime) -> ScaffoldSession:
    """Begin a session. Raises ValidationError naming the field."""
    session = ScaffoldSession(started_at=at, last_step_at=at, user_id=user_id, **values)
    session.clean_fields(exclude={"user", "tenant", "project_outcome"})
    session.save(force_insert=True)
    return session


@transaction.atomic
def change_session(*, session_id: UUID, values: Mapping[str, Any], completed: bool, at: datetime) -> ScaffoldSession:
    """Note a step, or with ``completed`` the end. Raises DoesNotExist, SessionIsOver, or ValidationError."""
    session: ScaffoldSession = ScaffoldSession.objects.select_for_update(no_key=True).get(pk=session_id)
    if session.completed_at or session.abandoned_at:
        raise SessionIsOver("This session is over; start another one.")
    for name, value in values.items():
        setattr(session, name, value)
    session.last_step_at = max(at, session.last_step_at)
    session.completed_at = at if completed else None
    session.clean_fields(exclude={"user", "tenant", "project_outcome"})
    session.save()
    return session


def abandon_sessions(*, limit: int, at: datetime) -> Batch:
    """Mark sessions abandoned whose last step is a day ago."""
    with tenant_context(current_tenant_id(), now=at), connection.cursor() as cursor:
        cursor.execute(TO_ABANDON, {"tenant": current_tenant_id(), "before": at - PATIENCE, "limit": limit})
        count = cursor.rowcount
    return Batch(seen=count, done=count)
