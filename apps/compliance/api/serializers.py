from __future__ import annotations

from rest_framework import serializers

from apps.clients.api.serializers import PersonId
from apps.compliance.choices import CheckStatus, DueFrom, EntityType, Frequency
from apps.compliance.models import ComplianceCheck, ComplianceSchedule
from apps.core.api.serializers import Flag, Id, Moment, Prose, RowSerializer, StrictSerializer, Text, Whole

MOST_DAYS = 90


class FilterSerializer(StrictSerializer):
    """Which of them; each key takes a value or a list of values."""

    is_active = Flag(required=False)
    status = serializers.JSONField(required=False)
    priority = serializers.JSONField(required=False)
    tier = serializers.JSONField(required=False)


class FieldNames(serializers.ListField):
    """Names of fields that have to be filled."""

    def __init__(self, **options: object) -> None:
        super().__init__(child=Text(max_length=50), max_length=20, required=False, **options)  # type: ignore[arg-type]  # passed on


class ComplianceScheduleSerializer(RowSerializer):
    compliance_type = Text(max_length=100)
    frequency = serializers.ChoiceField(choices=Frequency.choices, required=False)
    due_from = serializers.ChoiceField(choices=DueFrom.choices, required=False)
    next_due_at = Moment(required=False)
    target_entity_type = serializers.ChoiceField(choices=EntityType.choices)
    target_filter = FilterSerializer(required=False)
    required_fields = FieldNames()
    notification_days_before = Whole(min_value=0, max_value=MOST_DAYS, required=False)
    escalation_days_after = Whole(min_value=0, max_value=MOST_DAYS, required=False)
    escalate_to_id = PersonId(required=False, allow_null=True, help_text="A member's user; null is the firm's owner.")
    fixed = frozenset({"target_entity_type"})

    class Meta:
        model = ComplianceSchedule
        fields = (
            "id",
            "compliance_type",
            "description",
            "frequency",
            "due_from",
            "next_due_at",
            "last_completed_at",
            "target_entity_type",
            "target_filter",
            "required_fields",
            "notification_days_before",
            "escalation_days_after",
            "escalate_to_id",
            "is_active",
            "created_at",
            "updated_at",
            "row_version",
        )
        read_only_fields = ("last_completed_at",)


class ComplianceCheckSerializer(RowSerializer):
    schedule_id = serializers.UUIDField(read_only=True, allow_null=True)
    compliance_type = Text(max_length=100)
    entity_type = serializers.ChoiceField(choices=EntityType.choices)
    entity_id = Id()
    due_at = Moment()
    status = serializers.ChoiceField(choices=CheckStatus.choices, read_only=True)
    required_fields = FieldNames()
    missing_fields = serializers.ListField(child=serializers.CharField(), read_only=True)
    validation_errors = serializers.ListField(child=serializers.CharField(), read_only=True)
    escalated_to_id = serializers.UUIDField(read_only=True, allow_null=True)
    completed_by_id = serializers.UUIDField(read_only=True, allow_null=True)
    notes = Prose(required=False, allow_blank=True, max_length=10_000)
    fixed = frozenset({"compliance_type", "entity_type", "entity_id", "due_at", "required_fields"})

    class Meta:
        model = ComplianceCheck
        fields = (
            "id",
            "schedule_id",
            "compliance_type",
            "entity_type",
            "entity_id",
            "entity_name",
            "period_start",
            "period_end",
            "due_at",
            "status",
            "required_fields",
            "missing_fields",
            "validation_errors",
            "reminder_sent_at",
            "reminder_count",
            "answered_at",
            "escalation_sent_at",
            "escalated_to_id",
            "completed_at",
            "completed_by_id",
            "waived_reason",
            "waived_until",
            "notes",
            "created_at",
            "updated_at",
            "row_version",
        )
        read_only_fields = (
            "entity_name",
            "period_start",
            "period_end",
            "reminder_sent_at",
            "reminder_count",
            "answered_at",
            "escalation_sent_at",
            "completed_at",
            "waived_reason",
            "waived_until",
        )


class NoteSerializer(StrictSerializer):
    """What was seen."""

    notes = Prose(required=False, allow_blank=True, default="", max_length=10_000)


class WaiverSerializer(StrictSerializer):
    """Why nobody has to show it, and until when."""

    reason = Prose(max_length=2000)
    until = serializers.DateField(required=False, help_text="The last day of the waiver, within a year; 90 days on.")


class GeneratedSerializer(serializers.Serializer):
    created = serializers.IntegerField()


class ComplianceDueSerializer(serializers.Serializer):
    check_id = serializers.UUIDField()
    schedule_id = serializers.UUIDField(allow_null=True)
    compliance_type = serializers.CharField()
    entity_type = serializers.ChoiceField(choices=EntityType.choices)
    entity_id = serializers.UUIDField()
    entity_name = serializers.CharField()
    due_at = serializers.DateTimeField()
    status = serializers.ChoiceField(choices=CheckStatus.choices)
    days_until_due = serializers.IntegerField()
    is_overdue = serializers.BooleanField()
    reminder_count = serializers.IntegerField()
    missing_fields = serializers.ListField(child=serializers.CharField())


class ComplianceDueListSerializer(serializers.Serializer):
    results = ComplianceDueSerializer(many=True)


class CompletionRateSerializer(serializers.Serializer):
    compliance_type = serializers.CharField()
    total = serializers.IntegerField()
    completed = serializers.IntegerField()
    overdue = serializers.IntegerField()
    waived = serializers.IntegerField()
    completion_rate_pct = serializers.FloatField()
    closed_rate_pct = serializers.FloatField()
    avg_days_to_complete = serializers.FloatField(allow_null=True)


class CompletionRatesSerializer(serializers.Serializer):
    results = CompletionRateSerializer(many=True)
