"""The Schedule page and the list of runs."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from apps.tenancy.modeladmins import TenantAdmin
from apps.tenancy.permissions import Right
from apps.work import engine_runs, operations
from apps.work.engines import UnknownEngine, engine_of, engines
from apps.work.models import JobRun
from apps.work.queries import schedule

CHIP = {"succeeded": " on", "partly": " half", "failed": " off"}


class JobRunAdmin(TenantAdmin):
    """What each run of an engine did. Its Schedule page says when they run next, starts, rehearses and pauses them."""

    form = ModelForm  # a run has no version: nobody changes it
    add_right = ""
    change_right = ""
    delete_right = ""
    actions = None
    list_display = ("job_name", "state", "scheduled_for", "started_at", "items_seen", "items_done", "items_failed")
    list_filter = ("job_name", "status", "dry_run")
    ordering = ("-scheduled_for", "-id")
    fields = (
        "job_name", "state", "scheduled_for", "started_at", "finished_at", "items_seen", "items_done", "items_failed",
        "steps", "said",
    )  # fmt: skip
    readonly_fields = fields

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.schedule_view)
        return [path("schedule/", view, name="work_jobrun_schedule"), *super().get_urls()]

    def list_tools(self, request: HttpRequest) -> list[tuple[str, str]]:
        return [("Schedule", self._address("schedule")), *super().list_tools(request)]

    @admin.display(description="Result")
    def state(self, run: JobRun) -> SafeString:
        return state_of(run)

    @admin.display(description="Steps")
    def steps(self, run: JobRun) -> SafeString:
        counts = run.summary.get("steps", {})
        known = {engine.name: engine for engine in engines()}.get(run.job_name)
        names = [step.name for step in known.steps] if known else []  # JSON keeps no order
        lines = [(name, counts[name]) for name in [*names, *counts] if name in counts]
        return format_html_join(
            "", "<div>{}: {} of {} done, {} failed</div>",
            ((name, one["done"], one["seen"], one["failed"]) for name, one in dict(lines).items()),
        ) or SafeString("None yet")  # fmt: skip

    @admin.display(description="What went wrong")
    def said(self, run: JobRun) -> SafeString:
        errors = run.summary.get("errors", [])
        return format_html_join("", "<div>{}</div>", ((error,) for error in errors)) or SafeString("Nothing")

    def schedule_view(self, request: Any) -> HttpResponse:
        """Show the engines; a POST starts, rehearses, pauses or resumes one in this firm."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if self._over_all(request):
            if request.method not in {"GET", "HEAD"}:
                return HttpResponseNotAllowed(["GET", "HEAD"])  # a write has its firm in the address
            return self._choose_firm(request, title="Schedule")
        may_act = request.caller.may(Right.EDIT)
        if request.method == "POST":
            if not may_act:
                raise PermissionDenied
            self._act(request, request.POST.get("engine", ""), request.POST.get("act", ""))
            return HttpResponseRedirect(self._address("schedule"))
        context = {
            **self.admin_site.each_context(request),
            "title": "Schedule",
            "opts": self.opts,
            "lines": schedule(at=timezone.now(), zone=request.caller.zone),
            "zone": request.caller.time_zone,
            "may_act": may_act,
        }
        return TemplateResponse(request, "admin/work/schedule.html", context)

    def _act(self, request: HttpRequest, name: str, act: str) -> None:
        try:
            title = engine_of(name).title
            match act:
                case "run" | "rehearse":
                    engine_runs.queue_run(name, scheduled_for=timezone.now(), dry_run=act == "rehearse")
                    said = f"{title}: it is queued. The result stands here when it is over; load the page again."
                case "pause" | "resume":
                    operations.pause_engine(name=name, paused=act == "pause")
                    said = (
                        f"{title}: {'paused until you resume it' if act == 'pause' else 'runs by its schedule again'}."
                    )
                case _:
                    self.message_user(request, "Choose what to do with the engine.", messages.ERROR)
                    return
        except UnknownEngine as unknown:
            self.message_user(request, str(unknown), messages.ERROR)
            return
        self.message_user(request, said, messages.SUCCESS)


def state_of(run: JobRun) -> SafeString:
    """Return how a run ended, as a chip."""
    dry = " (dry run)" if run.dry_run else ""
    return format_html('<span class="chip{}">{}{}</span>', CHIP.get(run.status, ""), run.get_status_display(), dry)
