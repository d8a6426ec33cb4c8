"""What the pages of compliance read."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from apps.compliance.choices import OPEN, CheckStatus
from apps.compliance.functions import dates_from
from apps.compliance.models import CompletionRate, ComplianceCheck, ComplianceSchedule
from apps.compliance.models.schedule import title_of

DATES_AHEAD = 8
WINDOW = timedelta(days=90)  # of compliance_completion_rates
LATE = (CheckStatus.OVERDUE, CheckStatus.ESCALATED)


@dataclass
class Day:
    """A day of the calendar with what is due on it."""

    on: date
    is_in_month: bool
    is_today: bool
    checks: list[ComplianceCheck] = field(default_factory=list)


def month_of(first: date, *, today: date, zone: ZoneInfo, checks: QuerySet[Any]) -> list[list[Day]]:
    """Return the weeks of a month, Monday first, each day with its checks by name."""
    weeks = [
        [Day(on, is_in_month=on.month == first.month, is_today=on == today) for on in week]
        for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
    ]
    days = {day.on: day for week in weeks for day in week}
    begin, end = weeks[0][0].on, weeks[-1][-1].on + timedelta(days=1)
    due = checks.filter(due_at__gte=_midnight(begin, zone), due_at__lt=_midnight(end, zone))
    for check in due.order_by("compliance_type", "entity_name", "id"):
        days[check.due_at.astimezone(zone).date()].checks.append(check)
    return weeks


def _midnight(on: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(on, time(), zone)


def filtered(asked: dict[str, str], *, at: datetime) -> QuerySet[Any]:
    """Return what a list asks for: ``status`` (one, open or late), ``type``, ``schedule``, ``q``, ``recent``."""
    checks = ComplianceCheck.objects.all()
    status = asked.get("status", "")
    if status in CheckStatus.values:
        checks = checks.filter(status=status)
    elif status in {"open", "late"}:
        checks = checks.filter(status__in=OPEN if status == "open" else LATE)
    if asked.get("type"):
        checks = checks.filter(compliance_type=asked["type"])
    if asked.get("schedule"):
        checks = checks.filter(schedule_id=asked["schedule"])
    if asked.get("q"):
        checks = checks.filter(entity_name__icontains=asked["q"])
    if asked.get("recent"):
        checks = checks.filter(created_at__gt=at - WINDOW)
    return checks


def types() -> list[tuple[str, str]]:
    """Return what is checked, by key and title."""
    keys = ComplianceCheck.objects.order_by("compliance_type").values_list("compliance_type", flat=True).distinct()
    return [(key, title_of(key)) for key in keys]


def completion_rates() -> list[dict[str, Any]]:
    """Return what became of the checks of the last 90 days, by what is checked."""
    rows = CompletionRate.objects.order_by("compliance_type")
    return [{"row": row, "title": title_of(row.compliance_type)} for row in rows]


def dates_ahead(schedule: ComplianceSchedule, zone: ZoneInfo) -> list[date]:
    """Return the next dates of a schedule by the calendar."""
    day = schedule.anchor_day or schedule.next_due_at.astimezone(zone).day
    dates = dates_from(schedule.next_due_at, schedule.frequency, day=day, zone=zone, count=DATES_AHEAD)
    return [one.astimezone(zone).date() for one in dates]


def reminder_days(notice: int) -> list[int]:
    """Return the days on which reminders go, counted from the due day; as compliance_reminder_step has them."""
    return sorted({step for step in (-notice, -14, -7, 0, 3) if step >= -notice})
