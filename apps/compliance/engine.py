"""The engine compliance-reminders: each morning of a firm, and on Mondays it makes the checks of the weeks ahead."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import connection

from apps.compliance.choices import CheckStatus
from apps.compliance.functions import expire_waivers, generate_checks, mark_overdue, validate_checks
from apps.compliance.models import ComplianceCheck
from apps.compliance.operations.checks import close_tasks, escalate
from apps.compliance.operations.reminders import NO_ADDRESS, remind
from apps.compliance.recipients import recipients_of
from apps.tenancy.context import current_tenant_id, tenant_context
from apps.tenancy.models import Tenant
from apps.work.engines import Batch, Engine, Step

MONDAY, A_WEEK = 0, 7
TO_ANSWER = timedelta(hours=20)  # a reminder that is younger is not unanswered yet
MOST_REMINDERS = 2

# Not on Mondays: only what Monday's run could not know of, such as a schedule that was made since.
SCHEDULES = """
    SELECT s.id FROM compliance_schedule s
    WHERE s.tenant_id = %(tenant)s AND s.is_active AND (
        (s.due_from = 'calendar'
            AND s.next_due_at <= app_now() + make_interval(days => s.notification_days_before + %(ahead)s))
        OR (s.due_from = 'completion' AND EXISTS (
            SELECT FROM compliance_targets(s.id) t
            WHERE t.due_at <= app_now() + make_interval(days => s.notification_days_before + %(ahead)s)))
    )
    ORDER BY s.next_due_at LIMIT %(limit)s FOR NO KEY UPDATE SKIP LOCKED
"""
# Checks of a schedule fall due together: the step is asked for once a day and notice, not once a check.
TO_REMIND = """
    WITH open AS MATERIALIZED (
        SELECT c.id, c.due_at, coalesce(s.notification_days_before, 14) AS notice
        FROM compliance_checks c
        LEFT JOIN compliance_schedule s ON s.tenant_id = c.tenant_id AND s.id = c.schedule_id
        WHERE c.tenant_id = %(tenant)s
            AND c.status IN ('pending', 'in_progress', 'awaiting_response', 'overdue', 'escalated')
            AND c.reminder_step IS DISTINCT FROM 3 AND c.due_at <= app_now() + interval '91 days'
    ), days AS MATERIALIZED (
        SELECT d.due_at, d.notice, compliance_reminder_step(d.due_at, d.notice, t.time_zone) AS step
        FROM (SELECT DISTINCT due_at, notice FROM open) d CROSS JOIN tenants t WHERE t.id = %(tenant)s
    )
    SELECT c.id, days.step FROM compliance_checks c
    JOIN open ON open.id = c.id
    JOIN days ON days.due_at = open.due_at AND days.notice = open.notice
    WHERE c.tenant_id = %(tenant)s AND days.step > coalesce(c.reminder_step, -1000)
        AND c.status IN ('pending', 'in_progress', 'awaiting_response', 'overdue', 'escalated')
    ORDER BY c.due_at LIMIT %(limit)s FOR NO KEY UPDATE OF c SKIP LOCKED
"""
TO_ESCALATE = """
    SELECT c.id FROM compliance_checks c
    LEFT JOIN compliance_schedule s ON s.tenant_id = c.tenant_id AND s.id = c.schedule_id
    WHERE c.tenant_id = %(tenant)s AND c.status = 'overdue' AND (
        c.due_at + make_interval(days => coalesce(s.escalation_days_after, 7)) <= app_now()
        OR (c.reminder_count >= %(reminders)s AND c.reminder_sent_at > c.due_at
            AND c.reminder_sent_at <= app_now() - %(to_answer)s
            AND (c.answered_at IS NULL OR c.answered_at < c.reminder_sent_at))
    )
    ORDER BY c.due_at LIMIT %(limit)s FOR NO KEY UPDATE OF c SKIP LOCKED
"""


def _by_clock(step: Callable[..., Batch]) -> Callable[..., Batch]:
    """Run a step by the clock that it is handed: SQL reads ``app_now()``."""

    @wraps(step)
    def run(*, limit: int, at: datetime) -> Batch:
        with tenant_context(current_tenant_id(), now=at):
            return step(limit=limit, at=at)

    return run


@_by_clock
def generate(*, limit: int, at: datetime) -> Batch:
    """Make the checks of schedules whose time has come."""
    zone = Tenant.objects.get(pk=current_tenant_id()).zone
    ahead = A_WEEK if at.astimezone(zone).weekday() == MONDAY else 0
    claimed = [row[0] for row in _claimed(SCHEDULES, limit=limit, ahead=ahead)]
    return Batch(seen=len(claimed), done=sum(_generated(schedule_id) for schedule_id in claimed))


def _generated(schedule_id: UUID) -> bool:
    """Whether a schedule got on: one whose every check is there already must not be claimed again."""
    before = _next_due(schedule_id)
    return bool(generate_checks(schedule_id)) or _next_due(schedule_id) != before


def _next_due(schedule_id: UUID) -> Any:
    with connection.cursor() as cursor:
        cursor.execute("SELECT next_due_at FROM compliance_schedule WHERE id = %s", [schedule_id])
        return cursor.fetchone()


@_by_clock
def reopen(*, limit: int, at: datetime) -> Batch:
    """Open checks again whose waiver is over."""
    count = expire_waivers(limit)
    return Batch(seen=count, done=count)


@_by_clock
def overdue(*, limit: int, at: datetime) -> Batch:
    """Mark checks overdue."""
    count = mark_overdue(limit)
    return Batch(seen=count, done=count)


@_by_clock
def validate(*, limit: int, at: datetime) -> Batch:
    """Compare checks with what is known by now, and complete those of which nothing is missing."""
    changed = validate_checks(limit=limit)
    close_tasks([pk for pk, status in changed.items() if status == CheckStatus.COMPLETED])
    return Batch(seen=len(changed), done=len(changed))


@_by_clock
def send_reminders(*, limit: int, at: datetime) -> Batch:
    """Mail the reminders whose day has come.

    A check of whom no address is known says so and waits for its next day. One after the other is passed over, since a
    batch that gets nothing done is the last.
    """
    seen = 0
    unknown: list[str] = []
    while steps := dict(_claimed(TO_REMIND, limit=limit)):
        sent, without = _remind(steps, at=at)
        seen, unknown = seen + len(steps), unknown + without
        if sent:
            return Batch(seen=seen, done=sent, failed=len(unknown), errors=tuple(unknown))
    return Batch(seen=seen, failed=len(unknown), errors=tuple(unknown))


def _remind(steps: dict[UUID, int], *, at: datetime) -> tuple[int, list[str]]:
    checks = list(ComplianceCheck.objects.filter(pk__in=steps).select_related("schedule").order_by("due_at", "pk"))
    recipients, firm = recipients_of(checks), Tenant.objects.get(pk=current_tenant_id())
    unknown = []
    for check in checks:
        check.reminder_step = steps[check.pk]
        if check.pk in recipients:
            remind(check, recipients[check.pk], firm=firm, at=at)
            continue
        check.validation_errors = [NO_ADDRESS]
        check.save(update_fields=["reminder_step", "validation_errors"])
        unknown.append(f"{check}: {NO_ADDRESS}")
    return len(checks) - len(unknown), unknown


@_by_clock
def tell_managers(*, limit: int, at: datetime) -> Batch:
    """Escalate checks that stay overdue, or whose reminders nobody answers."""
    claimed = [row[0] for row in _claimed(TO_ESCALATE, limit=limit, reminders=MOST_REMINDERS, to_answer=TO_ANSWER)]
    checks = ComplianceCheck.objects.filter(pk__in=claimed).select_related("schedule").order_by("due_at", "pk")
    for check in checks:
        escalate(check, at=at)
    return Batch(seen=len(claimed), done=len(claimed))


def _claimed(sql: str, **values: Any) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"tenant": current_tenant_id(), **values})
        return iter(cursor.fetchall())


ENGINE = Engine(
    name="compliance-reminders",
    title="Compliance",
    says="Each morning at 7: checks that are due are compared with what is known, reminded of and, when nobody "
    "answers, given to a manager. On Mondays the checks of the weeks ahead are made.",
    cron="0 7 * * *",
    steps=(
        Step("generate", generate),
        Step("waivers", reopen),
        Step("overdue", overdue),
        Step("validate", validate),
        Step("remind", send_reminders),
        Step("escalate", tell_managers),
    ),
)
