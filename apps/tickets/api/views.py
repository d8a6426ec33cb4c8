from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request

from apps.core.api.acts import Act
from apps.core.api.etags import expected_version
from apps.core.api.filters import containing, exactly, flag, link, number, one_of, since
from apps.core.api.orders import ID, NEWEST_FIRST, Order, orders, reference, text, whole
from apps.core.api.problems import Problem, invalid_field
from apps.core.api.renderers import json_response
from apps.core.api.resources import Resource
from apps.core.api.views import ActView, RowDetailView, RowListView, RowView
from apps.tenancy.permissions import Right
from apps.tickets import operations
from apps.tickets.api import serializers
from apps.tickets.choices import PackStatus, TicketStatus

UPDATED = "Changed at or after this time."
STATUSES = "One status, or several with commas between."
# What TicketQuerySet.with_waiting says for pages, as a sub-select of one ticket: a join would group every row.
WAITING_FOR = """(
    SELECT coalesce(json_agg(t.ticket_id ORDER BY t.order_index, t.id), '[]')
    FROM ticket_dependencies d JOIN ticket_instances t ON t.tenant_id = d.tenant_id AND t.id = d.depends_on_id
    WHERE d.tenant_id = ticket_instances.tenant_id AND d.ticket_instance_id = ticket_instances.id
        AND t.status NOT IN ('done', 'skipped')
)"""
# What apps/tickets/attention.py says for the admin's lists.
WAITS = """status NOT IN ('done', 'skipped') AND EXISTS (
    SELECT FROM ticket_dependencies d JOIN ticket_instances t ON t.tenant_id = d.tenant_id AND t.id = d.depends_on_id
    WHERE d.tenant_id = ticket_instances.tenant_id AND d.ticket_instance_id = ticket_instances.id
        AND t.status NOT IN ('done', 'skipped')
)"""
QUIET = """status <> 'completed' AND total_tickets > skipped_count AND created_at <= app_now() - interval '14 days'
    AND coalesce(last_tick_at, created_at) <= app_now() - interval '14 days'"""

PACKS = Resource(
    "ticket-packs",
    "ticket pack",
    serializers.TicketPackSerializer,
    orders=orders(
        key=Order((text("key"), ID), "by key"),
        status=Order((text("status"), ID), "by status"),
    ),
    filters={
        "status": one_of("status", PackStatus, STATUSES),
        "is_primary": flag("is_primary", "Only roadmaps' own packs, or only the others."),
        "quiet": flag(QUIET, "Only open packs without a tick for two weeks, or only the others."),
        "roadmap": link("roadmap_id", "The packs of this roadmap."),
        "q": containing("title", "key", says="Part of the title or key, whatever its case."),
        "updated_since": since("updated_at", UPDATED),
    },
    examples={
        "POST": {"key": "front-desk", "title": "Front desk", "version": "v1.0"},
        "PATCH": {"title": "Front desk and phones"},
    },
)
BY_STATUS = Order((text("status"), *NEWEST_FIRST.keys), "by status, the newest first")
BY_BOARD = Order(
    (reference("ticket_pack_id"), whole("sprint_number", nullable=True), whole("order_index"), ID),
    "by pack, sprint and place, the backlog last",
)
BY_CODE = Order((reference("ticket_pack_id"), text("ticket_id"), ID), "by pack and code")
TICKETS = Resource(
    "ticket-instances",
    "ticket",
    serializers.TicketInstanceSerializer,
    computed={"waiting_for": WAITING_FOR},
    orders=orders(status=BY_STATUS, board=BY_BOARD, ticket_id=BY_CODE),
    filters={
        "pack": link("ticket_pack_id", "The tickets of this pack."),
        "packId": link("ticket_pack_id", "Another name of pack."),
        "status": one_of("status", TicketStatus, STATUSES),
        "waiting": flag(WAITS, "Only open tickets that wait for another, or only the others."),
        "sprint_number": number("sprint_number", 32767, "The tickets of this sprint; none: the backlog."),
        "section_number": number("section_number", 99, "The tickets that carry out this section; none: of no section."),
        "assignee": exactly("assignee", "Whose tickets, by the name on them; empty: nobody's."),
        "q": containing("title", "ticket_id", says="Part of the title or code, whatever its case."),
        "updated_since": since("updated_at", UPDATED),
    },
    examples={
        "POST": {
            "ticket_pack_id": "019a4c3e-5d2b-7c1e-9f00-3a1b2c3d4e5f",
            "ticket_id": "H-031",
            "title": "Route missed calls to the on-call phone",
            "sprint_number": 2,
            "assignee": "Ines Duarte",
        },
        "PATCH": {"title": "Route missed calls to both phones", "sprint_number": 3},
        "status": {"status": "blocked", "reason": "Waiting for the phone company's contract."},
        "assignee": {"assignee": "Ines Duarte"},
        "notes": {"notes": "The contract is signed; the numbers move on Monday."},
    },
)


class PackList(RowListView):
    resource = PACKS


class PackDetail(RowDetailView):
    resource = PACKS


class TicketList(RowListView):
    resource = TICKETS


@contextmanager
def _refused_in_http(pk: UUID) -> Iterator[None]:
    """Say the operations' refusals as problems."""
    try:
        yield
    except operations.TicketChanged as error:
        raise TICKETS.changed_meanwhile(pk) from error
    except operations.ReasonMissing as error:
        raise invalid_field("reason", "required", str(error)) from error
    except operations.MoveRefused as error:
        raise Problem(409, "move_refused", str(error)) from error


class BulkStatusView(ActView):
    """Many tickets' status at once."""

    rights = {"POST": Right.TICK}
    acts = {
        "POST": Act(
            "bulk_status",
            "Set many tickets' status",
            serializers.BulkMoveResultSerializer,
            says="Each row is moved or refused for itself, by the rules of a single move; one result a row.",
            takes=serializers.BulkMoveSerializer,
            example={
                "status": "in_progress",
                "rows": [{"id": "019a4c3e-5d2b-7c1e-9f00-3a1b2c3d4e5f", "row_version": 1}],
            },
        )
    }

    def post(self, request: Request) -> HttpResponse:
        given = self.cleaned(request)
        versions = {row["id"]: row.get("row_version") for row in given["rows"]}
        if len(versions) < len(given["rows"]):
            raise invalid_field("rows", "duplicate", "Name each ticket once.")
        try:
            results = operations.move_tickets(
                versions=versions, to=given["status"], reason=given["reason"], at=timezone.now()
            )
        except operations.ReasonMissing as error:
            raise invalid_field("reason", "required", str(error)) from error
        refused = sum(result.refused is not None for result in results)
        shown = [_move_result(result) for result in results]
        return json_response({"moved": len(results) - refused, "refused": refused, "results": shown})


def _move_result(result: operations.MoveResult) -> dict[str, Any]:
    shown: dict[str, Any] = {"id": result.ticket_id, "ok": result.refused is None}
    if result.status:
        shown |= {"status": result.status, "row_version": result.row_version}
    return shown | ({"code": result.refused, "detail": result.detail} if result.refused else {})


class TicketDetail(RowDetailView):
    resource = TICKETS

    def change(self, pk: UUID, values: dict[str, Any], version: int | None) -> None:
        with _refused_in_http(pk):
            operations.edit_ticket(ticket_id=pk, changes=values, version=version)


class _TicketAction(RowView):
    """One named change of a ticket, which members may make."""

    resource = TICKETS
    rights = {"PATCH": Right.TICK}

    def patch(self, request: Request, pk: UUID) -> HttpResponse:
        values, version = self.cleaned(request), expected_version(request)
        with _refused_in_http(pk):
            self.act(pk, values, version)
        return self.shown(pk)

    def act(self, pk: UUID, values: dict[str, Any], version: int | None) -> None:
        operations.edit_ticket(ticket_id=pk, changes=values, version=version)


class TicketStatusView(_TicketAction):
    action_name = "status"
    input_class = serializers.TicketMoveSerializer
    says = {"PATCH": "Any status may follow any other, but blocked and skipped become done through a start."}

    def act(self, pk: UUID, values: dict[str, Any], version: int | None) -> None:
        to, reason, notes = values["status"], values["reason"], values.get("notes")
        operations.move_ticket(ticket_id=pk, to=to, reason=reason, notes=notes, version=version, at=timezone.now())


class TicketAssigneeView(_TicketAction):
    action_name = "assignee"
    input_class = serializers.TicketAssigneeSerializer


class TicketNotesView(_TicketAction):
    action_name = "notes"
    input_class = serializers.TicketNotesSerializer
