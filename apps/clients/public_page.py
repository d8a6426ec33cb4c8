"""The page behind a mail's unsubscribe link, for every mail that is sent in bulk. Nobody signs in here."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from apps.clients import unsubscribing
from apps.tenancy.context import tenant_context

ACTOR = {"name": "The client", "via": "link"}
PAGE = "clients/unsubscribe.html"


@csrf_exempt  # a mail program posts here by itself (RFC 8058); it has the link and no cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether somebody wants no more of these mails, since programs open links too; a POST is the yes."""
    try:
        link = unsubscribing.find_link(token, at=timezone.now())
    except unsubscribing.LinkClosed as closed:
        return _shown(request, {"reason": str(closed)}, status=410)
    email = ""
    if request.method == "POST":
        with tenant_context(link.tenant_id, actor=ACTOR):
            email = unsubscribing.unsubscribe(link=link, at=timezone.now())
    return _shown(request, {"firm_name": link.firm_name, "email": email, "is_done": request.method == "POST"})


def _shown(request: HttpRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    response = render(request, PAGE, context, status=status)
    response["Referrer-Policy"] = "same-origin"  # the address is the key; with no-referrer a browser posts Origin: null
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
