"""Locks of a firm that no row carries."""

from __future__ import annotations

from typing import Any

from django.db import OperationalError, connection

from apps.tenancy.context import current_tenant_id


class Busy(Exception):
    """Somebody else holds the lock and did not let go in time; the message says to try again."""


def take_turns(subject: str) -> None:
    """Hold the firm's lock on ``subject`` until the transaction ends; a second caller waits for it.

    Raises Busy when the wait is longer than the login's ``lock_timeout``.
    """
    try:
        _locked("pg_advisory_xact_lock", subject)
    except OperationalError as error:
        raise Busy(f"The {subject} is being written by somebody else. Try again when that is over.") from error


def try_turn(subject: str) -> bool:
    """Hold the firm's lock on ``subject`` until the transaction ends, unless somebody else does; whether it is held."""
    return bool(_locked("pg_try_advisory_xact_lock", subject))


def _locked(how: str, subject: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {how}(hashtextextended(%s, 0))", [f"{current_tenant_id()}:{subject}"])
        return cursor.fetchone()[0]
