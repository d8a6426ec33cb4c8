from __future__ import annotations

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from apps.core.api.problems import Problem
from apps.tenancy.permissions import Caller, Right

BY_METHOD = {
    "GET": Right.VIEW,
    "HEAD": Right.VIEW,
    "OPTIONS": Right.VIEW,
    "POST": Right.EDIT,
    "PUT": Right.EDIT,
    "PATCH": Right.EDIT,
    "DELETE": Right.DELETE,
}


class FirmPermission(BasePermission):
    """Ask the table of rights; a view's ``rights`` names another right for a method.

    Without a caller the answer is 401, without the right 403. A method the view does not have passes: it is 405.
    """

    def has_permission(self, request: Request, view: Any) -> bool:
        caller: Caller | None = request.auth
        if caller is None:
            return False
        method = request.method or ""
        if not hasattr(view, method.lower()):
            return True
        right = getattr(view, "rights", {}).get(method) or BY_METHOD[method]
        if not caller.may(right):
            who = "This token" if caller.token_id else f"A {caller.role}"
            raise Problem(403, "not_allowed", f"{who} may not {Right(right).label} here.")
        return True
