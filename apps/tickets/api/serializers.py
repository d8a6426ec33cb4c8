from __future__ import annotations

from rest_framework import serializers

from apps.core.api.serializers import LinkId, Prose, RowSerializer, StrictSerializer, Text
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
