"""Actions on many rows: say what, look at before and after, apply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from apps.core.timeline import Change, changes_between
from apps.tenancy.permissions import Right
from apps.work import operations
from apps.work.batches import Kind, RowChange, Skipped, rules_of
from apps.work.modeladmins.plans import Plan, PlanAdmin, seal

SHOWN = 100  # rows of each table of a preview


@dataclass(frozen=True)
class BulkAction:
    """An action on selected rows: gives ``fields`` the person's values, or ``values`` without asking.

    ``title`` is what the batch is called, with ``{count}``, ``{noun}`` and the values as shown by their columns' names.
    """

    name: str
    label: str
    title: str
    fields: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    right: str = Right.EDIT
    required: bool = False


@dataclass
class FirmPreview:
    """What an action would do in one firm."""

    name: str
    rows: list[RowChange] = field(default_factory=list)
    shown: list[tuple[Any, tuple[Change, ...]]] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    sealed: str = ""


class BulkAdmin(PlanAdmin):
    """The admin of a table with actions on many rows, each with a page before it that shows what it will do."""

    bulk_actions: Sequence[BulkAction] = ()

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        ours = {
            action.name: (partial(_preview, action=action), action.name, action.label)
            for action in self.bulk_actions
            if self.may(request, action.right)
        }
        others = super().get_actions(request)
        return ours | others if ours else others

    def asks_first(self, request: HttpRequest) -> bool:
        names = {action.name for action in self.bulk_actions}
        return request.POST.get("action") in names and bool(request.POST.getlist(ACTION_CHECKBOX_NAME))

    def bulk_form(self, action: BulkAction, request: HttpRequest, data: Any) -> forms.Form:
        """Return the form of what an action asks for: the columns' own fields."""
        fields = {}
        for name in action.fields:
            formfield = self.model._meta.get_field(name).formfield()
            formfield.required = action.required
            formfield.widget.attrs["list"] = "suggestions"
            fields[name] = formfield
        return type("BulkForm", (forms.Form,), fields)(data)  # type: ignore[no-any-return]

    def suggestions(self, request: HttpRequest, action: BulkAction) -> list[str]:
        """Return values worth offering where an action asks for a text."""
        return []

    def preview(self, request: Any, action: BulkAction, queryset: Any) -> HttpResponse:
        """Show the action's form, and what it would do once it is filled in; nothing is written."""
        is_filled = not action.fields or "post" in request.POST
        form = self.bulk_form(action, request, request.POST if is_filled and action.fields else None)
        selected = request.POST.getlist(ACTION_CHECKBOX_NAME)
        across = request.POST.get("select_across", "0")
        context = {
            **self.admin_site.each_context(request),
            "title": action.label.removesuffix(" …"),
            "opts": self.opts,
            "action": action,
            "form": form if action.fields else None,
            "selected": selected,
            "select_across": across,
            "checkbox": ACTION_CHECKBOX_NAME,
            "back": request.get_full_path(),
            "count": queryset.count(),
            "shown": SHOWN,
            "suggestions": self.suggestions(request, action),
        }
        context["gone"] = len(set(selected)) - context["count"] if across != "1" else 0
        if is_filled and (not action.fields or form.is_valid()):
            values = {**action.values, **(form.cleaned_data if action.fields else {})}
            context |= self._previewed(request, action, values, queryset)
        return TemplateResponse(request, "admin/bulk_preview.html", context)

    def _previewed(self, request: Any, action: BulkAction, values: Mapping[str, Any], queryset: Any) -> dict[str, Any]:
        rows = list(queryset[: operations.MOST_ROWS + 1])
        if len(rows) > operations.MOST_ROWS:
            return {
                "too_many": f"At most {operations.MOST_ROWS:,} rows can be changed in one go. Narrow the list first."
            }
        previews = self._by_firm(request, rows, values)
        try:
            for tenant_id, preview in previews.items():
                if preview.rows:
                    preview.sealed = seal(self._plan(action, tenant_id, preview, values), request.user)
        except operations.BatchTooLarge as refused:
            return {"too_many": str(refused)}
        return {
            "previews": list(previews.values()),
            "over_firms": request.caller is None,
            "total": sum(len(preview.rows) for preview in previews.values()),
            "by_job": any(len(preview.rows) > operations.AT_ONCE for preview in previews.values()),
        }

    def _by_firm(self, request: Any, rows: Sequence[Any], values: Mapping[str, Any]) -> dict[UUID, FirmPreview]:
        rules, columns = rules_of(self.opts.label), [self.model._meta.get_field(name) for name in values]
        firms = {firm.tenant_id: firm.name for firm in request.all_firms}
        previews: dict[UUID, FirmPreview] = {}
        for row in rows:
            name = firms.get(row.tenant_id) or request.caller.firm_name
            preview = previews.setdefault(row.tenant_id, FirmPreview(name))
            changes = changes_between(columns, row, _After(values))
            reason = rules.refuses(row, values) if changes else "it is so already"
            if reason:
                preview.skipped.append(Skipped(str(row.pk), str(row), reason))
                continue
            preview.rows.append(RowChange(Kind.CHANGE, str(row.pk), row.row_version, dict(values)))
            if len(preview.shown) < SHOWN:
                preview.shown.append((row, changes))
        return previews

    def _plan(self, action: BulkAction, tenant_id: UUID, preview: FirmPreview, values: Mapping[str, Any]) -> Plan:
        count = len(preview.rows)
        noun = self.opts.verbose_name if count == 1 else self.opts.verbose_name_plural
        shown = {
            name: dict(self.model._meta.get_field(name).flatchoices).get(value, value)
            if value not in (None, "")
            else "none"
            for name, value in values.items()
        }
        title = action.title.format(count=f"{count:,}", noun=noun, **shown)
        return Plan(tenant_id, self.opts.label, title, action.right, preview.rows, preview.skipped)


class _After:
    """The values of an action in the shape of a row."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.__dict__.update(values)


def _preview(modeladmin: BulkAdmin, request: HttpRequest, queryset: Any, *, action: BulkAction) -> HttpResponse:
    return modeladmin.preview(request, action, queryset)
