from __future__ import annotations

from django.http import HttpResponse
from django.urls import get_resolver
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from apps.core.api.openapi import ROUTES
from apps.core.api.renderers import json_response
from apps.core.api.views import RowPagesView


@extend_schema(exclude=True)
class IndexView(APIView):
    """Where everything is; open to everybody, since it says nothing of a firm."""

    authentication_classes = []
    permission_classes = []

    def get(self, request: Request) -> HttpResponse:
        names = ["api-schema", "api-docs", *_lists()]
        return json_response({name.removeprefix("api-"): reverse(name, request=request) for name in names})


def _lists() -> list[str]:
    """Return the names of the list routes; a name below another, such as ``engines/…``, is a second one of a list."""
    routes = [
        pattern
        for group in get_resolver(ROUTES).url_patterns
        for pattern in getattr(group, "url_patterns", [group])
        if issubclass(getattr(pattern.callback, "cls", object), RowPagesView) and "/" not in str(pattern.pattern)
    ]
    return [route.name for route in routes]
