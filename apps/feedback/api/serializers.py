from __future__ import annotations

from typing import Any

from rest_framework import serializers

from apps.clients.models import Order
from apps.core.api.serializers import LinkId, Prose, RowSerializer, StrictSerializer, Text
from apps.feedback.choices import AnswerSource, FeedbackStatus, Issue, Rating, Sentiment
from apps.feedback.models import FeedbackRequest


class FeedbackSerializer(RowSerializer):
    order_id = LinkId(Order)
    client_id = serializers.UUIDField(read_only=True)
    contact_id = serializers.UUIDField(read_only=True, allow_null=True)
    status = serializers.ChoiceField(choices=FeedbackStatus.choices, read_only=True)
    rating = serializers.ChoiceField(choices=[("", ""), *Rating.choices], read_only=True)
    sentiment = serializers.ChoiceField(choices=[("", ""), *Sentiment.choices], read_only=True)
    sentiment_score = serializers.FloatField(read_only=True, allow_null=True)
    issues = serializers.ListField(child=serializers.ChoiceField(choices=Issue.choices), read_only=True)
    response_source = serializers.ChoiceField(choices=[("", ""), *AnswerSource.choices], read_only=True)
    case_created_id = serializers.UUIDField(read_only=True, allow_null=True)
    fixed = frozenset({"order_id"})

    class Meta:
        model = FeedbackRequest
        fields = (
            "id", "order_id", "client_id", "contact_id", "status", "delivery_date", "scheduled_for", "sent_at",
            "expires_at", "responded_at", "has_open_case", "skip_reason", "rating", "response_text", "response_summary",
            "response_source", "sentiment", "sentiment_score", "issues", "service_recovery_triggered",
            "case_created_id", "created_at", "updated_at", "row_version",
        )  # fmt: skip
        read_only_fields = (
            "delivery_date", "scheduled_for", "sent_at", "expires_at", "responded_at", "has_open_case", "skip_reason",
            "response_text", "response_summary", "service_recovery_triggered",
        )  # fmt: skip


class FeedbackScheduleSerializer(StrictSerializer):
    """Which orders: one by its id, or those delivered from one day of the firm to another, both included."""

    order_id = LinkId(Order, required=False)
    date_from = serializers.DateField(required=False)
    date_to = serializers.DateField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        has_days = {"date_from", "date_to"} & set(attrs)
        if ("order_id" in attrs) == bool(has_days) or (has_days and len(has_days) == 1):
            raise serializers.ValidationError("Name either order_id, or date_from and date_to.")
        if has_days and attrs["date_from"] > attrs["date_to"]:
            raise serializers.ValidationError({"date_to": "This is before date_from."})
        return attrs


class ScheduledSerializer(serializers.Serializer):
    queued = serializers.IntegerField(help_text="Requests that were made now.")
    already = serializers.IntegerField(help_text="Delivered orders that had their request.")


class AnswerSerializer(StrictSerializer):
    """How it was: a rating, words, or both."""

    rating = serializers.ChoiceField(choices=Rating.choices, required=False)
    text = Prose(required=False, allow_blank=True, max_length=10_000)
    email_id = Text(required=False, max_length=255, help_text="Of the mail it came by, if it did.")


class FeedbackStatsSerializer(serializers.Serializer):
    pending = serializers.IntegerField()
    sent = serializers.IntegerField()
    responded = serializers.IntegerField()
    expired = serializers.IntegerField()
    skipped = serializers.IntegerField()
    positive = serializers.IntegerField()
    neutral = serializers.IntegerField()
    negative = serializers.IntegerField()
    recovery_cases = serializers.IntegerField()
    open_recovery_cases = serializers.IntegerField()
    asked = serializers.IntegerField()
    response_rate_pct = serializers.FloatField(allow_null=True)
    mean_score = serializers.FloatField(allow_null=True)
