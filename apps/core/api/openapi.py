"""The OpenAPI description, made from the views; served at /api/schema, shown at /api/docs, kept in docs/api."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.urls import get_resolver
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiJsonRenderer2, OpenApiYamlRenderer
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.response import Response

ROUTES = "config.urls_api"
ROUTES_OF_STAFF = "config.urls_superadmin"


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """Return the description; it only changes with the code."""
    return fresh_schema()


def fresh_schema() -> dict[str, Any]:
    """Return the description, made anew."""
    patterns = [pattern for name in (ROUTES, ROUTES_OF_STAFF) for pattern in get_resolver(name).url_patterns]
    return SchemaGenerator(patterns=patterns).get_schema(request=None, public=True)


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
