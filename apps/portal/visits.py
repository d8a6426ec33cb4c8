"""Whether a visit goes on: a cookie that every page of the firm renews and that half an hour of silence ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpResponseBase
from django.urls import get_script_prefix

from apps.tenancy.operations import VISIT_ENDS_AFTER
from apps.tenancy.requests import FirmRequest

COOKIE = "firmloop-visit"


def goes_on(request: FirmRequest) -> bool:
    """Whether this browser showed the person a page of the firm within the last half hour."""
    return request.COOKIES.get(COOKIE) == str(request.caller.membership_id)


def begin(request: FirmRequest, response: Any) -> None:
    """Let the person's visit last for another half hour."""
    response.set_cookie(
        COOKIE,
        str(request.caller.membership_id),
        max_age=VISIT_ENDS_AFTER,
        path=get_script_prefix(),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


class VisitMiddleware:
    """Renew the cookie of a running visit; stands before the middleware that finds the firm."""

    def __init__(self, get_response: Callable[[Any], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: FirmRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if getattr(request, "caller", None) and COOKIE not in response.cookies and goes_on(request):
            begin(request, response)
        return response
