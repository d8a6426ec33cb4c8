from __future__ import annotations

from contextlib import nullcontext
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.tenancy.admin import FirmAdmin, MembershipAdmin
from apps.tenancy.context import staff_context, tenant_context
from apps.tenancy.locks import Busy
from apps.tenancy.modeladmins import TenantAdmin
from apps.tenancy.models import Membership, Tenant
from apps.tenancy.operations import TenancyError, change_settings, create_firm
from apps.work import operations, reverting
from apps.work.batches import Kind, RowChange, rules_of
from apps.work.modeladmins import ExportAdmin, ImportAdmin
from apps.work.modeladmins.history import differences
from apps.work.modeladmins.plans import PlanRefused, unseal
from apps.work.modeladmins.runs import JobRunAdmin
from apps.work.models import ChangeBatch, JobRun
from apps.work.people_tables import FirmTable, MemberTable

SHOWN = 100


admin.site.register(JobRun, JobRunAdmin)


@admin.register(ChangeBatch)
class ChangeBatchAdmin(TenantAdmin):
    """What was changed in bulk: how far it is, what it left out and why, and the way back."""

    add_right = ""
    delete_right = ""
    actions = None
    list_display = ("title", "state", "made_by_name", "created_at", "done_count", "skipped_count")
    list_filter = ("status",)
    search_fields = ("title", "made_by_name")
    ordering = ("-created_at", "-id")

    def get_urls(self) -> list[Any]:
        undo = self.admin_site.admin_view(self.undo_view)
        return [path("<path:object_id>/undo/", undo, name="work_changebatch_undo"), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("request")

    @admin.display(description="State")
    def state(self, batch: ChangeBatch) -> SafeString:
        if batch.undone_at:
            return format_html('<span class="chip">Put back</span>')
        on = {"done": " on", "failed": " off"}.get(batch.status, "")
        return format_html('<span class="chip{}">{}</span>', on, batch.get_status_display())

    @admin.display(description="Skipped")
    def skipped_count(self, batch: ChangeBatch) -> int:
        return len(batch.skipped)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if self._over_all(request):
            return self._to_firm(request, object_id)
        batch = self._batch(request, object_id)
        undone_by = ChangeBatch.objects.filter(undoes=batch.pk).order_by("created_at").last()
        context = {
            **self.admin_site.each_context(request),
            "title": "Changes in bulk",
            "subtitle": batch.title,
            "opts": self.opts,
            "batch": batch,
            "rows": changed_rows(batch) if has_rules_of(batch) else [],
            "shown": SHOWN,
            "skipped": batch.skipped[:SHOWN],
            "handled": min(batch.row_count, batch.done_count + len(batch.skipped)),
            "undone_by": undone_by,
            "may_undo": self._may_undo(request, batch),
            "list_of": rules_of(batch.model_label).model._meta if has_rules_of(batch) else None,
        }
        return TemplateResponse(request, "admin/bulk_result.html", context)

    def undo_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Put the batch back and lead to the batch that does so."""
        if self._over_all(request):
            return self._to_firm(request, object_id)
        batch = self._batch(request, object_id)
        if request.method != "POST":
            return HttpResponseRedirect(self._address("change", str(batch.pk)))
        try:
            undo = operations.undo_batch(batch_id=batch.pk, at=timezone.now())
        except (operations.BatchError, Busy) as refused:
            self.message_user(request, str(refused), messages.ERROR)
            return HttpResponseRedirect(self._address("change", str(batch.pk)))
        return HttpResponseRedirect(self._address("change", str(undo.pk)))

    def _batch(self, request: HttpRequest, object_id: str) -> ChangeBatch:
        batch = self.get_object(request, unquote(object_id))
        if batch is None or not self.has_view_permission(request, batch):
            raise Http404(f"no batch {object_id}")
        return batch  # type: ignore[no-any-return]

    def _may_undo(self, request: HttpRequest, batch: ChangeBatch) -> bool:
        is_over = batch.status != "running" and batch.done_count > 0 and batch.undone_at is None
        return is_over and has_rules_of(batch) and self.has_change_permission(request, batch)


def has_rules_of(batch: ChangeBatch) -> bool:
    """Whether the batch's table is still one that is written in batches."""
    try:
        rules_of(batch.model_label)
    except (LookupError, ValueError):
        return False
    return True


def changed_rows(batch: ChangeBatch) -> list[dict[str, Any]]:
    """Return the first rows of a batch with what became of each, as text."""
    rules = rules_of(batch.model_label)
    events = list(reverting.events_of(batch)[: SHOWN * 2])
    before = rules.model.pgh_event_model.objects.in_bulk([e.before_id for e in events if e.before_id])
    rows: dict[Any, dict[str, Any]] = {}
    for event in events:
        row = rows.setdefault(event.pgh_obj_id, {"kind": event.pgh_label, "before": before.get(event.before_id)})
        row["after"], row["id"] = event, event.pgh_obj_id
        if event.pgh_label == "delete":
            row["kind"] = "delete"
    for row in rows.values():
        row["label"] = str(reverting.as_row(rules, row["after"]))
        is_change = row["kind"] == "update" and row["before"] is not None
        row["changes"] = differences(rules, row["before"], row["after"]) if is_change else []
    return list(rows.values())[:SHOWN]


# People and firms are tenancy's, which knows nothing of batches and acts; their lists can be taken along all the same.
admin.site.unregister([Membership, Tenant])


@admin.register(Membership)
class MembersToTake(ExportAdmin, MembershipAdmin):
    """The people of a firm, with their export."""

    export_table = MemberTable()


@admin.register(Tenant)
class FirmsToTake(ImportAdmin, FirmAdmin):
    """The firms, with their export; a superuser imports them over all firms."""

    export_table = FirmTable()

    def import_view(self, request: Any) -> HttpResponse:
        """Ask for a file of firms, then show what importing it would do."""
        if not self.has_add_permission(request):
            raise PermissionDenied("Only a superuser makes firms, on the page over all of them.")
        over: Any = nullcontext()
        if request.method == "POST":
            over = staff_context([firm.tenant_id for firm in request.all_firms], user_id=request.user.pk)
        with over:
            return self._import(request, "", UUID(int=0), is_final=True).render()

    def apply_view(self, request: Any) -> HttpResponse:
        """Make and change the firms of a preview, each in a transaction of its own."""
        here = self._address("changelist")
        if request.method != "POST":
            return HttpResponseRedirect(here)
        if not self.has_add_permission(request):
            raise PermissionDenied("Only a superuser makes firms, on the page over all of them.")
        try:
            plan = unseal(request.POST.get("plan", ""), request.user)
        except PlanRefused as refused:
            self.message_user(request, str(refused), messages.ERROR)
            return HttpResponseRedirect(here)
        left = [said for row in plan.rows if (said := write_firm(row, request.user, title=plan.title))]
        done = len(plan.rows) - len(left)
        if done:
            self.message_user(request, f"{done} firm{'s were' if done > 1 else ' was'} imported.", messages.SUCCESS)
        for said in left[:SHOWN]:
            self.message_user(request, said, messages.WARNING)
        return HttpResponseRedirect(here)


def write_firm(row: RowChange, user: Any, *, title: str) -> str:
    """Make or change one firm and note the import in it; return why not, where it is refused."""
    actor, at = {"name": user.name, "via": "admin", "user": str(user.pk)}, timezone.now()
    try:
        if row.kind == Kind.ADD:
            firm_id, label = create_firm(**row.values, at=at, by=user.pk).tenant.pk, row.label
        else:
            firm_id, label = UUID(row.row_id), "A firm"
        with tenant_context(firm_id, user_id=user.pk, actor=actor):
            if row.kind == Kind.CHANGE:
                label = Tenant.objects.get().name
                change_settings(changes=dict(row.values), version=row.version)
            operations.record_audit(
                event_type="import", entity_type="tenancy.Tenant", entity_id=firm_id, after={"title": title}
            )
    except (TenancyError, ValidationError, Tenant.DoesNotExist) as refused:
        return f"{row.label or label}: {' '.join(getattr(refused, 'messages', [str(refused)]))}"
    return ""
