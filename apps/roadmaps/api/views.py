from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request

from apps.core.api.acts import Act
from apps.core.api.etags import etag, expected_version
from apps.core.api.filters import Sql, containing, flag, link, number, one_of, since
from apps.core.api.orders import ID, Order, orders, reference, text, whole
from apps.core.api.problems import Problem
from apps.core.api.renderers import MarkdownRenderer, json_response
from apps.core.api.resources import Resource
from apps.core.api.views import ActView, RowDetailView, RowListView
from apps.roadmaps import operations
from apps.roadmaps.api import serializers
from apps.roadmaps.choices import PilotStage, RoadmapStatus, SectionStatus
from apps.roadmaps.exporting import as_markdown
from apps.roadmaps.models import Roadmap

UPDATED = "Changed at or after this time."
STATUSES = "One status, or several with commas between."
OF_CURRENT = """EXISTS (
    SELECT FROM roadmaps r
    WHERE r.tenant_id = roadmap_sections.tenant_id AND r.id = roadmap_sections.roadmap_id AND r.is_current
)"""

ROADMAPS = Resource(
    "roadmaps",
    "roadmap",
    serializers.RoadmapSerializer,
    orders=orders(version=Order((text("version"), ID), "by version, as text")),
    filters={
        "status": one_of("status", RoadmapStatus, STATUSES),
        "is_current": flag("is_current", "Only the version that people see, or only the others."),
        "pilot_stage": one_of("pilot_stage", PilotStage, "One stage, or several with commas between."),
        "q": containing("version", says="Part of the version, such as v1."),
        "updated_since": since("updated_at", UPDATED),
    },
    examples={
        "POST": {
            "version": "v2.0",
            "status": "draft",
            "is_current": False,
            "metadata": {"goals": ["Answer in 5 minutes"]},
        },
        "PATCH": {"status": "in_review"},
    },
)
SECTIONS = Resource(
    "roadmap-sections",
    "section",
    serializers.RoadmapSectionSerializer,
    orders=orders(
        section_number=Order((reference("roadmap_id"), whole("section_number"), ID), "by roadmap and number"),
        status=Order((text("status"), ID), "by status"),
    ),
    filters={
        "roadmap": link("roadmap_id", "The sections of this roadmap."),
        "current": flag(OF_CURRENT, "Only those of the version that people see, or only the others."),
        "status": one_of("status", SectionStatus, STATUSES),
        "section_number": number("section_number", 99, "The section of this number."),
        "q": containing("title", "section_name", says="Part of the title or name, whatever its case."),
        "updated_since": since("updated_at", UPDATED),
    },
    examples={
        "POST": {
            "roadmap_id": "019a4c3e-5d2b-7c1e-9f00-3a1b2c3d4e5f",
            "section_number": 7,
            "section_name": "workflow_sops",
            "title": "How we work",
            "content_markdown": "# How we work\n\nEvery missed call is called back within five minutes.\n",
        },
        "PATCH": {"status": "implemented"},
    },
)


class RoadmapList(RowListView):
    resource = ROADMAPS

    def stamps(self, names: set[str]) -> dict[str, Any]:
        return {"created_by_user_id": self.request.auth.user_id}


class RoadmapDetail(RowDetailView):
    resource = ROADMAPS


class _SectionStamps:
    """A section remembers when its text or status was last set (domain/roadmaps.md 1.2)."""

    def stamps(self, names: set[str]) -> dict[str, Any]:
        return {"last_updated_at": timezone.now()} if names & {"content_markdown", "status"} else {}


class SectionList(_SectionStamps, RowListView):
    resource = SECTIONS


class SectionDetail(_SectionStamps, RowDetailView):
    resource = SECTIONS


def current_roadmap() -> Roadmap:
    """Return the version that people see.

    Raises Problem for a firm without one; nothing is made for it.
    """
    if roadmap := Roadmap.objects.filter(is_current=True).only("version", "tenant").first():
        return roadmap
    detail = "The firm has no current roadmap. Import one, or make one with POST /api/roadmaps."
    raise Problem(404, "no_roadmap", detail)


def _shown(row: Any, version: int, *, status: int = 200, location: str = "") -> HttpResponse:
    headers = {"ETag": etag(version)} | ({"Location": location} if location else {})
    return json_response(row, status=status, headers=headers)


class CurrentSections(ActView):
    """The sections of the roadmap that people see."""

    acts = {
        "GET": Act(
            "sections",
            "The current roadmap and its sections",
            serializers.CurrentSectionsSerializer,
            refuses=(404,),
        ),
        "POST": Act(
            "write_section",
            "Write a section of the current roadmap",
            serializers.RoadmapSectionSerializer,
            says="The section of this number is made (201), or written over (200), keeping what is not given.",
            takes=serializers.SectionWriteSerializer,
            example={
                "section_number": 7,
                "section_name": "workflow_sops",
                "title": "How we work",
                "content_markdown": "# How we work\n\nEvery missed call is called back within five minutes.\n",
            },
            statuses=(200, 201),
            refuses=(404,),
            versioned=True,
        ),
    }

    def get(self, request: Request) -> HttpResponse:
        roadmap = current_roadmap()
        sections = SECTIONS.all(Sql("roadmap_id = %s", (roadmap.pk,)), "section_number")
        return json_response({"roadmap": ROADMAPS.read(roadmap.pk)[0], "sections": sections})

    def post(self, request: Request) -> HttpResponse:
        given = self.cleaned(request)
        names = {"number": given.pop("section_number"), "name": given.pop("section_name")}
        section = operations.upsert_section(roadmap_id=current_roadmap().pk, at=timezone.now(), **names, **given)
        row, version = SECTIONS.read(section.pk)
        made = version == 1  # writing over raises it
        place = f"{request.path}/{names['number']}" if made else ""
        return _shown(row, version, status=201 if made else 200, location=place)


class CurrentSection(ActView):
    """One section of the roadmap that people see, by its number."""

    acts = {
        "GET": Act(
            "section",
            "A section of the current roadmap",
            serializers.RoadmapSectionSerializer,
            refuses=(404,),
            versioned=True,
        )
    }

    def get(self, request: Request, number: int) -> HttpResponse:
        roadmap = current_roadmap()
        return _shown(*SECTIONS.find(Sql("roadmap_id = %s AND section_number = %s", (roadmap.pk, number))))


class SectionStatusView(ActView):
    """A section's status, of whatever version of the roadmap."""

    _act = {
        "summary": "Set a section's status",
        "answers": serializers.RoadmapSectionSerializer,
        "takes": serializers.SectionStatusSerializer,
        "example": {"status": "in_progress"},
        "refuses": (404,),
        "versioned": True,
    }
    acts = {"PATCH": Act("section_status", **_act), "PUT": Act("put_section_status", **_act)}

    def patch(self, request: Request, pk: UUID) -> HttpResponse:
        status = self.cleaned(request)["status"]
        SECTIONS.locked(pk, expected_version(request))
        operations.update_section_status(section_id=pk, status=status, at=timezone.now())
        return _shown(*SECTIONS.read(pk))

    put = patch


class RoadmapExport(ActView):
    """The roadmap that people see, as one text."""

    renderer_classes = [MarkdownRenderer]
    acts = {
        "GET": Act("export", "The current roadmap as Markdown", None, refuses=(404,), media_type="text/markdown"),
    }

    def get(self, request: Request) -> HttpResponse:
        roadmap = current_roadmap()
        name = f"roadmap-{roadmap.version}.md"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(as_markdown(roadmap), content_type="text/markdown; charset=utf-8", headers=headers)
