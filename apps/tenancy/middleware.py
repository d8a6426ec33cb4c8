"""From a request to its firm: the address names it, a session or a token proves the right to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlsplit

import structlog
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.db import Error as DatabaseFault
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import get_script_prefix, set_script_prefix
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from apps.tenancy.callers import (
    TooManyRequests,
    Unauthenticated,
    caller_of_session,
    caller_of_token,
    member_of_api,
    overseer_of,
    staff_firms,
)
from apps.tenancy.context import login_context, staff_context, tenant_context
from apps.tenancy.idempotency import HEADER as IDEMPOTENCY_KEY
from apps.tenancy.idempotency import BodyTooLarge, BodyUnreadable, IdempotencyError, KeyBusy, KeyReused, answer_once
from apps.tenancy.permissions import Caller
from apps.tenancy.requests import FirmRequest

FIRM_PATH = re.compile(r"^/f/([a-z0-9]+(?:-[a-z0-9]+)*)(/.*)?$", re.DOTALL)
OVERSEEN = re.compile(r"^/api/superadmin/(?:firms/([^/]*))?")  # the one address that names its firm by the id
# Who asks shows a secret of the installation (apps/work/cron.py) or of an endpoint (apps/patterns/webhooks.py).
BY_SECRET = ("/api/cron/", "/api/webhooks/")
PEOPLE = "/admin/tenancy/user/"  # no firm may read them, nor the role that reads over firms
OUTSIDE = ("/accounts/", "/invite/", "/static/", "/dev/", "/health/")
GetResponse = Callable[[Any], HttpResponseBase]


class FirmPrefixMiddleware:
    """Take ``/f/<slug>`` off the path and make it the script prefix, so that every address keeps the firm."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: FirmRequest) -> HttpResponseBase:
        request.firm_slug = None
        prefix = get_script_prefix()
        try:
            return self._prefixed(request)
        finally:
            set_script_prefix(prefix)

    def _prefixed(self, request: FirmRequest) -> HttpResponseBase:
        if match := FIRM_PATH.match(request.path_info):
            slug, rest = match.groups()
            if rest is None:
                return cast("HttpResponseBase", _redirect(f"/f/{slug}/"))
            request.path_info = rest
            if not rest.startswith(OUTSIDE):  # signing in and out has no firm, wherever its link stands
                request.firm_slug = slug
                request.urlconf = "config.urls_firm"
                set_script_prefix(f"/f/{slug}/")
        return self.get_response(request)


def _redirect(to: str) -> HttpResponse:
    return HttpResponse(status=301, headers={"Location": to})


class TenantMiddleware:
    """Run the view and its rendering inside the caller's firm, in one transaction.

    A response of 500 or more rolls it back. Paths outside any firm run as the bare login, without a transaction.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: FirmRequest) -> HttpResponseBase:
        request.caller = cast("Caller", None)  # until somebody is found
        request.all_firms = ()
        slug = request.firm_slug
        if slug is None and request.path_info.startswith(BY_SECRET):
            return self.get_response(request)
        if request.path_info.startswith("/api/") and not request.path_info.startswith(("/api/schema", "/api/docs")):
            return self._api(request, slug)
        if slug is not None:
            if not request.user.is_authenticated:
                return redirect_to_login(_page_of(request), "/accounts/login/")
            return self._in_firm(request, caller_of_session(request, slug))
        if request.path_info.startswith("/admin/"):
            return self._over_firms(request)
        return self.get_response(request)

    def _api(self, request: FirmRequest, slug: str | None) -> HttpResponseBase:
        from apps.core.api.problems import failure_response, problem_response

        try:
            caller = _outside(request) if slug is None else member_of_api(request, slug)
            return _with_limits(request, self._in_firm(request, caller))
        except Unauthenticated as refused:
            response = problem_response(401, "not_authenticated", str(refused))
            response["WWW-Authenticate"] = 'Bearer realm="firmloop"'
            return response
        except TooManyRequests as refused:
            response = problem_response(429, "too_many_requests", str(refused))
            response["Retry-After"] = str(refused.resets_in)
            return _with_limits(request, response)
        except Http404:
            return problem_response(404, "not_found", "There is nothing at this address.")
        except IdempotencyError as refused:
            return _with_limits(request, _refused_key(refused))
        except DatabaseFault as error:  # before the firm was entered, or as it was left: no view answers for it
            return failure_response(error, request)

    def _in_firm(self, request: FirmRequest, caller: Caller | None) -> HttpResponseBase:
        if caller is None:
            raise Http404("no such firm for this person")
        request.caller = caller
        structlog.contextvars.bind_contextvars(tenant=caller.slug, actor=caller.name)
        actor = _actor(request, caller)
        with (
            timezone.override(caller.zone),
            tenant_context(caller.tenant_id, user_id=caller.user_id, actor=actor),
        ):
            if request.path_info.startswith("/api/"):
                response = answer_once(request, caller, self.get_response)
            else:
                response = self.get_response(request)
            if response.status_code >= 500:  # noqa: PLR2004 -- a server's fault by HTTP's own number
                transaction.set_rollback(True)
        return response

    def _over_firms(self, request: FirmRequest) -> HttpResponseBase:
        firms = staff_firms(request)
        request.all_firms = firms
        if request.path_info.startswith(PEOPLE) and request.user.is_authenticated:
            with login_context(user_id=request.user.pk):
                return self.get_response(request)
        if not firms or request.method not in {"GET", "HEAD"}:
            return self.get_response(request)  # a write enters one firm after the other (apps/console/site.py)
        with staff_context([firm.tenant_id for firm in firms], user_id=request.user.pk):
            return self.get_response(request)


def _page_of(request: FirmRequest) -> str:
    """Return the page to go on with after signing in: of a form that was sent, the one that it is on."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    sent_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(sent_from, {request.get_host()}, require_https=request.is_secure()):
        parts = urlsplit(sent_from)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return f"/f/{request.firm_slug}/"


def _outside(request: FirmRequest) -> Caller:
    """Find the caller of an address that names no firm by its slug: a program, or staff by the firm's id."""
    overseen = OVERSEEN.match(request.path_info)
    caller = overseer_of(request, overseen[1] or "") if overseen else caller_of_token(request)
    if caller.token_id is not None:
        request.user = AnonymousUser()  # a session cookie beside a token counts for nothing, and is not looked up
    return caller


def _actor(request: FirmRequest, caller: Caller) -> dict[str, str]:
    """Return what each change of a row remembers of who made it."""
    path = request.path_info
    via = "api" if path.startswith("/api/") else "admin" if path.startswith("/admin/") else "page"
    actor = {"name": caller.name, "via": via}
    if caller.user_id:
        actor["user"] = str(caller.user_id)
    if caller.token_id:
        actor["token"] = str(caller.token_id)
    if request_id := structlog.contextvars.get_contextvars().get("request_id"):
        actor["request"] = str(request_id)
    return actor


def _refused_key(refused: IdempotencyError) -> HttpResponse:
    from apps.core.api.problems import invalid_field, problem_response

    match refused:
        case KeyReused():
            return problem_response(422, "key_reused", str(refused))
        case BodyUnreadable():
            return problem_response(400, "malformed", str(refused))
        case BodyTooLarge():
            return problem_response(413, "too_large", str(refused))
        case KeyBusy():
            response = problem_response(503, "busy", str(refused))
            response["Retry-After"] = "1"
            return response
    problem = invalid_field(IDEMPOTENCY_KEY, "invalid", str(refused))
    return problem_response(problem.status, problem.code, problem.detail, errors=problem.errors)


def _with_limits(request: FirmRequest, response: Any) -> Any:
    if use := getattr(request, "api_use", None):
        left, limit = use.binding
        response["RateLimit-Limit"] = str(limit)
        response["RateLimit-Remaining"] = str(max(0, left))
        response["RateLimit-Reset"] = str(use.resets_in)
    return response
