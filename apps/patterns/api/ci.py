"""The addresses that CI systems report to; a secret is shown in the answer that makes it, and never again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import orjson
from django.conf import settings
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiResponse
from rest_framework import serializers
from rest_framework.request import Request

from apps.core.api.acts import Act
from apps.core.api.filters import flag, one_of
from apps.core.api.problems import Problem
from apps.core.api.resources import Resource
from apps.core.api.schemas import RowSchema
from apps.core.api.serializers import RowSerializer, Text
from apps.core.api.views import RowActView, RowDetailView, RowListView
from apps.patterns import operations
from apps.patterns.choices import CiKind
from apps.patterns.ci.endpoints import PATH
from apps.patterns.ci.secrets import secret_of
from apps.patterns.models import CiEndpoint

ADDRESS = (settings.FIRMLOOP_URL + PATH).replace("'", "''").replace("%", "%%")


class CiEndpointSerializer(RowSerializer):
    name = Text(max_length=100)
    kind = serializers.ChoiceField(choices=CiKind.choices)
    address = serializers.URLField(read_only=True, help_text="What the CI system sends to.")
    created_by_id = serializers.UUIDField(read_only=True, allow_null=True)
    fixed = frozenset({"kind"})

    class Meta:
        model = CiEndpoint
        fields: tuple[str, ...] = (
            "id",
            "name",
            "kind",
            "is_active",
            "address",
            "last_delivery_at",
            "created_by_id",
            "created_at",
            "updated_at",
            "row_version",
        )
        read_only_fields = ("last_delivery_at",)


class CiEndpointMadeSerializer(CiEndpointSerializer):
    secret = serializers.CharField(
        read_only=True,
        allow_null=True,
        help_text="Shown this once. Null where the answer is repeated for its Idempotency-Key: secrets are not kept.",
    )

    class Meta(CiEndpointSerializer.Meta):
        fields = (*CiEndpointSerializer.Meta.fields, "secret")


ENDPOINTS = Resource(
    "ci-endpoints",
    "CI endpoint",
    CiEndpointSerializer,
    computed={"address": f"'{ADDRESS}' || ci_endpoints.id"},
    filters={
        "kind": one_of("kind", CiKind, "One kind, or several with commas between."),
        "is_active": flag("is_active", "Only those that are on, or only the others."),
    },
    examples={"POST": {"name": "GitHub, harbor", "kind": "github"}, "PATCH": {"is_active": False}},
)


def made(endpoint: CiEndpoint, answer: HttpResponse) -> HttpResponse:
    """Return the answer with the endpoint's secret; what is kept for a repeated request is without it."""
    row = orjson.loads(answer.content)
    answer.content = orjson.dumps(row | {"secret": secret_of(endpoint.pk, endpoint.secret_number)})
    answer.kept_content = orjson.dumps(row | {"secret": None})
    return answer


def refuse_programs(request: Request) -> None:
    """Raise Problem for a token: the secret would let in what has it when the token is long revoked."""
    if request.auth.token_id:
        detail = "People make secrets, on the page of CI endpoints or in their session; a token may not."
        raise Problem(403, "not_allowed", detail)


class MadeSchema(RowSchema):
    """The answer to a POST has the secret as well."""

    def get_response_serializers(self) -> Any:
        shown = super().get_response_serializers()
        if self.method == "POST":
            shown[201] = OpenApiResponse(CiEndpointMadeSerializer, description="The CI endpoint, with its secret.")
        return shown


class EndpointList(RowListView):
    resource = ENDPOINTS
    schema = MadeSchema()
    says = {"POST": "The answer has the secret, which is shown this once: give it to the CI system."}

    def post(self, request: Request) -> HttpResponse:
        values = self.cleaned(request)
        refuse_programs(request)
        row = operations.make_endpoint(**values, user_id=request.auth.user_id)
        return made(row, self.shown(row.pk, status=201, headers={"Location": f"{request.path}/{row.pk}"}))


class EndpointDetail(RowDetailView):
    resource = ENDPOINTS
    says = {
        "PATCH": "While it is off, its deliveries are refused.",
        "DELETE": "Its deliveries go with it; what they told of projects stays.",
    }

    def change(self, pk: UUID, values: dict[str, Any], version: int | None) -> None:
        self.resource.locked(pk, version)
        operations.change_endpoint(endpoint_id=pk, values=values)


class EndpointRotate(RowActView):
    """Another secret."""

    resource = ENDPOINTS
    acts = {
        "POST": Act(
            "rotate",
            "Give a CI endpoint another secret",
            CiEndpointMadeSerializer,
            says="The old one is refused from now on. The answer has the new one, which is shown this once.",
            refuses=(404,),
            versioned=True,
            compares=True,
        )
    }

    def post(self, request: Request, pk: UUID) -> HttpResponse:
        self.hold(request, pk)
        refuse_programs(request)
        return made(operations.rotate_secret(endpoint_id=pk), self.shown(pk))
