"""The secret that an endpoint shares with its CI system: derived each time, so that none is stored."""

from __future__ import annotations

from base64 import b64decode, b64encode
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

PREFIX = "whsec_"  # as Standard Webhooks writes a key of 32 bytes; to other senders it is just a text


def secret_of(endpoint_id: UUID, number: int) -> str:
    """Return an endpoint's secret by the installation's present key; ``number`` grows with each new one."""
    return secrets_of(endpoint_id, number)[0]


def secrets_of(endpoint_id: UUID, number: int) -> list[str]:
    """Return the secret by each key of the installation, the present one first: a new key may take its time."""
    return [_derived(key, endpoint_id, number) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _derived(key: str | bytes, endpoint_id: UUID, number: int) -> str:
    made = salted_hmac("apps.patterns.ci.secrets", f"{endpoint_id}:{number}", secret=key, algorithm="sha256")
    return PREFIX + b64encode(made.digest()).decode()


def key_of(secret: str) -> bytes:
    """Return the bytes that a secret in the form of Standard Webhooks stands for."""
    return b64decode(secret.removeprefix(PREFIX))
