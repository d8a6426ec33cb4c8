from __future__ import annotations

import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL
from django.http import HttpResponse
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from apps.core.api.problems import invalid_field
from apps.core.api.renderers import json_response

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
CURSOR = struct.Struct(">cq16s")  # which way, the row's microsecond, its id
NEXT, PREVIOUS = b"n", b"p"
DEFAULT_LIMIT, MAX_LIMIT = 20, 200

Row = tuple[Any, datetime, UUID]


class NewestFirst(BasePagination):
    """Pages by (created_at, id), newest first, without counting; rows that are added meanwhile shift nothing.

    Takes a queryset of ``values_list(shown, "created_at", "id")`` without an order.
    """

    def paginate_queryset(self, queryset: QuerySet[Any, Row], request: Request, view: Any = None) -> list[Any]:
        self.url = request.build_absolute_uri()
        limit = _limit_of(request.query_params.get("limit"))
        way, position = _read_cursor(request.query_params.get("cursor"))
        if position is not None:
            queryset = queryset.filter(_beyond(queryset.model._meta.db_table, way, position))
        order = ("created_at", "id") if way == PREVIOUS else ("-created_at", "-id")
        rows: list[Row] = list(queryset.order_by(*order)[: limit + 1])
        more, rows = len(rows) > limit, rows[:limit]
        if way == PREVIOUS:
            rows.reverse()
        self.next = rows[-1] if rows and (more or way == PREVIOUS) else None
        self.previous = rows[0] if rows and (more if way == PREVIOUS else position is not None) else None
        return [row[0] for row in rows]

    def get_paginated_response(self, data: list[Any]) -> HttpResponse:
        return json_response(
            {"next": self._link(NEXT, self.next), "previous": self._link(PREVIOUS, self.previous), "results": data}
        )

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "next": link | {"description": "The older page; null on the last."},
                "previous": link | {"description": "The newer page; null on the first."},
                "results": schema,
            },
        }

    def _link(self, way: bytes, row: Row | None) -> str | None:
        if row is None:
            return None
        micros = (row[1] - EPOCH) // timedelta(microseconds=1)
        return replace_query_param(self.url, "cursor", _text(CURSOR.pack(way, micros, row[2].bytes)))


def _limit_of(text: str | None) -> int:
    if text is None:
        return DEFAULT_LIMIT
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= MAX_LIMIT):
        raise invalid_field("limit", "invalid", f"Takes a whole number from 1 to {MAX_LIMIT}.")
    return int(text)


def _text(packed: bytes) -> str:
    return urlsafe_b64encode(packed).rstrip(b"=").decode()


def _read_cursor(text: str | None) -> tuple[bytes, tuple[datetime, UUID] | None]:
    if text is None:
        return NEXT, None
    try:
        way, micros, key = CURSOR.unpack(urlsafe_b64decode(f"{text}=="))
        moment = EPOCH + timedelta(microseconds=micros)
    except (ValueError, struct.error, OverflowError):
        way, moment, key = b"", EPOCH, b""
    if way not in {NEXT, PREVIOUS}:
        raise invalid_field("cursor", "invalid", "Follow next or previous of an answer; cursors are not made by hand.")
    return way, (moment, UUID(bytes=key))


def _beyond(table: str, way: bytes, position: tuple[datetime, UUID]) -> RawSQL:
    """Return the rows on the far side of a position, as one comparison of rows: two would not seek in the index."""
    sign = ">" if way == PREVIOUS else "<"
    comparison = f'("{table}"."created_at", "{table}"."id") {sign} (%s, %s)'
    return RawSQL(comparison, position, output_field=BooleanField())  # noqa: S611 -- a table's name and a sign
