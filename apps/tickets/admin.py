from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.core.templatetags.charts import progress_bar
from apps.tenancy.modeladmins import FirmAccess, TenantAdmin, TenantTabular, ValuesFilter
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

NAMED_REFUSALS = 5
BULKY = ("source_markdown", "sprint_assignments")


@admin.register(TicketPack)
class TicketPackAdmin(TenantAdmin):
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
class TicketAdmin(TenantAdmin):
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
    actions = ("mark_done", "start", "skip", "block_selected", "reopen")
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

    def has_tick_permission(self, request: HttpRequest) -> bool:
        return self.may(request, Right.TICK)

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

    # Moves

    @admin.action(description="Mark done", permissions=("tick",))
    def mark_done(self, request: HttpRequest, queryset: Any) -> None:
        self._move(request, queryset, TicketStatus.DONE)

    @admin.action(description="Start", permissions=("tick",))
    def start(self, request: HttpRequest, queryset: Any) -> None:
        self._move(request, queryset, TicketStatus.IN_PROGRESS)

    @admin.action(description="Skip", permissions=("tick",))
    def skip(self, request: HttpRequest, queryset: Any) -> None:
        self._move(request, queryset, TicketStatus.SKIPPED)

    @admin.action(description="Back to not started", permissions=("tick",))
    def reopen(self, request: HttpRequest, queryset: Any) -> None:
        self._move(request, queryset, TicketStatus.NOT_STARTED)

    @admin.action(description="Mark blocked …", permissions=("tick",))
    def block_selected(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        reason = request.POST.get("reason", "").strip()
        if reason:
            self._move(request, queryset, TicketStatus.BLOCKED, reason=reason)
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": "Mark blocked",
            "opts": self.opts,
            "tickets": queryset[: self.list_max_show_all],
            "count": queryset.count(),
            "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
            "select_across": request.POST.get("select_across", "0"),
            "missing": "reason" in request.POST,
            "checkbox": ACTION_CHECKBOX_NAME,
            "back": request.get_full_path(),
        }
        return TemplateResponse(request, "admin/tickets/block_selected.html", context)

    def asks_first(self, request: HttpRequest) -> bool:
        return request.POST.get("action") == "block_selected" and not request.POST.get("reason", "").strip()

    def _move(self, request: HttpRequest, queryset: Any, to: TicketStatus, *, reason: str = "") -> None:
        """Move each ticket by the operation and say how many moved, were there already, or were refused and why."""
        moved, already, refused, at = 0, 0, [], timezone.now()
        for ticket_id in queryset.values_list("pk", flat=True):
            try:
                ticket = operations.move_ticket(ticket_id=ticket_id, to=to, reason=reason, at=at)
            except operations.TicketError as error:
                refused.append(str(error))
            else:
                already, moved = (already + 1, moved) if ticket.moved_from == to else (already, moved + 1)
        state = to.label.lower()
        if moved:
            said = f"{moved} ticket{'s are' if moved > 1 else ' is'} {state} now."
            self.message_user(request, said, messages.SUCCESS)
        if already:
            self.message_user(request, f"{already} {'were' if already > 1 else 'was'} {state} before.", messages.INFO)
        if refused:
            more = f" And {len(refused) - NAMED_REFUSALS} more." if len(refused) > NAMED_REFUSALS else ""
            named = " ".join(refused[:NAMED_REFUSALS])
            self.message_user(request, f"{len(refused)} not changed: {named}{more}", messages.WARNING)


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
