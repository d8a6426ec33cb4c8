from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from apps.feedback.models import FeedbackRequest
from apps.tenancy.modeladmins import TenantAdmin


@admin.register(FeedbackRequest)
class FeedbackRequestAdmin(TenantAdmin):
    """Requests are made and moved by the engine and by answers; here they are read."""

    list_display = ("order", "client", "status", "scheduled_for", "sentiment", "sentiment_score", "case_created")
    list_filter = ("status", "sentiment", "service_recovery_triggered", "response_source")
    list_select_related = ("order", "client", "case_created")
    search_fields = ("order__order_number", "client__company_name", "response_text")
    ordering = ("-created_at", "-id")
    add_right = ""
    fields = (
        "order", "client", "contact", "status", "delivery_date", "scheduled_for", "sent_at", "expires_at",
        "skip_reason", "responded_at", "response_source", "rating", "response_text", "response_summary", "issues",
        "sentiment", "sentiment_score", "case_created",
    )  # fmt: skip
    readonly_fields = fields
    history_fields = ("status", "scheduled_for", "sentiment", "sentiment_score", "response_text", "skip_reason")

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False
