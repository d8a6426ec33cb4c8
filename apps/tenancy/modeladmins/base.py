from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.contrib.admin import ShowFacets
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminSplitDateTime, RelatedFieldWidgetWrapper
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst

from apps.core.timeline import Change, Entry, timeline
from apps.tenancy.modeladmins.access import FirmAccess, firm_of
from apps.tenancy.modeladmins.firm_by_firm import FirmByFirm, Refusal
from apps.tenancy.modeladmins.forms import FirmForm, RowForm
from apps.tenancy.modeladmins.lists import FirmFilter
from apps.tenancy.models import Membership

HISTORY_PAGE = 200


class TenantAdmin(FirmByFirm, FirmAccess, admin.ModelAdmin):
    """The admin of a firm's table, below ``/f/<slug>/admin/`` and, over all firms, below ``/admin/``.

    ``refusals`` are the errors of operations that are shown instead of saving. ``narrow_filters`` stand beside the
    list only where it shows one firm: their choices are a firm's own.
    """

    form = FirmForm
    row_form: type[RowForm] = RowForm
    narrow_filters: Sequence[Any] = ()
    show_facets = ShowFacets.ALWAYS
    list_per_page = 50
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    view_on_site = False
    object_history_template = "admin/object_history.html"
    change_list_template = "admin/bulk_change_list.html"
    history_fields: Sequence[str] = ()

    # The list

    def changelist_view(self, request: Any, extra_context: Any = None) -> HttpResponse:
        title = capfirst(self.opts.verbose_name_plural)  # rather than "Select … to change"
        context = {"title": title, "tools": self.list_tools(request), **(extra_context or {})}
        return super().changelist_view(request, context)

    def list_tools(self, request: HttpRequest) -> list[tuple[str, str]]:
        """Return the pages that the list leads to, as label and address."""
        return []

    def get_list_select_related(self, request: HttpRequest) -> Any:
        related = super().get_list_select_related(request) or ()
        return (*related, "tenant") if self._over_all(request) and self.firm_path != "id" else related

    def get_list_display(self, request: HttpRequest) -> Sequence[Any]:
        columns = list(super().get_list_display(request))
        return [columns[0], "firm", *columns[1:]] if self._over_all(request) and self.firm_path != "id" else columns

    def get_list_filter(self, request: HttpRequest) -> Sequence[Any]:
        filters = list(super().get_list_filter(request))
        if self.firm_path == "id":
            return filters
        is_one_firm = not self._over_all(request) or FirmFilter.parameter_name in request.GET
        return [FirmFilter, *filters, *(self.narrow_filters if is_one_firm else ())]

    @admin.display(ordering="tenant__name")
    def firm(self, record: Any) -> str:
        return str(record.tenant.name)

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        form = type("RowForm", (self.row_form,), {"kept": getattr(request, "kept_rows", {})})
        return super().get_changelist_form(request, **{"form": form, "fields": self.list_editable, **kwargs})

    # One record

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"refused": getattr(request, "refused", None)})

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, models.URLField):
            kwargs.setdefault("assume_scheme", "https")
        formfield = super().formfield_for_dbfield(db_field, request, **kwargs)
        if formfield is not None and isinstance(formfield.widget, RelatedFieldWidgetWrapper):
            formfield.widget = formfield.widget.widget  # no pencil, plus and eye that open windows
        if formfield is not None and isinstance(formfield.widget, AdminSplitDateTime):
            for part, name in zip(formfield.widget.widgets, ("date", "time"), strict=True):
                part.attrs["aria-label"] = f"{formfield.label}, {name}"
        return formfield

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """A row that is not made yet has nothing linked to it (and its key is still the database's to choose)."""
        return super().get_inlines(request, obj) if obj is not None else []

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [name for name in super().get_fields(request, obj) if name != "seen_version"]

    def _changeform_view(self, request: Any, object_id: Any, form_url: str, extra_context: Any) -> HttpResponse:
        if request.method != "POST":
            return super()._changeform_view(request, object_id, form_url, extra_context)
        try:
            with transaction.atomic():
                return super()._changeform_view(request, object_id, form_url, extra_context)
        except self.refusals as refused:
            request.refused = refused
            return super()._changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        rows: dict[str, Refusal] | None = getattr(request, "row_errors", None)
        if rows is None:
            self.save_record(request, obj, form, change=change)
            return
        try:
            with transaction.atomic():
                self.save_record(request, obj, form, change=change)
        except self.refusals as refused:
            said = getattr(refused, "messages", [str(refused)])
            rows[str(obj.pk)] = Refusal(str(obj), {"__all__": said})

    def save_record(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> None:
        """Save one record; where a rule applies, subclasses call the operation."""
        obj.save()

    def _delete_view(self, request: HttpRequest, object_id: str, extra_context: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                return super()._delete_view(request, object_id, extra_context)
        except self.refusals as refused:
            self.message_user(request, str(refused), messages.ERROR)
            return HttpResponseRedirect(self._address("change", object_id))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Name the rows that stand against a deletion before any right that is missing: nobody may delete those."""
        shown, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return shown, counts, set() if protected else lacking, protected

    def _get_obj_does_not_exist_redirect(self, request: Any, opts: Any, object_id: str) -> HttpResponse:
        raise Http404(f"no {opts.verbose_name} {object_id}")  # somebody else's and nobody's answer alike

    # Over all firms: a record is opened in its firm

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if not self._over_all(request):
            return super().add_view(request, form_url, extra_context)
        if not self.has_add_permission(request):
            raise Http404(f"{self.opts.verbose_name_plural} are not added here")
        return self._choose_firm(request)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if self._over_all(request):
            return self._to_firm(request, object_id)
        return super().change_view(request, object_id, form_url, extra_context)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        if self._over_all(request):
            return self._to_firm(request, object_id)
        return super().delete_view(request, object_id, extra_context)

    def _over_all(self, request: HttpRequest) -> bool:
        return request.caller is None  # type: ignore[attr-defined]

    def _to_firm(self, request: Any, object_id: str) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])  # a write has its firm in the address
        tenant_id = self._firm_of_each({unquote(object_id)}).get(unquote(object_id))
        firm = firm_of(request, tenant_id) if tenant_id else None
        if firm is None:
            raise Http404(f"no {self.opts.verbose_name} {object_id}")
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return HttpResponseRedirect(f"/f/{firm.slug}{request.path_info}{query}")

    def _choose_firm(self, request: Any, *, title: str = "") -> HttpResponse:
        """Ask in which firm: for a page that is below the same address in each."""
        firms = request.all_firms
        if len(firms) == 1:
            return HttpResponseRedirect(f"/f/{firms[0].slug}{request.path_info}")
        context = {
            **self.admin_site.each_context(request),
            "title": title or f"Add {self.opts.verbose_name}",
            "opts": self.opts,
            "firms": [{"name": firm.name, "url": f"/f/{firm.slug}{request.path_info}"} for firm in firms],
        }
        return TemplateResponse(request, "admin/choose_firm.html", context)

    # What happened

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        if self._over_all(request):
            return self._to_firm(request, object_id)
        record = self.get_object(request, unquote(object_id))
        if record is None or not self.has_view_or_change_permission(request, record):
            raise Http404(f"no {self.opts.verbose_name} {object_id}")
        context = {
            **self.admin_site.each_context(request),
            "title": "History",
            "subtitle": str(record),
            "entries": self.history_of(record),
            "limit": HISTORY_PAGE,
            "module_name": capfirst(self.opts.verbose_name_plural),
            "object": record,
            "opts": self.opts,
            "preserved_filters": self.get_preserved_filters(request),
            **(extra_context or {}),
        }
        return TemplateResponse(request, self.object_history_template, context)

    def history_of(self, record: Any) -> list[Entry]:
        """Return what happened to the record, newest first, with links as the names of what they point to."""
        if not hasattr(record, "events"):
            return self._logged(record)
        entries = timeline(record, fields=self.history_fields, limit=HISTORY_PAGE)
        for field in self.opts.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.name != "tenant":
                entries = _with_names(entries, field)
        return entries

    def _logged(self, record: Any) -> list[Entry]:
        """Return what the admin itself did to a record that keeps no history of its own."""
        content_type = ContentType.objects.get_for_model(self.model)
        rows = list(LogEntry.objects.filter(content_type=content_type, object_id=str(record.pk))[:HISTORY_PAGE])
        names = self.names_of({row.user_id for row in rows})
        kinds = {ADDITION: "insert", DELETION: "delete"}
        return [
            Entry(
                row.action_time,
                names.get(row.user_id, ""),
                "admin",
                kinds.get(row.action_flag, "update"),
                (Change("", "", row.get_change_message()),) if row.action_flag == CHANGE else (),
            )
            for row in rows
        ]

    def names_of(self, user_ids: set[UUID]) -> dict[UUID, str]:
        """Return what these people are called; in a firm only its members are known."""
        return dict(Membership.objects.filter(user_id__in=user_ids).values_list("user_id", "name"))

    def _address(self, view: str, *args: str) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{view}", args=args)


def _with_names(entries: list[Entry], field: Any) -> list[Entry]:
    """Replace the ids of a link by what the linked rows are called; people are known by their membership."""
    label = str(field.verbose_name).capitalize()
    ids = {text for e in entries for c in e.changes if c.label == label for text in (c.before, c.after) if text}
    if not ids:
        return entries
    if field.related_model._meta.label == "tenancy.User":
        names = {str(one.user_id): one.name for one in Membership.objects.filter(user_id__in=ids)}
    else:
        names = {str(pk): str(row) for pk, row in field.related_model._default_manager.in_bulk(ids).items()}
    name: Callable[[str], str] = lambda text: names.get(text, "(deleted)") if text else ""  # noqa: E731 -- one use
    return [
        replace(
            entry,
            changes=tuple(
                replace(c, before=name(c.before), after=name(c.after)) if c.label == label else c for c in entry.changes
            ),
        )
        for entry in entries
    ]


class TenantTabular(FirmAccess, admin.TabularInline):
    """Rows of a firm below their parent; shown, and edited on their own page, unless a subclass lets them be."""

    extra = 0
    max_num = 0
    can_delete = False
    show_change_link = True
    view_on_site = False
    form = RowForm

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
