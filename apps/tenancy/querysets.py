"""The first wall: every query of a firm's table says which firm, before PostgreSQL does."""

from __future__ import annotations

from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import connection, models

from apps.tenancy.context import STAFF_ROLE, NoTenant, current, current_tenant_id

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class TenantQuerySet(models.QuerySet[Row_co], Generic[Row_co]):
    """A queryset whose writes carry the firm of the context."""

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        rows = list(objs)
        unkeyed = [row for row in rows if not isinstance(row.pk, UUID)]
        # Django does not read back a key that is the database's default, so the keys are fetched first.
        for row, key in zip(unkeyed, _new_ids(len(unkeyed)), strict=True):
            row.pk = key
        for row in rows:
            row.set_tenant()
        return super().bulk_create(rows, *args, **kwargs)


class EventQuerySet(TenantQuerySet[Row_co]):
    """Entries of a history."""

    def earlier(self) -> Any:
        """Return, for a Subquery of a query of entries, those before each of the same row, the newest first.

        Saying the firm as well lets the staff's query look into one firm's index instead of into each of theirs.
        """
        same_row = {name: models.OuterRef(name) for name in ("tenant_id", "pgh_obj_id")}
        return self.filter(**same_row, pgh_id__lt=models.OuterRef("pgh_id")).order_by("-pgh_id")


def _new_ids(count: int) -> list[UUID]:
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT uuid7() FROM generate_series(1, %s)", [count])
        return [row[0] for row in cursor.fetchall()]


class _AnyOf(models.Func):
    """Whether a column is one of the firms: one parameter, where Django's ``in`` would send one for each."""

    template, arg_joiner = "%(expressions)s::uuid[])", " = ANY("
    output_field = models.BooleanField()

    def __init__(self, column: str, firms: str) -> None:
        super().__init__(models.F(column), models.Value(firms, output_field=models.TextField()))


class TenantManager(models.Manager[Row_co], Generic[Row_co]):
    """Filter by the firm (or the staff member's firms) of the context.

    Raises NoTenant outside any: no context must never look like no rows.
    """

    firm_column = "tenant_id"

    def get_queryset(self) -> Any:
        queryset = super().get_queryset()
        context = current()
        if context is not None and context.tenant_id is not None:
            return queryset.filter(**{self.firm_column: context.tenant_id})
        if context is not None and context.role == STAFF_ROLE:
            return queryset.filter(_AnyOf(self.firm_column, context.tenant_id_array))
        raise NoTenant(f"{self.model._meta.verbose_name_plural} belong to a firm and no firm is set here.")

    def wall(self) -> tuple[str, UUID]:
        """Return the column and the firm that ``get_queryset`` filters by, for reads written in SQL.

        Raises NoTenant outside one firm.
        """
        return self.firm_column, current_tenant_id()


class FirmManager(TenantManager[Row_co]):
    """The same wall for the table of firms itself."""

    firm_column = "id"
