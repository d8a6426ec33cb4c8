"""A POST that is sent twice with one Idempotency-Key is done once and answered twice."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.multipartparser import MultiPartParserError
from psycopg.errors import LockNotAvailable

from apps.tenancy.context import current_tenant_id
from apps.tenancy.permissions import Caller

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
KEY = re.compile(r"[!-~]{1,200}")
OLD = "created_at < app_now() - interval '24 hours'"
KEPT_HEADERS = ("Content-Type", "ETag", "Location")
PURGED_AT_ONCE = 100
OURS = "tenant_id = %s AND caller_id = %s"

CLAIM = """
INSERT INTO idempotency_keys (tenant_id, caller_id, key, request_hash, headers, body) VALUES (%s, %s, %s, %s, '{}', '')
ON CONFLICT (tenant_id, caller_id, key) DO NOTHING RETURNING id
"""
FIND = f"""
SELECT request_hash, status, headers::text, body, {OLD} FROM idempotency_keys
WHERE {OURS} AND key = %s
"""  # noqa: S608 -- constants of ours
FORGET = f"DELETE FROM idempotency_keys WHERE {OURS} AND key = %s AND {OLD}"  # noqa: S608 -- as above
PURGE = f"""
DELETE FROM idempotency_keys WHERE tenant_id = %s AND id IN (
    SELECT id FROM idempotency_keys WHERE {OURS} AND {OLD}
    ORDER BY created_at LIMIT %s FOR UPDATE SKIP LOCKED
)
"""  # noqa: S608 -- as above
KEEP = "UPDATE idempotency_keys SET status = %s, headers = %s, body = %s WHERE tenant_id = %s AND id = %s"


class IdempotencyError(Exception):
    """Base of the refusals of this module; the message is written for the caller."""


class BadKey(IdempotencyError):
    """The header is no key."""


class KeyReused(IdempotencyError):
    """The key was sent before, with another request."""


class KeyBusy(IdempotencyError):
    """The first request with the key still runs."""


class BodyUnreadable(IdempotencyError):
    """The body is a form that is cut off or without its boundary."""


class BodyTooLarge(IdempotencyError):
    """The body is larger than any that is read."""


@dataclass(frozen=True)
class Answer:
    """What the first request was answered with."""

    status: int
    headers: dict[str, str]
    body: str

    def response(self) -> HttpResponse:
        """Return it as an answer once more."""
        headers = {**self.headers, "Cache-Control": "no-store", REPLAYED: "true"}
        return HttpResponse(self.body, status=self.status, headers=headers)


def answer_once(
    request: HttpRequest, caller: Caller, get_response: Callable[[Any], HttpResponseBase]
) -> HttpResponseBase:
    """Answer a request, or, where it carries a key that was answered before, as it was answered then.

    Runs in the firm's transaction: the key is written in it, so a second request waits until the first is committed.
    Only answers of success are kept; after any other the whole request is rolled back.

    Raises BadKey, KeyReused, KeyBusy, BodyUnreadable or BodyTooLarge.
    """
    key = request.headers.get(HEADER)
    if key is None or request.method != "POST":
        return get_response(request)
    if not KEY.fullmatch(key):
        raise BadKey("Takes 1 to 200 visible ASCII characters, such as a UUID.")
    claimed = _claim(_owner(caller), key, _hash_of(request))
    if isinstance(claimed, Answer):
        return claimed.response()
    response = get_response(request)
    if 200 <= response.status_code < 300:  # noqa: PLR2004 -- success by HTTP's own numbers
        _keep(claimed, response)
    else:
        transaction.set_rollback(True)
    return response


def _owner(caller: Caller) -> UUID:
    owner = caller.token_id or caller.user_id
    assert owner is not None  # noqa: S101 -- a caller is a token or a person
    return owner


def _hash_of(request: HttpRequest) -> bytes:
    try:
        # Each sending of a form has another boundary, so its parts are compared.
        body = b"\n".join(_parts(request)) if request.content_type == "multipart/form-data" else request.body
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent) as error:
        raise BodyTooLarge(f"A request holds at most {settings.DATA_UPLOAD_MAX_MEMORY_SIZE:,} bytes.") from error
    except MultiPartParserError as error:
        raise BodyUnreadable("The form cannot be read to its end; send it again.") from error
    return hashlib.sha256(b"\n".join([b"POST", request.get_full_path().encode(), body])).digest()


def _parts(request: HttpRequest) -> Iterator[bytes]:
    for name, values in sorted(request.POST.lists()):
        yield orjson.dumps([name, values])
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            content = hashlib.sha256()
            for chunk in file.chunks():
                content.update(chunk)
            file.seek(0)
            yield orjson.dumps([name, file.name, content.hexdigest()])


def _claim(owner: UUID, key: str, request_hash: bytes) -> UUID | Answer:
    """Take the key for this request and return its row, or what its first request was answered with."""
    firm = current_tenant_id()
    with connection.cursor() as cursor:
        for _ in range(2):  # the second time after an old key was forgotten
            try:
                cursor.execute(CLAIM, [firm, owner, key, request_hash])
            except OperationalError as error:
                if not isinstance(error.__cause__, LockNotAvailable):
                    raise
                raise KeyBusy("The first request with this key still runs; try again in a second.") from error
            if row := cursor.fetchone():
                cursor.execute(PURGE, [firm, firm, owner, PURGED_AT_ONCE])
                return UUID(str(row[0]))
            cursor.execute(FIND, [firm, owner, key])
            found = cursor.fetchone()
            if found and not found[4]:
                if bytes(found[0]) != request_hash:
                    raise KeyReused(
                        "This key was sent before with another address or body. Make a new key for each act."
                    )
                return Answer(found[1], orjson.loads(found[2]), found[3])
            cursor.execute(FORGET, [firm, owner, key])
    raise KeyBusy("Another request took this key just now; try again in a second.")


def _keep(row: UUID, response: HttpResponseBase) -> None:
    assert isinstance(response, HttpResponse)  # noqa: S101 -- a POST's answer is never streamed
    headers = {name: response[name] for name in KEPT_HEADERS if response.has_header(name)}
    body: bytes = getattr(response, "kept_content", response.content)  # a secret in the answer is not kept
    kept: list[Any] = [response.status_code, orjson.dumps(headers).decode(), body.decode()]
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [*kept, current_tenant_id(), row])
