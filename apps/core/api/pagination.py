"""How a page of a list is answered, and its links."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import iri_to_uri

from apps.core.api.orders import Cursor
from apps.core.api.renderers import MEDIA_TYPE
from apps.core.api.resources import Page


def page_response(request: HttpRequest, page: Page) -> HttpResponse:
    """Return the page as an answer; its rows are JSON text already."""
    after, before = _link(request, page.next), _link(request, page.previous)
    body = f'{{"next":{after},"previous":{before},"results":[{",".join(page.rows)}]}}'
    return HttpResponse(body.encode(), content_type=MEDIA_TYPE)


def page_schema(row: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a page whose rows have this one."""
    link = {"type": ["string", "null"], "format": "uri"}
    return {
        "type": "object",
        "required": ["next", "previous", "results"],
        "properties": {
            "next": link | {"description": "The page that follows; null on the last."},
            "previous": link | {"description": "The page before; null on the first."},
            "results": {"type": "array", "items": row},
        },
    }


def _link(request: HttpRequest, cursor: Cursor | None) -> str:
    """Return the request's own address with another cursor, in quotes, or null."""
    if cursor is None:
        return "null"
    asked = request.META.get("QUERY_STRING", "")
    kept = [part for part in asked.split("&") if part and not part.startswith("cursor=")]
    query = iri_to_uri("&".join([*kept, f"cursor={cursor.packed()}"]))
    return orjson.dumps(f"{request.scheme}://{request.get_host()}{request.path}?{query}").decode()
