"""What a route shows of a table, and how its rows are read: PostgreSQL writes their JSON itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

import orjson
from django.db.models import Q, QuerySet, TextField
from django.db.models.expressions import RawSQL
from django.http import QueryDict

from apps.core.api.filters import Filter
from apps.core.api.problems import FieldError, Problem, invalid
from apps.core.api.serializers import RowSerializer

PAGING = ("limit", "cursor", "fields")


@dataclass(frozen=True, eq=False)
class Resource:
    """A table on the API: ``/api/<name>``.

    ``computed`` has the SQL of fields that are no column; ``examples`` a request by method, which the tests execute.
    """

    name: str
    noun: str
    serializer: type[RowSerializer]
    filters: Mapping[str, Filter]
    computed: Mapping[str, str] = field(default_factory=dict)
    examples: Mapping[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def model(self) -> Any:
        """The table's model."""
        return self.serializer.Meta.model

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of all fields, in the order they are shown."""
        return tuple(self.serializer.Meta.fields)

    def listed(self, query: QueryDict) -> QuerySet[Any, Any]:
        """Return the rows that the parameters ask for, as (JSON, created_at, id) without an order.

        Raises Problem naming each parameter that is unknown, given twice or has a bad value.
        """
        conditions, errors = [], []
        for name, values in query.lists():
            try:
                conditions.append(self._condition(name, values))
            except ValueError as refused:
                errors.append(FieldError(field=name, code="invalid", message=f"Takes {refused}."))
            except KeyError:
                accepted = ", ".join((*self.filters, *PAGING))
                message = f"There is no such parameter. Accepted: {accepted}."
                errors.append(FieldError(field=name, code="unknown_parameter", message=message))
        if errors:
            raise invalid(errors)
        shown = RawSQL(_row_sql(self, self._selected(query.get("fields"))), (), output_field=TextField())  # noqa: S611 -- constants of ours
        return self.model.objects.filter(*conditions).values_list(shown, "created_at", "id")

    def _condition(self, name: str, values: list[str]) -> Q:
        if len(values) > 1:
            raise ValueError("one value, and is given twice")
        if name == "fields":
            self._selected(values[0])
        return Q() if name in PAGING else self.filters[name].condition(values[0])

    def _selected(self, text: str | None) -> tuple[str, ...]:
        if text is None:
            return self.fields
        asked = set(text.split(","))
        if asked - set(self.fields):
            raise ValueError(f"names with commas between, out of {', '.join(self.fields)}")
        return tuple(name for name in self.fields if name in asked)

    def read(self, pk: UUID) -> tuple[orjson.Fragment, int]:
        """Return one row as JSON, and its version.

        Raises DoesNotExist for an id that is unknown or another firm's.
        """
        shown = RawSQL(_row_sql(self, self.fields), (), output_field=TextField())  # noqa: S611 -- constants of ours
        row = self.model.objects.filter(pk=pk).values_list(shown, "row_version").first()
        if row is None:
            raise self.model.DoesNotExist
        return orjson.Fragment(row[0]), row[1]

    def locked(self, pk: UUID, version: int | None) -> Any:
        """Return the row to be changed, held until the request ends.

        Raises DoesNotExist, or Problem with the present row when it is no longer of the version the caller saw.
        """
        row = self.model.objects.select_for_update(no_key=True).get(pk=pk)
        if version is not None and row.row_version != version:
            raise self.changed_meanwhile(pk)
        return row

    def changed_meanwhile(self, pk: UUID) -> Problem:
        """Return the refusal of a lost race, with the row as it stands now."""
        current, version = self.read(pk)
        detail = f"Somebody else changed this {self.noun}. Nothing of yours was saved; look at current and try again."
        return Problem(412, "changed_meanwhile", detail, headers={"ETag": f'"{version}"'}, current=current)


@cache
def _row_sql(resource: Resource, fields: tuple[str, ...]) -> str:
    """Return the expression that is one row's JSON: compact, in this order, times with their offset."""
    table = resource.model._meta.db_table
    columns = (resource.computed.get(name, f'"{table}"."{name}"') + f' AS "{name}"' for name in fields)
    return f"(SELECT row_to_json(shown)::text FROM (SELECT {', '.join(columns)}) shown)"  # noqa: S608 -- names of ours
