"""Clients and what belongs to them, as rows."""

from __future__ import annotations

from django.http import HttpResponse
from rest_framework.request import Request

from apps.clients.api import serializers
from apps.clients.choices import CaseStatus, CaseType, ClientStatus, OrderStatus, Priority, TaskStatus
from apps.core.api.filters import containing, exactly, flag, link, one_of, since
from apps.core.api.resources import Resource
from apps.core.api.views import RowDetailView, RowListView

UPDATED = "Changed at or after this time."
SEVERAL = "or several with commas between."
OF_CLIENT = link("client_id", "Of this client.")
MINE = link("assigned_to_id", "Of this person.")
EXAMPLE_ID = "019a4c3e-5d2b-7c1e-9f00-3a1b2c3d4e5f"

CLIENTS = Resource(
    "clients",
    "client",
    serializers.ClientSerializer,
    filters={
        "status": one_of("status", ClientStatus, f"One status, {SEVERAL}"),
        "priority": one_of("priority", Priority, f"One priority, {SEVERAL}"),
        "is_active": flag("is_active", "Only active ones, or only the others."),
        "q": containing("company_name", says="Part of the name, whatever its case."),
        "updated_since": since("updated_at", UPDATED),
    },
    examples={
        "POST": {"company_name": "Matai Lane Architects", "email": "studio@matai.example", "tier": "A"},
        "PATCH": {"status": "paused"},
    },
)
CONTACTS = Resource(
    "contacts",
    "contact",
    serializers.ContactSerializer,
    filters={
        "client": OF_CLIENT,
        "email": exactly("email", "With this address."),
        "is_primary": flag("is_primary", "Only those whom mails go to, or only the others."),
        "q": containing("first_name", "last_name", "email", says="Part of a name or the address, whatever its case."),
        "updated_since": since("updated_at", UPDATED),
    },
    examples={
        "POST": {"first_name": "Tom", "last_name": "Berg", "email": "tom.berg@matai.example"},
        "PATCH": {"title": "Head of logistics", "buying_role": "decision_maker"},
    },
)
ORDERS = Resource(
    "orders",
    "order",
    serializers.OrderSerializer,
    filters={
        "client": OF_CLIENT,
        "status": one_of("status", OrderStatus, f"One status, {SEVERAL}"),
        "assigned_to": MINE,
        "q": containing("order_number", "title", says="Part of the number or title, whatever its case."),
        "delivered_since": since("delivered_at", "Delivered at or after this time."),
        "updated_since": since("updated_at", UPDATED),
    },
    examples={
        "POST": {
            "client_id": EXAMPLE_ID,
            "order_number": "2026-0318",
            "title": "Appraisal of 12 Harbor Street",
            "due_at": "2026-03-20T17:00:00+00:00",
            "fee": 650,
        },
        "PATCH": {"status": "delivered", "delivered_at": "2026-03-02T09:30:00+00:00"},
    },
)
CASES = Resource(
    "cases",
    "case",
    serializers.CaseSerializer,
    filters={
        "client": OF_CLIENT,
        "order_id": link("order_id", "About this order."),
        "status": one_of("status", CaseStatus, f"One status, {SEVERAL}"),
        "case_type": one_of("case_type", CaseType, f"One type, {SEVERAL}"),
        "priority": one_of("priority", Priority, f"One priority, {SEVERAL}"),
        "assigned_to": MINE,
        "updated_since": since("updated_at", UPDATED),
    },
    examples={
        "POST": {"subject": "The second invoice is missing", "case_type": "billing"},
        "PATCH": {"status": "resolved"},
    },
)
TASKS = Resource(
    "tasks",
    "task",
    serializers.TaskSerializer,
    filters={
        "client": OF_CLIENT,
        "status": one_of("status", TaskStatus, f"One status, {SEVERAL}"),
        "priority": one_of("priority", Priority, f"One priority, {SEVERAL}"),
        "assigned_to": MINE,
        "updated_since": since("updated_at", UPDATED),
    },
    examples={
        "POST": {"title": "Call about the renewal", "due_on": "2026-03-09", "priority": "high"},
        "PATCH": {"status": "completed"},
    },
)


class MadeByList(RowListView):
    """Rows that remember who made them."""

    def post(self, request: Request) -> HttpResponse:
        row = self.resource.model(created_by_id=request.auth.user_id)
        self.store(row, self.cleaned(request))
        return self.shown(row.pk, status=201, headers={"Location": f"{request.path}/{row.pk}"})


class ClientList(RowListView):
    resource = CLIENTS


class ClientDetail(RowDetailView):
    resource = CLIENTS


class ContactList(RowListView):
    resource = CONTACTS


class ContactDetail(RowDetailView):
    resource = CONTACTS


class OrderList(RowListView):
    resource = ORDERS


class OrderDetail(RowDetailView):
    resource = ORDERS


class CaseList(MadeByList):
    resource = CASES


class CaseDetail(RowDetailView):
    resource = CASES


class TaskList(MadeByList):
    resource = TASKS


class TaskDetail(RowDetailView):
    resource = TASKS
