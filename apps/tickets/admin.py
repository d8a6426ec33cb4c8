from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.core.templatetags.charts import progress_bar
from apps.tenancy.modeladmins import FirmAccess, TenantTabular, ValuesFilter
from apps.tenancy.models import Membership
from apps.tenancy.permissions import Right
from apps.tickets import operations
from apps.tickets.choices import PackStatus, TicketStatus
from apps.tickets.modeladmins import (
    AssigneeFilter,
    PackFilter,
    QuietFilter,
    SprintFilter,
    TicketForm,
    TicketRowForm,
    WaitingFilter,
    save_changes,
)
from apps.tickets.models import LibraryTicket, TicketDependency, TicketInstance, TicketPack
from apps.tickets.tables import PackTable, TicketTable
from apps.work.modeladmins import BatchAdmin, BulkAction

BULKY = ("source_markdown", "sprint_assignments")


@admin.register(TicketPack)
class TicketPackAdmin(BatchAdmin):
    export_table = PackTable()
    bulk_actions = (
        BulkAction(
            "set_version", "Set version …", "Set version {version} on {count} {noun}", ("version",), required=True
        ),
    )
    list_display = (
        "title",
        "key",
        "state",
        "progress",
        "in_progress_count",
        "blocked_count",
        "total_sprints",
        "roadmap",
    )
    list_filter = ("status", "is_primary", QuietFilter)
    list_select_related = ("roadmap",)
    search_fields = ("title", "key")
    ordering = ("-created_at",)
    readonly_fields = ("state", "progress", "counts", "tickets_link")
    fieldsets = (
        (None, {"fields": ("title", "key", "version", "roadmap", "is_primary")}),
        ("Progress", {"fields": ("state", "progress", "counts", "tickets_link")}),
        ("Imported text", {"classes": ("collapse",), "fields": ("source_markdown",)}),
    )
    history_fields = ("title", "key", "version", "roadmap", "is_primary", "source_markdown")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("sprint_assignments", "roadmap__model_json")

    def list_tools(self, request: HttpRequest) -> list[tuple[str, str]]:
        tools = super().list_tools(request)
        return tools if self._over_all(request) else [*tools, ("Make a pack", reverse("tickets:generate"))]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        derived = super().get_readonly_fields(request, obj)
        return (*derived, "source_markdown") if obj else derived

    @admin.display(description="Status", ordering="status")
    def state(self, pack: TicketPack) -> SafeString:
        return format_html('<span class="st {}">{}</span>', pack.status, PackStatus(pack.status).label)

    @admin.display(description="Done", ordering=F("done_count") * 100 / (F("total_tickets") - F("skipped_count") + 1))
    def progress(self, pack: TicketPack) -> SafeString:
        return format_html(
            '<span class="progress"><span>{} of {}</span>{}</span>',
            pack.done_count,
            pack.countable,
            progress_bar(pack.done_count, pack.countable, f"Progress of {pack.title}"),
        )

    @admin.display(description="Tickets by state")
    def counts(self, pack: TicketPack) -> str:
        states = ((getattr(pack, f"{status}_count"), status.label.lower()) for status in TicketStatus)
        return ", ".join(f"{count} {label}" for count, label in states if count) or "None yet"

    @admin.display(description="Tickets")
    def tickets_link(self, pack: TicketPack) -> SafeString:
        address = reverse("admin:tickets_ticketinstance_changelist")
        return format_html('<a href="{}?pack={}">The tickets of this pack</a>', address, pack.pk)


class DependencyInline(TenantTabular):
    """What has to be done before the ticket."""

    model = TicketDependency
    fk_name = "ticket_instance"
    fields = ("depends_on", "state")
    readonly_fields = ("depends_on", "state")
    verbose_name_plural = "Waits for"
    template = "admin/linked_rows.html"
    show_change_link = False

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("depends_on")

    @admin.display(description="Status")
    def state(self, link: TicketDependency) -> SafeString:
        return format_html(
            '<span class="st {}">{}</span>', link.depends_on.status, link.depends_on.get_status_display()
        )


class UnlocksInline(DependencyInline):
    """What waits for the ticket."""

    fk_name = "depends_on"
    fields = ("ticket_instance", "state")
    readonly_fields = ("ticket_instance", "state")
    verbose_name_plural = "Is waited for by"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super(DependencyInline, self).get_queryset(request).select_related("ticket_instance")

    @admin.display(description="Status")
    def state(self, link: TicketDependency) -> SafeString:
        ticket = link.ticket_instance
        return format_html('<span class="st {}">{}</span>', ticket.status, ticket.get_status_display())


@admin.register(TicketInstance)
class TicketAdmin(BatchAdmin):
    form = TicketForm
    row_form = TicketRowForm
    refusals = (operations.TicketError, ValidationError)
    list_display = ("code", "title", "status", "blocked_reason", "assignee", "sprint", "section", "ticket_pack")
    list_editable = ("status", "blocked_reason", "assignee")
    list_filter = ("status", WaitingFilter, ("sprint_number", SprintFilter))
    narrow_filters = (
        PackFilter,
        ("section_number", ValuesFilter),
        ("assignee", AssigneeFilter),
    )
    search_fields = ("ticket_id", "title")
    list_select_related = ("ticket_pack",)
    ordering = ("ticket_pack", F("sprint_number").asc(nulls_last=True), "order_index", "id")
    bulk_actions = (
        BulkAction(
            "mark_done",
            "Mark done",
            "Mark {count} {noun} done",
            values={"status": TicketStatus.DONE, "blocked_reason": ""},
            right=Right.TICK,
        ),
        BulkAction(
            "start",
            "Start",
            "Start {count} {noun}",
            values={"status": TicketStatus.IN_PROGRESS, "blocked_reason": ""},
            right=Right.TICK,
        ),
        BulkAction(
            "skip",
            "Skip",
            "Skip {count} {noun}",
            values={"status": TicketStatus.SKIPPED, "blocked_reason": ""},
            right=Right.TICK,
        ),
        BulkAction(
            "block_selected",
            "Mark blocked …",
            "Mark {count} {noun} blocked: {blocked_reason}",
            fields=("blocked_reason",),
            values={"status": TicketStatus.BLOCKED},
            right=Right.TICK,
            required=True,
        ),
        BulkAction(
            "reopen",
            "Back to not started",
            "Put {count} {noun} back to not started",
            values={"status": TicketStatus.NOT_STARTED, "blocked_reason": ""},
            right=Right.TICK,
        ),
        BulkAction("assign", "Assign …", "Assign {count} {noun} to {assignee}", fields=("assignee",), right=Right.TICK),
        BulkAction("set_sprint", "Set sprint …", "Set sprint {sprint_number} on {count} {noun}", ("sprint_number",)),
        BulkAction(
            "set_section", "Set section …", "Set section {section_number} on {count} {noun}", ("section_number",)
        ),
    )
    export_table = TicketTable()
    inlines = (DependencyInline, UnlocksInline)
    readonly_fields = ("started_at", "completed_at", "library_version")
    fieldsets = (
        (None, {"fields": ("ticket_pack", "ticket_id", "title", ("status", "blocked_reason"), "assignee")}),
        ("Place", {"fields": (("sprint_number", "section_number", "order_index"),)}),
        ("Text", {"fields": ("description", "notes")}),
        ("Times", {"fields": (("started_at", "completed_at", "library_version"),)}),
    )
    history_fields = (
        "title", "status", "blocked_reason", "assignee", "sprint_number", "section_number", "order_index",
        "description", "notes",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer(*(f"ticket_pack__{name}" for name in BULKY))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fixed = ("ticket_pack", "ticket_id") if obj else ()  # a ticket is known by its code, and stays in its pack
        return (*super().get_readonly_fields(request, obj), *fixed)

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "ticket_pack":
            kwargs["queryset"] = TicketPack.objects.order_by("title").only("title", "tenant")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return super().get_inlines(request, obj) if obj else ()

    def save_record(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> None:
        if change:
            save_changes(obj, form.changed_data)
        else:
            obj.save()

    @admin.display(description="Code", ordering="ticket_id")
    def code(self, ticket: TicketInstance) -> str:
        return ticket.ticket_id

    @admin.display(description="Sprint", ordering="sprint_number", empty_value="Backlog")
    def sprint(self, ticket: TicketInstance) -> int | None:
        return ticket.sprint_number

    @admin.display(description="Section", ordering="section_number")
    def section(self, ticket: TicketInstance) -> int | None:
        return ticket.section_number

    def suggestions(self, request: HttpRequest, action: BulkAction) -> list[str]:
        people = Membership.objects.order_by("name").values_list("name", flat=True).distinct()
        return list(people[:200]) if action.fields == ("assignee",) else []


@admin.register(LibraryTicket)
class LibraryTicketAdmin(FirmAccess, admin.ModelAdmin):
    """The company's library: loaded from a file by ``ticket_library_load``, looked at here."""

    add_right = ""
    change_right = ""
    delete_right = ""
    actions = None
    show_facets = admin.ShowFacets.ALWAYS
    list_display = (
        "ticket_id",
        "title",
        "system_name",
        "subsystem_name",
        "ticket_type",
        "estimated_hours",
        "is_active",
    )
    list_filter = ("system_name", "ticket_type", "is_active")
    list_per_page = 50
    search_fields = ("ticket_id", "title", "description")
    ordering = ("ticket_id",)
