"""The wall's SQL functions, asked before any firm is entered."""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

PER_CALLER, PER_FIRM = 600, 3000  # requests a minute (decisions.md)


class Firm(NamedTuple):
    """A firm as an address leads to it."""

    tenant_id: UUID
    slug: str
    name: str
    time_zone: str


class FirmOfUser(NamedTuple):
    """A firm and a person's place in it."""

    tenant_id: UUID
    slug: str
    name: str
    time_zone: str
    role: str
    membership_id: UUID


class Use(NamedTuple):
    """What is left of the minute's requests (negative: refuse), and in how many seconds the next minute begins."""

    left_caller: int
    left_firm: int
    resets_in: int

    @property
    def binding(self) -> tuple[int, int]:
        """What is left by the limit that is reached first, the caller's or the firm's, and that limit."""
        return min((self.left_caller, PER_CALLER), (self.left_firm, PER_FIRM))


class TokenUse(NamedTuple):
    """Whose token a request carries, and what is left of the minute's requests."""

    token_id: UUID
    tenant_id: UUID
    slug: str
    firm_name: str
    time_zone: str
    name: str
    scopes: list[str]
    created_by_id: UUID | None
    left_token: int
    left_firm: int
    resets_in: int

    @property
    def use(self) -> Use:
        """What is left, as for any caller."""
        return Use(self.left_token, self.left_firm, self.resets_in)


class InvitationFound(NamedTuple):
    """The invitation behind a mailed link, whatever its state."""

    invitation_id: UUID
    tenant_id: UUID
    slug: str
    firm_name: str
    email: str
    role: str
    expires_at: Any
    accepted_at: Any
    revoked_at: Any


def hash_of(secret: str) -> bytes:
    """Return the SHA-256 of a token or link, the only thing of it that is kept."""
    return hashlib.sha256(secret.encode()).digest()


def firms_of_user(user_id: UUID, slug: str | None = None) -> list[FirmOfUser]:
    """Return the firms a person belongs to by name; with a slug only that one."""
    return [FirmOfUser(*row) for row in _rows("SELECT * FROM firms_of_user(%s, %s)", [user_id, slug])]


def firm_of_slug(slug: str) -> Firm | None:
    """Return the firm behind an address, None when there is none."""
    return next((Firm(*row) for row in _rows("SELECT * FROM tenant_of_slug(%s)", [slug])), None)


def all_firms() -> list[Firm]:
    """Return every firm by slug, for commands and jobs that go through all."""
    return [Firm(*row) for row in _rows("SELECT * FROM tenant_of_slug(NULL)", [])]


def use_token(token: str) -> TokenUse | None:
    """Return whose token this is and count the request; None when it is unknown, revoked or expired."""
    rows = _rows("SELECT * FROM api_token_use(%s, %s, %s)", [hash_of(token), PER_CALLER, PER_FIRM])
    return next((TokenUse(*row) for row in rows), None)


def count_use(subject: UUID, tenant_id: UUID) -> Use:
    """Count a request of a member and of the firm, and return what is left."""
    rows = _rows("SELECT * FROM api_use_count(%s, %s, %s, %s)", [subject, tenant_id, PER_CALLER, PER_FIRM])
    return Use(*rows[0])


def invitation_of_link(token: str) -> InvitationFound | None:
    """Return the invitation behind a mailed link, None when there is none."""
    return next(
        (InvitationFound(*row) for row in _rows("SELECT * FROM invitation_of_token(%s)", [hash_of(token)])),
        None,
    )


def user_id_of_email(email: str) -> UUID | None:
    """Return the active person with this e-mail; asked inside a firm."""
    return _rows("SELECT user_id_of_email(%s)", [email])[0][0]


def new_id() -> UUID:
    """Return a new UUIDv7 from the database."""
    return _rows("SELECT uuid7()", [])[0][0]


def _rows(sql: str, params: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
