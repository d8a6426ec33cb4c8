"""The SQL functions of compliance, as Python."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection


class Due(NamedTuple):
    """A row of get_compliance_due."""

    check_id: UUID
    schedule_id: UUID | None
    compliance_type: str
    entity_type: str
    entity_id: UUID
    entity_name: str
    due_at: datetime
    status: str
    days_until_due: int
    is_overdue: bool
    reminder_count: int
    missing_fields: str


def get_compliance_due(tenant_id: UUID, limit: int) -> list[Due]:
    """Return the firm's checks that are due soon or overdue, the earliest first."""
    return [Due(*row) for row in _rows("SELECT * FROM get_compliance_due(%s, %s)", [tenant_id, limit])]


def first_due(frequency: str, *, at: datetime, zone: ZoneInfo) -> datetime:
    """Return when a schedule that is made now falls due first."""
    return _value("SELECT compliance_first_due(%s, %s, %s)", [frequency, at, zone.key])


def dates_from(due_at: datetime, frequency: str, *, day: int, zone: ZoneInfo, count: int) -> list[datetime]:
    """Return a date and those that follow it by the calendar."""
    sql = "SELECT compliance_due_after(%s, %s, %s, %s, n) FROM generate_series(0, %s) n ORDER BY n"
    return [row[0] for row in _rows(sql, [due_at, frequency, day, zone.key, count - 1])]


def generate_checks(schedule_id: UUID) -> int:
    """Make the checks of a schedule whose time has come; return how many were made."""
    return _value("SELECT generate_compliance_checks(%s)", [schedule_id])


def mark_overdue(limit: int) -> int:
    """Mark checks overdue; return how many."""
    return _value("SELECT mark_overdue_compliance(%s)", [limit])


def expire_waivers(limit: int) -> int:
    """Open checks again whose waiver is over; return how many."""
    return _value("SELECT expire_compliance_waivers(%s)", [limit])


def validate_checks(*, limit: int | None = None, check_id: UUID | None = None) -> dict[UUID, str]:
    """Compare checks with what is known by now; return the changed ones with their status."""
    return dict(_rows("SELECT * FROM validate_compliance_checks(%s, %s)", [limit, check_id]))


def _value(sql: str, params: list[Any]) -> Any:
    return _rows(sql, params)[0][0]


def _rows(sql: str, params: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
