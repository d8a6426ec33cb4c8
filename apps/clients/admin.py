from __future__ import annotations

from typing import Any

from django.contrib import admin

from apps.clients.modeladmins import Assigned
from apps.clients.models import Case, Client, Contact, Order, Task
from apps.clients.tables import ClientTable, ContactTable
from apps.tenancy.modeladmins import TenantTabular
from apps.work.modeladmins import BatchAdmin, BulkAction, BulkAdmin, ExportAdmin, RevertAdmin
from apps.work.tables import Column, ExportTable


class ContactInline(TenantTabular):
    model = Contact
    fields = ("full_name", "title", "email", "phone", "is_primary")
    readonly_fields = fields
    ordering = ("-is_primary", "last_name")
    verbose_name_plural = "Contacts"
    template = "admin/linked_rows.html"

    @admin.display(description="Name")
    def full_name(self, contact: Contact) -> str:
        return contact.full_name


class OrderInline(TenantTabular):
    model = Order
    fields = ("order_number", "title", "status", "due_at", "delivered_at", "fee")
    readonly_fields = fields
    ordering = ("-created_at",)
    verbose_name_plural = "Orders"
    template = "admin/linked_rows.html"


@admin.register(Client)
class ClientAdmin(BatchAdmin):
    export_table = ClientTable()
    list_display = ("company_name", "status", "priority", "tier", "email", "phone", "is_active")
    list_filter = ("status", "priority", "is_active")
    search_fields = ("company_name", "email")
    ordering = ("company_name", "id")
    bulk_actions = (
        BulkAction("set_tier", "Set tier …", "Set tier {tier} on {count} {noun}", ("tier",), required=True),
        BulkAction("activate", "Make active", "Make {count} {noun} active", values={"is_active": True}),
        BulkAction("deactivate", "Make inactive", "Make {count} {noun} inactive", values={"is_active": False}),
    )
    inlines = (ContactInline, OrderInline)
    fieldsets = (
        (None, {"fields": ("company_name", ("status", "is_active"), ("priority", "tier"))}),
        ("How to reach it", {"fields": ("primary_contact", "email", "phone", "website", "address")}),
        ("Notes", {"fields": ("notes",)}),
    )
    history_fields = (
        "company_name", "status", "is_active", "priority", "tier", "primary_contact", "email", "phone", "website",
        "address", "notes",
    )  # fmt: skip


@admin.register(Contact)
class ContactAdmin(BatchAdmin):
    export_table = ContactTable()
    list_display = ("name", "client", "title", "email", "phone", "is_primary", "unsubscribed_at")
    list_filter = ("is_primary", "buying_role")
    list_select_related = ("client",)
    search_fields = ("first_name", "last_name", "email")
    ordering = ("last_name", "first_name", "id")
    readonly_fields = ("unsubscribed_at",)
    fields = (
        "client", ("first_name", "last_name"), "title", "email", ("phone", "mobile"), "linkedin_url", "buying_role",
        "is_primary", "unsubscribed_at",
    )  # fmt: skip
    history_fields = (
        "client", "first_name", "last_name", "title", "email", "phone", "mobile", "linkedin_url", "buying_role",
        "is_primary", "unsubscribed_at",
    )  # fmt: skip

    @admin.display(description="Name", ordering="last_name")
    def name(self, contact: Contact) -> str:
        return str(contact)

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "client":
            kwargs["queryset"] = Client.objects.order_by("company_name")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class WorkExport(ExportTable):
    """Orders, cases or tasks as a file; they are not read back."""

    def __init__(self, *names: str) -> None:
        self.columns = tuple(Column(name, "", name) for name in names)

    def prepared(self, queryset: Any) -> Any:
        return queryset.select_related("client")


class WorkAdmin(Assigned, BulkAdmin, RevertAdmin, ExportAdmin):
    """Orders, cases and tasks: exported, changed and put back; nothing is imported."""

    list_select_related = ("client",)


@admin.register(Order)
class OrderAdmin(WorkAdmin):
    export_table = WorkExport("order_number", "client", "title", "status", "due_at", "delivered_at", "fee")
    list_display = ("order_number", "title", "client", "status", "due_at", "delivered_at", "fee", "owner")
    list_filter = ("status",)
    search_fields = ("order_number", "title")
    ordering = ("-created_at", "-id")
    fields = (
        "client", "contact", "order_number", "title", "status", ("due_at", "delivered_at", "completed_at"), "fee",
        "assigned_to",
    )  # fmt: skip
    history_fields = ("client", "contact", "order_number", "title", "status", "due_at", "delivered_at", "completed_at",
                      "fee", "assigned_to")  # fmt: skip


@admin.register(Case)
class CaseAdmin(WorkAdmin):
    export_table = WorkExport("case_number", "subject", "client", "case_type", "status", "priority", "created_at")
    list_display = ("case_number", "subject", "client", "case_type", "status", "priority", "owner")
    list_filter = ("status", "case_type", "priority")
    search_fields = ("case_number", "subject")
    ordering = ("-created_at", "-id")
    readonly_fields = ("case_number",)
    fields = (
        "case_number", "subject", "description", "case_type", ("status", "priority"), "client", "contact", "order",
        "assigned_to",
    )  # fmt: skip
    history_fields = ("subject", "description", "case_type", "status", "priority", "client", "contact", "order",
                      "assigned_to")  # fmt: skip


@admin.register(Task)
class TaskAdmin(WorkAdmin):
    export_table = WorkExport("title", "client", "status", "priority", "due_on", "created_at")
    list_display = ("title", "client", "status", "priority", "due_on", "owner")
    list_filter = ("status", "priority")
    search_fields = ("title",)
    ordering = ("due_on", "id")
    fields = ("title", "description", ("status", "priority"), "due_on", "client", "contact", "order", "assigned_to")
    history_fields = ("title", "description", "status", "priority", "due_on", "client", "contact", "order",
                      "assigned_to")  # fmt: skip
