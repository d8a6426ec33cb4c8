"""What a call can end with when it does not end well; each message says what to change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


class FirmloopError(Exception):
    """Base of everything that this package raises."""


class NotConfigured(FirmloopError):
    """The address or the token is missing or cannot be used; nothing was sent."""


class Unreachable(FirmloopError):
    """No answer of Firmloop's came back, after all tries."""


@dataclass(frozen=True)
class FieldError:
    """What is wrong with one field or parameter; ``field`` is empty where several together are wrong."""

    field: str
    code: str
    message: str


class RefusedError(FirmloopError):
    """The server answered, and said no. ``code`` is for programs, ``detail`` for people, ``errors`` by field."""

    advice = ""

    def __init__(self, status: int, code: str, detail: str, errors: tuple[FieldError, ...] = ()) -> None:
        self.status, self.code, self.detail, self.errors = status, code, detail, errors
        said = "\n".join(f"{one.field}: {one.message}" if one.field else one.message for one in errors)
        super().__init__(" ".join(filter(None, [said or detail, self.advice])))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.status, self.code, self.detail, self.errors)


class NotSignedIn(RefusedError):
    """401: no token, or one that is unknown, revoked or expired."""

    advice = "Set FIRMLOOP_TOKEN to a token of the firm's token page."


class NotAllowed(RefusedError):
    """403: the token's scope does not allow this."""

    advice = "Use a token with the scope that this needs."


class NotFound(RefusedError):
    """404: nothing of the token's firm has this id."""


class Conflict(RefusedError):
    """409: the present state does not allow this. 422: the key was sent before, with another request."""


class TooManyRequests(RefusedError):
    """429, also after waiting: the minute's requests are used up."""


class ServerFault(RefusedError):
    """5xx after all tries: the server or something in front of it cannot answer right now."""


_BY_STATUS: dict[int, type[RefusedError]] = {
    401: NotSignedIn,
    403: NotAllowed,
    404: NotFound,
    409: Conflict,
    422: Conflict,
    429: TooManyRequests,
}


def refusal(status: int, problem: dict[str, Any]) -> RefusedError:
    """Return the error for an answer of 4xx or 5xx; ``problem`` is its body (RFC 9457), empty when it has none."""
    kind = ServerFault if status >= 500 else _BY_STATUS.get(status, RefusedError)  # noqa: PLR2004 -- HTTP's own number
    errors = tuple(
        FieldError(str(one.get("field", "")), str(one.get("code", "")), str(one.get("message", "")))
        for one in problem.get("errors") or ()
        if isinstance(one, dict)
    )
    detail = str(problem.get("detail") or f"The server answered {status} without a word.")
    return kind(status, str(problem.get("code") or ""), detail, errors)
