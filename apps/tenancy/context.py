"""Whose rows the running code may see. The database backend writes this into each transaction (security.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from uuid import UUID

import orjson
from django.db import transaction

TENANT_ROLE = "firmloop_tenant"
STAFF_ROLE = "firmloop_staff"
LOGIN_ROLE = "none"


class ContextError(Exception):
    """Base of the refusals of this module."""


class NoTenant(ContextError):
    """Rows of a firm were asked for outside any firm."""


class TenantAlreadySet(ContextError):
    """Another firm's context was entered inside a running one."""


@dataclass(frozen=True)
class Context:
    """What one transaction is allowed to see, and who is acting in it.

    ``actor`` is kept beside each change of a row: ``{"name": …, "via": "page", "request": …}``.
    """

    role: str = LOGIN_ROLE
    tenant_id: UUID | None = None
    tenant_ids: tuple[UUID, ...] = ()
    user_id: UUID | None = None
    now: datetime | None = None
    actor: dict[str, str] = field(default_factory=dict, hash=False)  # a dict; compared, so that a new actor is written

    @cached_property
    def tenant_id_array(self) -> str:
        """The firms of a staff member as PostgreSQL writes an array."""
        return "{" + ",".join(map(str, self.tenant_ids)) + "}"

    @cached_property
    def settings(self) -> tuple[tuple[str, str], ...]:
        """The transaction-local settings of PostgreSQL that carry this context."""
        return (
            ("role", self.role),
            ("app.tenant_id", str(self.tenant_id or "")),
            ("app.tenant_ids", self.tenant_id_array),
            ("app.user_id", str(self.user_id or "")),
            ("app.now", self.now.isoformat() if self.now else ""),
            ("pghistory.context_metadata", orjson.dumps(self.actor).decode() if self.actor else ""),
        )


_current: ContextVar[Context | None] = ContextVar("firmloop_context", default=None)


def current() -> Context | None:
    """Return the context of the running code, None outside any."""
    return _current.get()


def current_tenant_id() -> UUID:
    """Return the firm of the running code.

    Raises NoTenant outside a firm.
    """
    context = _current.get()
    if context is None or context.tenant_id is None:
        raise NoTenant("No firm is set here. Enter one with tenant_context(), or use a route under /f/<slug>/.")
    return context.tenant_id


@contextmanager
def tenant_context(
    tenant_id: UUID,
    *,
    user_id: UUID | None = None,
    actor: dict[str, str] | None = None,
    now: datetime | None = None,
) -> Iterator[None]:
    """Run the block in a transaction that sees only this firm's rows.

    Inside the same firm's context the outer user, actor and clock stay where none is given.
    Raises TenantAlreadySet inside another firm's context.
    """
    outer = _current.get()
    entered = Context(TENANT_ROLE, tenant_id, user_id=user_id, actor=actor or {}, now=now)
    if outer is not None and outer.role != LOGIN_ROLE:
        if outer.tenant_id != tenant_id:
            raise TenantAlreadySet(f"This code runs for firm {outer.tenant_id}; it cannot enter {tenant_id} as well.")
        entered = replace(entered, user_id=user_id or outer.user_id, actor=actor or outer.actor, now=now or outer.now)
    with _bound(entered), transaction.atomic():
        yield


@contextmanager
def staff_context(tenant_ids: Iterable[UUID], *, user_id: UUID) -> Iterator[None]:
    """Run the block in a transaction that reads the rows of these firms and writes none.

    Raises TenantAlreadySet inside a firm's context.
    """
    outer = _current.get()
    if outer is not None and outer.role != LOGIN_ROLE:
        raise TenantAlreadySet("This code runs for one firm already; it cannot read over several.")
    with _bound(Context(STAFF_ROLE, tenant_ids=tuple(tenant_ids), user_id=user_id)), transaction.atomic():
        yield


@contextmanager
def login_context(*, user_id: UUID | None = None, now: datetime | None = None) -> Iterator[None]:
    """Run the block in a transaction of the login itself: people, sessions, a user's own memberships; no firm's rows.

    Raises TenantAlreadySet inside a firm's context.
    """
    outer = _current.get()
    if outer is not None and outer.role != LOGIN_ROLE:
        raise TenantAlreadySet("People are read and written outside a firm's context.")
    with _bound(Context(user_id=user_id, now=now)), transaction.atomic():
        yield


@contextmanager
def _bound(context: Context) -> Iterator[None]:
    token = _current.set(context)
    try:
        yield
    finally:
        _current.reset(token)


@contextmanager
def because(why: str) -> Iterator[None]:
    """Keep ``why`` beside each change of a row that the block makes, next to who makes it."""
    outer = _current.get() or Context()
    with _bound(replace(outer, actor=outer.actor | {"why": why})):
        yield
