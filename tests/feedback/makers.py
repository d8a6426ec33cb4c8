from __future__ import annotations

import datetime as dt
from itertools import count

from apps.clients.models import Client, Contact, Order
from apps.feedback.models import FeedbackRequest
from tests.conftest import AT

DAY = dt.timedelta(days=1)
numbers = count(1)


def make_client(name="Castellan Logistics", **fields):
    return Client.objects.create(company_name=name, **fields)


def make_contact(client, **fields):
    given = {"first_name": "Mara", "last_name": "Voss", "email": "mara@castellan.example", "is_primary": True} | fields
    return Contact.objects.create(client=client, **given)


def make_order(client, *, delivered_at=AT - 8 * DAY, **fields):
    given = {"order_number": f"O-{next(numbers)}", "title": "Appraisal", "status": "delivered"} | fields
    return Order.objects.create(client=client, delivered_at=delivered_at, **given)


def make_request(order=None, *, sent=False, **fields):
    if order is None:
        client = make_client(f"Client {next(numbers)}")
        make_contact(client)
        order = make_order(client)
    given = {"delivery_date": order.delivered_at, "scheduled_for": order.delivered_at + 7 * DAY}
    if sent:
        given |= {"status": "sent", "sent_at": AT, "expires_at": AT + 30 * DAY}
    return FeedbackRequest.objects.create(order=order, client_id=order.client_id, **given | fields)
