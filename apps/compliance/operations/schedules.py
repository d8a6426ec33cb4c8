"""Schedules: what is asked of whom, and when."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.clients.choices import ClientStatus, Priority
from apps.compliance.choices import FILTER_KEYS, REQUIRABLE
from apps.compliance.functions import dates_from, first_due, generate_checks
from apps.compliance.models import ComplianceSchedule
from apps.tenancy.models import Membership, Tenant

MOST_MISSED = 1200  # months of a hundred years


@transaction.atomic
def make_schedule(*, at: datetime, **values: Any) -> ComplianceSchedule:
    """Begin to check something again and again; without ``next_due_at`` from the next whole period on.

    Raises ValidationError naming the field.
    """
    schedule = ComplianceSchedule(**values)
    schedule.set_tenant()
    if schedule.next_due_at is None and schedule.frequency:
        zone = Tenant.objects.get(pk=schedule.tenant_id).zone
        schedule.next_due_at = first_due(schedule.frequency, at=at, zone=zone)
    _check(schedule)
    schedule.save()
    return schedule


@transaction.atomic
def change_schedule(*, schedule_id: UUID, values: dict[str, Any], at: datetime) -> ComplianceSchedule:
    """Change a schedule; checks that are made already stay as they are.

    One that is switched on again goes on at its next date, without the periods between. Raises ValidationError naming
    the field.
    """
    schedule = ComplianceSchedule.objects.select_for_update(no_key=True).get(pk=schedule_id)
    changed = {name: value for name, value in values.items() if getattr(schedule, name) != value}
    if not changed:
        return schedule
    was_active = schedule.is_active
    for name, value in changed.items():
        setattr(schedule, name, value)
    if schedule.is_active and not was_active and schedule.next_due_at < at:
        schedule.next_due_at = _next_from(schedule, at=at)
        changed["next_due_at"] = schedule.next_due_at
    _check(schedule)
    schedule.save(update_fields=[*changed])
    return schedule


def _next_from(schedule: ComplianceSchedule, *, at: datetime) -> datetime:
    zone = Tenant.objects.get(pk=schedule.tenant_id).zone
    day = schedule.anchor_day or schedule.next_due_at.astimezone(zone).day
    dates = dates_from(schedule.next_due_at, schedule.frequency, day=day, zone=zone, count=MOST_MISSED)
    return next((one for one in dates if one >= at), dates[-1])


@transaction.atomic
def generate_now(*, schedule_id: UUID) -> int:
    """Make the checks of a schedule that fall due within its notice and a week; return how many were new."""
    ComplianceSchedule.objects.get(pk=schedule_id)
    return generate_checks(schedule_id)


def _check(schedule: ComplianceSchedule) -> None:
    if isinstance(schedule.target_filter, dict):  # first: the constraint behind it does not name the key
        for key, given in schedule.target_filter.items():
            _check_filter(key, given)
    schedule.full_clean()
    known = REQUIRABLE[schedule.target_entity_type]
    if unknown := [name for name in schedule.required_fields if not isinstance(name, str) or name not in known]:
        raise ValidationError(
            {"required_fields": f"“{unknown[0]}” is no field that can be required. Accepted: {', '.join(known)}."}
        )
    named = schedule.escalate_to_id
    if named and not Membership.objects.filter(user_id=named).exists():
        raise ValidationError({"escalate_to": "This is nobody of the firm."})


def _check_filter(key: str, given: Any) -> None:
    accepted: dict[str, tuple[Any, ...]] = {
        "is_active": (True, False),
        "status": tuple(ClientStatus.values),
        "priority": tuple(Priority.values),
    }
    values = given if isinstance(given, list) else [given]
    if key not in FILTER_KEYS:
        raise ValidationError({"target_filter": f"There is no key “{key}”. Accepted: {', '.join(FILTER_KEYS)}."})
    if key == "tier":
        is_right = all(isinstance(one, str) for one in values)
    else:
        is_right = all(type(one) is type(accepted[key][0]) and one in accepted[key] for one in values)
    if not is_right or not values:
        said = "a text or several" if key == "tier" else ", ".join(str(one).lower() for one in accepted[key])
        raise ValidationError({"target_filter": f"“{key}” takes {said}."})
