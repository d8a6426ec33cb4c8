"""The SQL functions of feedback, and the one that finds a mailed link, as Python."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import CharField, Func, UUIDField

from apps.tenancy.context import current_tenant_id
from apps.tenancy.functions import hash_of


class Link(NamedTuple):
    """A mailed link, whatever its state, and its firm."""

    link_id: UUID
    tenant_id: UUID
    slug: str
    firm_name: str
    time_zone: str
    purpose: str
    object_id: UUID
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None


class AskedContact(Func):
    """The contact that is asked, of a client and the contact named; null for nobody."""

    function = "feedback_contact"
    output_field = UUIDField()


class SkipReason(Func):
    """Why nobody is asked, of an order, its client and the contact named; empty when somebody is."""

    function = "feedback_skip_reason"
    output_field = CharField()


def expire_feedback_requests() -> int:
    """Close the firm's requests whose answer did not come in time; return how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT expire_feedback_requests(%s)", [current_tenant_id()])
        return int(cursor.fetchone()[0])


def link_of_token(token: str) -> Link | None:
    """Return the mailed link, None when there is none; asked outside any firm."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM public_link_of_token(%s)", [hash_of(token)])
        found = cursor.fetchone()
    return Link(*found) if found else None
