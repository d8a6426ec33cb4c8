"""Lists that come by limit and offset, with their number of rows: where a specification asks for these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import orjson
from django.http import HttpResponse, QueryDict
from rest_framework.request import Request

from apps.core.api.filters import Sql, is_whole, joined
from apps.core.api.orders import Key
from apps.core.api.renderers import MEDIA_TYPE
from apps.core.api.resources import DEFAULT_LIMIT, Resource, read_rows, row_sql
from apps.core.api.views import RowPagesView

MOST_OFFSET = 999_999_999


@dataclass(frozen=True)
class LastKey(Key):
    """A key whose empty values come last both ways; no cursor goes by it."""

    @property
    def term(self) -> str:
        return f"{super().term} NULLS LAST"


@dataclass(frozen=True)
class OffsetPage:
    """Rows as JSON, and where among all of them they are."""

    rows: list[str]
    total: int
    limit: int
    offset: int


@dataclass(frozen=True, eq=False)
class OffsetResource(Resource):
    """A table that is listed by limit and offset; ``unless`` has conditions by the filter that lifts them."""

    unless: Mapping[str, str] = field(default_factory=dict)
    paging: ClassVar[tuple[str, ...]] = ("sort", "order", "limit", "offset", "fields")
    sorting: ClassVar[tuple[str, ...]] = ("sort", "order")
    most: ClassVar[int] = 100

    def offset_page(self, query: QueryDict) -> OffsetPage:
        """Return the rows that the parameters ask for, and how many there are.

        Raises Problem naming each parameter that is unknown, given twice or has a bad value.
        """
        where = self._where(query)
        order = self.orders[query.get("sort") or query.get("order") or self.default_order]
        limit, offset = int(query.get("limit", DEFAULT_LIMIT)), int(query.get("offset", 0))
        shown = row_sql(self, self._selected(query.get("fields")))
        kept = f"FROM {self.table} WHERE {where.text}"
        page = f"ORDER BY {order.by} LIMIT {limit} OFFSET {offset}"
        total = read_rows(Sql(f"SELECT count(*) {kept}", where.values))[0][0]
        rows = read_rows(Sql(f"SELECT {shown} {kept} {page}", where.values)) if total > offset else []
        return OffsetPage([row[0] for row in rows], total, limit, offset)

    def _where(self, query: QueryDict) -> Sql:
        left_out = (Sql(text) for name, text in self.unless.items() if name not in query)
        return joined([super()._where(query), *left_out])

    def _condition(self, name: str, values: list[str]) -> Sql | None:
        if name == "offset" and len(values) == 1 and not is_whole(values[0]):
            raise ValueError(f"a whole number from 0 to {MOST_OFFSET}")
        return super()._condition(name, values)


class OffsetPagesView(RowPagesView):
    """Rows of a firm by limit and offset."""

    resource: ClassVar[OffsetResource]

    @staticmethod
    def page_schema(row: dict[str, Any]) -> dict[str, Any]:
        whole = {"type": "integer", "minimum": 0}
        return {
            "type": "object",
            "required": ["data", "total", "page", "limit", "hasMore"],
            "properties": {
                "data": {"type": "array", "items": row},
                "total": whole | {"description": "Rows on all pages."},
                "page": whole | {"description": "Counted from 1, in pages of the limit."},
                "limit": whole,
                "hasMore": {"type": "boolean"},
            },
        }

    def get(self, request: Request) -> HttpResponse:
        page = self.resource.offset_page(request._request.GET)
        rest = {
            "total": page.total,
            "page": page.offset // page.limit + 1,
            "limit": page.limit,
            "hasMore": page.offset + len(page.rows) < page.total,
        }
        body = f'{{"data":[{",".join(page.rows)}],{orjson.dumps(rest).decode()[1:]}'
        return HttpResponse(body.encode(), content_type=MEDIA_TYPE)
