from __future__ import annotations

from decimal import Decimal
from itertools import count

from apps.clients.models import Client, Contact
from apps.enrichment.models import ContactFieldSource, EnrichmentConflict, EnrichmentItem, OpportunitySignal
from tests.conftest import AT

numbers = count(1)


def make_contact(**fields):
    client = fields.pop("client", None) or Client.objects.create(company_name=f"Client {next(numbers)}")
    given = {"first_name": "Mara", "last_name": "Voss", "email": "mara@castellan.example"} | fields
    return Contact.objects.create(client=client, **given)


def make_item(contact=None, **fields):
    given = {"source": "email_signature", "extracted_data": {"title": "Director"}}
    if contact is None and "email_address" not in fields:
        contact = make_contact()
    return EnrichmentItem.objects.create(contact=contact, **given | fields)


def make_conflict(contact=None, **fields):
    contact = contact or make_contact(title="Manager")
    given = {"field": "title", "current_value": "Manager", "proposed_value": "Director", "source": "apollo"}
    return EnrichmentConflict.objects.create(queue=make_item(contact), contact=contact, **given | fields)


def make_signal(contact=None, **fields):
    given = {"source_type": "case", "source_id": str(next(numbers)), "signal_type": "expansion"}
    given |= {"signal_strength": Decimal("0.95"), "extracted_text": "We are opening a new office.", "context": {}}
    if contact is not None:
        given |= {"contact": contact, "client_id": contact.client_id}
    return OpportunitySignal.objects.create(**given | fields)


def make_field_source(contact=None, **fields):
    given = {"field": "title", "value": "COO", "source": "manual", "learned_at": AT}
    return ContactFieldSource.objects.create(contact=contact or make_contact(), **given | fields)
