from __future__ import annotations

import datetime as dt

from django.db import connection

from apps.clients.models import Client, Contact
from apps.compliance.models import ComplianceCheck, ComplianceSchedule
from tests.conftest import AT


def make_client(name="Castellan Logistics", **fields):
    return Client.objects.create(company_name=name, **fields)


def make_contact(client=None, **fields):
    given = {"first_name": "Mara", "last_name": "Voss", "email": "mara@castellan.example", "is_primary": True} | fields
    return Contact.objects.create(client=client, **given)


def make_schedule(**fields):
    given = {
        "compliance_type": "license_renewal",
        "target_entity_type": "client",
        "next_due_at": AT + dt.timedelta(days=10),
    }
    return ComplianceSchedule.objects.create(**given | fields)


def make_check(client, schedule=None, **fields):
    due_at = fields.get("due_at", AT + dt.timedelta(days=10))
    given = {
        "schedule": schedule,
        "compliance_type": schedule.compliance_type if schedule else "license_renewal",
        "entity_type": schedule.target_entity_type if schedule else "client",
        "entity_id": client.pk,
        "entity_name": str(client),
        "period_start": due_at.date() - dt.timedelta(days=90),
        "period_end": due_at.date(),
        "due_at": due_at,
    }
    return ComplianceCheck.objects.create(**given | fields)


def sql(text, *values):
    """Return the rows of a statement as dictionaries, run under the firm's restricted role."""
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def value(text, *values):
    """Return the one value of a statement."""
    return next(iter(sql(text, *values)[0].values()))
