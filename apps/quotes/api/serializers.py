from __future__ import annotations

from typing import Any

from rest_framework import serializers

from apps.clients.models import Client, Contact
from apps.core.api.serializers import Amount, Id, LinkId, Prose, RowSerializer, StrictSerializer, Text, Whole
from apps.deals.models import Deal
from apps.quotes.choices import QuoteActivityKind, QuoteResult, QuoteStatus, Reason
from apps.quotes.models import Quote, QuoteActivity, QuoteOutcome, QuoteView


class Figure(serializers.DecimalField):
    """A figure of a line: a text such as "99.50", or a number; kept as a text, so that nothing of it is lost."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_digits": 12, "decimal_places": 2} | options)

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, bool):
            self.fail("invalid")
        return f"{super().to_internal_value(data):f}"


class LineSerializer(StrictSerializer):
    """One line of a quote."""

    description = Text(max_length=500)
    quantity = Figure(decimal_places=3)
    unit_price = Figure(help_text="Below zero for a discount.")
    total = Figure(max_digits=15, required=False, help_text="Computed; what is sent is not looked at.")


class QuoteSerializer(RowSerializer):
    client_id = LinkId(Client)
    contact_id = LinkId(Contact, required=False, allow_null=True)
    deal_id = LinkId(Deal, required=False, allow_null=True)
    status = serializers.ChoiceField(choices=QuoteStatus.choices, read_only=True)
    line_items = LineSerializer(many=True, required=False, max_length=100)
    total_amount = Amount(read_only=True)
    outcome = serializers.ChoiceField(choices=QuoteResult.choices, allow_blank=True, read_only=True)
    outcome_reason = serializers.ChoiceField(choices=Reason.choices, allow_blank=True, read_only=True)
    intel = serializers.DictField(required=False)
    created_by_id = serializers.UUIDField(read_only=True, allow_null=True)
    max_follow_ups = Whole(required=False, min_value=0, max_value=5)

    class Meta:
        model = Quote
        fields = (
            "id", "client_id", "contact_id", "deal_id", "quote_number", "title", "description", "status",
            "line_items", "total_amount", "currency", "valid_until", "sent_at", "viewed_at", "responded_at",
            "view_count", "outcome", "outcome_reason", "outcome_competitor", "outcome_notes", "intel",
            "last_follow_up_at", "next_follow_up_at", "follow_up_count", "max_follow_ups", "created_by_id",
            "created_at", "updated_at", "row_version",
        )  # fmt: skip


class QuoteActivitySerializer(RowSerializer):
    quote_id = serializers.UUIDField(read_only=True)
    activity_type = serializers.ChoiceField(choices=QuoteActivityKind.choices, read_only=True)
    metadata = serializers.DictField(read_only=True)
    created_by_id = serializers.UUIDField(read_only=True, allow_null=True)

    class Meta:
        model = QuoteActivity
        fields = ("id", "quote_id", "activity_type", "notes", "metadata", "created_by_id", "created_at")


class QuoteViewSerializer(RowSerializer):
    quote_id = serializers.UUIDField(read_only=True)

    class Meta:
        model = QuoteView
        fields = ("id", "quote_id", "viewed_at", "is_internal")


class QuoteOutcomeSerializer(RowSerializer):
    quote_id = serializers.UUIDField(read_only=True)
    outcome = serializers.ChoiceField(choices=QuoteResult.choices, read_only=True)
    primary_reason = serializers.ChoiceField(choices=Reason.choices, allow_blank=True, read_only=True)
    secondary_reasons = serializers.ListField(child=serializers.ChoiceField(choices=Reason.choices), read_only=True)
    our_amount = Amount(read_only=True, allow_null=True)
    competitor_amount = Amount(read_only=True, allow_null=True)
    learnings = serializers.DictField(read_only=True)
    recorded_by_id = serializers.UUIDField(read_only=True, allow_null=True)

    class Meta:
        model = QuoteOutcome
        fields = (
            "id", "quote_id", "outcome", "primary_reason", "secondary_reasons", "competitor", "our_amount",
            "competitor_amount", "notes", "learnings", "recorded_at", "recorded_by_id", "created_at", "updated_at",
            "row_version",
        )  # fmt: skip


class OutcomeInput(StrictSerializer):
    """How a quote ended; recorded again, the outcome is corrected."""

    outcome = serializers.ChoiceField(choices=QuoteResult.choices)
    primary_reason = serializers.ChoiceField(
        choices=Reason.choices, required=False, help_text="Needed when it is lost."
    )
    secondary_reasons = serializers.ListField(
        child=serializers.ChoiceField(choices=Reason.choices), required=False, max_length=8
    )
    competitor = Text(max_length=255, required=False, allow_blank=True)
    competitor_amount = Amount(required=False, allow_null=True, min_value=0)
    notes = Prose(max_length=5000, required=False, allow_blank=True)
    learnings = serializers.DictField(required=False)


class WithdrawInput(StrictSerializer):
    """Why a quote is taken back."""

    reason = Prose(max_length=2000, required=False, allow_blank=True)


class CounterInput(StrictSerializer):
    """What the client asks for instead."""

    notes = Prose(max_length=5000)


class FollowUpInput(StrictSerializer):
    """Which quote to follow up; without one all that are due."""

    quote_id = Id(required=False, allow_null=True)
    limit = Whole(
        required=False, min_value=1, max_value=200, help_text="At most so many of the due ones; 200 if not given."
    )


class FollowedUp(serializers.Serializer):
    quote_id = serializers.UUIDField()
    quote_number = serializers.CharField()
    follow_up_count = serializers.IntegerField()
    reason = serializers.CharField(help_text="Why nothing was sent; empty where it was.")


class FollowUpAnswer(serializers.Serializer):
    sent = FollowedUp(many=True)
    skipped = FollowedUp(many=True)
    more = serializers.BooleanField(help_text="Whether others are due still: ask again.")


class QuoteDueSerializer(serializers.Serializer):
    quote_id = serializers.UUIDField()
    quote_number = serializers.CharField()
    title = serializers.CharField()
    client_id = serializers.UUIDField()
    contact_id = serializers.UUIDField(allow_null=True)
    total_amount = Amount()
    status = serializers.ChoiceField(choices=QuoteStatus.choices)
    days_since_last_contact = serializers.IntegerField()
    follow_up_count = serializers.IntegerField()
    max_follow_ups = serializers.IntegerField()


class QuotesDueSerializer(serializers.Serializer):
    """Quotes whose follow-up is due, the largest first."""

    results = QuoteDueSerializer(many=True)


class WinRateSerializer(serializers.Serializer):
    total = serializers.IntegerField()
    won = serializers.IntegerField()
    lost = serializers.IntegerField()
    no_decision = serializers.IntegerField()
    win_rate_pct = serializers.FloatField(help_text="Won of all that are over.")
    decided_win_rate_pct = serializers.FloatField(allow_null=True, help_text="Won of those won or lost.")
    avg_won_amount = serializers.FloatField(allow_null=True)
    avg_lost_amount = serializers.FloatField(allow_null=True)


class LossReasonSerializer(serializers.Serializer):
    primary_reason = serializers.ChoiceField(choices=Reason.choices)
    lost = serializers.IntegerField()
    share_pct = serializers.FloatField()
    lost_amount = serializers.FloatField(allow_null=True)
    avg_lost_amount = serializers.FloatField(allow_null=True)
    reason = serializers.CharField()


class CompetitorSerializer(serializers.Serializer):
    competitor = serializers.CharField()
    quotes = serializers.IntegerField()
    won = serializers.IntegerField()
    lost = serializers.IntegerField()
    win_rate_pct = serializers.FloatField(allow_null=True)
    avg_our_amount = serializers.FloatField(allow_null=True)
    avg_competitor_amount = serializers.FloatField(allow_null=True)
    avg_gap_pct = serializers.FloatField(allow_null=True, help_text="Ours over theirs, where both are known.")


class TimeToDecisionSerializer(serializers.Serializer):
    outcome = serializers.ChoiceField(choices=QuoteResult.choices)
    decided = serializers.IntegerField()
    avg_days = serializers.FloatField(allow_null=True)
    median_days = serializers.FloatField(allow_null=True)
    min_days = serializers.FloatField(allow_null=True)
    max_days = serializers.FloatField(allow_null=True)
    result = serializers.CharField()


class WinRatesSerializer(serializers.Serializer):
    """One row, or none while no quote of the last 90 days is over."""

    results = WinRateSerializer(many=True)


class LossReasonsSerializer(serializers.Serializer):
    results = LossReasonSerializer(many=True)


class CompetitorsSerializer(serializers.Serializer):
    results = CompetitorSerializer(many=True)


class TimesToDecisionSerializer(serializers.Serializer):
    results = TimeToDecisionSerializer(many=True)
