"""Who may do what in a firm: one table of rights, asked by pages, admin, API and templates alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import models

from apps.tenancy.choices import Role, Scope


class Right(models.TextChoices):
    VIEW = "view", "read everything of the firm"
    TICK = "tick", "tick and take tickets, write notes"
    EDIT = "edit", "edit and import packs, sections and roadmaps, and record measurements"
    INVITE = "invite", "invite people and remove them"
    TOKENS = "tokens", "make and revoke API tokens"
    ROLES = "change_roles", "change roles and hand the firm over"
    SETTINGS = "settings", "change the firm's settings"
    DELETE = "delete", "delete"
    ADMIN_SITE = "admin_site", "use the admin site"


_MEMBER = frozenset({Right.VIEW, Right.TICK})
_ADMIN = _MEMBER | {Right.EDIT, Right.INVITE, Right.TOKENS}

RIGHTS: dict[str, frozenset[str]] = {
    Role.VIEWER: frozenset({Right.VIEW}),
    Role.MEMBER: _MEMBER,
    Role.ADMIN: _ADMIN,
    Role.OWNER: _ADMIN | {Right.ROLES, Right.SETTINGS, Right.DELETE},
    Role.STAFF: _ADMIN | {Right.ADMIN_SITE},
}
SCOPE_RIGHTS: dict[str, frozenset[str]] = {
    Scope.READ: frozenset({Right.VIEW}),
    Scope.WRITE: frozenset({Right.VIEW, Right.TICK, Right.EDIT}),
    Scope.ENGINE: _MEMBER,
}
SUPERUSER_EXTRA = frozenset({Right.ROLES, Right.SETTINGS, Right.DELETE})


@dataclass(frozen=True)
class Caller:
    """Who is asking, in which firm: a member by session, or a program by token."""

    tenant_id: UUID
    slug: str
    firm_name: str
    time_zone: str
    name: str
    rights: frozenset[str]
    role: str = ""
    user_id: UUID | None = None
    membership_id: UUID | None = None
    token_id: UUID | None = None
    firms: int = 1
    scopes: tuple[str, ...] = field(default=())

    def may(self, right: str) -> bool:
        """Whether the caller holds the right."""
        return right in self.rights

    @property
    def zone(self) -> ZoneInfo:
        """The firm's time zone."""
        return ZoneInfo(self.time_zone)


def rights_of(role: str, *, is_superuser: bool = False) -> frozenset[str]:
    """Return the rights of a role; a superuser's staff role also has the owner's."""
    rights = RIGHTS[role]
    return rights | SUPERUSER_EXTRA if is_superuser and role == Role.STAFF else rights


def rights_of_scopes(scopes: list[str]) -> frozenset[str]:
    """Return the rights of a token's scopes together."""
    return frozenset().union(*(SCOPE_RIGHTS[scope] for scope in scopes))
