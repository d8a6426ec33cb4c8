from __future__ import annotations

from rest_framework import serializers

from apps.core.api.serializers import Id, LinkId, Prose, RowSerializer, StrictSerializer, Text, Whole
from apps.roadmaps.choices import SectionStatus
from apps.roadmaps.models import Roadmap
from apps.tickets.choices import PackStatus, TicketStatus
from apps.tickets.models import TicketInstance, TicketPack


class TotalsSerializer(serializers.Serializer):
    """How many tickets a pack has in each state, kept by the database."""

    tickets = serializers.IntegerField()
    not_started = serializers.IntegerField()
    in_progress = serializers.IntegerField()
    blocked = serializers.IntegerField()
    done = serializers.IntegerField()
    skipped = serializers.IntegerField()


class SprintSerializer(serializers.Serializer):
    """A sprint of a pack and the ids of its tickets in order."""

    sprint_number = serializers.IntegerField()
    name = serializers.CharField(allow_null=True)
    planned_start = serializers.DateField(allow_null=True)
    planned_end = serializers.DateField(allow_null=True)
    ticket_instances = serializers.ListField(child=serializers.UUIDField())


class TicketPackSerializer(RowSerializer):
    roadmap_id = LinkId(Roadmap, required=False, allow_null=True)
    status = serializers.ChoiceField(choices=PackStatus.choices, read_only=True)
    totals = TotalsSerializer(read_only=True)
    sprint_assignments = SprintSerializer(many=True, read_only=True)
    total_tickets = serializers.IntegerField(read_only=True)
    total_sprints = serializers.IntegerField(read_only=True)

    class Meta:
        model = TicketPack
        fields = (
            "id",
            "roadmap_id",
            "key",
            "title",
            "version",
            "is_primary",
            "status",
            "total_tickets",
            "total_sprints",
            "totals",
            "sprint_assignments",
            "source_markdown",
            "created_at",
            "updated_at",
            "row_version",
        )


class TicketInstanceSerializer(RowSerializer):
    ticket_pack_id = LinkId(TicketPack)
    waiting_for = serializers.ListField(
        child=serializers.CharField(),
        read_only=True,
        help_text="The codes of the open tickets that come first; empty when it can be started.",
    )
    fixed = frozenset({"ticket_pack_id", "ticket_id"})

    class Meta:
        model = TicketInstance
        fields = (
            "id",
            "ticket_pack_id",
            "ticket_id",
            "title",
            "description",
            "section_number",
            "sprint_number",
            "order_index",
            "status",
            "blocked_reason",
            "assignee",
            "notes",
            "waiting_for",
            "started_at",
            "completed_at",
            "library_version",
            "created_at",
            "updated_at",
            "row_version",
        )
        read_only_fields = ("status", "blocked_reason")


class TicketMoveSerializer(StrictSerializer):
    """Where a ticket moves to; blocked needs a reason."""

    status = serializers.ChoiceField(choices=TicketStatus.choices)
    reason = Text(max_length=500, required=False, allow_blank=True, default="")
    notes = Prose(required=False, allow_blank=True)


class TicketAssigneeSerializer(StrictSerializer):
    """Who does the ticket; empty: nobody yet."""

    assignee = Text(max_length=255, allow_blank=True)


class TicketNotesSerializer(StrictSerializer):
    """The ticket's notes, as a whole."""

    notes = Prose(allow_blank=True)


MOST_ROWS = 500


class RowIdSerializer(StrictSerializer):
    """A ticket, and the version that the caller saw where it matters."""

    id = Id()
    row_version = Whole(min_value=1, max_value=2**31 - 1, required=False)


class BulkMoveSerializer(StrictSerializer):
    """Where up to 500 tickets move to; blocked needs a reason."""

    status = serializers.ChoiceField(choices=TicketStatus.choices)
    reason = Text(max_length=500, required=False, allow_blank=True, default="")
    rows = RowIdSerializer(many=True, allow_empty=False, max_length=MOST_ROWS)


class MoveResultSerializer(serializers.Serializer):
    """What became of one ticket; a refusal has code and detail, and where the ticket stands if there is one."""

    id = serializers.UUIDField()
    ok = serializers.BooleanField()
    status = serializers.ChoiceField(choices=TicketStatus.choices, required=False)
    row_version = serializers.IntegerField(required=False)
    code = serializers.CharField(required=False, help_text="not_found, changed_meanwhile or move_refused.")
    detail = serializers.CharField(required=False)


class BulkMoveResultSerializer(serializers.Serializer):
    """The results in the order of the rows that were sent."""

    moved = serializers.IntegerField(help_text="How many are where they were to go.")
    refused = serializers.IntegerField()
    results = MoveResultSerializer(many=True)


class SectionChangeSerializer(serializers.Serializer):
    """A section whose status followed its tickets."""

    id = serializers.UUIDField()
    section_number = serializers.IntegerField()
    before = serializers.ChoiceField(choices=SectionStatus.choices)
    after = serializers.ChoiceField(choices=SectionStatus.choices)


class SyncStatusSerializer(serializers.Serializer):
    """How many sections changed, and which."""

    changed = serializers.IntegerField()
    sections = SectionChangeSerializer(many=True)


class RoadmapCompletionSerializer(serializers.Serializer):
    """Tickets by state; skipped ones count neither in countable nor in percent."""

    total = serializers.IntegerField()
    not_started = serializers.IntegerField()
    in_progress = serializers.IntegerField()
    blocked = serializers.IntegerField()
    done = serializers.IntegerField()
    skipped = serializers.IntegerField()
    countable = serializers.IntegerField()
    percent = serializers.IntegerField(help_text="Rounded down, so that 100 means all.")


class RoadmapSectionProgressSerializer(serializers.Serializer):
    """A section and how far its tickets are."""

    id = serializers.UUIDField()
    section_number = serializers.IntegerField()
    title = serializers.CharField()
    status = serializers.ChoiceField(choices=SectionStatus.choices)
    done = serializers.IntegerField()
    countable = serializers.IntegerField()
    percent = serializers.IntegerField()


class RoadmapProgressSerializer(serializers.Serializer):
    """How far a version of the roadmap is, by the tickets of its packs."""

    roadmap_id = serializers.UUIDField()
    version = serializers.CharField()
    tickets = RoadmapCompletionSerializer()
    sections = RoadmapSectionProgressSerializer(many=True)
