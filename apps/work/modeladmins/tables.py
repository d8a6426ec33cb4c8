"""A list as a file: export what it shows; import with a look at every change before it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.text import slugify

from apps.core.table_files import KINDS, MOST_ROWS, FileRefused, TableFile, read_table, write_table
from apps.tenancy.context import staff_context, tenant_context
from apps.tenancy.modeladmins import TenantAdmin
from apps.tenancy.modeladmins.access import caller_in
from apps.tenancy.modeladmins.firm_by_firm import actor_of
from apps.tenancy.permissions import Right
from apps.work import operations
from apps.work.batches import Skipped
from apps.work.modeladmins.mapping import chosen, seal_file, under_own_names
from apps.work.modeladmins.plans import OLDEST, Plan, PlanAdmin, seal
from apps.work.tables import FIRM, ColumnsRefused, ExportTable, ImportTable, Outcome, plan_rows

SHOWN = 100  # rows of each table of a preview


class ExportAdmin(TenantAdmin):
    """The admin of a table that can be taken along as CSV, XLSX or JSON, filtered and in the order of the list."""

    export_table: ExportTable

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        return [path("export/", self.admin_site.admin_view(self.export_view), name=name), *super().get_urls()]

    def changelist_view(self, request: Any, extra_context: Any = None) -> HttpResponse:
        address = f"{self._address('export')}?{request.GET.urlencode()}"
        return super().changelist_view(request, {"export": address, "kinds": list(KINDS), **(extra_context or {})})

    def export_view(self, request: Any) -> HttpResponse:
        """Answer the list's rows as a file, and note in each firm that they were taken along."""
        if request.method != "POST":
            return HttpResponseRedirect(self._address("changelist"))
        if not self.has_view_permission(request):
            raise PermissionDenied
        kind = request.POST.get("format", "")
        if kind not in KINDS:
            raise Http404("there is no such format")
        with self._reading(request):
            rows = list(
                self.export_table.prepared(self.get_changelist_instance(request).get_queryset(request))[: MOST_ROWS + 1]
            )
            if len(rows) > MOST_ROWS:
                return self._not_exported(
                    request, f"The list has more than {MOST_ROWS:,} rows. Narrow it, and export the parts."
                )
            over_firms = self._over_all(request) and self.firm_path != "id"
            names = {firm.tenant_id: firm.slug for firm in request.all_firms}
            cells = [
                [*([names.get(row.tenant_id, "")] if over_firms else []), *self.export_table.values(row)]
                for row in rows
            ]
        columns = [*([FIRM] if over_firms else []), *(column.name for column in self.export_table.columns)]
        try:
            content = write_table(kind, columns, cells)
        except FileRefused as refused:
            return self._not_exported(request, str(refused))
        self._note_export(request, kind, Counter(row.pk if self.firm_path == "id" else row.tenant_id for row in rows))
        name = f"{slugify(self.opts.verbose_name_plural)}-{timezone.localdate():%Y-%m-%d}.{kind}"
        return HttpResponse(
            content,
            content_type=KINDS[kind],
            headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
        )

    def _not_exported(self, request: HttpRequest, said: str) -> HttpResponse:
        self.message_user(request, said, messages.ERROR)
        return HttpResponseRedirect(f"{self._address('changelist')}?{request.GET.urlencode()}")

    @contextmanager
    def _reading(self, request: Any) -> Iterator[None]:
        firms = [firm.tenant_id for firm in request.all_firms]
        over = staff_context(firms, user_id=request.user.pk) if self._over_all(request) else nullcontext()
        with over:
            yield

    def _note_export(self, request: Any, kind: str, counts: Counter[Any]) -> None:
        callers = [request.caller] if request.caller else [caller_in(request, firm) for firm in request.all_firms]
        for caller in callers:
            if not counts[caller.tenant_id]:
                continue
            with tenant_context(caller.tenant_id, user_id=caller.user_id, actor=actor_of(caller)):
                operations.record_audit(
                    event_type="export",
                    entity_type=self.opts.label,
                    entity_id=kind,
                    after={"rows": counts[caller.tenant_id], "filter": request.GET.urlencode()[:500]},
                )


class ImportAdmin(ExportAdmin, PlanAdmin):
    """The admin of a table that is read from CSV and XLSX too, in one firm at a time."""

    export_table: ImportTable

    def get_urls(self) -> list[Any]:
        name, wrap = f"{self.opts.app_label}_{self.opts.model_name}", self.admin_site.admin_view
        return [
            path("import/", wrap(self.import_view), name=f"{name}_import"),
            path("import/bad-rows/", wrap(self.bad_rows_view), name=f"{name}_bad_rows"),
            *super().get_urls(),
        ]

    def list_tools(self, request: HttpRequest) -> list[tuple[str, str]]:
        tools = super().list_tools(request)
        return [("Import", self._address("import")), *tools] if self.has_add_permission(request) else tools

    def import_view(self, request: Any) -> HttpResponse:
        """Ask for a file, then show what importing it would do; nothing is written here."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if self._over_all(request):
            if request.method not in {"GET", "HEAD"}:
                return HttpResponseNotAllowed(["GET", "HEAD"])  # a write has its firm in the address
            return self._choose_firm(request, title=f"Import {self.opts.verbose_name_plural}")
        return self._import(request, request.caller.slug, request.caller.tenant_id)

    def _import(self, request: Any, firm: str, tenant_id: UUID, **more: Any) -> HttpResponse:
        """Show the form, or what the uploaded file would do."""
        context = {
            **self.admin_site.each_context(request),
            "title": f"Import {self.opts.verbose_name_plural}",
            "opts": self.opts,
            "columns": self.export_table.columns,
            "most": f"{MOST_ROWS:,}",
            **more,
        }
        if request.method == "POST":
            try:
                name, file = chosen(request) if "mapped" in request.POST else _uploaded(request)
                if "mapped" not in request.POST and self.export_table.maps_columns:
                    file, asked = under_own_names(self.export_table, file)
                    if asked:
                        context |= {"file": name, "asked": asked, "mapped": seal_file(name, file, request.user)}
                        return TemplateResponse(request, "admin/import_columns.html", context)
                outcomes = plan_rows(self.export_table, file, firm=firm)
                context |= self._planned(request, tenant_id, name, file, outcomes)
            except (FileRefused, ColumnsRefused, operations.BatchTooLarge) as refused:
                context["refused"] = str(refused)
        return TemplateResponse(request, "admin/import_table.html", context)

    def _planned(
        self, request: Any, tenant_id: UUID, name: str, file: TableFile, outcomes: list[Outcome]
    ) -> dict[str, Any]:
        bad = [outcome for outcome in outcomes if outcome.kind == "bad"]
        rows = [outcome.row for outcome in outcomes if outcome.row is not None]
        skipped = [Skipped("", f"line {one.line.number}: {one.label}", " ".join(one.errors)) for one in bad]
        plan = Plan(
            tenant_id,
            self.opts.label,
            f"Import {name}"[:200],
            Right.EDIT,
            rows,
            skipped,
            event_type="import",
        )
        told = [outcome for outcome in outcomes if outcome.kind in {"new", "changed"}]
        return {
            "file": name,
            "counts": Counter(outcome.kind for outcome in outcomes),
            "twice": sum(outcome.twice for outcome in bad),
            "warned": [outcome for outcome in outcomes if outcome.warnings][:SHOWN],
            "told": told[:SHOWN],
            "told_count": len(told),
            "bad": bad[:SHOWN],
            "shown": SHOWN,
            "plan": seal(plan, request.user) if rows else "",
            "bad_rows": self._sealed_bad(request, file, bad) if bad else "",
            "by_job": len(rows) > operations.AT_ONCE,
        }

    def _sealed_bad(self, request: Any, file: TableFile, bad: list[Outcome]) -> str:
        rows = [[*one.line.cells.values(), " ".join(one.errors)] for one in bad]
        return signing.dumps(
            {"columns": [*file.columns, "error"], "rows": rows}, salt=f"bad:{request.user.pk}", compress=True
        )

    def bad_rows_view(self, request: Any) -> HttpResponse:
        """Answer the rows that an import could not take as a CSV file, with what is wrong in a last column."""
        if request.method != "POST":
            return HttpResponseRedirect(self._address("changelist"))
        try:
            data = signing.loads(request.POST.get("bad", ""), salt=f"bad:{request.user.pk}", max_age=OLDEST)
        except signing.BadSignature:
            self.message_user(request, "This preview is too old; please upload the file again.", messages.ERROR)
            return HttpResponseRedirect(self._address("changelist"))
        return HttpResponse(
            write_table("csv", data["columns"], data["rows"]),
            content_type=KINDS["csv"],
            headers={"Content-Disposition": f'attachment; filename="{slugify(self.opts.verbose_name_plural)}-bad.csv"'},
        )


def _uploaded(request: HttpRequest) -> tuple[str, TableFile]:
    """Return the name of the file that was sent, and what is in it.

    Raises FileRefused.
    """
    upload = request.FILES.get("file")
    if upload is None:
        raise FileRefused("Choose a file first.")
    return str(upload.name), read_table(str(upload.name), upload.read())
