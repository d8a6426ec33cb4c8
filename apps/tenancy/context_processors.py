from __future__ import annotations

from typing import Any

from django.conf import settings

from apps.tenancy.choices import Role
from apps.tenancy.permissions import Caller, Right
from apps.tenancy.requests import FirmRequest


class May:
    """The caller's rights for templates: ``{% if may.edit %}``."""

    def __init__(self, caller: Caller) -> None:
        for right in Right.values:
            setattr(self, right, caller.may(right))


def firm(request: FirmRequest) -> dict[str, Any]:
    """Say on every page which firm it shows, and what the caller may do there; asks the database nothing."""
    caller: Caller | None = getattr(request, "caller", None)
    shared = {"mail_is_caught": settings.FIRMLOOP_MAIL_IS_CAUGHT}
    if caller is None:
        return {**shared, "firm": None}
    return {
        **shared,
        "firm": {"name": caller.firm_name, "slug": caller.slug, "time_zone": caller.time_zone},
        "membership": {
            "role": caller.role,
            "get_role_display": dict(Role.choices).get(caller.role, ""),
            "name": caller.name,
            "pk": caller.membership_id,
        },
        "memberships_count": caller.firms,
        "may": May(caller),
    }
