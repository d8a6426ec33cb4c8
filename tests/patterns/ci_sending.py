"""Deliveries as GitHub, GitLab and our own recipe send them."""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import b64decode, b64encode
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from apps.patterns.ci.secrets import secret_of
from tests.conftest import DATA

ADDRESS = "/api/webhooks/ci"
JSON = "application/json"


def payload(name, **changed):
    """Return a fixture's content; ``run__status="x"`` changes a field below another."""
    content = json.loads((DATA / "ci" / f"{name}.json").read_text())
    for path, value in changed.items():
        *parents, last = path.split("__")
        place = content
        for parent in parents:
            place = place[parent]
        place[last] = value
    return content


def body_of(content):
    return content if isinstance(content, bytes) else json.dumps(content, indent=2).encode()


def send(endpoint, content, headers, *, content_type=JSON, address=None, client=None):
    address = address or f"{ADDRESS}?endpoint={endpoint.pk}"
    return (client or Client()).post(address, body_of(content), content_type=content_type, headers=headers)


def hex_of(secret, *parts):
    return hmac.new(secret.encode(), b"".join(parts), hashlib.sha256).hexdigest()


def secret(endpoint):
    return secret_of(endpoint.pk, endpoint.secret_number)


def from_github(endpoint, content, event="workflow_run", *, key=None, delivery=None, **options):
    """Send as GitHub does."""
    body = body_of(content)
    signed = f"sha256={hex_of(key or secret(endpoint), body)}"
    headers = {
        "User-Agent": "GitHub-Hookshot/044aadd",
        "Accept": "*/*",
        "X-GitHub-Event": event,
        "X-GitHub-Delivery": delivery or str(uuid4()),
        "X-Hub-Signature-256": signed,
    }
    return send(endpoint, body, headers, **options)


def from_gitlab(endpoint, content, *, token=None, **headers):
    """Send as GitLab does with a secret token; headers in lower case with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    sent = {"X-Gitlab-Event": "Pipeline Hook", "X-Gitlab-Token": token or secret(endpoint)} | named
    return send(endpoint, content, {name: value for name, value in sent.items() if value is not None})


def standard(endpoint, content, *, webhook_id="msg_1", timestamp=None, key=None):
    """Return the headers by which GitLab signs with a signing token."""
    timestamp = timestamp or str(int(timezone.now().timestamp()))
    secret_bytes = b64decode((key or secret(endpoint)).removeprefix("whsec_"))
    signed = f"{webhook_id}.{timestamp}.".encode() + body_of(content)
    signature = b64encode(hmac.digest(secret_bytes, signed, "sha256")).decode()
    return {"webhook_id": webhook_id, "webhook_timestamp": timestamp, "webhook_signature": f"v1,{signature}"}


def from_other(endpoint, content, *, delivery=None, timestamp=None, key=None, **options):
    """Send by our own recipe."""
    body = body_of(content)
    timestamp = timestamp or str(int(timezone.now().timestamp()))
    headers = {
        "X-Firmloop-Timestamp": timestamp,
        "X-Firmloop-Signature": f"sha256={hex_of(key or secret(endpoint), f'{timestamp}.'.encode(), body)}",
    }
    if delivery:
        headers["X-Firmloop-Delivery"] = delivery
    return send(endpoint, body, headers, **options)
