"""``POST /api/cron/<name>``: an outside clock runs an engine in every firm, by the installation's own secret."""

from __future__ import annotations

from hmac import compare_digest
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from apps.core.api.problems import problem_response
from apps.work import engine_runs
from apps.work.engines import UnknownEngine, engines


@csrf_exempt  # no session is asked: the secret is what lets in
def cron(request: HttpRequest, name: str) -> HttpResponse:
    """Queue an engine in all firms but those that have paused it; without ``CRON_SECRET`` never."""
    secret = settings.FIRMLOOP_CRON_SECRET
    if not secret:
        return problem_response(503, "cron_off", "This address is switched off: the server has no CRON_SECRET.")
    given = request.headers.get("Authorization", "")
    if not compare_digest(given.encode(), f"Bearer {secret}".encode()):
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


def describe(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Add this address to the OpenAPI description, as a hook of drf-spectacular; it is no view of a firm's API."""
    names = ", ".join(engine.name for engine in engines())
    slugs = {"type": "array", "items": {"type": "string"}}
    answer = {
        "type": "object",
        "properties": {"engine": {"type": "string"}, "queued": slugs, "failed": slugs},
        "required": ["engine", "queued", "failed"],
    }
    result["components"]["securitySchemes"]["cron"] = {
        "type": "http",
        "scheme": "bearer",
        "description": "The installation's CRON_SECRET.",
    }
    operation = {
        "operationId": "cron",
        "summary": "Run an engine in every firm now",
        "description": "For a clock outside. Firms that have paused the engine are left out; calls within a minute are "
        "one. The answer names the firms where it is queued, and those where that failed.",
        "tags": ["cron"],
        "parameters": [
            {
                "in": "path",
                "name": "name",
                "required": True,
                "schema": {"type": "string"},
                "description": f"One of {names}.",
            }
        ],
        "security": [{"cron": []}],
        "responses": {
            "202": {"description": "Queued", "content": {"application/json": {"schema": answer}}},
            "401": _problem("Another secret, or none."),
            "404": _problem("No engine of this name."),
            "503": _problem("The server has no CRON_SECRET, so that the address is switched off."),
        },
    }
    result["paths"] = dict(sorted({**result["paths"], "/api/cron/{name}": {"post": operation}}.items()))
    return result


def _problem(says: str) -> dict[str, Any]:
    return {
        "description": says,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
