"""``POST /api/cron/<name>``: an outside clock runs an engine in every firm, by the installation's own secret."""

from __future__ import annotations

from hmac import compare_digest

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from apps.core.api.problems import not_found, problem_response
from apps.work import engine_runs
from apps.work.engines import UnknownEngine


@csrf_exempt  # no session is asked: the secret is what lets in
def cron(request: HttpRequest, name: str) -> HttpResponse:
    """Queue an engine in all firms but those that have paused it; without ``CRON_SECRET`` there is no such address."""
    secret = settings.FIRMLOOP_CRON_SECRET
    if not secret:
        missing = not_found()
        return problem_response(missing.status, missing.code, missing.detail)
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not compare_digest(given.encode(), secret.encode()):
        response = problem_response(401, "not_authenticated", "Send Authorization: Bearer with the CRON_SECRET.")
        response["WWW-Authenticate"] = 'Bearer realm="firmloop"'
        return response
    if request.method != "POST":
        response = problem_response(405, "method_not_allowed", "This address takes POST.")
        response["Allow"] = "POST"
        return response
    try:
        queued, failed = engine_runs.queue_in_all(name, at=timezone.now())
    except UnknownEngine as unknown:
        return problem_response(404, "unknown_engine", str(unknown))
    body = orjson.dumps({"engine": name, "queued": queued, "failed": failed})
    return HttpResponse(body, status=202, content_type="application/json", headers={"Cache-Control": "no-store"})
