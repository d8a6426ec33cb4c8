from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from apps.tenancy.choices import Role
from apps.tenancy.permissions import RIGHTS, Right
from apps.tenancy.requests import FirmRequest


def needs(right: str) -> Callable[[Callable[..., Any]], Callable[..., HttpResponse]]:
    """Let only callers with this right into the view; others get a 403 that says what is missing."""

    def decorate(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: FirmRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            caller = request.caller
            if not caller.may(right):
                *others, last = [role.value for role in Role if right in RIGHTS[role]]
                raise PermissionDenied(f"Only {', '.join(others)} and {last} may {Right(right).label}.")
            return cast("HttpResponse", view(request, *args, **kwargs))

        guarded.needs = right  # type: ignore[attr-defined]  # the route test reads it
        return guarded

    return decorate
