"""Reports scaffolded projects, their builds and feedback to Firmloop, and reads what became of them."""

from firmloop_client.client import Client
from firmloop_client.errors import (
    Conflict,
    FieldError,
    FirmloopError,
    NotAllowed,
    NotConfigured,
    NotFound,
    NotSignedIn,
    RefusedError,
    ServerFault,
    TooManyRequests,
    Unreachable,
)
from firmloop_client.version import __version__

__all__ = [
    "Client",
    "Conflict",
    "FieldError",
    "FirmloopError",
    "NotAllowed",
    "NotConfigured",
    "NotFound",
    "NotSignedIn",
    "RefusedError",
    "ServerFault",
    "TooManyRequests",
    "Unreachable",
    "__version__",
]
