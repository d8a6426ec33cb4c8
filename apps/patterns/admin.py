from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.utils import timezone

from apps.patterns import operations, queries
from apps.patterns.choices import Health
from apps.patterns.functions import ProjectHealth
from apps.patterns.models import (
    BuildEvent,
    CiDelivery,
    CiEndpoint,
    Pattern,
    PatternAnalytics,
    ProjectOutcome,
    ScaffoldSession,
    UserFeedback,
)
from apps.tenancy.modeladmins import TenantAdmin, TenantTabular
from apps.work.modeladmins import BulkAction, BulkAdmin, ExportAdmin, RevertAdmin
from apps.work.tables import Column, ExportTable

SHOWN = (
    "total_projects", "successful_builds", "failed_builds", "build_success_rate", "build_success_low",
    "build_success_high", "avg_satisfaction", "feedback_count",
)  # fmt: skip
REFUSALS = (operations.PatternError, ValidationError)


def analytics_tool(request: Any) -> list[tuple[str, str]]:
    """Return the way to the firm's page of trends and recommendations; over all firms there is none."""
    return [("Analytics", f"/f/{request.caller.slug}/patterns/analytics/")] if request.caller else []


class Columns(ExportTable):
    """Columns as they stand, for files that are not read back."""

    def __init__(self, *names: str) -> None:
        self.columns = tuple(Column(name, "", name) for name in names)


@admin.register(Pattern)
class PatternAdmin(BulkAdmin, ExportAdmin, RevertAdmin):
    """Templates, each with what became of its projects."""

    refusals = REFUSALS
    export_table = Columns("pattern_id", "name", "category", "languages", "version", "is_active")
    list_display = ("name", "pattern_id", "version", "category", "is_active", "projects", "success", "satisfaction")
    list_filter = ("is_active", "category")
    search_fields = ("pattern_id", "name", "description")
    ordering = ("name", "id")
    bulk_actions = (
        BulkAction("recommend", "Recommend again", "Recommend {count} {noun} again", values={"is_active": True}),
        BulkAction("retire", "Recommend no longer", "Stop recommending {count} {noun}", values={"is_active": False}),
    )
    fields = (
        "pattern_id", "name", "description", "category", "languages", "version", "is_active", "projects", "success",
        "satisfaction",
    )  # fmt: skip
    readonly_fields = ("projects", "success", "satisfaction")
    history_fields = ("name", "description", "category", "languages", "version", "is_active")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*self.readonly_fields, "pattern_id") if obj else self.readonly_fields

    def list_tools(self, request: HttpRequest) -> list[tuple[str, str]]:
        return analytics_tool(request)

    def get_queryset(self, request: HttpRequest) -> Any:
        figures = PatternAnalytics.objects.filter(tenant=OuterRef("tenant"), pattern_id=OuterRef("pattern_id"))
        return (
            super().get_queryset(request).annotate(**{f"its_{name}": Subquery(figures.values(name)) for name in SHOWN})
        )

    @admin.display(description="Projects", ordering="its_total_projects")
    def projects(self, pattern: Any) -> str:
        return f"{pattern.its_total_projects or 0:,}"

    @admin.display(description="Builds that succeed", ordering="its_build_success_low")
    def success(self, pattern: Any) -> str:
        if pattern.its_build_success_rate is None:
            return "not built yet"
        builds = pattern.its_successful_builds + pattern.its_failed_builds
        few = ", few projects" if builds < queries.SMALL_SAMPLE else ""
        low, high = pattern.its_build_success_low, pattern.its_build_success_high
        return f"{pattern.its_build_success_rate:.0f} % ({low:.0f}–{high:.0f} %, n = {builds}{few})"

    @admin.display(description="Satisfaction", ordering="its_avg_satisfaction")
    def satisfaction(self, pattern: Any) -> str:
        if pattern.its_avg_satisfaction is None:
            return "not rated yet"
        return f"{pattern.its_avg_satisfaction:.1f} of 5 (n = {pattern.its_feedback_count})"


class Linked(TenantTabular):
    template = "admin/linked_rows.html"
    show_change_link = False


class EventInline(Linked):
    model = BuildEvent
    fields = ("occurred_at", "event_type", "status", "test_pass_rate", "environment", "source")
    readonly_fields = fields
    ordering = ("-occurred_at",)
    verbose_name_plural = "Builds, tests and deployments"


class FeedbackInline(Linked):
    model = UserFeedback
    fields = ("submitted_at", "overall_satisfaction", "would_recommend", "likelihood_to_reuse", "additional_comments")
    readonly_fields = fields
    ordering = ("-submitted_at",)
    verbose_name_plural = "Feedback"
    show_change_link = True


class HealthFilter(admin.SimpleListFilter):
    """What the last build and its tests say."""

    title = "health"
    parameter_name = "health"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return Health.choices

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(its_health=self.value()) if self.value() else queryset


class OutcomeForm(TenantAdmin.form):
    """A project's pattern is one of the firm's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "pattern_id" in self.fields:
            known = Pattern.objects.order_by("name").values_list("pattern_id", "name")
            self.fields["pattern_id"] = forms.ChoiceField(label="Pattern", choices=[("", "---------"), *known])

    def clean_metadata(self) -> dict[str, Any]:
        given = self.cleaned_data["metadata"]
        if not isinstance(given or {}, dict):
            raise ValidationError('Give an object, such as {"complexity": "simple"}.')
        return given or {}


@admin.register(ProjectOutcome)
class ProjectOutcomeAdmin(BulkAdmin, ExportAdmin, RevertAdmin):
    """Projects; what became of them are acts and events."""

    form = OutcomeForm
    refusals = REFUSALS
    export_table = Columns(
        "project_name", "project_path", "pattern_id", "pattern_version", "status", "last_build_status",
        "last_build_timestamp", "test_pass_rate", "deployment_status", "repository", "created_at",
    )  # fmt: skip
    list_display = (
        "project_name", "pattern_id", "health", "status", "last_build_status", "test_pass_rate", "deployment_status",
        "created_at",
    )  # fmt: skip
    list_filter = (HealthFilter, "status", "last_build_status", "deployment_status")
    search_fields = ("project_name", "project_path", "repository", "pattern_name")
    ordering = ("-created_at", "-id")
    bulk_actions = (
        BulkAction("archive", "Archive", "Archive {count} {noun}", values={"status": "archived"}),
        BulkAction("delete_softly", "Delete, to be restored", "Delete {count} {noun}", values={"status": "deleted"}),
        BulkAction("restore", "Make active again", "Make {count} {noun} active again", values={"status": "active"}),
    )
    inlines = (EventInline, FeedbackInline)
    fieldsets = (
        (None, {"fields": ("project_name", "project_path", "repository", ("pattern_id", "pattern_name"))}),
        ("What was made", {"fields": ("languages_used", "components_generated", "files_created",
                                      "dependencies_installed", "stack_id", "metadata")}),
        ("What became of it", {"fields": (("status", "health"), ("last_build_status", "last_build_timestamp"),
                                          "test_pass_rate", "deployment_status", "feedback_prompt_state",
                                          "feedback_prompt_due_at")}),
    )  # fmt: skip
    readonly_fields = (
        "pattern_name", "health", "status", "last_build_status", "last_build_timestamp", "test_pass_rate",
        "deployment_status", "feedback_prompt_state", "feedback_prompt_due_at",
    )  # fmt: skip
    history_fields = (
        "project_name", "project_path", "repository", "languages_used", "components_generated", "files_created",
        "dependencies_installed", "stack_id", "metadata", "status", "last_build_status", "test_pass_rate",
        "deployment_status",
    )  # fmt: skip
    delete_right = ""  # an act keeps them, to be restored

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*self.readonly_fields, "pattern_id") if obj else self.readonly_fields

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(its_health=ProjectHealth())

    @admin.display(description="Health", ordering="its_health")
    def health(self, outcome: Any) -> str:
        return str(Health(outcome.its_health).label)

    def list_tools(self, request: HttpRequest) -> list[tuple[str, str]]:
        return analytics_tool(request)

    def save_record(self, request: Any, obj: Any, form: Any, *, change: bool) -> None:
        changed = set(form.changed_data) & {field.name for field in obj._meta.concrete_fields}
        values = {name: form.cleaned_data[name] for name in changed}
        if not change:
            obj.pk = operations.record_outcome(values=values, user_id=request.caller.user_id).pk
            return
        operations.change_outcome(outcome_id=obj.pk, values=values, source="manual", at=timezone.now())


@admin.register(UserFeedback)
class UserFeedbackAdmin(TenantAdmin):
    """What people said stays as they said it; only their consent can be withdrawn, and an entry deleted."""

    export_table = Columns(
        "submitted_at", "overall_satisfaction", "pattern_usefulness", "code_quality", "documentation_clarity",
        "setup_ease", "would_recommend", "likelihood_to_reuse", "feedback_source",
    )  # fmt: skip
    list_display = (
        "submitted_at", "project_outcome", "overall_satisfaction", "would_recommend", "likelihood_to_reuse",
        "feedback_source", "consent_to_export",
    )  # fmt: skip
    list_filter = ("overall_satisfaction", "would_recommend", "feedback_source", "consent_to_export")
    list_select_related = ("project_outcome",)
    search_fields = ("additional_comments", "project_outcome__project_name")
    ordering = ("-submitted_at", "-id")
    add_right = ""
    fields = (
        "project_outcome", "submitted_at", "overall_satisfaction", "pattern_usefulness", "code_quality",
        "documentation_clarity", "setup_ease", "positive_aspects", "negative_aspects", "would_recommend",
        "likelihood_to_reuse", "feature_requests", "additional_comments", "time_to_first_build", "encountered_errors",
        "error_details", "feedback_source", "consent_to_export",
    )  # fmt: skip
    readonly_fields = fields[:-1]
    history_fields = ("consent_to_export",)

    def save_record(self, request: Any, obj: Any, form: Any, *, change: bool) -> None:
        if "consent_to_export" in form.changed_data:
            operations.withdraw_consent(feedback_id=obj.pk, is_given=form.cleaned_data["consent_to_export"])


class Records(TenantAdmin):
    """Rows that programs write and nobody changes."""

    add_right = ""
    change_right = ""
    delete_right = ""


@admin.register(BuildEvent)
class BuildEventAdmin(Records):
    list_display = (
        "occurred_at", "project_outcome", "event_type", "status", "test_pass_rate", "environment", "source",
    )  # fmt: skip
    list_filter = ("event_type", "status", "source")
    list_select_related = ("project_outcome",)
    search_fields = ("project_outcome__project_name", "external_id")
    ordering = ("-occurred_at", "-id")
    fields = (*list_display, "duration_seconds", "external_id")


@admin.register(ScaffoldSession)
class ScaffoldSessionAdmin(Records):
    list_display = ("started_at", "pattern_recommended", "pattern_chosen", "completed_at", "abandoned_at")
    list_filter = (("completed_at", admin.EmptyFieldListFilter), ("abandoned_at", admin.EmptyFieldListFilter))
    ordering = ("-started_at", "-id")
    fields = (*list_display, "project_outcome", "last_step_at", "steps_completed", "patterns_viewed")


class DeliveryInline(Linked):
    model = CiDelivery
    fields = ("created_at", "event", "repository", "result")
    readonly_fields = fields
    ordering = ("-created_at",)
    verbose_name_plural = "Deliveries"


@admin.register(CiEndpoint)
class CiEndpointAdmin(TenantAdmin):
    """Where CI reports builds to; its secret is shown on the portal's page, where it is made."""

    list_display = ("name", "kind", "is_active", "last_delivery_at")
    list_filter = ("kind", "is_active")
    ordering = ("name", "id")
    add_right = ""
    fields = ("name", "kind", "is_active", "last_delivery_at")
    readonly_fields = ("kind", "last_delivery_at")
    history_fields = ("name", "is_active")
    inlines = (DeliveryInline,)
