"""List, detail and change of a table's rows; what has a rule of its own overrides ``change`` with an operation."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, ClassVar
from uuid import UUID

import orjson
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.core.api.etags import etag, expected_version
from apps.core.api.openapi import RowSchema
from apps.core.api.pagination import NewestFirst
from apps.core.api.problems import not_found, problem_response
from apps.core.api.renderers import json_response
from apps.core.api.resources import Resource
from apps.core.api.serializers import LinkId, StrictSerializer


class ByAcceptAlone(DefaultContentNegotiation):
    """Leave ``?format=`` to the filters, which refuse it like any parameter that there is not."""

    settings = SimpleNamespace(URL_FORMAT_OVERRIDE=None)


class RowView(APIView):
    """What every address of a resource shares."""

    resource: ClassVar[Resource]
    input_class: ClassVar[type[StrictSerializer] | None] = None  # the resource's own, but for named actions
    schema = RowSchema()
    content_negotiation_class = ByAcceptAlone

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    def options(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(status=204)

    def cleaned(self, request: Request) -> dict[str, Any]:
        """Return the request's fields as the model takes them; raises ValidationError naming the wrong ones."""
        shape = self.input_class or self.resource.serializer
        serializer = shape(data=request.data, partial=request.method == "PATCH" and self.input_class is None)
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


class RowListView(RowView):
    """Rows of a firm, newest first, and the making of one."""

    def get(self, request: Request) -> HttpResponse:
        pages = NewestFirst()
        rows = pages.paginate_queryset(self.resource.listed(request._request.GET), request)
        return pages.get_paginated_response([orjson.Fragment(row) for row in rows])

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
        self.resource.locked(pk, expected_version(request)).delete()
        return HttpResponse(status=204)


@csrf_exempt
def nowhere(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Answer for every address below /api/ that there is not."""
    problem = not_found()
    return problem_response(problem.status, problem.code, problem.detail)
