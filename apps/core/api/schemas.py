"""How the OpenAPI description reads views: the one of a resource's rows, and the one of acts."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiRequest, OpenApiResponse
from rest_framework import serializers

from apps.core.api.acts import Act
from apps.core.api.problems import MEDIA_TYPE
from apps.core.api.renderers import MEDIA_TYPE as JSON
from apps.core.api.resources import DEFAULT_LIMIT
from apps.core.api.serializers import RowSerializer, StrictSerializer

ETAG = "The row's version; send it back as If-Match with a change."
IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    description="The ETag of the row you saw: 412 when somebody changed it meanwhile.",
    pattern=r'^\*$|^(W/)?"\d{1,10}"$',
)
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
    OpenApiParameter.HEADER,
    description="A text of your own for this one act. The same request sent again within a day with the same key is "
    "done once and answered alike, with Idempotency-Replayed: true.",
)
REFUSALS = {
    400: "Malformed JSON, or fields or parameters that are wrong: errors names each.",
    401: "No token, or one that is unknown, revoked or expired.",
    403: "The token's scopes or the person's role do not allow this.",
    404: "There is nothing at this address; another firm's rows answer the same.",
    409: "The row's present state does not allow this.",
    412: "Somebody changed the row meanwhile; current is the row as it stands.",
    413: "The body is too large.",
    415: "The body is sent as another kind than the description names.",
    422: "The Idempotency-Key was sent before, with another request.",
    429: "The minute's requests are used up; Retry-After says how long.",
    503: "Somebody else holds the row right now; Retry-After says how long.",
}
EVERYWHERE = (401, 403, 429)
OF_A_BODY = {
    "POST": (400, 413, 415, 422, 503),
    "PATCH": (400, 409, 412, 413, 415, 503),
    "PUT": (400, 409, 412, 413, 415, 503),
    "DELETE": (400, 409, 412, 503),
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


def _problems(codes: Iterable[int]) -> dict[Any, Any]:
    return {
        (code, MEDIA_TYPE): OpenApiResponse(ProblemSerializer, description=REFUSALS[code])
        for code in sorted({*codes, *EVERYWHERE})
    }


class ApiSchema(AutoSchema):
    """What the two kinds of views share."""

    def get_tags(self) -> list[str]:
        return [self.path.split("/")[2]]

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

    def _get_request_body(self, direction: str = "request") -> Any:
        """Say that a body has to be sent where one of its fields has."""
        body = super()._get_request_body(direction)
        for content in (body or {}).get("content", {}).values():
            name = content["schema"]["$ref"].rpartition("/")[2]
            if "required" in self.registry[(name, ResolvedComponent.SCHEMA)].schema:
                body["required"] = True
        return body

    def get_examples(self) -> list[OpenApiExample]:
        example = self.example()
        return [OpenApiExample(self.get_operation_id(), value=example, request_only=True)] if example else []

    def example(self) -> dict[str, Any] | None:
        """Return the request that the description shows and the tests execute."""
        raise NotImplementedError

    def _as_it_is(self, serializer: Any, sent_as: str = JSON) -> dict[str, Any]:
        """Return a request's body that is not partial, though it be sent by PATCH."""
        whole = self.resolve_serializer(serializer, "request")
        return {sent_as: OpenApiRequest(whole.ref, examples=self.get_examples())}

    def _headers(self, *, versioned: bool) -> list[OpenApiParameter]:
        headers = [OpenApiParameter("ETag", str, OpenApiParameter.HEADER, response=[200, 201], description=ETAG)]
        headers = headers if versioned else []
        if self.method == "POST":
            headers.append(IDEMPOTENCY_KEY)
        elif versioned and self.method in {"PATCH", "PUT", "DELETE"}:
            headers.append(IF_MATCH)
        return headers


class RowSchema(ApiSchema):
    """Describe list, detail and named actions of a resource (views.py)."""

    @property
    def is_list(self) -> bool:
        return self.view.is_list

    @property
    def action(self) -> str:
        given = getattr(self.view, "action_name", "")
        if given:
            return given
        return {"GET": "list" if self.is_list else "read", "POST": "create", "PATCH": "change"}.get(
            self.method, self.method.lower()
        )

    def get_operation_id(self) -> str:
        part = getattr(self.view, "part", "")  # what is listed below a row of another resource
        return "_".join(filter(None, [self.get_tags()[0], part, self.action])).replace("-", "_")

    def get_summary(self) -> str:
        noun = self.view.resource.noun
        one = f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
        words = {"list": f"List {noun}s", "create": f"Make {one}", "read": f"Read {one}"}
        words |= {"change": f"Change {one}", "delete": f"Delete {one} and what belongs to it"}
        given = getattr(self.view, "summaries", {}).get(self.method, "") or getattr(self.view, "summary", "")
        return given or words.get(self.action) or f"Set {one}'s {self.action}"

    def get_description(self) -> str:
        return str(getattr(self.view, "says", {}).get(self.method, ""))

    def get_request_serializer(self) -> Any:
        if self.method not in {"POST", "PATCH"}:
            return None
        if self.view.input_class is None:
            return self.view.resource.serializer
        return self._as_it_is(self.view.input_class)

    def get_response_serializers(self) -> Any:
        serializer = self.view.resource.serializer
        more = getattr(self.view, "refuses", {}).get(self.method, ())
        shown = _problems((404, *OF_A_BODY.get(self.method, ()), *more, *((400,) if self.is_list else ())))
        if self.is_list and self.method == "GET":
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
        return self.view.page_schema(part.ref)

    def get_override_parameters(self) -> list[OpenApiParameter]:
        if self.is_list and self.method == "GET":
            return self._list_parameters()
        return self._headers(versioned=True)

    def _list_parameters(self) -> list[OpenApiParameter]:
        resource = self.view.resource
        limit = {"type": "integer", "minimum": 1, "maximum": resource.most, "default": DEFAULT_LIMIT}
        order = {"type": "string", "enum": list(resource.orders), "default": resource.default_order}
        fields = {"type": "array", "items": {"type": "string", "enum": list(resource.fields)}, "minItems": 1}
        given = {name: (known.schema, known.says) for name, known in resource.filters.items()}
        orders = "; ".join(f"{name}: {known.says}" for name, known in resource.orders.items() if name[0] != "-")
        newest = resource.orders["-created_at"].says if "-created_at" in resource.orders else ""
        name, *others = resource.sorting
        given[name] = (order, f"-created_at: {newest}; {orders}. With - the other way." if newest else f"{orders}.")
        given |= dict.fromkeys(others, (order, f"Another name of {name}, which wins."))
        given["limit"] = (limit, "Rows of a page.")
        turns = {
            "cursor": ({"type": "string"}, "From next or previous of an answer in the same order."),
            "offset": ({"type": "integer", "minimum": 0, "default": 0}, "Rows to leave out before the page."),
        }
        given |= {turn: turns[turn] for turn in resource.paging if turn in turns}
        given["fields"] = (fields, "Only these fields, with commas between.")
        return [
            OpenApiParameter(
                name, schema, description=says, **({"explode": False, "style": "form"} if "items" in schema else {})
            )
            for name, (schema, says) in given.items()
        ]

    def example(self) -> dict[str, Any] | None:
        return self.view.resource.examples.get(getattr(self.view, "action_name", "") or self.method)


class ActSchema(ApiSchema):
    """Describe an address by its acts (acts.py)."""

    @property
    def act(self) -> Act:
        return self.view.acts[self.method]

    def get_operation_id(self) -> str:
        return f"{self.get_tags()[0]}_{self.act.name}".replace("-", "_")

    def get_summary(self) -> str:
        return self.act.summary

    def get_description(self) -> str:
        return self.act.says

    def get_request_serializer(self) -> Any:
        return self._as_it_is(self.act.takes, self.act.sent_as) if self.act.takes else None

    def get_response_serializers(self) -> Any:
        body = OF_A_BODY.get(self.method, ())
        lock = {409, 412} if not self.act.versioned else set()
        bare = {413, 415} if self.act.takes is None else set()
        params = (400,) if self.act.most else ()
        params += (412,) if self.act.compares else ()
        shown = _problems((*(code for code in body if code not in lock | bare), *self.act.refuses, *params))
        text = {"type": "string"} if self.act.answers is None else {"type": "string", "format": "binary"}
        answers = text if self.act.answers in {None, bytes} else self.act.answers
        described = OpenApiResponse(answers, description=self.act.summary)
        kinds = (self.act.media_type, *self.act.also)
        return {(status, kind): described for status in self.act.statuses for kind in kinds} | shown

    def get_override_parameters(self) -> list[OpenApiParameter]:
        limit = {"type": "integer", "minimum": 1, "maximum": self.act.most, "default": DEFAULT_LIMIT}
        rows = [OpenApiParameter("limit", limit, description="At most so many rows.")] if self.act.most else []
        rows += [OpenApiParameter(name, one.schema, description=one.says) for name, one in self.act.filters.items()]
        return [*self._headers(versioned=self.act.versioned), *([IF_MATCH] if self.act.compares else []), *rows]

    def example(self) -> dict[str, Any] | None:
        return self.act.example
