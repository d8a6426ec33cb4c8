from __future__ import annotations

from typing import Any

from rest_framework import serializers

from apps.clients.models import Client, Contact
from apps.core.api.serializers import LinkId, Prose, RowSerializer, StrictSerializer, Text
from apps.enrichment.choices import FIELDS, QueueStatus, Resolution, SignalSource, SignalType, Source
from apps.enrichment.models import ContactFieldSource, EnrichmentConflict, EnrichmentItem, OpportunitySignal
from apps.enrichment.operations.queueing import KNOWN


class ItemSerializer(RowSerializer):
    contact_id = LinkId(Contact, required=False, allow_null=True)
    email_address = Text(required=False, max_length=254)
    source = serializers.ChoiceField(choices=Source.choices)
    source_id = Text(required=False, max_length=255)
    extracted_data = serializers.DictField(child=Text(max_length=500), required=False)
    status = serializers.ChoiceField(choices=QueueStatus.choices, read_only=True)
    merged_to_contact_id = serializers.UUIDField(read_only=True, allow_null=True)
    merge_conflicts = serializers.ListField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = EnrichmentItem
        fields = (
            "id", "contact_id", "email_address", "source", "source_id", "status", "extracted_data",
            "merged_to_contact_id", "merge_conflicts", "error_message", "attempts", "processed_at", "created_at",
            "updated_at", "row_version",
        )  # fmt: skip
        read_only_fields = ("error_message", "attempts", "processed_at")


class LearnedSerializer(StrictSerializer):
    """What was learned about a contact, by field."""

    def get_fields(self) -> dict[str, Any]:
        return {name: Text(required=False, max_length=500) for name in KNOWN}


class NewItemSerializer(StrictSerializer):
    """What was learned, or is to be looked up, about a contact."""

    contact_id = LinkId(Contact, required=False)
    email_address = serializers.EmailField(required=False, max_length=254)
    source = serializers.ChoiceField(choices=Source.choices)
    source_id = Text(required=False, max_length=255)
    text = Prose(required=False, max_length=200_000, help_text="A mail; only what its signature says is kept.")
    extracted_data = LearnedSerializer(required=False)


class ConflictSerializer(RowSerializer):
    queue_id = serializers.UUIDField(read_only=True)
    contact_id = serializers.UUIDField(read_only=True)
    field = serializers.ChoiceField(choices=[(name, name) for name in FIELDS], read_only=True)
    source = serializers.ChoiceField(choices=Source.choices, read_only=True)
    confidence = serializers.FloatField(read_only=True, allow_null=True)
    resolution = serializers.ChoiceField(choices=Resolution.choices, read_only=True)
    resolved_by_id = serializers.UUIDField(read_only=True, allow_null=True)

    class Meta:
        model = EnrichmentConflict
        fields = (
            "id", "queue_id", "contact_id", "field", "current_value", "proposed_value", "source", "confidence",
            "resolution", "resolved_value", "resolved_by_id", "resolved_at", "created_at", "updated_at", "row_version",
        )  # fmt: skip
        read_only_fields = ("current_value", "proposed_value", "resolved_value", "resolved_at")


class ResolutionSerializer(StrictSerializer):
    """Keep what is there, take what was found, or write it anew."""

    resolution = serializers.ChoiceField(choices=["keep", "take", "edit"])
    value = Text(required=False, max_length=500, help_text="With edit: what the field says from now on.")


class FieldSourceSerializer(RowSerializer):
    contact_id = serializers.UUIDField(read_only=True)
    field = serializers.ChoiceField(choices=[(name, name) for name in FIELDS], read_only=True)
    source = serializers.ChoiceField(choices=Source.choices, read_only=True)
    accepted_by_id = serializers.UUIDField(read_only=True, allow_null=True)

    class Meta:
        model = ContactFieldSource
        fields = (
            "id", "contact_id", "field", "value", "source", "learned_at", "accepted_by_id", "created_at", "updated_at",
            "row_version",
        )  # fmt: skip
        read_only_fields = ("value", "learned_at")


class SignalSerializer(RowSerializer):
    source_type = serializers.ChoiceField(choices=SignalSource.choices, read_only=True)
    client_id = serializers.UUIDField(read_only=True, allow_null=True)
    contact_id = serializers.UUIDField(read_only=True, allow_null=True)
    signal_type = serializers.ChoiceField(choices=SignalType.choices, read_only=True)
    signal_strength = serializers.FloatField(read_only=True)
    context = serializers.DictField(read_only=True, help_text="The keywords, and the parts of the strength.")

    class Meta:
        model = OpportunitySignal
        fields = (
            "id", "source_type", "source_id", "client_id", "contact_id", "signal_type", "signal_strength",
            "extracted_text", "context", "actioned", "actioned_at", "action_taken", "action_result",
            "dismissed_at", "dismissed_reason", "created_at", "updated_at", "row_version",
        )  # fmt: skip
        read_only_fields = (
            "source_id", "extracted_text", "actioned", "actioned_at", "action_taken", "action_result", "dismissed_at",
            "dismissed_reason",
        )  # fmt: skip


class NewSignalSerializer(StrictSerializer):
    """A signal that somebody heard; name the client, the contact or both."""

    signal_type = serializers.ChoiceField(choices=SignalType.choices)
    source_type = serializers.ChoiceField(choices=SignalSource.choices)
    source_id = Text(max_length=255, help_text="Which mail, case, order, deal or call: its id, or a name of your own.")
    client_id = LinkId(Client, required=False)
    contact_id = LinkId(Contact, required=False)
    extracted_text = Prose(max_length=2000, help_text="What they said.")


class ActionSerializer(StrictSerializer):
    """What was done about a signal, and what came of it; the result may follow later."""

    action_taken = Text(required=False, max_length=500)
    action_result = Text(required=False, max_length=500)


class DismissalSerializer(StrictSerializer):
    """Why nobody has to act on a signal."""

    dismissed_reason = Text(max_length=500)


class PendingSerializer(serializers.Serializer):
    results = ItemSerializer(many=True)


class UnactionedSerializer(serializers.Serializer):
    results = SignalSerializer(many=True)


class SignalRateSerializer(serializers.Serializer):
    signal_type = serializers.ChoiceField(choices=SignalType.choices)
    total = serializers.IntegerField()
    actioned = serializers.IntegerField()
    action_rate_pct = serializers.FloatField()
    avg_strength = serializers.FloatField()
    avg_hours_to_action = serializers.FloatField(allow_null=True)
    dismissed = serializers.IntegerField()


class SignalRatesSerializer(serializers.Serializer):
    results = SignalRateSerializer(many=True)
