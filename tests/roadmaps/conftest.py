"""A firm with a plan, and ways to look at it from outside."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from apps.tenancy.choices import Scope
from apps.tenancy.context import tenant_context
from apps.tenancy.operations import make_token
from apps.tickets.operations import move_ticket
from tests.commands import run
from tests.conftest import AT, make_member, make_user
from tests.roadmaps.refresh_world import make_world


@pytest.fixture
def world(firm):
    return make_world(firm)


@pytest.fixture
def refreshed(world):
    """v1.0 and v1.1, made from it."""
    ran = run("roadmap_refresh", "--tenant", "harbor-dental", "--accept-all")
    assert ran.failure is None
    return world


def client_of(firm, role, *, email="reader@harbor.example"):
    person = make_user(email, name="Linh Tran")
    make_member(firm, person, role)
    client = Client()
    client.force_login(person)
    return client


def api(firm, scope=Scope.WRITE):
    with tenant_context(firm.pk):
        _, secret = make_token(name=f"{scope} script", scopes=[scope], at=AT)
    client, headers = Client(), {"Authorization": f"Bearer {secret}"}

    def ask(method, path, data=None, **more):
        body = {"data": json.dumps(data), "content_type": "application/json"} if data is not None else {}
        sent = headers | {name.replace("_", "-"): value for name, value in more.items()}
        return getattr(client, method)(f"/api/{path}", headers=sent, **body)

    return ask


def tick(world, code="H-002"):
    with tenant_context(world.firm.pk):
        move_ticket(ticket_id=world.tickets[code].pk, to="done", at=AT)
