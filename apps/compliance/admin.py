from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from apps.compliance import operations
from apps.compliance.models import ComplianceCheck, ComplianceSchedule
from apps.tenancy.modeladmins import TenantAdmin

REFUSALS = (operations.ComplianceError, ValidationError)
SCHEDULE_FIELDS = (
    "compliance_type",
    "description",
    "target_entity_type",
    "target_filter",
    "required_fields",
    "frequency",
    "due_from",
    "next_due_at",
    "notification_days_before",
    "escalation_days_after",
    "is_active",
)


@admin.register(ComplianceSchedule)
class ComplianceScheduleAdmin(TenantAdmin):
    """What is asked again and again; its rules are the operations'."""

    refusals = REFUSALS
    list_display = ("title", "target_entity_type", "frequency", "due_from", "next_due_at", "is_active")
    list_filter = ("target_entity_type", "frequency", "is_active")
    search_fields = ("compliance_type", "description")
    ordering = ("next_due_at", "id")
    fields = (*SCHEDULE_FIELDS, "last_completed_at")
    readonly_fields = ("last_completed_at",)
    history_fields = SCHEDULE_FIELDS
    actions = ("make_checks",)

    @admin.display(description="What is checked", ordering="compliance_type")
    def title(self, schedule: ComplianceSchedule) -> str:
        return schedule.title

    def save_record(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> None:
        values, at = {name: form.cleaned_data[name] for name in SCHEDULE_FIELDS}, timezone.now()
        if change:
            operations.change_schedule(schedule_id=obj.pk, values=values, at=at)
        else:
            obj.pk = operations.make_schedule(**values, at=at).pk

    @admin.action(description="Make checks now", permissions=("change",))
    def make_checks(self, request: HttpRequest, queryset: Any) -> None:
        for schedule in queryset:
            made = operations.generate_now(schedule_id=schedule.pk)
            self.message_user(request, f"{schedule}: {made} made.", messages.SUCCESS if made else messages.INFO)


@admin.register(ComplianceCheck)
class ComplianceCheckAdmin(TenantAdmin):
    """Checks are made by schedules; what becomes of them are acts."""

    refusals = REFUSALS
    list_display = ("entity_name", "title", "due_at", "status", "reminder_count", "escalation_sent_at")
    list_filter = ("status", "entity_type", "compliance_type")
    search_fields = ("entity_name", "compliance_type")
    ordering = ("due_at", "id")
    add_right = ""
    fields = (
        "title", "entity_name", "period_start", "period_end", "due_at", "status", "required_fields", "missing_fields",
        "validation_errors", "reminder_count", "reminder_sent_at", "answered_at", "escalation_sent_at", "completed_at",
        "waived_reason", "waived_until", "notes",
    )  # fmt: skip
    readonly_fields = fields[:-1]
    history_fields = ("status", "notes", "waived_reason", "waived_until", "reminder_count", "completed_at")
    actions = ("complete", "remind", "escalate", "look_again")

    @admin.display(description="What is checked", ordering="compliance_type")
    def title(self, check: ComplianceCheck) -> str:
        return check.title

    def save_record(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> None:
        operations.note_check(check_id=obj.pk, notes=form.cleaned_data["notes"])

    @admin.action(description="Complete", permissions=("change",))
    def complete(self, request: HttpRequest, queryset: Any) -> None:
        self._each(request, queryset, operations.complete_check, "completed", at=timezone.now())

    @admin.action(description="Send a reminder", permissions=("change",))
    def remind(self, request: HttpRequest, queryset: Any) -> None:
        self._each(request, queryset, operations.remind_check, "reminded", at=timezone.now())

    @admin.action(description="Give to a manager", permissions=("change",))
    def escalate(self, request: HttpRequest, queryset: Any) -> None:
        self._each(request, queryset, operations.escalate_check, "given to a manager", at=timezone.now())

    @admin.action(description="Compare with what is known", permissions=("change",))
    def look_again(self, request: HttpRequest, queryset: Any) -> None:
        self._each(request, queryset, operations.validate_check, "compared")

    def _each(self, request: HttpRequest, queryset: Any, act: Any, said: str, **given: Any) -> None:
        done = 0
        for check in queryset:
            try:
                act(check_id=check.pk, **given)
            except operations.ComplianceError as refused:
                self.message_user(request, f"{check}: {refused}", messages.WARNING)
            else:
                done += 1
        if done:
            self.message_user(request, f"{done} check{'s' if done > 1 else ''} {said}.", messages.SUCCESS)
