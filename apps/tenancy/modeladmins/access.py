from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from apps.tenancy.choices import Role
from apps.tenancy.functions import FirmOfUser
from apps.tenancy.permissions import Caller, Right, rights_of

OVER_FIRMS = rights_of(Role.STAFF)


class FirmAccess:
    """Answer Django's questions of permission from the caller's rights in the firm.

    Over all firms (``/admin/``) staff see and change rows; each write then enters one firm and is asked again there.
    An empty right is nobody's.
    """

    view_right: str = Right.VIEW
    add_right: str = Right.EDIT
    change_right: str = Right.EDIT
    delete_right: str = Right.DELETE

    def may(self, request: HttpRequest, right: str) -> bool:
        """Whether the person may use the admin and holds the right, here."""
        caller: Caller | None = request.caller  # type: ignore[attr-defined]
        if caller is not None:
            return caller.may(Right.ADMIN_SITE) and caller.may(right)
        is_staff = bool(request.all_firms) or request.user.is_superuser  # type: ignore[attr-defined, union-attr]
        return is_staff and right in OVER_FIRMS

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.may(request, self.view_right)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may(request, self.view_right)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may(request, self.add_right)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may(request, self.change_right)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may(request, self.delete_right)


def caller_in(request: HttpRequest, firm: FirmOfUser) -> Caller:
    """Return the staff member's place in one of their firms, for a write that comes from the page over all."""
    user: Any = request.user
    return Caller(
        tenant_id=firm.tenant_id,
        slug=firm.slug,
        firm_name=firm.name,
        time_zone=firm.time_zone,
        name=user.name,
        role=firm.role,
        rights=rights_of(firm.role, is_superuser=user.is_superuser),
        user_id=user.pk,
        membership_id=firm.membership_id,
        firms=len(request.all_firms),  # type: ignore[attr-defined]
    )


def firm_of(request: HttpRequest, tenant_id: UUID) -> FirmOfUser | None:
    """Return the firm of the page over all firms that has this id."""
    firms: tuple[FirmOfUser, ...] = request.all_firms  # type: ignore[attr-defined]
    return next((firm for firm in firms if firm.tenant_id == tenant_id), None)
