from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from apps.clients.modeladmins import Assigned
from apps.clients.models import Client
from apps.deals import operations
from apps.deals.models import Deal, DealActivity, StageConfig, StageHistory
from apps.deals.tables import DealTable
from apps.tenancy.modeladmins import TenantTabular
from apps.work.modeladmins import BatchAdmin, BulkAction, RevertAdmin


class HistoryInline(TenantTabular):
    model = StageHistory
    fields = ("changed_at", "from_stage", "to_stage", "days_in_previous_stage", "reason")
    readonly_fields = fields
    ordering = ("-changed_at",)
    verbose_name_plural = "Stages it went through"
    template = "admin/linked_rows.html"
    show_change_link = False


class ActivityInline(TenantTabular):
    model = DealActivity
    fields = ("happened_at", "kind", "notes")
    readonly_fields = fields
    ordering = ("-happened_at",)
    verbose_name_plural = "What was done"
    template = "admin/linked_rows.html"


@admin.register(Deal)
class DealAdmin(Assigned, BatchAdmin):
    export_table = DealTable()
    refusals = (operations.DealError, ValidationError)
    list_display = ("title", "client", "stage", "value", "probability", "expected_close_date", "owner", "stalled_at")
    list_filter = ("stage", ("stalled_at", admin.EmptyFieldListFilter), ("parked_until", admin.EmptyFieldListFilter))
    list_select_related = ("client",)
    search_fields = ("title", "client__company_name")
    ordering = ("-created_at", "-id")
    bulk_actions = (
        BulkAction("move_to", "Move to stage …", "Move {count} {noun} to {stage}", ("stage",), required=True),
        BulkAction(
            "leave_alone",
            "Stop follow-ups",
            "Stop follow-ups about {count} {noun}",
            values={"auto_follow_up_enabled": False},
        ),
        BulkAction(
            "follow_up_again",
            "Allow follow-ups",
            "Allow follow-ups about {count} {noun}",
            values={"auto_follow_up_enabled": True},
        ),
    )
    readonly_fields = (
        "actual_close_date", "last_activity_at", "stalled_at", "next_follow_up_at", "follow_up_count",
    )  # fmt: skip
    inlines = (HistoryInline, ActivityInline)
    fieldsets = (
        (None, {"fields": ("title", "client", "contact", ("stage", "lost_reason"), ("value", "probability"))}),
        ("When and who", {"fields": (("expected_close_date", "actual_close_date"), "assigned_to", "description")}),
        (
            "Follow-ups",
            {
                "fields": (
                    "auto_follow_up_enabled",
                    ("parked_until", "parked_reason"),
                    ("last_activity_at", "stalled_at"),
                    ("next_follow_up_at", "follow_up_count"),
                )
            },
        ),
    )
    history_fields = (
        "title", "client", "contact", "stage", "lost_reason", "value", "probability", "expected_close_date",
        "assigned_to", "description", "auto_follow_up_enabled", "parked_until", "parked_reason",
    )  # fmt: skip

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "client":
            kwargs["queryset"] = Client.objects.order_by("company_name")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_record(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> None:
        if not change:
            obj.created_by_id = request.caller.user_id  # type: ignore[attr-defined]
            obj.save()
            return
        changed = set(form.changed_data) & {f.name for f in obj._meta.concrete_fields}
        if {"stage", "lost_reason"} & changed:
            operations.move_deal(deal_id=obj.pk, stage=obj.stage, lost_reason=obj.lost_reason)
        if rest := changed - {"stage", "lost_reason"}:
            obj.save(update_fields=sorted(rest))


@admin.register(StageConfig)
class StageConfigAdmin(RevertAdmin):
    """The settings of a firm's stages: each has its row from the beginning."""

    add_right = ""
    delete_right = ""
    list_display = ("stage", "max_days_before_stale", "follow_up_interval_days", "max_follow_ups", "drafts_first")
    ordering = ("max_days_before_stale", "stage")
    readonly_fields = ("stage",)
    fields = ("stage", "max_days_before_stale", "follow_up_interval_days", "max_follow_ups", "drafts_first")
    history_fields = fields[1:]
