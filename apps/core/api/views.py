"""List, detail and change of a table's rows; what has a rule of its own overrides ``change`` with an operation."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.core.api.acts import Act
from apps.core.api.etags import etag, expected_version
from apps.core.api.filters import is_whole
from apps.core.api.pagination import page_response, page_schema
from apps.core.api.problems import FieldError, invalid, invalid_field, not_found, problem_response
from apps.core.api.renderers import MEDIA_TYPE, json_response
from apps.core.api.resources import DEFAULT_LIMIT, Resource
from apps.core.api.schemas import ActSchema, RowSchema
from apps.core.api.serializers import LinkId, StrictSerializer

PLAIN = {"*/*", MEDIA_TYPE}  # what nearly every caller accepts


class ByAcceptAlone(DefaultContentNegotiation):
    """Leave ``?format=`` to the filters, which refuse it like any parameter that there is not."""

    settings = SimpleNamespace(URL_FORMAT_OVERRIDE=None)


class Reading:
    """What a view asks of a request that has no body; DRF's own also weighs parsers, renderers and versions."""

    user: Any = None
    auth: Any = None

    def __init__(self, request: HttpRequest) -> None:
        self._request, self.method, self.path = request, request.method, request.path
        self.headers, self.query_params = request.headers, request.GET


class ApiView(APIView):
    """What every address of the API shares."""

    content_negotiation_class = ByAcceptAlone

    def body(self, request: Request) -> Any:
        """Return the body; raises UnsupportedMediaType for a kind that the view does not take.

        DRF passes over a form that something before it has read, such as the CSRF check.
        """
        has_body = request.META.get("CONTENT_LENGTH") not in {None, "", "0"}
        if has_body and not request.negotiator.select_parser(request, request.parsers):
            raise UnsupportedMediaType(request.content_type)
        return request.data

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    def options(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(status=204)


class ActView(ApiView):
    """An address of its own kind; ``acts`` says by method what it takes and answers."""

    acts: ClassVar[Mapping[str, Act]]
    schema = ActSchema()

    def cleaned(self, request: Request) -> dict[str, Any]:
        """Return the request's fields; raises ValidationError naming the wrong ones."""
        shape = self.acts[request.method or ""].takes
        assert shape is not None  # noqa: S101 -- asked only where the act takes something
        serializer = shape(data=self.body(request))
        serializer.is_valid(raise_exception=True)
        return serializer.validated_data

    def act(self, request: Request) -> Act:
        """Return what is asked for; HEAD is a GET without the answer."""
        return self.acts["GET" if request.method == "HEAD" else request.method or ""]

    def asked(self, request: Request) -> dict[str, Any]:
        """Return the parameters besides limit as the act's filters read them.

        Raises Problem naming each that is unknown, given twice or has a bad value.
        """
        act, values, errors = self.act(request), {}, []
        known = (*act.filters, *(("limit",) if act.most else ()))
        for name, texts in request.query_params.lists():
            if name not in known:
                message = f"There is no such parameter. Accepted: {', '.join(known) or 'none'}."
                errors.append(FieldError(field=name, code="unknown_parameter", message=message))
            elif len(texts) > 1:
                errors.append(FieldError(field=name, code="invalid", message="Takes one value, and is given twice."))
            elif name in act.filters:
                try:
                    values[name] = act.filters[name].condition(texts[0])
                except ValueError as refused:
                    errors.append(FieldError(field=name, code="invalid", message=f"Takes {refused}."))
        if errors:
            raise invalid(errors)
        return values

    def limit(self, request: Request, default: int = DEFAULT_LIMIT) -> int:
        """Return how many rows are asked for; raises Problem for what the act does not take."""
        act = self.act(request)
        known, most = ("limit", *act.filters), act.most
        if unknown := [name for name in request.query_params if name not in known]:
            message = f"There is no such parameter. Accepted: {', '.join(known)}."
            raise invalid_field(unknown[0], "unknown_parameter", message)
        text = request.query_params.get("limit", str(default))
        if not (is_whole(text) and 1 <= int(text) <= most):
            raise invalid_field("limit", "invalid", f"Takes a whole number from 1 to {most}.")
        return int(text)


class RowView(ApiView):
    """What every address of a resource shares."""

    resource: ClassVar[Resource]
    input_class: ClassVar[type[StrictSerializer] | None] = None  # the resource's own, but for named actions
    is_list: ClassVar[bool] = False
    schema = RowSchema()

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Answer a request; a plain read takes a shorter way, since DRF's costs a tenth of a list."""
        accepts = request.META.get("HTTP_ACCEPT", "*/*")
        if request.method != "GET" or accepts not in PLAIN or not hasattr(self, "get"):
            return super().dispatch(request, *args, **kwargs)
        self.args, self.kwargs, self.headers = args, kwargs, self.default_response_headers
        self.request: Any = Reading(request)
        try:
            self.request.user, self.request.auth = (
                self.authentication_classes[0]().authenticate(self.request) or (None,) * 2
            )
            self.check_permissions(self.request)
            response = self.get(self.request, *args, **kwargs)
        except Exception as refused:  # noqa: BLE001 -- the handler logs and answers what is no refusal, as DRF does
            response = self.handle_exception(refused)
        self.response = self.finalize_response(self.request, response, *args, **kwargs)
        return self.response

    def cleaned(self, request: Request) -> dict[str, Any]:
        """Return the request's fields as the model takes them; raises ValidationError naming the wrong ones."""
        shape = self.input_class or self.resource.serializer
        serializer = shape(data=self.body(request), partial=request.method == "PATCH" and self.input_class is None)
        serializer.is_valid(raise_exception=True)
        return serializer.validated_data

    def shown(self, pk: UUID, *, status: int = 200, headers: dict[str, str] | None = None) -> HttpResponse:
        """Return the row as it stands in the database, with its ETag."""
        row, version = self.resource.read(pk)
        return json_response(row, status=status, headers={"ETag": etag(version), **(headers or {})})

    def stamps(self, names: set[str]) -> dict[str, Any]:
        """Return what else is set when these fields are."""
        return {}

    def store(self, row: Any, values: dict[str, Any]) -> None:
        """Set the values that differ, check them and save; rules across fields and rows are the database's."""
        made = row._state.adding
        values = {name: value for name, value in values.items() if made or getattr(row, name) != value}
        if not values and not made:
            return
        values |= self.stamps(set(values))
        for name, value in values.items():
            setattr(row, name, value)
        links = {name for name, known in self.resource.serializer._declared_fields.items() if isinstance(known, LinkId)}
        checked = set(values) - links
        row.full_clean(
            exclude={f.name for f in row._meta.fields if f.attname not in checked},
            validate_unique=False,
            validate_constraints=False,
        )
        row.save(force_insert=made, update_fields=None if made else set(values))


class RowActView(ActView):
    """A named act on one row of a resource, answered with the row as it stands."""

    resource: ClassVar[Resource]

    def hold(self, request: Request, pk: UUID) -> Any:
        """Return the row, held until the request ends; raises DoesNotExist, or Problem for a lost race."""
        return self.resource.locked(pk, expected_version(request))

    def shown(self, pk: UUID, *, status: int = 200) -> HttpResponse:
        """Return the row as it stands in the database, with its ETag."""
        row, version = self.resource.read(pk)
        return json_response(row, status=status, headers={"ETag": etag(version)})


class RowPagesView(RowView):
    """Rows of a firm, page by page."""

    is_list = True
    page_schema = staticmethod(page_schema)

    def get(self, request: Request) -> HttpResponse:
        return page_response(request._request, self.resource.page(request._request.GET))


class RowListView(RowPagesView):
    """Rows of a firm, page by page, and the making of one."""

    def post(self, request: Request) -> HttpResponse:
        row = self.resource.model()
        self.store(row, self.cleaned(request))
        return self.shown(row.pk, status=201, headers={"Location": f"{request.path}/{row.pk}"})


class RowDetailView(RowView):
    """One row: read, changed, deleted."""

    def get(self, request: Request, pk: UUID) -> HttpResponse:
        return self.shown(pk)

    def patch(self, request: Request, pk: UUID) -> HttpResponse:
        self.change(pk, self.cleaned(request), expected_version(request))
        return self.shown(pk)

    def change(self, pk: UUID, values: dict[str, Any], version: int | None) -> None:
        """Change the row; raises DoesNotExist, or Problem for a lost race."""
        self.store(self.resource.locked(pk, version), values)

    def delete(self, request: Request, pk: UUID) -> HttpResponse:
        self.resource.locked(pk, expected_version(request))
        self.resource.delete(pk)
        return HttpResponse(status=204)


@csrf_exempt
def nowhere(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Answer for every address below /api/ that there is not."""
    problem = not_found()
    return problem_response(problem.status, problem.code, problem.detail)
