"""The OpenAPI description, made from the resources; served at /api/schema and shown at /api/docs."""

from __future__ import annotations

import inspect
from functools import lru_cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiJsonRenderer2, OpenApiYamlRenderer
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiRequest, OpenApiResponse, extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api.pagination import DEFAULT_LIMIT, MAX_LIMIT, NewestFirst
from apps.core.api.problems import MEDIA_TYPE
from apps.core.api.serializers import RowSerializer, StrictSerializer

ROUTES = "config.urls_api"
ETAG = "The row's version; send it back as If-Match with a change."
IF_MATCH = "The ETag of the row you saw: 412 when somebody changed it meanwhile."
REFUSALS = {
    400: "Malformed JSON, or fields or parameters that are wrong: errors names each.",
    401: "No token, or one that is unknown, revoked or expired.",
    403: "The token's scopes or the person's role do not allow this.",
    404: "There is nothing at this address; another firm's rows answer the same.",
    409: "The row's present state does not allow this.",
    412: "Somebody changed the row meanwhile; current is the row as it stands.",
    413: "The body is too large.",
    415: "The body is not sent as application/json.",
    429: "The minute's requests are used up; Retry-After says how long.",
}


class FieldErrorSerializer(serializers.Serializer):
    field = serializers.CharField(help_text="A field or parameter; empty where several together are wrong.")
    code = serializers.CharField()
    message = serializers.CharField()


class ProblemSerializer(serializers.Serializer):
    """A refusal, as RFC 9457 has it."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField(help_text="For programs; detail is for people.")
    detail = serializers.CharField()
    errors = FieldErrorSerializer(many=True)
    current = serializers.DictField(required=False, help_text="With 412: the row as it stands.")


class RowSchema(AutoSchema):
    """Describe list, detail and actions of a resource (views.py)."""

    @property
    def is_list(self) -> bool:
        return hasattr(self.view, "post")

    @property
    def action(self) -> str:
        given = getattr(self.view, "action_name", "")
        if given:
            return given
        return {"GET": "list" if self.is_list else "read", "POST": "create", "PATCH": "change"}.get(
            self.method, self.method.lower()
        )

    def get_operation_id(self) -> str:
        return f"{self.get_tags()[0]}_{self.action}".replace("-", "_")

    def get_tags(self) -> list[str]:
        return [self.path.split("/")[2]]

    def get_summary(self) -> str:
        noun = self.view.resource.noun
        words = {"list": f"List {noun}s, newest first", "create": f"Make a {noun}", "read": f"Read a {noun}"}
        words |= {"change": f"Change a {noun}", "delete": f"Delete a {noun} and what belongs to it"}
        return words.get(self.action) or f"Set a {noun}'s {self.action}"

    def get_description(self) -> str:
        return str(getattr(self.view, "says", {}).get(self.method, ""))

    def get_request_serializer(self) -> Any:
        if self.method not in {"POST", "PATCH"}:
            return None
        if self.view.input_class is None:
            return self.view.resource.serializer
        whole = self.resolve_serializer(self.view.input_class, "request")  # as it is: not partial, though by PATCH
        return {"application/json": OpenApiRequest(whole.ref, examples=self.get_examples())}

    def _map_basic_serializer(self, serializer: Any, direction: str) -> Any:
        schema = super()._map_basic_serializer(serializer, direction)
        if direction == "request" and isinstance(serializer, StrictSerializer):
            schema["additionalProperties"] = False
        if isinstance(serializer, RowSerializer):
            schema["description"] = inspect.getdoc(serializer.Meta.model)
            if direction == "response":
                schema["required"] = list(schema["properties"])
        return schema

    def _map_serializer_field(self, field: Any, direction: str, bypass_extensions: bool = False) -> Any:
        if direction == "request" and field.read_only:  # else nested ones leave components that nothing refers to
            return None
        return super()._map_serializer_field(field, direction, bypass_extensions)

    def get_response_serializers(self) -> Any:
        serializer = self.view.resource.serializer
        codes = [401, 403, 429]
        if self.is_list:
            codes += [400, 404] if self.method == "GET" else [400, 404, 413, 415]
        else:
            codes += {"GET": [404], "DELETE": [400, 404, 409, 412]}.get(self.method, [400, 404, 409, 412, 413, 415])
        shown: dict[Any, Any] = {
            (code, MEDIA_TYPE): OpenApiResponse(ProblemSerializer, description=REFUSALS[code]) for code in sorted(codes)
        }
        if self.action == "list":
            return {200: OpenApiResponse(self._page(serializer), description="A page.")} | shown
        if self.method == "DELETE":
            return {204: OpenApiResponse(description="Deleted.")} | shown
        answer = OpenApiResponse(serializer, description=f"The {self.view.resource.noun} as it stands.")
        return {201 if self.method == "POST" else 200: answer} | shown

    def _page(self, serializer: Any) -> dict[str, Any]:
        """Return a page's schema: its rows have every field, but for those that ``fields`` leaves out."""
        whole = self.resolve_serializer(serializer, "response")
        part = ResolvedComponent(
            name=f"{whole.name}Selection",
            type=ResolvedComponent.SCHEMA,
            object=f"{whole.name}Selection",
            schema={key: value for key, value in whole.schema.items() if key != "required"},
        )
        self.registry.register_on_missing(part)
        return NewestFirst().get_paginated_response_schema({"type": "array", "items": part.ref})

    def get_override_parameters(self) -> list[OpenApiParameter]:
        if self.action == "list":
            return self._list_parameters()
        tag = OpenApiParameter("ETag", str, OpenApiParameter.HEADER, response=[200, 201], description=ETAG)
        if self.method not in {"PATCH", "DELETE"}:
            return [tag]
        pattern = r'^\*$|^(W/)?"\d{1,10}"$'
        return [tag, OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, description=IF_MATCH, pattern=pattern)]

    def _list_parameters(self) -> list[OpenApiParameter]:
        resource = self.view.resource
        limit = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}
        fields = {"type": "array", "items": {"type": "string", "enum": list(resource.fields)}, "minItems": 1}
        given = {name: (known.schema, known.says) for name, known in resource.filters.items()}
        given["limit"] = (limit, "Rows of a page.")
        given["cursor"] = ({"type": "string"}, "From next or previous of an answer.")
        given["fields"] = (fields, "Only these fields, with commas between.")
        return [
            OpenApiParameter(
                name, schema, description=says, **({"explode": False, "style": "form"} if "items" in schema else {})
            )
            for name, (schema, says) in given.items()
        ]

    def get_examples(self) -> list[OpenApiExample]:
        key = getattr(self.view, "action_name", "") or self.method
        example = self.view.resource.examples.get(key)
        if example is None:
            return []
        return [OpenApiExample(self.get_operation_id(), value=example, request_only=True)]


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """Return the description; it only changes with the code."""
    return SchemaGenerator(urlconf=ROUTES).get_schema(request=None, public=True)


@extend_schema(exclude=True)
class SchemaView(SpectacularAPIView):
    """The OpenAPI description in JSON, with ``?format=yaml`` in YAML; open to everybody."""

    renderer_classes = [OpenApiJsonRenderer2, OpenApiJsonRenderer, OpenApiYamlRenderer]
    authentication_classes = []
    permission_classes = []

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(schema())


class DocsView(SpectacularSwaggerSplitView):
    """Swagger's pages from our own server; open to everybody."""

    url_name = "api-schema"
    template_name = "core/api_docs.html"
    authentication_classes = []
    permission_classes = []
