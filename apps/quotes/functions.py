from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from apps.quotes.links import PURPOSE
from apps.tenancy.context import current_tenant_id
from apps.tenancy.functions import hash_of


class QuoteLink(NamedTuple):
    """The quote behind a mailed link, and its firm."""

    link_id: UUID
    tenant_id: UUID
    slug: str
    firm_name: str
    time_zone: str
    purpose: str
    quote_id: UUID
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None


def link_of_token(token: str, *, at: datetime) -> QuoteLink | None:
    """Return what a mailed link opens; None for an unknown, revoked or expired one. Asked outside any firm."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM public_link_of_token(%s)", [hash_of(token)])
        found = cursor.fetchone()
    link = QuoteLink(*found) if found else None
    if link is None or link.purpose != PURPOSE or link.revoked_at or link.expires_at <= at:
        return None
    return link


def rows_of_view(view: str, order: str) -> list[dict[str, Any]]:
    """Return the firm's rows of a report view, without the firm."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {view} WHERE tenant_id = %s ORDER BY {order}", [current_tenant_id()])  # noqa: S608 -- names of ours
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names[1:], row[1:], strict=True)) for row in cursor.fetchall()]
