"""Filters and columns of the lists over all firms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest

from apps.tenancy.functions import FirmOfUser


class ValuesFilter(admin.AllValuesFieldListFilter):
    """The values that a column has; ``empty`` is what none is called."""

    empty = "None"

    def choices(self, changelist: Any) -> Iterator[Any]:
        for choice in super().choices(changelist):
            value, _, count = str(choice["display"]).rpartition(" (")  # counts are always shown
            yield {**choice, "display": f"{self.empty} ({count}"} if value in {"", self.empty_value_display} else choice


class FirmFilter(admin.SimpleListFilter):
    """Narrow a list over all firms to one."""

    title = "firm"
    parameter_name = "firm"

    def __init__(self, request: HttpRequest, params: Any, model: Any, model_admin: Any) -> None:
        self.firm_path: str = model_admin.firm_path
        firms: Iterable[FirmOfUser] = request.all_firms  # type: ignore[attr-defined]
        self.firms = {firm.slug: firm for firm in firms}
        super().__init__(request, params, model, model_admin)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(slug, firm.name) for slug, firm in self.firms.items()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() is None or not self.firms:
            return queryset
        firm = self.firms.get(str(self.value()))
        return queryset.filter(**{self.firm_path: firm.tenant_id}) if firm else queryset.none()

    def get_facet_queryset(self, changelist: Any) -> dict[str, int]:
        # One grouped count; Django's own would be an aggregate with a filter for each firm.
        rows = changelist.get_queryset(self.request, exclude_parameters=self.expected_parameters())
        counts = dict(rows.order_by().values_list(self.firm_path).annotate(Count("pk", distinct=True)))
        return {f"{index}__c": counts.get(firm.tenant_id, 0) for index, firm in enumerate(self.firms.values())}
