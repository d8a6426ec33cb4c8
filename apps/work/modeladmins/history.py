"""Put a record back to how it was, and bring deleted ones back; each a batch of one row, so that it can be undone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst

from apps.core.timeline import Change, changes_between
from apps.tenancy.locks import Busy
from apps.tenancy.modeladmins import TenantAdmin
from apps.work import operations, reverting
from apps.work.batches import Kind, RowChange, TableRules, rules_of

DELETED_PAGE = 200


class RevertAdmin(TenantAdmin):
    """The admin of a table whose rows are put back from their history."""

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path("deleted/", wrap(self.deleted_view), name=f"{name}_deleted"),
            path("<path:object_id>/revert/", wrap(self.revert_view), name=f"{name}_revert"),
            *super().get_urls(),
        ]

    def list_tools(self, request: HttpRequest) -> list[tuple[str, str]]:
        return [*super().list_tools(request), ("Deleted", self._address("deleted"))]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        may = not self._over_all(request) and self.has_change_permission(request)
        return super().history_view(request, object_id, {"may_revert": may, **(extra_context or {})})

    # One record

    def revert_view(self, request: Any, object_id: str) -> HttpResponse:
        """Show what differs between now and then; on a POST put the record back, unless it was changed meanwhile."""
        if self._over_all(request):
            return self._to_firm(request, object_id)
        record = self.get_object(request, unquote(object_id))
        if record is None or not self.has_change_permission(request, record):
            raise Http404(f"no {self.opts.verbose_name} {object_id}")
        rules = rules_of(self.opts.label)
        event = self._event(rules, request.GET.get("event", ""), pgh_obj_id=record.pk)
        if request.method == "POST":
            return self._revert(request, record, event)
        changes = differences(rules, record, event)
        context = {
            **self.admin_site.each_context(request),
            "title": "Put back",
            "subtitle": str(record),
            "opts": self.opts,
            "module_name": capfirst(self.opts.verbose_name_plural),
            "object": record,
            "event": event,
            "changes": changes,
            "version": record.row_version,
        }
        return TemplateResponse(request, "admin/bulk_revert.html", context)

    def _revert(self, request: Any, record: Any, event: Any) -> HttpResponse:
        seen = request.POST.get("version", "")
        version = int(seen) if seen.isdecimal() else record.row_version
        row = RowChange(Kind.RESTORE, str(record.pk), version, event=str(event.pgh_id))
        title = f"Put back {record} to how it was {reverting.moment(event.pgh_created_at)}"
        self._write_one(request, row, title, event_type="record_revert")
        return HttpResponseRedirect(self._address("history", str(record.pk)))

    def _event(self, rules: TableRules, key: str, **of: Any) -> Any:
        try:
            found = rules.model.pgh_event_model.objects.filter(pgh_id=UUID(key), **of).first()
        except ValueError:
            found = None
        if found is None:
            raise Http404("no such entry of the history")
        return found

    def _write_one(self, request: HttpRequest, row: RowChange, title: str, *, event_type: str) -> None:
        try:
            batch = operations.start_batch(
                title=title, model_label=self.opts.label, rows=[row], event_type=event_type, at=timezone.now()
            )
        except Busy as refused:
            self.message_user(request, f"{refused} Nothing was changed.", messages.ERROR)
            return
        if batch.skipped:
            reason = batch.skipped[0]["reason"]
            self.message_user(request, f"Nothing was changed: {reason}.", messages.ERROR)
            return
        page = reverse("admin:work_changebatch_change", args=[batch.pk])
        text = format_html('{}: done. <a href="{}">What was changed, and undo</a>', title, page)
        self.message_user(request, text, messages.SUCCESS)

    # Deleted ones

    def deleted_view(self, request: Any) -> HttpResponse:
        """List what was deleted; on a POST bring one back, where what it belongs to still exists."""
        if self._over_all(request):
            return self._deleted_over_all(request)
        rules = rules_of(self.opts.label)
        if request.method == "POST":
            if not self.has_change_permission(request):
                raise Http404("nothing is brought back here")
            event = self._event(rules, request.POST.get("event", ""), pgh_label="delete")
            row = RowChange(Kind.RESTORE, str(event.pgh_obj_id), None, event=str(event.pgh_id))
            row = replace(row, label=str(reverting.as_row(rules, event)))
            self._write_one(request, row, f"Bring back {row.label}", event_type="record_restore")
            return HttpResponseRedirect(self._address("deleted"))
        gone = [(event, reverting.as_row(rules, event)) for event in reverting.deleted_rows(rules, DELETED_PAGE)]
        context = {
            **self.admin_site.each_context(request),
            "title": f"Deleted {self.opts.verbose_name_plural}",
            "opts": self.opts,
            "module_name": capfirst(self.opts.verbose_name_plural),
            "gone": gone,
            "limit": DELETED_PAGE,
            "may_restore": self.has_change_permission(request),
        }
        return TemplateResponse(request, "admin/bulk_deleted.html", context)

    def _deleted_over_all(self, request: Any) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])  # a write has its firm in the address
        return self._choose_firm(request, title=f"Deleted {self.opts.verbose_name_plural}")


def differences(rules: TableRules, before: Any, after: Any) -> list[Change]:
    """Return what differs between two states of a row, with links as the names of what they point to."""
    return [
        _named(column, change) if isinstance(column, models.ForeignKey) else change
        for column in rules.restorable()
        for change in changes_between([column], before, after)
    ]


def _named(column: Any, change: Change) -> Change:
    keys = [key for key in (change.before, change.after) if key]
    names = {str(row.pk): str(row) for row in column.related_model.objects.filter(pk__in=keys)}
    return replace(change, before=names.get(change.before, change.before), after=names.get(change.after, change.after))
