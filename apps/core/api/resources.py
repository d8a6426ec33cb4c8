"""What a route shows of a table, and how its rows are read: PostgreSQL writes their JSON itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, ClassVar
from uuid import UUID

import orjson
from django.db import connection
from django.http import QueryDict

from apps.core.api.filters import Filter, Sql, is_whole, joined
from apps.core.api.orders import NEXT, PREVIOUS, Cursor, Order, orders, read_cursor
from apps.core.api.problems import FieldError, Problem, invalid
from apps.core.api.serializers import RowSerializer

PAGING = ("order", "limit", "cursor", "fields")
DEFAULT_LIMIT, MAX_LIMIT = 20, 200


@dataclass(frozen=True)
class Page:
    """Rows as JSON, and where their neighbors begin."""

    rows: list[str]
    next: Cursor | None
    previous: Cursor | None


@dataclass(frozen=True, eq=False)
class Resource:
    """A table on the API: ``/api/<name>``.

    ``computed`` has the SQL of fields that are no column; ``orders`` those besides by time, each led by an index;
    ``only`` is a condition that every list keeps to; ``examples`` a request by method, which the tests execute;
    ``version`` is the SQL of what its ETag has, where that is more than the row's own. ``paging``, ``sorting`` and
    ``most`` are the parameters of its pages, those of its order, and how many rows a page may have.
    """

    name: str
    noun: str
    serializer: type[RowSerializer]
    filters: Mapping[str, Filter]
    computed: Mapping[str, str] = field(default_factory=dict)
    orders: Mapping[str, Order] = field(default_factory=orders)
    only: str = ""
    version: str = "row_version"
    examples: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    paging: ClassVar[tuple[str, ...]] = PAGING
    sorting: ClassVar[tuple[str, ...]] = ("order",)
    most: ClassVar[int] = MAX_LIMIT

    @property
    def model(self) -> Any:
        """The table's model."""
        return self.serializer.Meta.model

    @cached_property
    def table(self) -> str:
        """The table's name."""
        return str(self.model._meta.db_table)

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The names of all fields, in the order they are shown."""
        return tuple(self.serializer.Meta.fields)

    @cached_property
    def default_order(self) -> str:
        """The order of a list that names none."""
        return next(iter(self.orders))

    def page(self, query: QueryDict, within: Sql | None = None) -> Page:
        """Return the rows that the parameters ask for; ``within`` is a condition of the address.

        Raises Problem naming each parameter that is unknown, given twice or has a bad value.
        """
        where = joined([self._where(query), *([within] if within else [])])
        name = query.get("order", self.default_order)
        order, limit = self.orders[name], int(query.get("limit", DEFAULT_LIMIT))
        way, position = NEXT, None
        if packed := query.get("cursor"):
            way, position = read_cursor(packed, name, order)
        shown = row_sql(self, self._selected(query.get("fields")))
        along = order.backwards if way == PREVIOUS else order
        rows = read_rows(self._statement(shown, where, along, limit + 1, position))
        more, rows = len(rows) > limit, rows[:limit]
        if way == PREVIOUS:
            rows.reverse()
        has_next = bool(rows) and (more or way == PREVIOUS)
        has_previous = bool(rows) and (more if way == PREVIOUS else position is not None)
        return Page(
            [row[0] for row in rows],
            Cursor(NEXT, name, rows[-1][1:]) if has_next else None,
            Cursor(PREVIOUS, name, rows[0][1:]) if has_previous else None,
        )

    def _where(self, query: QueryDict) -> Sql:
        """Return the condition of the parameters, inside the firm."""
        conditions, errors = [self._wall()], []
        if self.only:
            conditions.append(Sql(self.only))
        for name, values in query.lists():
            try:
                if condition := self._condition(name, values):
                    conditions.append(condition)
            except ValueError as refused:
                errors.append(FieldError(field=name, code="invalid", message=f"Takes {refused}."))
            except KeyError:
                accepted = ", ".join((*self.filters, *self.paging))
                message = f"There is no such parameter. Accepted: {accepted}."
                errors.append(FieldError(field=name, code="unknown_parameter", message=message))
        if errors:
            raise invalid(errors)
        return joined(conditions)

    def _wall(self) -> Sql:
        """Return the first wall, as the model's manager has it; outside a firm that raises."""
        column, firm = self.model.objects.wall()
        return Sql(f"{column} = %s", (firm,))

    def _condition(self, name: str, values: list[str]) -> Sql | None:
        if len(values) > 1:
            raise ValueError("one value, and is given twice")
        text = values[0]
        match name:
            case "fields":
                self._selected(text)
            case _ if name in self.sorting and text not in self.orders:
                raise ValueError(f"one of {', '.join(self.orders)}")
            case "limit" if not (is_whole(text) and 1 <= int(text) <= self.most):
                raise ValueError(f"a whole number from 1 to {self.most}")
            case "cursor" if not text:
                raise ValueError("what next or previous of an answer carry")
        return None if name in self.paging else self.filters[name].condition(text)

    def _selected(self, text: str | None) -> tuple[str, ...]:
        if text is None:
            return self.fields
        asked = set(text.split(","))
        if asked - set(self.fields):
            raise ValueError(f"names with commas between, out of {', '.join(self.fields)}")
        return tuple(name for name in self.fields if name in asked)

    def _statement(self, shown: str, where: Sql, order: Order, count: int, position: list[Any] | None) -> Sql:
        """Return the statement that reads ``count`` rows as (JSON, position) beyond a position."""
        what, tail = f"SELECT {shown}, {order.columns}", f"ORDER BY {order.by} LIMIT {count}"
        if position is None:
            return Sql(f"{what} FROM {self.table} WHERE {where.text} {tail}", where.values)
        ranges = [joined([where, beyond]) for beyond in order.after(position)]
        if len(ranges) == 1:
            return Sql(f"{what} FROM {self.table} WHERE {ranges[0].text} {tail}", ranges[0].values)
        # Each range by itself seeks in the index; the table's name over them, so that the fields find their columns.
        parts = " UNION ALL ".join(f"(SELECT * FROM {self.table} WHERE {text} {tail})" for text, _ in ranges)  # noqa: S608 -- names of ours
        values = tuple(value for part in ranges for value in part.values)
        return Sql(f"{what} FROM ({parts}) {self.table} {tail}", values)

    def read(self, pk: UUID) -> tuple[orjson.Fragment, int]:
        """Return one row as JSON, and its version.

        Raises DoesNotExist for an id that is unknown or another firm's.
        """
        return self.find(Sql("id = %s", (pk,)))

    def find(self, condition: Sql) -> tuple[orjson.Fragment, int]:
        """Return the one row of the condition as JSON, and its version.

        Raises DoesNotExist without one.
        """
        where = joined([self._wall(), condition])
        shown = row_sql(self, self.fields)
        text = f"SELECT {shown}, {self.version} FROM {self.table} WHERE {where.text}"  # noqa: S608 -- names of ours
        found = read_rows(Sql(text, where.values))
        if not found:
            raise self.model.DoesNotExist
        return orjson.Fragment(found[0][0]), found[0][1]

    def all(self, condition: Sql, order: str, fields: tuple[str, ...] | None = None) -> list[orjson.Fragment]:
        """Return every row of the condition as JSON, in an order given as SQL; for what is few by its nature."""
        where = joined([self._wall(), condition])
        shown = row_sql(self, fields or self.fields)
        text = f"SELECT {shown} FROM {self.table} WHERE {where.text} ORDER BY {order}"  # noqa: S608 -- names of ours
        return [orjson.Fragment(row[0]) for row in read_rows(Sql(text, where.values))]

    def locked(self, pk: UUID, version: int | None) -> Any:
        """Return the row to be changed, held until the request ends.

        Raises DoesNotExist, or Problem with the present row when it is no longer of the version the caller saw.
        """
        row = self.model.objects.select_for_update(no_key=True).get(pk=pk)
        if version is not None and row.row_version != version:
            raise self.changed_meanwhile(pk)
        return row

    def delete(self, pk: UUID) -> None:
        """Delete the row. The database deletes what belongs to it, also from tables that nobody else may delete from.

        Raises IntegrityError when other rows need it.
        """
        where = joined([self._wall(), Sql("id = %s", (pk,))])
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {self.table} WHERE {where.text}", where.values)  # noqa: S608 -- names of ours

    def changed_meanwhile(self, pk: UUID) -> Problem:
        """Return the refusal of a lost race, with the row as it stands now."""
        current, version = self.read(pk)
        detail = f"Somebody else changed this {self.noun}. Nothing of yours was saved; look at current and try again."
        return Problem(412, "changed_meanwhile", detail, headers={"ETag": f'"{version}"'}, current=current)


def read_rows(statement: Sql) -> list[Any]:
    """Return what a statement reads."""
    with connection.cursor() as cursor:
        cursor.execute(statement.text, statement.values)
        return cursor.fetchall()


@cache
def row_sql(resource: Resource, fields: tuple[str, ...]) -> str:
    """Return the expression that is one row's JSON: compact, in this order, times with their offset."""
    table = resource.table
    columns = (resource.computed.get(name, f'{table}."{name}"') + f' AS "{name}"' for name in fields)
    return f"(SELECT row_to_json(shown)::text FROM (SELECT {', '.join(columns)}) shown)"  # noqa: S608 -- names of ours
