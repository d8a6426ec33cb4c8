"""What the firm checks, and how clients and people go about the checks."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from apps.compliance.choices import OPEN, CheckStatus
from apps.compliance.models import ComplianceCheck, ComplianceSchedule
from apps.compliance.operations import answer, complete_check, make_schedule, open_link, waive_check
from apps.compliance.operations.answers import ANSWER
from apps.compliance.operations.reminders import PURPOSE
from apps.console.seeding.living.office import Office
from apps.tenancy.choices import Role

FATES = {"answered": 46, "completed": 16, "late": 20, "waived": 8, "never": 10}
DONE = 0.14  # share of working days
WAIVED_FOR = timedelta(days=30)


def checks_begin(office: Office) -> None:
    """Make the schedules of the firm on the first day."""
    if ComplianceSchedule.objects.exists():
        return
    for one in office.business.schedules:
        values = {name: value for name, value in one.items() if name != "due_in"}
        due = datetime.combine(office.today + timedelta(days=one["due_in"]), time(23, 59, 59), office.zone)
        with office.act(_owner(office)) as moment:
            make_schedule(at=moment, next_due_at=due, **values)


def checks_go_on(office: Office) -> None:
    """Let clients answer the reminders, and people complete, waive or leave checks, each check after its own fate."""
    for check in ComplianceCheck.objects.filter(status__in=OPEN).order_by("due_at", "compliance_type", "entity_name"):
        fate = office.fate(f"{check.compliance_type}:{check.entity_name}:{check.period_start}", FATES)
        if fate == "never" or not office.happens(DONE):
            continue
        if fate == "late":
            if check.status == CheckStatus.ESCALATED:
                _complete(office, check)
        elif fate == "answered":
            _answer(office, check)
        elif fate == "waived":
            with office.act(_owner(office)) as moment:
                reason = office.business.words["waived"]
                waive_check(check_id=check.pk, reason=reason, until=office.today + WAIVED_FOR, at=moment)
        else:
            _complete(office, check)


def _owner(office: Office) -> Any:
    return next(person for person in office.people if person.role == Role.OWNER)


def _complete(office: Office, check: ComplianceCheck) -> None:
    with office.act() as moment:
        complete_check(check_id=check.pk, notes=office.business.words["checked"], at=moment)


def _answer(office: Office, check: ComplianceCheck) -> None:
    """Answer the newest reminder; words that confirm are looked at and completed by somebody the same day."""
    link = office.link_to(PURPOSE, check.pk)
    if link is None:
        return
    asked: dict[str, str] = {}
    with office.client_act() as moment:
        _, asked = open_link(link)
        given = {name: _known(office, check, name) for name in asked}
        answer(link=link, given=given, at=moment)
    check.refresh_from_db()
    if ANSWER in asked and check.status in OPEN:
        _complete(office, check)


def _known(office: Office, check: ComplianceCheck, name: str) -> str:
    """Return what the client says: the telephone number of its first contact, or that nothing has changed."""
    if name == ANSWER:
        return office.one_of(office.business.words["confirmed"])
    if name == "address":
        return f"{check.entity_name}, main entrance"
    known = (one for one in office.business.clients if one["company_name"] == check.entity_name)
    signatures = (person["signatures"][0] for one in known for person in one["contacts"])
    return next((one.get("phone") or one["mobile"] for one in signatures), office.business.words["checked"])
