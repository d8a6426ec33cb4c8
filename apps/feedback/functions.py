"""The SQL functions of feedback, as Python."""

from __future__ import annotations

from django.db import connection
from django.db.models import CharField, Func, UUIDField


class AskedContact(Func):
    """The contact that is asked, of a client and the contact named; null for nobody."""

    function = "feedback_contact"
    output_field = UUIDField()


class SkipReason(Func):
    """Why nobody is asked, of an order, its client and the contact named; empty when somebody is."""

    function = "feedback_skip_reason"
    output_field = CharField()


def expire_feedback_requests(limit: int | None = None) -> int:
    """Close the firm's requests whose answer did not come in time, at most ``limit``; return how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT expire_feedback_requests(%s)", [limit])
        return int(cursor.fetchone()[0])
