from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import connection

PATH = "/api/webhooks/ci?endpoint="


class Endpoint(NamedTuple):
    """An endpoint that is on, as a delivery finds it before any firm is entered."""

    tenant_id: UUID
    slug: str
    time_zone: str
    name: str
    kind: str
    secret_number: int


def find_endpoint(endpoint_id: UUID) -> Endpoint | None:
    """Return the endpoint of a delivery's address; None when there is none, or it is off."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM ci_endpoint_of(%s)", [endpoint_id])
        row = cursor.fetchone()
    return Endpoint(*row) if row else None


def address_of(endpoint_id: UUID) -> str:
    """Return the address that a CI system sends to."""
    return f"{settings.FIRMLOOP_URL}{PATH}{endpoint_id}"
