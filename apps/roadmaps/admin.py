from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, Sum
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.core.markdown import render
from apps.roadmaps.models import Roadmap, RoadmapSection, SectionType
from apps.roadmaps.tables import SectionTable
from apps.tenancy.modeladmins import FirmAccess, TenantTabular
from apps.work.modeladmins import BatchAdmin, BulkAction, RevertAdmin


def state(row: Any) -> SafeString:
    """Return a record's status as its icon and word."""
    return format_html('<span class="st {}">{}</span>', row.status, row.get_status_display())


class SectionInline(TenantTabular):
    model = RoadmapSection
    fields = ("section_number", "title", "state", "word_count")
    readonly_fields = fields
    ordering = ("section_number",)
    verbose_name_plural = "Sections"
    template = "admin/linked_rows.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("content_markdown", "diagrams", "agent_cheatsheet")

    @admin.display(description="Status")
    def state(self, section: RoadmapSection) -> SafeString:
        return state(section)


@admin.register(Roadmap)
class RoadmapAdmin(RevertAdmin):
    list_display = ("version", "state", "is_current", "sections", "words", "delivered_at", "updated_at")
    list_filter = ("status", "is_current", "pilot_stage")
    search_fields = ("version",)
    ordering = ("-is_current", "-created_at")
    inlines = (SectionInline,)
    fieldsets = (
        (None, {"fields": ("version", "status", "is_current", "parent_roadmap", "pilot_stage")}),
        ("Delivery", {"fields": ("pdf_url", "delivered_at", "archived_at")}),
        (
            "For agents",
            {
                "classes": ("collapse",),
                "fields": ("needs_agent_reprovision", "model_json", "source_refs", "metadata"),
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        totals = {"section_count": Count("sections"), "word_sum": Sum("sections__word_count", default=0)}
        return super().get_queryset(request).annotate(**totals)

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "parent_roadmap":
            kwargs["queryset"] = Roadmap.objects.order_by("-created_at").only("version", "tenant")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description="Status", ordering="status")
    def state(self, roadmap: Roadmap) -> SafeString:
        return state(roadmap)

    @admin.display(description="Sections", ordering="section_count")
    def sections(self, roadmap: Any) -> int:
        return int(roadmap.section_count)

    @admin.display(description="Words", ordering="word_sum")
    def words(self, roadmap: Any) -> str:
        return f"{roadmap.word_sum:,}"


class CurrentFilter(admin.SimpleListFilter):
    """Sections of the version people see, or of the others."""

    title = "roadmap"
    parameter_name = "current"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Current version"), ("no", "Earlier versions")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() in {"yes", "no"}:
            return queryset.filter(roadmap__is_current=self.value() == "yes")
        return queryset


@admin.register(RoadmapSection)
class RoadmapSectionAdmin(BatchAdmin):
    export_table = SectionTable()
    bulk_actions = (
        BulkAction("set_status", "Set status …", "Set {count} {noun} to {status}", ("status",), required=True),
    )
    list_display = ("title_with_number", "roadmap", "status", "word_count", "updated_at")
    list_editable = ("status",)
    list_filter = ("status", CurrentFilter)
    search_fields = ("title", "section_name")
    ordering = ("-roadmap__is_current", "roadmap__version", "section_number")
    list_select_related = ("roadmap",)
    readonly_fields = ("word_count", "last_updated_at", "as_read")
    fieldsets = (
        (None, {"fields": ("roadmap", ("section_number", "section_name"), "title", "status")}),
        ("Text", {"fields": ("content_markdown", "word_count", "last_updated_at")}),
        ("As people read it", {"classes": ("collapse",), "fields": ("as_read",)}),
        ("For agents", {"classes": ("collapse",), "fields": ("agent_cheatsheet", "diagrams")}),
    )
    history_fields = ("section_number", "section_name", "title", "status", "content_markdown", "roadmap")

    def get_queryset(self, request: HttpRequest) -> Any:
        queryset = super().get_queryset(request)
        if request.resolver_match and request.resolver_match.url_name.endswith("_changelist"):
            return queryset.defer("content_markdown", "diagrams", "agent_cheatsheet")
        return queryset

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "roadmap":
            kwargs["queryset"] = Roadmap.objects.order_by("-is_current", "-created_at").only("version", "tenant")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_record(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> None:
        if {"content_markdown", "title"} & set(form.changed_data):
            obj.last_updated_at = timezone.now()
        super().save_record(request, obj, form, change=change)

    @admin.display(description="Section", ordering="section_number")
    def title_with_number(self, section: RoadmapSection) -> str:
        return str(section)

    @admin.display(description="Text", empty_value="No text yet.")
    def as_read(self, section: RoadmapSection) -> SafeString | None:
        if not section.content_markdown:
            return None
        return format_html('<div class="prose">{}</div>', render(section.content_markdown, heading_offset=3))


class LookUpAdmin(FirmAccess, admin.ModelAdmin):
    """A table that is the same for every firm, loaded from a file: only looked at."""

    add_right = ""
    change_right = ""
    delete_right = ""
    actions = None
    show_facets = admin.ShowFacets.ALWAYS


@admin.register(SectionType)
class SectionTypeAdmin(LookUpAdmin):
    list_display = ("title", "key", "default_number", "is_required", "is_generated", "other_names")
    list_filter = ("is_required", "is_generated")
    search_fields = ("title", "key")
    ordering = ("sort_order",)

    @admin.display(description="Also called")
    def other_names(self, section_type: SectionType) -> str:
        return ", ".join(section_type.aliases)
