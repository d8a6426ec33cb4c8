"""Whom a check's mails go to, and whom its escalation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from apps.clients.models import Client, Contact
from apps.compliance.choices import EntityType
from apps.compliance.models import ComplianceCheck
from apps.tenancy.choices import Role
from apps.tenancy.models import Membership


@dataclass(frozen=True)
class Recipient:
    """Whom a reminder goes to."""

    email: str
    name: str


def recipients_of(checks: Iterable[ComplianceCheck]) -> dict[UUID, Recipient]:
    """Return by check whom to write to: the contact itself, else the client's primary contact, else the client.

    A check of whom no address is known is left out. Three queries, however many checks.
    """
    rows = list(checks)
    people = Contact.objects.in_bulk([one.entity_id for one in rows if one.entity_type == EntityType.CONTACT])
    company_of = {one.pk: _company(one, people.get(one.entity_id)) for one in rows}
    companies = Client.objects.in_bulk({pk for pk in company_of.values() if pk})
    primary = Contact.objects.filter(client_id__in=companies, is_primary=True).exclude(email="")
    primaries = {one.client_id: one for one in primary}
    found = {}
    for check in rows:
        company = companies.get(company_of[check.pk])
        for one in (people.get(check.entity_id), primaries.get(company_of[check.pk]), company):
            if one is not None and one.email:
                found[check.pk] = Recipient(one.email, _name(one))
                break
    return found


def _company(check: ComplianceCheck, person: Contact | None) -> Any:
    if check.entity_type == EntityType.CONTACT:
        return person.client_id if person else None
    return check.entity_id


def _name(one: Contact | Client) -> str:
    return one.full_name if isinstance(one, Contact) else one.primary_contact


def manager_of(check: ComplianceCheck) -> Membership | None:
    """Return who is told when a check is late: whom its schedule names, if still of the firm, else the owner."""
    named = check.schedule.escalate_to_id if check.schedule else None
    seats = Membership.objects.all()
    seat: Membership | None = seats.filter(user_id=named).first() if named else None
    return seat or seats.filter(role=Role.OWNER).first()
