"""Clients, deals and quotes for tests; called inside a firm."""

from __future__ import annotations

from datetime import date
from typing import Any

from apps.clients.models import Client, Contact
from apps.deals.models import Deal
from apps.quotes import operations
from apps.quotes.models import Quote
from tests.conftest import AT

LINES = [
    {"description": "Roof inspection", "quantity": "3", "unit_price": "199.99"},
    {"description": "Report", "quantity": "1.5", "unit_price": "100"},
]


def make_client(name: str = "Ridge Homes", **fields: Any) -> Client:
    client, made = Client.objects.get_or_create(company_name=name, defaults=fields)
    if made:
        Contact.objects.create(client=client, first_name="Ana", email="ana@ridge.example", is_primary=True)
    return client


def make_deal(client: Client | None = None, **fields: Any) -> Deal:
    return Deal.objects.create(client=client or make_client(), title="Spring inspections", **fields)


def make_quote(*, sent: bool = False, at=AT, **fields: Any) -> Quote:
    client = fields.pop("client", None) or make_client()
    given = {"client_id": client.pk, "title": "Inspection of 3 roofs", "line_items": LINES} | fields
    quote = operations.create_quote(fields=given, at=at)
    return operations.send_quote(quote_id=quote.pk, at=at) if sent else quote


VALID = date(2026, 3, 20)
