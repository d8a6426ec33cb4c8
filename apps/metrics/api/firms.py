"""What staff ask and do about one firm, named by its id: views of the firm, and two that look at it as a whole."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request

from apps.core.api.acts import Act
from apps.core.api.filters import Sql, joined
from apps.core.api.renderers import json_response
from apps.core.api.resources import Resource, read_rows, row_sql
from apps.core.api.views import ActView
from apps.metrics.api.acts import ComputeView, OwnerBaseline, OwnerSnapshot, Transformation, firm_shown
from apps.metrics.api.refresh import PROPOSALS, RefreshProposalSerializer
from apps.metrics.api.rows import OUTCOMES, SNAPSHOTS
from apps.metrics.api.serializers import OutcomeSerializer, SnapshotSerializer
from apps.metrics.models import ImplementationSnapshot, RoadmapOutcome
from apps.roadmaps.api.serializers import RoadmapSerializer
from apps.roadmaps.api.views import ROADMAPS, CurrentSections, current_roadmap
from apps.roadmaps.choices import ProposalStatus
from apps.roadmaps.models import RefreshProposal, Roadmap
from apps.roadmaps.queries import current_roadmap as roadmap_of_firm
from apps.tenancy.api.overseen import OverseenView, overseen
from apps.tenancy.context import current_tenant_id
from apps.tenancy.models import Tenant
from apps.tickets.api.generating import GenerateTickets
from apps.tickets.api.roadmap_views import OF_CURRENT, completion_of, progress_of_sections
from apps.tickets.api.serializers import (
    RoadmapCompletionSerializer,
    RoadmapSectionProgressSerializer,
    TicketInstanceSerializer,
    TicketPackSerializer,
)
from apps.tickets.api.views import PACKS, WAITING_FOR


class FirmTicketSerializer(TicketInstanceSerializer):
    """A ticket as a list over the whole firm has it: without its texts."""

    class Meta(TicketInstanceSerializer.Meta):
        fields = (
            "id",
            "ticket_pack_id",
            "ticket_id",
            "title",
            "section_number",
            "sprint_number",
            "status",
            "blocked_reason",
            "assignee",
            "waiting_for",
            "started_at",
            "completed_at",
            "row_version",
        )


class SectionTicketsSerializer(RoadmapSectionProgressSerializer):
    """A section, how far it is, and its tickets by age."""

    tickets = FirmTicketSerializer(many=True)


class FirmTicketsSerializer(serializers.Serializer):
    """The tickets of the current roadmap by section; ``elsewhere`` are those of no section that it has."""

    roadmap_id = serializers.UUIDField()
    version = serializers.CharField()
    tickets = RoadmapCompletionSerializer()
    sections = SectionTicketsSerializer(many=True)
    elsewhere = FirmTicketSerializer(many=True)


class PackTotalsSerializer(TicketPackSerializer):
    """A pack and how far it is."""

    class Meta(TicketPackSerializer.Meta):
        fields: Any = ("id", "key", "title", "version", "is_primary", "status", "totals")


class FirmSerializer(serializers.Serializer):
    """The firm itself."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    slug = serializers.CharField()
    status = serializers.CharField()
    segment = serializers.CharField(allow_blank=True)
    industry = serializers.CharField(allow_blank=True)
    team_headcount = serializers.IntegerField()
    time_zone = serializers.CharField()
    currency = serializers.CharField()


class RoadmapOsSerializer(serializers.Serializer):
    """A firm at one look: its plan, how far each part is, what that has changed; null where there is nothing yet."""

    firm = FirmSerializer()
    roadmap = RoadmapSerializer(allow_null=True)
    tickets = RoadmapCompletionSerializer(allow_null=True)
    sections = RoadmapSectionProgressSerializer(many=True)
    packs = PackTotalsSerializer(many=True)
    latest_snapshot = SnapshotSerializer(allow_null=True)
    outcome = OutcomeSerializer(allow_null=True)
    pending_proposal = RefreshProposalSerializer(allow_null=True)


FIRM_TICKETS = Resource(
    "firm-tickets", "ticket", FirmTicketSerializer, filters={}, computed={"waiting_for": WAITING_FOR}
)
PACK_TOTALS: tuple[str, ...] = PackTotalsSerializer.Meta.fields


class FirmMetrics(OverseenView, Transformation):
    acts = {"GET": overseen(Transformation.acts["GET"], "metrics")}


class FirmBaseline(OverseenView, OwnerBaseline):
    acts = {"POST": overseen(OwnerBaseline.acts["POST"], "baseline")}


class FirmSnapshot(OverseenView, OwnerSnapshot):
    acts = {"POST": overseen(OwnerSnapshot.acts["POST"], "snapshot")}


class FirmCompute(OverseenView, ComputeView):
    acts = {"POST": overseen(ComputeView.acts["POST"], "compute_outcome")}


class FirmGenerate(OverseenView, GenerateTickets):
    acts = {"POST": overseen(GenerateTickets.acts["POST"])}


class FirmSections(OverseenView, CurrentSections):
    http_method_names = ["get", "head", "options"]  # sections are written inside the firm
    acts = {"GET": overseen(CurrentSections.acts["GET"], "sections")}


class FirmTickets(OverseenView, ActView):
    """The tickets of the firm's current roadmap, by section."""

    acts = {
        "GET": overseen(
            Act(
                "tickets",
                "The current roadmap's tickets by section",
                FirmTicketsSerializer,
                says="All of them, each section with how far it is; skipped tickets do not count.",
            )
        )
    }

    def get(self, request: Request) -> HttpResponse:
        roadmap = current_roadmap()
        by_section = _tickets_by_section()
        sections = progress_of_sections(roadmap)
        for section in sections:
            section["tickets"] = by_section.pop(section["section_number"], [])
        return json_response(
            {
                "roadmap_id": roadmap.pk,
                "version": roadmap.version,
                "tickets": completion_of(roadmap.pk),
                "sections": sections,
                "elsewhere": [ticket for tickets in by_section.values() for ticket in tickets],
            }
        )


def _tickets_by_section() -> dict[int | None, list[orjson.Fragment]]:
    shown = row_sql(FIRM_TICKETS, FIRM_TICKETS.fields)
    where = joined([Sql("tenant_id = %s", (current_tenant_id(),)), Sql(OF_CURRENT)])
    text = f"SELECT section_number, {shown} FROM ticket_instances WHERE {where.text} ORDER BY 1, created_at, id"  # noqa: S608 -- names of ours
    found: dict[int | None, list[orjson.Fragment]] = {}
    for number, row in read_rows(Sql(text, where.values)):
        found.setdefault(number, []).append(orjson.Fragment(row))
    return found


class RoadmapOs(OverseenView, ActView):
    """The firm at one look."""

    acts = {
        "GET": overseen(
            Act(
                "roadmap_os",
                "A firm's plan at one look",
                RoadmapOsSerializer,
                says="The firm, its current roadmap with sections, packs and tickets, the latest snapshot, the outcome "
                "and the proposal for the next version that waits for a decision.",
            )
        )
    }

    def get(self, request: Request) -> HttpResponse:
        firm = Tenant.objects.get(pk=current_tenant_id())
        roadmap = roadmap_of_firm()
        shown = {"firm": {"id": firm.pk, **firm_shown(firm)}}
        return json_response(shown | (_of_roadmap(roadmap) if roadmap else NO_ROADMAP))


NO_ROADMAP: dict[str, Any] = {
    "roadmap": None,
    "tickets": None,
    "sections": [],
    "packs": [],
    "latest_snapshot": None,
    "outcome": None,
    "pending_proposal": None,
}


def _of_roadmap(roadmap: Roadmap) -> dict[str, Any]:
    series = {"series_id": roadmap.series_id}
    latest = ImplementationSnapshot.objects.filter(**series).order_by("-snapshot_date", "-created_at")
    outcome = RoadmapOutcome.objects.filter(**series)
    proposal = RefreshProposal.objects.filter(roadmap=roadmap, status=ProposalStatus.OPEN)
    return {
        "roadmap": ROADMAPS.read(roadmap.pk)[0],
        "tickets": completion_of(roadmap.pk),
        "sections": progress_of_sections(roadmap),
        "packs": PACKS.all(Sql("roadmap_id = %s", (roadmap.pk,)), "is_primary DESC, key", PACK_TOTALS),
        "latest_snapshot": _first(SNAPSHOTS, latest),
        "outcome": _first(OUTCOMES, outcome),
        "pending_proposal": _first(PROPOSALS, proposal),
    }


def _first(resource: Resource, rows: Any) -> Any:
    """Return the first of the rows as the API shows it, None without one."""
    pk = rows.values_list("pk", flat=True).first()
    return resource.read(pk)[0] if pk else None
