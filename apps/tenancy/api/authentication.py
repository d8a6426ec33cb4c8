from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, CSRFCheck
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from apps.tenancy.permissions import Caller

CHALLENGE = 'Bearer realm="firmloop"'


@dataclass(frozen=True)
class Program:
    """What stands for the user where a token calls."""

    pk: UUID
    name: str
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False


class FirmAuthentication(BaseAuthentication):
    """Take over the caller that the middleware found; ``request.auth`` is the Caller.

    A session's writes need the CSRF token, since the browser sends its cookie by itself; a token's do not.
    """

    def authenticate(self, request: Request) -> tuple[Any, Caller] | None:
        caller: Caller | None = getattr(request._request, "caller", None)
        if caller is None:
            return None
        if caller.token_id is not None:
            return Program(caller.token_id, caller.name), caller
        user = request._request.user
        check = CSRFCheck(lambda _: None)
        check.process_request(request._request)
        if reason := check.process_view(request._request, None, (), {}):
            raise PermissionDenied(f"Send the CSRF token in X-CSRFToken: {reason}", code="csrf_failed")
        return user, caller

    def authenticate_header(self, request: Request) -> str:
        return CHALLENGE


class BearerScheme(OpenApiAuthenticationExtension):
    """Describe tokens in the OpenAPI schema."""

    target_class = "apps.tenancy.api.authentication.FirmAuthentication"
    name = "bearer"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "An API token of the firm, from its token page."}
