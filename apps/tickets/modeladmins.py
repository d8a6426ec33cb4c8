"""The parts of the tickets' admin: forms that save by operations, and filters."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils import timezone

from apps.tenancy.modeladmins import FirmForm, RowForm, ValuesFilter
from apps.tickets import operations
from apps.tickets.attention import quiet_packs, waiting_tickets
from apps.tickets.choices import TicketStatus
from apps.tickets.models import TicketPack

MOVED_BY = frozenset({"status", "blocked_reason"})


class TicketForm(FirmForm):
    """One ticket. Its state moves by the operation, which has the rules; so the form checks them only for a new one."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get("status") != TicketStatus.BLOCKED:
            self.cleaned_data["blocked_reason"] = ""
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        excluded = super()._get_validation_exclusions()
        return excluded if self.instance._state.adding else excluded | {"status"}


class TicketRowForm(RowForm):
    """A ticket in the list: state, reason and assignee."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        reason = self.cleaned_data.get("blocked_reason") and "blocked_reason" in self.changed_data
        if reason and self.cleaned_data.get("status") != TicketStatus.BLOCKED:
            self.add_error("blocked_reason", "Only a blocked ticket has a reason; choose Blocked as well.")
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() | {"status"}  # the rules of a move are the operation's


def save_changes(ticket: Any, changed: list[str]) -> None:
    """Save what a form changed on a ticket, by the operations that have the rules."""
    if MOVED_BY & set(changed):
        operations.move_ticket(ticket_id=ticket.pk, to=ticket.status, reason=ticket.blocked_reason, at=timezone.now())
    edited = {name: getattr(ticket, name) for name in changed if name in operations.EDITABLE}
    if edited:
        operations.edit_ticket(ticket_id=ticket.pk, changes=edited)


class SprintFilter(ValuesFilter):
    empty = "Backlog"


class AssigneeFilter(ValuesFilter):
    empty = "Nobody"


class PackFilter(admin.SimpleListFilter):
    """Tickets of one pack of the firm."""

    title = "pack"
    parameter_name = "pack"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        firm = getattr(request, "caller", None) is None and request.GET.get("firm")
        packs = TicketPack.objects.filter(tenant__slug=firm) if firm else TicketPack.objects.all()
        return [(str(pk), title) for pk, title in packs.order_by("title", "id").values_list("pk", "title")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() is None:
            return queryset
        known = self.value() in dict(self.lookup_choices)
        return queryset.filter(ticket_pack=self.value()) if known else queryset.none()


class WaitingFilter(admin.SimpleListFilter):
    """Open tickets that wait for another."""

    title = "waiting"
    parameter_name = "waiting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Waits for another")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() != "yes":
            return queryset
        return queryset.filter(Exists(waiting_tickets().filter(pk=OuterRef("pk"))))


class QuietFilter(admin.SimpleListFilter):
    """Open packs in which nothing was ticked for two weeks."""

    title = "activity"
    parameter_name = "quiet"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "No tick for two weeks")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() != "yes":
            return queryset
        return queryset.filter(Exists(quiet_packs(at=timezone.now()).filter(pk=OuterRef("pk"))))
