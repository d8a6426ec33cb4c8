"""``POST /api/webhooks/ci?endpoint=<id>``: a CI system tells of a build; its signature is what lets in."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from apps.core.api.problems import Problem, invalid_field
from apps.core.api.renderers import json_response
from apps.core.api.views import ApiView
from apps.patterns import operations
from apps.patterns.choices import CiKind
from apps.patterns.ci import signatures
from apps.patterns.ci.endpoints import Endpoint, find_endpoint
from apps.patterns.ci.payloads import read_delivery
from apps.patterns.ci.secrets import secrets_of
from apps.tenancy.context import tenant_context
from apps.tenancy.functions import count_use

MOST_BYTES = 5 * 1024 * 1024  # GitHub sends up to 25 MB, of builds a hundredth of this
NOBODYS_SECRET = 0  # endpoints count theirs from one
REFUSED = (
    "The signature is wrong, or there is no such endpoint, or it is off. Compare address and secret with the firm’s "
    "page of CI endpoints."
)
STALE = (
    "The signature is right, but its time is more than five minutes off. Sign each sending anew, in whole seconds "
    "since 1970, and set the clock."
)


@extend_schema(exclude=True)  # describe has it: it is no view of a firm's API
class CiWebhook(ApiView):
    """Take a delivery of GitHub, GitLab or any other CI system."""

    authentication_classes = []
    permission_classes = []

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """Answer in JSON whatever the sender accepts: none of them reads it."""
        return super().perform_content_negotiation(request, force=True)

    def post(self, request: Request) -> HttpResponse:
        endpoint_id, body, at = _endpoint_id(request), _body(request._request), timezone.now()
        endpoint = _signed(endpoint_id, request, body, at)
        _keep_to_limits(endpoint_id, endpoint)
        delivery = read_delivery(endpoint.kind, request.headers, body)
        actor = {"name": f"CI: {endpoint.name}", "via": "ci"}
        structlog.contextvars.bind_contextvars(tenant=endpoint.slug, actor=actor["name"])
        with tenant_context(endpoint.tenant_id, actor=actor):
            taken = operations.take_delivery(endpoint_id=endpoint_id, delivery=delivery, at=at)
        return json_response(
            {"result": taken.result, "repeated": taken.is_repeated, "project_outcome_id": taken.outcome_id}
        )


def _endpoint_id(request: Request) -> UUID:
    text = request.query_params.get("endpoint", "")
    try:
        return UUID(text)
    except ValueError:
        says = "Name the endpoint in the address: ?endpoint= and its id."
        raise invalid_field("endpoint", "invalid" if text else "required", says) from None


def _body(request: HttpRequest) -> bytes:
    """Return the body as it was sent; raises Problem for one that is too large."""
    body = request.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise Problem(413, "too_large", f"A delivery holds at most {MOST_BYTES:,} bytes.")
    return body


def _signed(endpoint_id: UUID, request: Request, body: bytes, at: datetime) -> Endpoint:
    """Return the endpoint whose secret has signed this.

    An endpoint that there is not costs the same work and has the same answer as one whose signature is wrong.
    """
    endpoint = find_endpoint(endpoint_id)
    kind = endpoint.kind if endpoint else _likely_kind(request)
    secrets = secrets_of(endpoint_id, endpoint.secret_number if endpoint else NOBODYS_SECRET)
    try:
        signatures.check(kind, request.headers, body, secrets=secrets, at=at)
    except signatures.StaleDelivery as stale:
        raise _unauthenticated("stale", STALE) from stale
    except signatures.BadSignature as bad:
        raise _unauthenticated("bad_signature", REFUSED) from bad
    if endpoint is None:
        raise _unauthenticated("bad_signature", REFUSED)
    return endpoint


def _likely_kind(request: Request) -> str:
    if "X-Hub-Signature-256" in request.headers:
        return CiKind.GITHUB
    if "X-Gitlab-Token" in request.headers or "webhook-signature" in request.headers:
        return CiKind.GITLAB
    return CiKind.GENERIC


def _unauthenticated(code: str, detail: str) -> Problem:
    return Problem(401, code, detail, headers={"WWW-Authenticate": 'Signature realm="firmloop"'})


def _keep_to_limits(endpoint_id: UUID, endpoint: Endpoint) -> None:
    """Count a delivery as a token's request is; what nobody has signed is not the firm's, and is not counted."""
    use = count_use(endpoint_id, endpoint.tenant_id)
    if use.left_caller < 0 or use.left_firm < 0:
        has = "This endpoint has" if use.left_caller < 0 else "This firm has"
        detail = f"{has} used up the requests of this minute; try again in {use.resets_in} s."
        raise Problem(429, "too_many_requests", detail, headers={"Retry-After": str(use.resets_in)})


def describe(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Add this address to the OpenAPI description, as a hook of drf-spectacular; it is no view of a firm's API."""
    result["components"]["securitySchemes"]["ci"] = {
        "type": "apiKey",
        "in": "header",
        "name": "X-Firmloop-Signature",
        "description": "sha256= and the HMAC-SHA256, in hex, of X-Firmloop-Timestamp, a dot and the body, by the "
        "endpoint's secret. GitHub and GitLab sign in their own way.",
    }
    result["components"]["schemas"]["CiReport"] = REPORT
    operation = {
        "operationId": "webhooks_ci",
        "summary": "Take a delivery of a CI system",
        "description": "What an endpoint of kind github takes is GitHub's workflow_run and check_suite, of kind gitlab "
        "GitLab's Pipeline Hook, both as they are sent; any other CI system sends what is described here. A delivery "
        "that came before changes nothing. A repository that no active project has is no error: result says so.",
        "tags": ["webhooks"],
        "parameters": [
            {
                "in": "query",
                "name": "endpoint",
                "required": True,
                "schema": {"type": "string", "format": "uuid"},
                "description": "The endpoint's id; its address has it.",
            }
        ],
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {"$ref": "#/components/schemas/CiReport"},
                    "examples": {"Build": {"value": EXAMPLE}},
                }
            },
        },
        "security": [{"ci": []}],
        "responses": {
            "200": {"description": "Taken", "content": {"application/json": {"schema": ANSWER}}},
            **{status: _problem(says) for status, says in PROBLEMS.items()},
        },
    }
    result["paths"] = dict(sorted({**result["paths"], "/api/webhooks/ci": {"post": operation}}.items()))
    return result


def _problem(says: str) -> dict[str, Any]:
    return {
        "description": says,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


PROBLEMS = {
    "400": "No endpoint in the address, malformed JSON, or fields that are wrong: errors names each.",
    "401": "The signature is wrong, its time is more than five minutes off, or there is no such endpoint.",
    "413": "The body is too large.",
    "429": "The minute's requests are used up; Retry-After says how long.",
    "503": "Somebody else holds the row right now; Retry-After says how long.",
}
ANSWER = {
    "type": "object",
    "properties": {
        "result": {"type": "string", "description": "What became of it, in words."},
        "repeated": {"type": "boolean", "description": "It came before, and nothing has changed."},
        "project_outcome_id": {"type": ["string", "null"], "format": "uuid"},
    },
    "required": ["result", "repeated", "project_outcome_id"],
}
EXAMPLE = {"repository": "harbor/shop", "event_type": "build", "status": "success", "external_id": "jenkins-7"}
REPORT = {
    "type": "object",
    "description": "A build, a test run or a deployment of the project with this repository.",
    "properties": {
        "repository": {
            "type": "string",
            "maxLength": 255,
            "description": "owner/name, as the project has it; upper and lower case are the same.",
        },
        "event_type": {"$ref": "#/components/schemas/EventType"},
        "status": {"$ref": "#/components/schemas/EventStatus"},
        "test_pass_rate": {"type": "number", "minimum": 0, "maximum": 100, "description": "With tests only."},
        "environment": {"$ref": "#/components/schemas/Deployment"},
        "duration_seconds": {"type": "integer", "minimum": 0},
        "external_id": {"type": "string", "maxLength": 100, "description": "The run's own id, so that it counts once."},
        "occurred_at": {"type": "string", "format": "date-time", "description": "When it ended; now without it."},
    },
    "required": ["repository", "event_type", "status"],
    "additionalProperties": False,
}
