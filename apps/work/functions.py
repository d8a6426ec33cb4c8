"""The SQL functions that find mailed links and the firm of a mail, and forget old runs, as Python."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from apps.tenancy.functions import Firm, hash_of


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

    def day(self, moment: datetime) -> str:
        """Return the firm's day of a moment, in words."""
        return f"{moment.astimezone(ZoneInfo(self.time_zone)):%B %-d, %Y}"


def link_of_token(token: str, *, purpose: str) -> Link | None:
    """Return the mailed link of this purpose that nobody has revoked, else None; asked outside any firm.

    Whether it was used or has ended is the caller's to say.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM public_link_of_token(%s)", [hash_of(token)])
        found = cursor.fetchone()
    link = Link(*found) if found else None
    return link if link and link.purpose == purpose and not link.revoked_at else None


def firm_of_mail(message_id: UUID) -> Firm | None:
    """Return the firm of a mail of the outbox, else None; asked outside any firm."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM firm_of_mail(%s)", [message_id])
        found = cursor.fetchone()
    return Firm(*found) if found else None


def forget_old_runs() -> int:
    """Delete the firm's runs that are older than 90 days, and count them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT forget_old_runs()")
        return int(cursor.fetchone()[0])
