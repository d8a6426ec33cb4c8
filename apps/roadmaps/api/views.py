from __future__ import annotations

from typing import Any

from django.utils import timezone

from apps.core.api.filters import containing, flag, link, number, one_of, since
from apps.core.api.resources import Resource
from apps.core.api.views import RowDetailView, RowListView
from apps.roadmaps.api.serializers import RoadmapSectionSerializer, RoadmapSerializer
from apps.roadmaps.choices import RoadmapStatus, SectionStatus

UPDATED = "Changed at or after this time."

ROADMAPS = Resource(
    "roadmaps",
    "roadmap",
    RoadmapSerializer,
    filters={
        "status": one_of("status", RoadmapStatus, "One status, or several with commas between."),
        "is_current": flag("is_current", "Only the version that people see, or only the others."),
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
    RoadmapSectionSerializer,
    filters={
        "roadmap": link("roadmap_id", "The sections of this roadmap."),
        "status": one_of("status", SectionStatus, "One status, or several with commas between."),
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
