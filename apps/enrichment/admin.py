from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from apps.enrichment.models import ContactFieldSource, EnrichmentConflict, EnrichmentItem, OpportunitySignal
from apps.tenancy.modeladmins import TenantAdmin


class ReadAdmin(TenantAdmin):
    """Rows that the engine and the pages make and move; here they are read."""

    add_right = ""
    ordering = ("-created_at", "-id")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(EnrichmentItem)
class EnrichmentItemAdmin(ReadAdmin):
    list_display = ("who", "source", "status", "error_message", "attempts", "created_at", "processed_at")
    list_filter = ("status", "source")
    list_select_related = ("contact",)
    search_fields = ("email_address", "contact__email", "contact__last_name")
    fields = (
        "contact", "email_address", "source", "source_id", "status", "extracted_data", "merged_to_contact",
        "merge_conflicts", "error_message", "attempts", "processed_at",
    )  # fmt: skip
    readonly_fields = fields
    history_fields = ("status", "error_message", "extracted_data")

    @admin.display(description="Who")
    def who(self, item: EnrichmentItem) -> str:
        return str(item.contact) if item.contact else item.email_address


@admin.register(EnrichmentConflict)
class EnrichmentConflictAdmin(ReadAdmin):
    list_display = ("contact", "field", "current_value", "proposed_value", "source", "resolution", "resolved_value")
    list_filter = ("resolution", "field", "source")
    list_select_related = ("contact",)
    fields = (*list_display, "confidence", "resolved_at")
    readonly_fields = fields
    history_fields = ("resolution", "resolved_value")


@admin.register(ContactFieldSource)
class ContactFieldSourceAdmin(ReadAdmin):
    list_display = ("contact", "field", "value", "source", "learned_at")
    list_filter = ("source", "field")
    list_select_related = ("contact",)
    fields = list_display
    readonly_fields = list_display
    delete_right = ""


@admin.register(OpportunitySignal)
class OpportunitySignalAdmin(ReadAdmin):
    list_display = ("signal_type", "signal_strength", "client", "contact", "source_type", "actioned", "created_at")
    list_filter = ("signal_type", "actioned", "source_type")
    list_select_related = ("client", "contact")
    search_fields = ("extracted_text", "client__company_name")
    fields = (
        "signal_type", "signal_strength", "client", "contact", "source_type", "source_id", "extracted_text", "context",
        "actioned", "actioned_at", "action_taken", "action_result", "dismissed_at", "dismissed_reason",
    )  # fmt: skip
    readonly_fields = fields
    history_fields = ("actioned", "action_taken", "action_result", "dismissed_reason")
