"""Deals for tests, last touched when the test says."""

from __future__ import annotations

from datetime import timedelta

from apps.clients.models import Client, Contact
from apps.deals.models import Deal
from tests.conftest import AT


def make_client(name="Castellan Logistics", **fields):
    return Client.objects.create(company_name=name, **fields)


def make_deal(title="Fleet contract", *, client=None, quiet_days=0, at=AT, **fields):
    """Make a deal that nobody has touched for so many days at ``at``."""
    client = client or Client.objects.first() or make_client(email="desk@castellan.example")
    touched = at - timedelta(days=quiet_days)
    return Deal.objects.create(client=client, title=title, last_activity_at=touched, **fields)


def make_contact(client, **fields):
    return Contact.objects.create(client=client, **{"first_name": "Tom", "email": "tom@castellan.example"} | fields)
