"""Requests to one server: how they are sent, when they are sent again, and what their answers mean."""

from __future__ import annotations

import datetime as dt
import ipaddress
import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID

import urllib3
from urllib3.exceptions import HTTPError, MaxRetryError, SSLError
from urllib3.util import Retry, Timeout

from firmloop_client.errors import NotConfigured, Unreachable, refusal

TIMEOUT = Timeout(connect=5, read=30)
LONGEST_WAIT = 60  # seconds; the server counts requests by the minute
PASSING = frozenset({429, 502, 503, 504})
TOKEN = re.compile(r"[!-~]+")
KEY = re.compile(r"[!-~]{1,200}")
FIRM = re.compile(r"/f/([a-z0-9-]+)(?:/.*)?$")


class Transport:
    """Sends requests with a token; knows the server's address and, where that names it, the firm's."""

    def __init__(
        self, url: str, token: str, *, allow_http: bool, retries: int, pool: urllib3.PoolManager | None, agent: str
    ) -> None:
        self.url, self.firm = _address(url, allow_http=allow_http)
        if not TOKEN.fullmatch(token):  # http.client would repeat it in its refusal
            raise NotConfigured("The token is empty or holds blanks; set FIRMLOOP_TOKEN to it and nothing else.")
        self._headers = {"Authorization": f"Bearer {token}", "Accept": "application/json", "User-Agent": agent}
        self._retries = max(0, retries)
        self._pool, self._is_own_pool = pool or urllib3.PoolManager(), pool is None

    def close(self) -> None:
        """Close the connections that are kept open, unless they are of a pool that was given."""
        if not self._is_own_pool:
            return
        for key in self._pool.pools.keys():  # noqa: SIM118 -- no dict: it cannot be iterated
            self._pool.pools[key].close()  # clear alone leaves it to the garbage collector
        self._pool.clear()

    def send(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Mapping[str, Any] | None = None,
        key: str | None = None,
        repeatable: bool = True,
    ) -> Any:
        """Return the JSON of an answer, None for an empty one.

        ``key`` makes a POST one that the server does once; ``repeatable`` says that a request may arrive twice.
        Raises RefusedError or Unreachable.
        """
        if key is not None and not KEY.fullmatch(key):
            raise NotConfigured("An idempotency key takes 1 to 200 visible ASCII characters, such as a UUID.")
        headers = self._headers | ({} if key is None else {"Idempotency-Key": key})
        sent = None
        if body is not None:
            sent = json.dumps(body, default=plain, allow_nan=False, separators=(",", ":")).encode()
            headers["Content-Type"] = "application/json"
        response = self._request(method, path, query, repeatable=repeatable, body=sent, headers=headers)
        return self._read(response)

    def lines(self, path: str, query: Mapping[str, Any]) -> Iterator[bytes]:
        """Yield the lines of an answer as they come in. Raises RefusedError or Unreachable."""
        headers = self._headers | {"Accept": "*/*"}
        response = self._request("GET", path, query, headers=headers, preload_content=False)
        try:
            if response.status != 200:  # noqa: PLR2004 -- HTTP's own number
                self._read(response)
            yield from response
        except HTTPError as error:
            raise Unreachable(f"The answer of {self.url} broke off; ask for it again.") from error
        finally:
            response.close()

    def _request(
        self, method: str, path: str, query: Mapping[str, Any] | None, *, repeatable: bool = True, **options: Any
    ) -> urllib3.BaseHTTPResponse:
        url = f"{self.url}/api/{path}"
        if asked := {name: _text(value) for name, value in (query or {}).items() if value is not None}:
            url += f"?{urlencode(asked)}"
        try:
            return self._pool.request(
                method, url, timeout=TIMEOUT, redirect=False, retries=self._patience(repeatable=repeatable), **options
            )
        except HTTPError as error:
            raise Unreachable(self._why(error)) from error

    def _patience(self, *, repeatable: bool) -> Retry:
        """Return when to send again.

        What must not arrive twice is sent again only when it did not arrive at all, or when the server itself says to
        come back: its 429 and 503 carry Retry-After, and it has undone what such a request did.
        """
        return Retry(
            total=self._retries,
            read=None if repeatable else False,
            other=0,  # such as a certificate that is not trusted: the next one will not be either
            allowed_methods=None,
            status_forcelist=PASSING if repeatable else (),
            backoff_factor=0.5,
            backoff_jitter=0.5,
            retry_after_max=LONGEST_WAIT,
            raise_on_status=False,
        )

    def _why(self, error: HTTPError) -> str:
        reason = (error.reason if isinstance(error, MaxRetryError) else error) or error
        said = str(reason).rpartition(": ")[2] or type(reason).__name__
        if isinstance(reason, SSLError):
            return f"{self.url} cannot be trusted or speaks no TLS ({said}). Check FIRMLOOP_URL and its certificate."
        return f"{self.url} cannot be reached ({said}). Check FIRMLOOP_URL, and that the server runs; then try again."

    def _read(self, response: urllib3.BaseHTTPResponse) -> Any:
        status, content = response.status, response.data
        if 300 <= status < 400:  # noqa: PLR2004 -- HTTP's own numbers
            to = response.headers.get("Location", "")
            raise Unreachable(f"{self.url} sends on to {to}. Set FIRMLOOP_URL to where the server is now.")
        if status == 204 or (status < 300 and not content):  # noqa: PLR2004 -- HTTP's own numbers
            return None
        try:
            found = json.loads(content)
        except ValueError:
            found = None
        if status >= 400:  # noqa: PLR2004 -- HTTP's own number
            raise refusal(status, found if isinstance(found, dict) else {})
        if found is None:
            raise Unreachable(f"{self.url} answers, but not as Firmloop does. Check FIRMLOOP_URL.")
        return found


def _address(url: str, *, allow_http: bool) -> tuple[str, str | None]:
    """Return the server's address without a slash at its end, and the firm's short name where the address has it.

    Raises NotConfigured for what is no address, and for one that would send the token unencrypted to another machine.
    """
    try:
        parts = urlsplit(url.strip())
        parts.port  # noqa: B018 -- raises for what is no port
    except ValueError as error:
        raise NotConfigured(f"FIRMLOOP_URL is no address: {error}.") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment or parts.username:
        raise NotConfigured("Set FIRMLOOP_URL to the server's address, such as https://firmloop.example.")
    if parts.scheme == "http" and not allow_http and not _is_here(parts.hostname):
        raise NotConfigured(
            f"http:// would send the token unencrypted to {parts.hostname}. Use https://, or allow it by "
            "allow_http=True or FIRMLOOP_ALLOW_HTTP=1."
        )
    path = parts.path
    firm = FIRM.search(path)
    path = path[: firm.start()] if firm else path
    path = path.rstrip("/").removesuffix("/api")
    return f"{parts.scheme}://{parts.netloc}{path}", firm[1] if firm else None


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return value.isoformat()
    return ",".join(value) if isinstance(value, list | tuple) else str(value)


def plain(value: Any) -> Any:
    """Return what JSON has no word for as the API takes it."""
    match value:
        case dt.datetime() if value.tzinfo is None:
            raise ValueError("Give times an offset, such as datetime.now(UTC).")
        case dt.date():
            return value.isoformat()
        case Decimal():
            return float(value)
        case UUID():
            return str(value)
        case set() | frozenset():
            return sorted(value)
    raise TypeError(f"{type(value).__name__} is nothing that the API takes.")
