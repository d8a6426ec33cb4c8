"""Staff, two firms with a pack each, and ways to look at them from outside."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager

import pytest
from django.test import Client

from apps.tenancy.choices import Role
from apps.tenancy.context import tenant_context
from tests.conftest import make_firm, make_member, make_user

AT = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)
ACTOR = {"name": "Ines Duarte", "via": "page"}


def make_pack(firm, *, tickets: int = 3, prefix: str = "H", key: str = "rollout"):
    """Make a pack with this many tickets, H-001 and on; return them."""
    from apps.tickets.models import TicketInstance, TicketPack

    with tenant_context(firm.pk, actor=ACTOR):
        pack = TicketPack.objects.create(key=key, title=f"Rollout of {firm.name}")
        return [
            TicketInstance.objects.create(
                ticket_pack=pack, ticket_id=f"{prefix}-{number:03}", title=f"Ticket {number}", order_index=number
            )
            for number in range(1, tickets + 1)
        ]


def fresh(row):
    """Read a firm's row as it stands now."""
    with tenant_context(row.tenant_id):
        return type(row).objects.get(pk=row.pk)


def move(ticket, to: str, *, reason: str = "", name: str = "Omar Reyes"):
    """Move a ticket as somebody else would meanwhile."""
    from apps.tickets import operations

    with tenant_context(ticket.tenant_id, actor={"name": name, "via": "page"}):
        operations.move_ticket(ticket_id=ticket.pk, to=to, reason=reason, at=AT)


def rows_of(response) -> dict[str, str]:
    """Return the fields of the list's editable rows as a browser would post them unchanged."""
    formset = response.context["cl"].formset
    post = {"form-TOTAL_FORMS": len(formset.forms), "form-INITIAL_FORMS": len(formset.forms), "_save": "Save"}
    for form in formset.forms:
        for bound in form:
            value = bound.value()
            post[bound.html_name] = "" if value is None else str(value)
            if bound.field.show_hidden_initial:
                post[bound.html_initial_name] = post[bound.html_name]
    return post


def row_prefix(post: dict[str, str], ticket) -> str:
    """Return the prefix of a ticket's row in such a post."""
    return next(key for key, value in post.items() if value == str(ticket.pk) and key.endswith("-id")).removesuffix(
        "id"
    )


def said(response) -> str:
    """Return the messages a page shows, as one text."""
    return " | ".join(str(message) for message in response.context["messages"])


@contextmanager
def refusing(monkeypatch, ticket_id):
    """Let the database fail for one ticket, as a broken trigger would."""
    from apps.tickets import operations

    real = operations.move_ticket

    def failing(**given):
        if given["ticket_id"] == ticket_id:
            raise RuntimeError("the disk is on fire")
        return real(**given)

    monkeypatch.setattr(operations, "move_ticket", failing)
    monkeypatch.setattr("apps.tickets.operations.batches.move_ticket", failing)
    yield


@pytest.fixture
def staff(firm, other_firm):
    person = make_user("sam@firmloop.example", name="Sam Whitlock")
    make_member(firm, person, Role.STAFF)
    make_member(other_firm, person, Role.STAFF)
    return person


@pytest.fixture
def staff_client(staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


@pytest.fixture
def superuser(db):
    return make_user("rosa@firmloop.example", name="Rosa Okafor", is_superuser=True)


@pytest.fixture
def super_client(superuser) -> Client:
    client = Client()
    client.force_login(superuser)
    return client


@pytest.fixture
def stranger_firm(db):
    """A firm in which the staff member is nobody."""
    return make_firm("matai-lane", name="Matai Lane Architects")
