from __future__ import annotations

from rest_framework import serializers

from apps.core.api.serializers import LinkId, RowSerializer, StrictSerializer, Text
from apps.roadmaps.choices import SectionStatus
from apps.roadmaps.models import Roadmap, RoadmapSection


class RoadmapSerializer(RowSerializer):
    parent_roadmap_id = LinkId(Roadmap, required=False, allow_null=True)
    model_json = serializers.DictField(required=False)
    source_refs = serializers.DictField(required=False)
    metadata = serializers.DictField(required=False, allow_null=True)

    class Meta:
        model = Roadmap
        fields = (
            "id",
            "version",
            "status",
            "is_current",
            "parent_roadmap_id",
            "pilot_stage",
            "pdf_url",
            "delivered_at",
            "archived_at",
            "needs_agent_reprovision",
            "model_json",
            "source_refs",
            "metadata",
            "created_at",
            "updated_at",
            "row_version",
        )
        extra_kwargs = {"pilot_stage": {"allow_blank": False}}


class RoadmapSectionSerializer(RowSerializer):
    roadmap_id = LinkId(Roadmap)
    agent_cheatsheet = serializers.DictField(required=False)
    diagrams = serializers.ListField(child=Text(trim_whitespace=False), required=False)
    word_count = serializers.IntegerField(read_only=True)
    fixed = frozenset({"roadmap_id"})

    class Meta:
        model = RoadmapSection
        fields = (
            "id",
            "roadmap_id",
            "section_number",
            "section_name",
            "title",
            "content_markdown",
            "status",
            "agent_cheatsheet",
            "diagrams",
            "word_count",
            "last_updated_at",
            "created_at",
            "updated_at",
            "row_version",
        )


class SectionWriteSerializer(RoadmapSectionSerializer):
    """A section of the current roadmap, found by its number; what is not given stays."""

    roadmap_id = None
    fixed = frozenset()

    class Meta(RoadmapSectionSerializer.Meta):
        fields = (
            "section_number",
            "section_name",
            "title",
            "content_markdown",
            "status",
            "agent_cheatsheet",
            "diagrams",
        )
        extra_kwargs = {"content_markdown": {"required": True}}


class SectionStatusSerializer(StrictSerializer):
    """Where a section's work stands."""

    status = serializers.ChoiceField(choices=SectionStatus.choices)


class CurrentSectionsSerializer(serializers.Serializer):
    """The roadmap that people see, and its sections in the order of reading."""

    roadmap = RoadmapSerializer()
    sections = RoadmapSectionSerializer(many=True)
