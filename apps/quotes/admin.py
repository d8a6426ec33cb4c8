from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.quotes import operations
from apps.quotes.choices import UNSENT
from apps.quotes.line_fields import LinesField
from apps.quotes.models import Quote, QuoteActivity, QuoteOutcome, QuoteView
from apps.quotes.operations.editing import AFTER_SENDING, EDITABLE
from apps.quotes.pdf import money
from apps.tenancy.modeladmins import FirmForm, TenantAdmin, TenantTabular

REFUSALS = (operations.QuoteError, ValidationError)
FIELDS = tuple(name.removesuffix("_id") for name in EDITABLE)


class QuoteForm(FirmForm):
    """A quote with its lines one below the other."""

    line_items = LinesField(label="Lines", required=False)


class ActivityInline(TenantTabular):
    """What happened to the quote."""

    model = QuoteActivity
    fields = readonly_fields = ("created_at", "activity_type", "notes")
    ordering = ("-created_at", "-id")
    verbose_name_plural = "What happened"
    show_change_link = False


@admin.register(Quote)
class QuoteAdmin(TenantAdmin):
    """Quotes: edited until they are sent; states move by actions, totals and numbers are the database's."""

    form = QuoteForm
    refusals = REFUSALS
    list_display = (
        "quote_number", "title", "client", "status", "total", "view_count", "follow_up_count", "valid_until", "outcome",
    )  # fmt: skip
    list_filter = ("status", "outcome", "outcome_reason")
    list_select_related = ("client",)
    search_fields = ("quote_number", "title", "client__company_name")
    ordering = ("-created_at", "-id")
    date_hierarchy = "created_at"
    delete_right = ""  # a numbered quote is withdrawn
    inlines = (ActivityInline,)
    actions = ("submit", "approve", "send", "follow_up", "copy", "withdraw")
    readonly_fields = (
        "quote_number", "status", "total", "page", "sent_at", "viewed_at", "view_count", "responded_at",
        "last_follow_up_at", "next_follow_up_at", "follow_up_count", "ended",
    )  # fmt: skip
    fieldsets = (
        (None, {"fields": ("quote_number", "status", "client", "contact", "deal", "title", "description")}),
        ("What is offered", {"fields": ("line_items", "total", "valid_until")}),
        ("What is known", {"classes": ("collapse",), "fields": ("intel",)}),
        (
            "On its way",
            {
                "fields": (
                    "page",
                    "sent_at",
                    "viewed_at",
                    "view_count",
                    "responded_at",
                    "max_follow_ups",
                    "follow_up_count",
                    "last_follow_up_at",
                    "next_follow_up_at",
                    "ended",
                )
            },
        ),
    )
    history_fields = ("status", *FIELDS, "total_amount", "outcome", "outcome_reason", "outcome_competitor")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        names = super().get_readonly_fields(request, obj)
        if obj is None or obj.status in UNSENT:
            return names
        kept = {name.removesuffix("_id") for name in AFTER_SENDING}
        return (*names, *(name for name in FIELDS if name not in kept and name != "line_items"), "lines")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        shown = super().get_fieldsets(request, obj)
        if obj is None or obj.status in UNSENT:
            return shown
        swap = {"line_items": "lines"}
        return [(t, {**o, "fields": tuple(swap.get(n, n) for n in o["fields"])}) for t, o in shown]

    def save_record(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> None:
        given = {name: getattr(obj, name) for name in EDITABLE if name.removesuffix("_id") in form.fields}
        if change:
            operations.edit_quote(quote_id=obj.pk, fields=given)
        else:
            obj.pk = operations.create_quote(fields=given, at=timezone.now()).pk

    def _each(self, request: HttpRequest, queryset: Any, operation: Any, said: str) -> None:
        for quote in queryset:
            try:
                operation(quote_id=quote.pk, at=timezone.now())
            except REFUSALS as refused:
                self.message_user(request, f"{quote.quote_number}: {refused}", messages.WARNING)
            else:
                self.message_user(request, f"{quote.quote_number} {said}.", messages.SUCCESS)

    @admin.action(description="Ask for approval", permissions=("change",))
    def submit(self, request: HttpRequest, queryset: Any) -> None:
        self._each(request, queryset, operations.submit_quote, "waits for approval")

    @admin.action(description="Approve and send", permissions=("change",))
    def approve(self, request: HttpRequest, queryset: Any) -> None:
        self._each(request, queryset, operations.approve_quote, "was approved and is on its way")

    @admin.action(description="Send to the client", permissions=("change",))
    def send(self, request: HttpRequest, queryset: Any) -> None:
        self._each(request, queryset, operations.send_quote, "is on its way")

    @admin.action(description="Follow up now", permissions=("change",))
    def follow_up(self, request: HttpRequest, queryset: Any) -> None:
        self._each(request, queryset, operations.follow_up_quote, "was followed up")

    @admin.action(description="Copy as new drafts", permissions=("change",))
    def copy(self, request: HttpRequest, queryset: Any) -> None:
        self._each(request, queryset, operations.copy_quote, "was copied")

    @admin.action(description="Withdraw", permissions=("change",))
    def withdraw(self, request: HttpRequest, queryset: Any) -> None:
        self._each(request, queryset, operations.withdraw_quote, "is withdrawn")

    def list_tools(self, request: HttpRequest) -> list[tuple[str, str]]:
        tools = super().list_tools(request)
        return tools if self._over_all(request) else [*tools, ("Reports", reverse("quotes:reports"))]

    @admin.display(description="Total", ordering="total_amount")
    def total(self, quote: Quote) -> str:
        return f"{money(quote.total_amount)} {quote.currency}" if quote.currency else "–"

    @admin.display(description="Lines")
    def lines(self, quote: Quote) -> SafeString:
        return render_to_string("quotes/_lines.html", {"quote": quote})

    @admin.display(description="Page")
    def page(self, quote: Quote) -> SafeString | str:
        if quote._state.adding:
            return "–"
        return format_html(
            '<a href="{}">Its page, with everything that can be done</a>', reverse("quotes:detail", args=[quote.pk])
        )

    @admin.display(description="Outcome")
    def ended(self, quote: Quote) -> str:
        parts = (quote.get_outcome_display(), quote.get_outcome_reason_display(), quote.outcome_competitor)
        return ", ".join(part for part in parts if part) or "None yet"


@admin.register(QuoteOutcome)
class QuoteOutcomeAdmin(TenantAdmin):
    """Outcomes: recorded on the quote's page, corrected here too."""

    refusals = REFUSALS
    list_display = (
        "quote",
        "outcome",
        "primary_reason",
        "competitor",
        "our_amount",
        "competitor_amount",
        "recorded_at",
    )
    list_filter = ("outcome", "primary_reason")
    list_select_related = ("quote",)
    search_fields = ("quote__quote_number", "competitor")
    ordering = ("-recorded_at", "-id")
    add_right = ""
    delete_right = ""
    fields = (
        "quote", "outcome", "primary_reason", "secondary_reasons", "competitor", "our_amount", "competitor_amount",
        "notes", "learnings", "recorded_at",
    )  # fmt: skip
    readonly_fields = ("quote", "our_amount", "recorded_at")
    history_fields = ("outcome", "primary_reason", "competitor", "competitor_amount", "notes", "learnings")

    def save_record(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> None:
        names = (
            "outcome", "primary_reason", "secondary_reasons", "competitor", "competitor_amount", "notes", "learnings",
        )  # fmt: skip
        given = {name: getattr(obj, name) for name in names}
        operations.record_outcome(quote_id=obj.quote_id, **given, at=timezone.now())


class ReadOnlyAdmin(TenantAdmin):
    """Rows that are only ever added, and not here."""

    form = ModelForm  # such a row has no version: nobody changes it
    add_right = ""
    change_right = ""
    delete_right = ""
    list_select_related = ("quote",)
    search_fields = ("quote__quote_number",)


@admin.register(QuoteActivity)
class QuoteActivityAdmin(ReadOnlyAdmin):
    list_display = ("created_at", "quote", "activity_type", "notes")
    list_filter = ("activity_type",)
    ordering = ("-created_at", "-id")


@admin.register(QuoteView)
class QuoteViewAdmin(ReadOnlyAdmin):
    list_display = ("viewed_at", "quote", "is_internal")
    list_filter = ("is_internal",)
    fields = ("viewed_at", "quote", "is_internal")
    ordering = ("-viewed_at", "-id")
