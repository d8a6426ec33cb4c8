from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request

from apps.core.api.acts import Act
from apps.core.api.filters import Sql
from apps.core.api.renderers import json_response
from apps.core.api.resources import Resource
from apps.core.api.serializers import RowSerializer
from apps.core.api.views import ActView
from apps.roadmaps.api.serializers import RoadmapSerializer
from apps.roadmaps.api.views import ROADMAPS
from apps.roadmaps.models import Roadmap, RoadmapChangelog

NEWEST_FIRST = "created_at DESC, id DESC"


class RoadmapChangelogSerializer(RowSerializer):
    from_roadmap_id = serializers.UUIDField(read_only=True, allow_null=True)
    to_roadmap_id = serializers.UUIDField(read_only=True)
    section_changes = serializers.ListField(child=serializers.DictField(), read_only=True)

    class Meta:
        model = RoadmapChangelog
        fields = (
            "id",
            "from_roadmap_id",
            "to_roadmap_id",
            "from_version",
            "to_version",
            "body_markdown",
            "section_changes",
            "created_at",
        )


class VersionsSerializer(serializers.Serializer):
    """The versions of one plan, the newest first."""

    results = RoadmapSerializer(many=True)


class ChangelogSerializer(serializers.Serializer):
    """What each version of one plan changed, the newest first."""

    results = RoadmapChangelogSerializer(many=True)


CHANGELOGS = Resource("roadmap-changelogs", "change log", RoadmapChangelogSerializer, filters={})


class VersionsView(ActView):
    """The versions that a roadmap went through."""

    acts = {"GET": Act("versions", "List the versions of a roadmap's plan", VersionsSerializer, refuses=(404,))}

    def get(self, request: Request, pk: UUID) -> HttpResponse:
        series = Roadmap.objects.only("series_id", "tenant").get(pk=pk).series_id
        return json_response({"results": ROADMAPS.all(Sql("series_id = %s", (series,)), NEWEST_FIRST)})


class ChangelogView(ActView):
    """What the versions of a roadmap changed."""

    acts = {"GET": Act("changelog", "What each version of a plan changed", ChangelogSerializer, refuses=(404,))}

    def get(self, request: Request, pk: UUID) -> HttpResponse:
        series = Roadmap.objects.only("series_id", "tenant").get(pk=pk).series_id
        ids = list(Roadmap.objects.filter(series_id=series).values_list("pk", flat=True))
        return json_response({"results": CHANGELOGS.all(Sql("to_roadmap_id = ANY(%s)", (ids,)), NEWEST_FIRST)})
