"""What people do with a check: complete it, waive it, look again, tell a manager."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from apps.clients.choices import OPEN_TASKS, Priority, TaskStatus
from apps.clients.models import Client, Contact, Task
from apps.compliance.choices import OPEN, CheckStatus, EntityType
from apps.compliance.errors import ComplianceError
from apps.compliance.functions import validate_checks
from apps.compliance.models import ComplianceCheck
from apps.compliance.recipients import manager_of
from apps.tenancy.context import current
from apps.tenancy.models import Tenant
from apps.work.operations import queue_mail

SUBJECT = "compliance_checks"  # of the tasks made for a check
LONGEST_WAIVER, USUAL_WAIVER = timedelta(days=366), timedelta(days=90)


class CheckClosed(ComplianceError):
    """The check is completed or waived, so nothing of this can be done with it."""


class WaiverRefused(ComplianceError):
    """A waiver without a reason, or with a last day that is over or too far away."""


def held(check_id: UUID) -> ComplianceCheck:
    """Return an open check, locked.

    Raises CheckClosed.
    """
    check: ComplianceCheck = ComplianceCheck.objects.select_for_update(no_key=True).get(pk=check_id)
    if check.status not in OPEN:
        said = "is completed" if check.status == CheckStatus.COMPLETED else "is waived; open it again first"
        raise CheckClosed(f"The check {said}.")
    return check


@transaction.atomic
def add_check(
    *, compliance_type: str, entity_type: str, entity_id: UUID, due_at: datetime, required_fields: list[str], notes: str
) -> ComplianceCheck:
    """Make one check without a schedule, such as after an incident; its period is its due day.

    Raises ValidationError naming the field.
    """
    kind = Contact if entity_type == EntityType.CONTACT else Client
    entity = kind.objects.filter(pk=entity_id).first()
    if entity is None:
        raise ValidationError({"entity_id": "There is nobody of this id in the firm."})
    check = ComplianceCheck(
        compliance_type=compliance_type,
        entity_type=entity_type,
        entity_id=entity_id,
        entity_name=str(entity),
        due_at=due_at,
        required_fields=required_fields,
        notes=notes,
    )
    check.set_tenant()
    day = due_at.astimezone(Tenant.objects.get(pk=check.tenant_id).zone).date()
    check.period_start = check.period_end = day
    check.full_clean()
    check.save()
    return check


@transaction.atomic
def complete_check(*, check_id: UUID, notes: str = "", at: datetime) -> ComplianceCheck:
    """Complete a check by a person's word; the task of its escalation is done too.

    Raises CheckClosed.
    """
    check = held(check_id)
    context = current()
    check.status, check.completed_at = CheckStatus.COMPLETED, at
    check.completed_by_id = context.user_id if context else None
    _add_note(check, notes)
    check.save(update_fields=["status", "completed_at", "completed_by", "notes"])
    close_tasks([check.pk])
    return check


@transaction.atomic
def waive_check(*, check_id: UUID, reason: str, until: date | None = None, at: datetime) -> ComplianceCheck:
    """Do without a check until the end of a day, 90 days on where none is given; then it is open again.

    Raises CheckClosed or WaiverRefused.
    """
    check = held(check_id)
    today = at.astimezone(Tenant.objects.get(pk=check.tenant_id).zone).date()
    until = until or today + USUAL_WAIVER
    if not reason.strip():
        raise WaiverRefused("A waiver has a reason: say why nobody has to show this for now.")
    if not today <= until <= today + LONGEST_WAIVER:
        raise WaiverRefused("A waiver ends today or later, within a year.")
    check.status, check.waived_reason, check.waived_until = CheckStatus.WAIVED, reason.strip(), until
    check.save(update_fields=["status", "waived_reason", "waived_until"])
    close_tasks([check.pk])
    return check


@transaction.atomic
def reopen_check(*, check_id: UUID) -> ComplianceCheck:
    """End a waiver before its day; reminders begin anew.

    Raises CheckClosed when it is not waived.
    """
    check: ComplianceCheck = ComplianceCheck.objects.select_for_update(no_key=True).get(pk=check_id)
    if check.status != CheckStatus.WAIVED:
        raise CheckClosed("The check is not waived.")
    check.status, check.waived_reason, check.waived_until = CheckStatus.PENDING, "", None
    check.reminder_step, check.reminder_count = None, 0
    check.save(update_fields=["status", "waived_reason", "waived_until", "reminder_step", "reminder_count"])
    return check


@transaction.atomic
def note_check(*, check_id: UUID, notes: str) -> ComplianceCheck:
    """Replace a check's notes, whatever its state; one that waited to be begun is in progress."""
    check: ComplianceCheck = ComplianceCheck.objects.select_for_update(no_key=True).get(pk=check_id)
    check.notes = notes.strip()
    if check.status == CheckStatus.PENDING:
        check.status = CheckStatus.IN_PROGRESS
    check.save(update_fields=["notes", "status"])
    return check


@transaction.atomic
def validate_check(*, check_id: UUID) -> ComplianceCheck:
    """Look at the required fields of a check; it is completed when none is missing.

    Raises CheckClosed.
    """
    held(check_id)
    if validate_checks(check_id=check_id).get(check_id) == CheckStatus.COMPLETED:
        close_tasks([check_id])
    found: ComplianceCheck = ComplianceCheck.objects.get(pk=check_id)
    return found


@transaction.atomic
def escalate_check(*, check_id: UUID, at: datetime) -> ComplianceCheck:
    """Give a check to a manager: a task for today and a mail.

    Raises CheckClosed, also when a manager has it already.
    """
    check = held(check_id)
    if check.status == CheckStatus.ESCALATED:
        raise CheckClosed("A manager was told already.")
    escalate(check, at=at)
    return check


def escalate(check: ComplianceCheck, *, at: datetime) -> None:
    """Write the task and the mail of an escalation, of a check that is locked."""
    manager = manager_of(check)
    firm = Tenant.objects.get(pk=check.tenant_id)
    person = Contact.objects.filter(pk=check.entity_id).first() if check.entity_type == EntityType.CONTACT else None
    client_id = person.client_id if person else None if check.entity_type == EntityType.CONTACT else check.entity_id
    due_on = check.due_at.astimezone(firm.zone).date()
    Task(
        title=f"{check.title} of {check.entity_name} is late"[:255],
        description=f"It was due on {due_on:%B %-d, %Y}. Missing: {', '.join(check.missing_labels) or 'an answer'}.",
        client_id=client_id,
        contact=person,
        priority=Priority.HIGH,
        due_on=at.astimezone(firm.zone).date(),
        assigned_to_id=manager.user_id if manager else None,
        subject_type=SUBJECT,
        subject_id=check.pk,
    ).save()
    if manager:
        queue_mail(
            to=manager.email,
            subject=f"{check.title} of {check.entity_name} is late",
            template="compliance_escalation",
            context={
                "firm_name": firm.name,
                "manager": manager.name,
                "check": check,
                "due_on": due_on,
                "link": f"{settings.FIRMLOOP_URL}/f/{firm.slug}/compliance/checks/{check.pk}/",
            },
            purpose="compliance_escalation",
            at=at,
        )
    check.status, check.escalation_sent_at = CheckStatus.ESCALATED, at
    check.escalated_to_id = manager.user_id if manager else None
    check.save(update_fields=["status", "escalation_sent_at", "escalated_to"])


def close_tasks(check_ids: list[Any]) -> None:
    """Mark the open tasks of checks as done."""
    Task.objects.filter(subject_type=SUBJECT, subject_id__in=check_ids, status__in=OPEN_TASKS).update(
        status=TaskStatus.COMPLETED
    )


def _add_note(check: ComplianceCheck, notes: str) -> None:
    if notes.strip():
        check.notes = f"{check.notes}\n\n{notes.strip()}".strip()
