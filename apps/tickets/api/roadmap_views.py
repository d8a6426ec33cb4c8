"""The roadmap seen through its tickets; above both, so it lives with the tickets."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Sum
from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request

from apps.core.api.acts import Act
from apps.core.api.orders import CREATED, ID, Order, orders, whole
from apps.core.api.renderers import json_response
from apps.core.api.views import ActView, RowPagesView
from apps.roadmaps.api.views import current_roadmap
from apps.roadmaps.models import Roadmap
from apps.tickets import operations
from apps.tickets.api import serializers
from apps.tickets.api.views import TICKETS
from apps.tickets.choices import TicketStatus
from apps.tickets.models import TicketPack
from apps.tickets.operations.section_statuses import counts_by_section

OF_CURRENT = """ticket_pack_id IN (
    SELECT p.id FROM ticket_packs p JOIN roadmaps r ON r.tenant_id = p.tenant_id AND r.id = p.roadmap_id
    WHERE p.tenant_id = ticket_instances.tenant_id AND r.is_current
)"""
BY_SECTION = Order((whole("section_number", nullable=True), CREATED, ID), "by section, then age; of no section last")
ROADMAP_TICKETS = replace(
    TICKETS, name="roadmap-tickets", only=OF_CURRENT, orders={"section": BY_SECTION, **orders()}, examples={}
)


class RoadmapTickets(RowPagesView):
    """The tickets that carry out the roadmap that people see."""

    resource = ROADMAP_TICKETS
    action_name = "tickets"
    summary = "List the current roadmap's tickets"

    def get(self, request: Request) -> HttpResponse:
        current_roadmap()  # refuses a firm without one: an empty list would say that there is nothing to do
        return super().get(request)


class SyncStatus(ActView):
    """The sections of the roadmap that people see, set by their tickets."""

    acts = {
        "POST": Act(
            "sync_status",
            "Set the sections' status by their tickets",
            serializers.SyncStatusSerializer,
            says="None done: planned; all done: implemented; else in progress. Skipped tickets do not count; a section "
            "without tickets, or a deprecated one, stays as it is.",
            refuses=(404,),
        )
    }

    def post(self, request: Request) -> HttpResponse:
        changes = operations.update_statuses_from_tickets(roadmap_id=current_roadmap().pk, at=timezone.now())
        shown = [
            {"id": one.section_id, "section_number": one.section_number, "before": one.before, "after": one.after}
            for one in changes
        ]
        return json_response({"changed": len(shown), "sections": shown})


class RoadmapProgress(ActView):
    """How far a version is, by the tickets of its packs."""

    acts = {"GET": Act("progress", "How far a roadmap is", serializers.RoadmapProgressSerializer, refuses=(404,))}

    def get(self, request: Request, pk: UUID) -> HttpResponse:
        roadmap = Roadmap.objects.only("version").get(pk=pk)
        return json_response(
            {
                "roadmap_id": roadmap.pk,
                "version": roadmap.version,
                "tickets": completion_of(pk),
                "sections": progress_of_sections(roadmap),
            }
        )


def completion_of(roadmap_id: UUID) -> dict[str, int]:
    """Return the tickets of the roadmap's packs by state."""
    sums = {status.value: Sum(f"{status.value}_count", default=0) for status in TicketStatus}
    counts = TicketPack.objects.filter(roadmap=roadmap_id).aggregate(**sums)
    total = sum(counts.values())
    countable = total - counts["skipped"]
    return {"total": total, **counts, "countable": countable, "percent": _percent(counts["done"], countable)}


def progress_of_sections(roadmap: Roadmap) -> list[dict[str, Any]]:
    """Return the roadmap's sections in the order of reading, and how far the tickets of each are."""
    counted = counts_by_section(roadmap.pk)
    rows = roadmap.sections.order_by("section_number").values("id", "section_number", "title", "status")
    shown = []
    for row in rows:
        done, countable = counted.get(row["section_number"], (0, 0))
        shown.append({**row, "done": done, "countable": countable, "percent": _percent(done, countable)})
    return shown


def _percent(done: int, countable: int) -> int:
    return done * 100 // countable if countable else 0
