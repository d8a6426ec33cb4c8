"""Whether a delivery comes from who has the endpoint's secret: as GitHub, GitLab and our own recipe sign."""

from __future__ import annotations

import hmac
from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime
from hmac import compare_digest

from apps.patterns.choices import CiKind
from apps.patterns.ci.secrets import key_of
from apps.patterns.errors import PatternError

TOLERANCE = 300  # seconds between the time that is signed and ours
LONGEST_TIME = 12  # digits


class SignatureRefused(PatternError):
    """Base of the refusals of this module."""


class BadSignature(SignatureRefused):
    """Nobody who has the secret has signed this."""


class StaleDelivery(SignatureRefused):
    """The signature is right, and the time in it too far from now."""


def github_signature(secret: str, body: bytes) -> str:
    """Return what GitHub sends as X-Hub-Signature-256."""
    return f"sha256={hmac.new(secret.encode(), body, 'sha256').hexdigest()}"


def standard_signature(secret: str, webhook_id: str, timestamp: str, body: bytes) -> str:
    """Return what Standard Webhooks, and so GitLab with a signing token, send in webhook-signature."""
    signed = f"{webhook_id}.{timestamp}.".encode() + body
    return f"v1,{b64encode(hmac.digest(key_of(secret), signed, 'sha256')).decode()}"


def generic_signature(secret: str, timestamp: str, body: bytes) -> str:
    """Return what any other CI system sends as X-Firmloop-Signature."""
    return github_signature(secret, f"{timestamp}.".encode() + body)


def check(kind: str, headers: Mapping[str, str], body: bytes, *, secrets: Sequence[str], at: datetime) -> None:
    """Take a delivery that is signed by one of the secrets, and at its time where the signature has one.

    Raises BadSignature, or StaleDelivery for a signature that is right and more than five minutes off.
    """
    if not any(_fits(kind, headers, body, secret) for secret in secrets):
        raise BadSignature
    timestamp = _timestamp(kind, headers)
    if timestamp is not None and not _is_near(timestamp, at):
        raise StaleDelivery


def _fits(kind: str, headers: Mapping[str, str], body: bytes, secret: str) -> bool:
    timestamp = _timestamp(kind, headers)
    if kind == CiKind.GITHUB:
        return _same(headers.get("X-Hub-Signature-256", ""), github_signature(secret, body))
    if kind == CiKind.GENERIC:
        return _same(headers.get("X-Firmloop-Signature", ""), generic_signature(secret, timestamp or "", body))
    if timestamp is None:
        return _same(headers.get("X-Gitlab-Token", ""), secret)
    expected = standard_signature(secret, headers.get("webhook-id", ""), timestamp, body)
    return any(_same(one, expected) for one in headers["webhook-signature"].split(" "))


def _timestamp(kind: str, headers: Mapping[str, str]) -> str | None:
    """Return the time as it was signed, None where the signature has none."""
    if kind == CiKind.GENERIC:
        return headers.get("X-Firmloop-Timestamp", "")
    if kind == CiKind.GITLAB and "webhook-signature" in headers:
        return headers.get("webhook-timestamp", "")
    return None


def _is_near(timestamp: str, at: datetime) -> bool:
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= LONGEST_TIME):
        return False
    return abs(int(timestamp) - at.timestamp()) <= TOLERANCE


def _same(given: str, expected: str) -> bool:
    return compare_digest(given.encode(), expected.encode())
