"""One shape for every refusal of the API: RFC 9457 problem details with a code and per-field errors."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import Any, TypedDict

import orjson
from django.core.exceptions import (
    ObjectDoesNotExist,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
    ValidationError,
)
from django.core.signals import got_request_exception
from django.db import DatabaseError, Error, InterfaceError, OperationalError, models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from rest_framework import exceptions

MEDIA_TYPE = "application/problem+json"
NO_FIELD = "non_field_errors"
logger = logging.getLogger("django.request")


class FieldError(TypedDict):
    """What is wrong with one field or parameter; ``field`` is empty where several together are wrong."""

    field: str
    code: str
    message: str


class Problem(Exception):
    """A refusal as the caller reads it; ``more`` are further members of the answer, ``headers`` its headers."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        *,
        errors: Iterable[FieldError] = (),
        headers: dict[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail = status, code, detail
        self.errors, self.headers, self.more = list(errors), headers or {}, more


def not_found() -> Problem:
    """Return the one answer for what is missing, another firm's, or no address at all."""
    return Problem(404, "not_found", "There is nothing at this address.")


def invalid(errors: Iterable[FieldError]) -> Problem:
    """Return the refusal of input whose fields or parameters are wrong."""
    errors = list(errors)
    first = errors[0]
    detail = f"{first['field']}: {first['message']}" if first["field"] else first["message"]
    if len(errors) > 1:
        detail = f"{detail} ({len(errors) - 1} more in errors)"
    return Problem(400, "invalid", detail, errors=errors)


def invalid_field(field: str, code: str, message: str) -> Problem:
    """Return the refusal of input with one field or parameter wrong."""
    return invalid([FieldError(field=field, code=code, message=message)])


def problem_response(
    status: int, code: str, detail: str, *, errors: Iterable[FieldError] = (), **more: Any
) -> HttpResponse:
    """Return a problem as an answer, for code outside REST views as well."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": detail,
        "errors": list(errors),
        **more,
    }
    return HttpResponse(orjson.dumps(body), status=status, content_type=MEDIA_TYPE)


def problem_handler(exc: Exception, context: dict[str, Any]) -> HttpResponse:
    """Turn whatever a view raised into a problem, and undo what the request wrote until then."""
    request, view = context["request"], context.get("view")
    if request.auth is not None and transaction.get_connection().in_atomic_block:
        transaction.set_rollback(True)
    problem = problem_of(exc, view, request.method)
    if problem is None:
        _report(exc, request._request)
        problem = Problem(500, "server_error", "This is our fault. It is logged; nothing was changed.")
    return _answered(problem)


def failure_response(exc: Error, request: HttpRequest) -> HttpResponse:
    """Report a database error outside any view, and answer it: 503 while the database is busy or cannot be reached."""
    from apps.core.api.refusals import refusal_of  # it builds on this module

    problem = refusal_of(exc, request.method or "") if isinstance(exc, DatabaseError) else None
    if problem is None:
        _report(exc, request)
        problem = Problem(500, "server_error", "This is our fault. It is logged; nothing was changed.")
        if isinstance(exc, OperationalError | InterfaceError):
            detail = "The database cannot be reached. Nothing was changed; try again in a few seconds."
            problem = Problem(503, "unavailable", detail, headers={"Retry-After": "5"})
    return _answered(problem)


def _answered(problem: Problem) -> HttpResponse:
    response = problem_response(problem.status, problem.code, problem.detail, errors=problem.errors, **problem.more)
    for name, value in problem.headers.items():
        response[name] = value
    return response


def problem_of(exc: Exception, view: Any, method: str) -> Problem | None:  # noqa: PLR0911 -- one kind of refusal a line
    """Return the refusal that an exception stands for, None when it is a fault of ours."""
    from apps.core.api.refusals import refusal_of  # it builds on this module

    match exc:
        case Problem():
            return exc
        case Http404() | exceptions.NotFound() | ObjectDoesNotExist():
            return not_found()
        case exceptions.ValidationError():
            return invalid(_of_serializer(exc.detail))
        case ValidationError():
            return invalid(_of_model(exc, view))
        case exceptions.APIException():
            return _of_framework(exc, view)
        case PermissionDenied():
            return Problem(403, "not_allowed", "You may not do this.")
        case RequestDataTooBig() | TooManyFieldsSent() | TooManyFilesSent():
            return Problem(413, "too_large", "The request holds more than is read.")
        case SuspiciousOperation() | MultiPartParserError():
            return Problem(400, "malformed", "The request is malformed.")
        case DatabaseError():
            return refusal_of(exc, method)
    return None


def _of_framework(exc: exceptions.APIException, view: Any) -> Problem:
    headers = {}
    if header := getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = header
    if isinstance(exc, exceptions.MethodNotAllowed):
        detail = f"This address takes {', '.join(view.allowed_methods)}."
    elif isinstance(exc, exceptions.UnsupportedMediaType):
        kinds = " or ".join(parser.media_type for parser in view.parser_classes)
        detail = f"Send the body as {kinds}, with that Content-Type."
    elif isinstance(exc, exceptions.NotAcceptable):
        detail = "This address answers in application/json only."
    else:
        detail = str(exc.detail)
    return Problem(exc.status_code, str(exc.get_codes()), detail, headers=headers)


def _of_serializer(detail: Any, field: str = "") -> Iterator[FieldError]:
    if isinstance(detail, dict):
        for name, inner in detail.items():
            below = "" if name == NO_FIELD else str(name)
            yield from _of_serializer(inner, f"{field}.{below}" if field and below else field or below)
    elif isinstance(detail, list):
        for inner in detail:
            yield from _of_serializer(inner, field)
    else:
        yield FieldError(field=field, code=detail.code, message=str(detail))


def _of_model(exc: ValidationError, view: Any) -> Iterator[FieldError]:
    resource = getattr(view, "resource", None)
    by_field = exc.error_dict if hasattr(exc, "error_dict") else {"": exc.error_list}
    for name, errors in by_field.items():
        field = public_name(resource.model, name) if resource and name else name
        for error in errors:
            yield FieldError(field=field, code=error.code or "invalid", message=" ".join(error.messages))


def public_name(model: type[models.Model], name: str) -> str:
    """Return how the API calls a model's field: its column, so that links end in ``_id``."""
    return next((field.attname for field in model._meta.concrete_fields if field.name == name), "")


def _report(exc: Exception, request: HttpRequest) -> None:
    got_request_exception.send(sender=None, request=request)
    logger.error("Internal Server Error: %s", request.path, exc_info=exc, extra={"status_code": 500})
