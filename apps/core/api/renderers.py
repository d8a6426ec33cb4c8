from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpResponse
from rest_framework.renderers import BaseRenderer

MEDIA_TYPE = "application/json"


class OrjsonRenderer(BaseRenderer):
    """JSON in UTF-8; ids, times and ready-made JSON text are written without a detour."""

    media_type = MEDIA_TYPE
    format = "json"
    charset = None

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: dict[str, Any] | None = None
    ) -> bytes:
        return b"" if data is None else orjson.dumps(data)


class MarkdownRenderer(BaseRenderer):
    """Stands for text/markdown when the caller's Accept is weighed; such a view answers itself."""

    media_type = "text/markdown"
    format = "md"

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: dict[str, Any] | None = None
    ) -> bytes:
        return b"" if data is None else str(data).encode()


class AnyRenderer(BaseRenderer):
    """Lets every Accept pass, for a view that answers with a file."""

    media_type = "*/*"
    format = "file"


def json_response(data: Any, *, status: int = 200, headers: dict[str, str] | None = None) -> HttpResponse:
    """Return an answer that is JSON at once: DRF's Response renders later, in a template's machinery."""
    return HttpResponse(orjson.dumps(data), status=status, content_type=MEDIA_TYPE, headers=headers)
