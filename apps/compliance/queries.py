"""What the pages of compliance read."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from apps.clients.models import Client, Contact
from apps.compliance.choices import BEFORE_DUE, OPEN, REQUIRABLE, CheckStatus, EntityType
from apps.compliance.functions import dates_from
from apps.compliance.models import CompletionRate, ComplianceCheck, ComplianceSchedule
from apps.compliance.models.schedule import title_of

DATES_AHEAD = 8
WINDOW = timedelta(days=90)  # of compliance_completion_rates
LATE = (CheckStatus.OVERDUE, CheckStatus.ESCALATED)
USUAL_NOTICE, USUAL_GRACE = 14, 7  # days, of a check without a schedule, as the engine has them
GROUPS = {"open": OPEN, "late": LATE, "ahead": BEFORE_DUE}


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
    """Return what a list asks for: ``status`` (one, open, late or ahead), ``type``, ``schedule``, ``q``, ``recent``."""
    checks = ComplianceCheck.objects.all()
    status = asked.get("status", "")
    if status in CheckStatus.values:
        checks = checks.filter(status=status)
    elif status in GROUPS:
        checks = checks.filter(status__in=GROUPS[status])
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
    found = []
    for row in CompletionRate.objects.order_by("compliance_type"):
        ahead = row.total - row.completed - row.waived - row.overdue
        found.append({"row": row, "title": title_of(row.compliance_type), "ahead": ahead})
    return found


@dataclass(frozen=True)
class Required:
    """A field that a check requires, and what is known."""

    label: str
    value: str


def required_of(check: ComplianceCheck) -> list[Required]:
    """Return the fields that a check requires with what is known of them now."""
    kind: Any = Contact if check.entity_type == EntityType.CONTACT else Client
    entity = kind.objects.filter(pk=check.entity_id).first()
    labels = REQUIRABLE[check.entity_type]
    return [
        Required(labels.get(name, name), str(getattr(entity, name, None) or "").strip())
        for name in check.required_fields
    ]


@dataclass(frozen=True)
class Rung:
    """A step of a check's reminders and escalation: its day, and whether it is done, passed over or ahead."""

    on: date
    says: str
    state: str


def ladder_of(check: ComplianceCheck, *, today: date, zone: ZoneInfo) -> list[Rung]:
    """Return who is told of a check when, from the first reminder since it was made to the manager."""
    due_on, made_on = (one.astimezone(zone).date() for one in (check.due_at, check.created_at))
    schedule, last = check.schedule, check.reminder_step
    steps = reminder_days(schedule.notification_days_before if schedule else USUAL_NOTICE)
    rungs = []
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        if following is not None and due_on + timedelta(days=following) <= made_on:
            continue  # over before there was a check
        on = due_on + timedelta(days=step)
        is_done = last is not None and step <= last
        rungs.append(Rung(on, _reminder(step), "done" if is_done else "passed" if on < today else "ahead"))
    if check.escalation_sent_at:
        return [*rungs, Rung(check.escalation_sent_at.astimezone(zone).date(), "Given to a manager", "done")]
    on = due_on + timedelta(days=schedule.escalation_days_after if schedule else USUAL_GRACE)
    return [*rungs, Rung(on, "To a manager, at the latest", "ahead")]


def _reminder(step: int) -> str:
    if step == 0:
        return "Reminder, on the due day"
    return f"Reminder, {abs(step)} days {'after' if step > 0 else 'before'}"


def dates_ahead(schedule: ComplianceSchedule, zone: ZoneInfo) -> list[date]:
    """Return the next dates of a schedule by the calendar."""
    day = schedule.anchor_day or schedule.next_due_at.astimezone(zone).day
    dates = dates_from(schedule.next_due_at, schedule.frequency, day=day, zone=zone, count=DATES_AHEAD)
    return [one.astimezone(zone).date() for one in dates]


def reminder_days(notice: int) -> list[int]:
    """Return the days on which reminders go, counted from the due day; as compliance_reminder_step has them."""
    return sorted({step for step in (-notice, -14, -7, 0, 3) if step >= -notice})
