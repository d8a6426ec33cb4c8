from __future__ import annotations

from rest_framework import serializers

from apps.clients.api.serializers import STAMPS, PersonId
from apps.clients.models import Client, Contact
from apps.core.api.serializers import Amount, LinkId, Moment, Prose, RowSerializer, StrictSerializer, Text, Whole
from apps.deals.choices import ActivityKind, Stage
from apps.deals.models import Deal, DealActivity, StageConfig, StageHistory
from apps.work.choices import MailStatus

BY_HAND = [choice for choice in ActivityKind.choices if choice[0] != ActivityKind.FOLLOW_UP]


class DealSerializer(RowSerializer):
    client_id = LinkId(Client)
    contact_id = LinkId(Contact, required=False, allow_null=True)
    value = Amount(required=False, allow_null=True, min_value=0)
    probability = Whole(required=False, min_value=0, max_value=100)
    assigned_to_id = PersonId(required=False, allow_null=True)
    created_by_id = serializers.UUIDField(read_only=True, allow_null=True)
    fixed = frozenset({"client_id"})

    class Meta:
        model = Deal
        fields = (
            "id",
            "client_id",
            "contact_id",
            "title",
            "description",
            "value",
            "probability",
            "stage",
            "expected_close_date",
            "actual_close_date",
            "lost_reason",
            "assigned_to_id",
            "created_by_id",
            "last_activity_at",
            "stalled_at",
            "auto_follow_up_enabled",
            "next_follow_up_at",
            "follow_up_count",
            "parked_until",
            "parked_reason",
            *STAMPS,
        )
        read_only_fields = (
            "actual_close_date",
            "last_activity_at",
            "stalled_at",
            "next_follow_up_at",
            "follow_up_count",
            "parked_until",
            "parked_reason",
        )


class StageConfigSerializer(RowSerializer):
    max_days_before_stale = Whole(required=False, min_value=1, max_value=32767)
    follow_up_interval_days = Whole(required=False, min_value=1, max_value=32767)
    max_follow_ups = Whole(required=False, min_value=1, max_value=32767)

    class Meta:
        model = StageConfig
        fields = (
            "id",
            "stage",
            "max_days_before_stale",
            "follow_up_interval_days",
            "max_follow_ups",
            "drafts_first",
            *STAMPS,
        )
        read_only_fields = ("stage",)


class StageHistorySerializer(RowSerializer):
    deal_id = serializers.UUIDField(read_only=True)
    from_stage = serializers.ChoiceField(choices=Stage.choices, read_only=True)
    to_stage = serializers.ChoiceField(choices=Stage.choices, read_only=True)
    changed_by_id = serializers.UUIDField(read_only=True, allow_null=True)

    class Meta:
        model = StageHistory
        fields = (
            "id",
            "deal_id",
            "from_stage",
            "to_stage",
            "changed_at",
            "changed_by_id",
            "reason",
            "days_in_previous_stage",
            "created_at",
        )


class DealActivitySerializer(RowSerializer):
    deal_id = serializers.UUIDField(read_only=True)
    kind = serializers.ChoiceField(choices=ActivityKind.choices, read_only=True)
    done_by_id = serializers.UUIDField(read_only=True, allow_null=True)
    mail_status = serializers.ChoiceField(
        choices=MailStatus.choices, read_only=True, allow_null=True, help_text="Of a follow-up: a draft waits for you."
    )
    mail_text = serializers.CharField(read_only=True, allow_null=True, help_text="What a follow-up says.")

    class Meta:
        model = DealActivity
        fields = (
            "id",
            "deal_id",
            "kind",
            "notes",
            "happened_at",
            "done_by_id",
            "message_id",
            "mail_status",
            "mail_text",
            *STAMPS,
        )


class HistoryListSerializer(serializers.Serializer):
    """A deal's moves, the latest first."""

    results = StageHistorySerializer(many=True)


class ActivityListSerializer(serializers.Serializer):
    """What was done about a deal, the latest first."""

    results = DealActivitySerializer(many=True)


class ActivityInputSerializer(StrictSerializer):
    """What somebody did, now or before."""

    kind = serializers.ChoiceField(choices=BY_HAND)
    notes = Prose(required=False, allow_blank=True, default="", max_length=10_000)
    happened_at = Moment(required=False, allow_null=True, default=None)


class ParkSerializer(StrictSerializer):
    """Until when the deal is left alone, and why."""

    until = serializers.DateField()
    reason = Text(max_length=500)


class StalledDealSerializer(serializers.Serializer):
    deal_id = serializers.UUIDField()
    title = serializers.CharField()
    stage = serializers.CharField()
    client_id = serializers.UUIDField()
    client_name = serializers.CharField()
    contact_id = serializers.UUIDField(allow_null=True)
    contact_name = serializers.CharField()
    value = Amount(allow_null=True)
    last_activity_at = serializers.DateTimeField()
    days_since_activity = serializers.IntegerField()
    stalled_threshold = serializers.IntegerField()


class StalledListSerializer(serializers.Serializer):
    """Stalled deals, those that wait longest first."""

    results = StalledDealSerializer(many=True)


class VelocitySerializer(serializers.Serializer):
    from_stage = serializers.CharField()
    transitions = serializers.IntegerField()
    avg_days = serializers.FloatField()
    median_days = serializers.FloatField()
    min_days = serializers.IntegerField()
    max_days = serializers.IntegerField()


class VelocityListSerializer(serializers.Serializer):
    """How long deals stayed in each stage that they have left in the last 90 days."""

    results = VelocitySerializer(many=True)
