from __future__ import annotations

from typing import Any

from rest_framework import serializers

from apps.core.api.serializers import LinkId, Moment, Prose, RowSerializer, StrictSerializer, Text, Whole
from apps.metrics.choices import OutcomeStatus, ProjectionSource, SnapshotLabel, SnapshotSource, StatusMethod, Unit
from apps.metrics.models import (
    ImplementationSnapshot,
    MetricDefinition,
    RoadmapOutcome,
    RoadmapProjection,
    RoiAssumptions,
)
from apps.roadmaps.models import Roadmap


class Number(serializers.DecimalField):
    """A number of JSON, kept exactly; PostgreSQL writes it without quotes."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"coerce_to_string": False, "max_digits": 14, "decimal_places": 4} | options)

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, bool) or not isinstance(data, int | float):
            self.fail("invalid")
        return super().to_internal_value(data)


class Readings(serializers.DictField):
    """Numbers by metric key; texts such as “45 %” and other spellings of the keys are understood."""

    def __init__(self, **options: Any) -> None:
        super().__init__(child=serializers.JSONField(allow_null=True), allow_empty=False, **options)


class MetricDefinitionSerializer(RowSerializer):
    min_value = Number(required=False, allow_null=True)
    max_value = Number(required=False, allow_null=True)
    weight = Number(required=False, min_value=0, max_digits=6, decimal_places=2)
    fixed = frozenset({"key"})

    class Meta:
        model = MetricDefinition
        fields = (
            "id",
            "key",
            "label",
            "unit",
            "lower_is_better",
            "min_value",
            "max_value",
            "weight",
            "is_active",
            "sort_order",
            "created_at",
            "updated_at",
            "row_version",
        )


class SnapshotSerializer(RowSerializer):
    roadmap_id = LinkId(Roadmap, required=False, allow_null=True)
    series_id = serializers.UUIDField(read_only=True)
    label = serializers.ChoiceField(choices=SnapshotLabel.choices)
    source = serializers.ChoiceField(choices=SnapshotSource.choices, required=False)
    snapshot_date = Moment(required=False)
    metrics = Readings()
    fixed = frozenset({"roadmap_id", "label"})

    class Meta:
        model = ImplementationSnapshot
        fields = (
            "id",
            "roadmap_id",
            "series_id",
            "label",
            "snapshot_date",
            "source",
            "metrics",
            "notes",
            "created_at",
            "updated_at",
            "row_version",
        )


class ProjectionSerializer(RowSerializer):
    roadmap_id = LinkId(Roadmap, required=False, allow_null=True)
    series_id = serializers.UUIDField(read_only=True)
    projected_delta = Number()
    low = Number(required=False, allow_null=True)
    high = Number(required=False, allow_null=True)
    source = serializers.ChoiceField(choices=ProjectionSource.choices, read_only=True)
    sample_size = serializers.IntegerField(read_only=True, allow_null=True)
    basis = serializers.CharField(read_only=True)
    fixed = frozenset({"roadmap_id", "key"})

    class Meta:
        model = RoadmapProjection
        fields = (
            "id",
            "roadmap_id",
            "series_id",
            "key",
            "projected_delta",
            "low",
            "high",
            "source",
            "sample_size",
            "basis",
            "created_at",
            "updated_at",
            "row_version",
        )


class OutcomeSerializer(RowSerializer):
    roadmap_id = serializers.UUIDField(read_only=True)
    baseline_snapshot_id = serializers.UUIDField(read_only=True, allow_null=True)
    at_30d_snapshot_id = serializers.UUIDField(read_only=True, allow_null=True)
    at_60d_snapshot_id = serializers.UUIDField(read_only=True, allow_null=True)
    at_90d_snapshot_id = serializers.UUIDField(read_only=True, allow_null=True)
    target_snapshot_id = serializers.UUIDField(read_only=True, allow_null=True)
    target_label = serializers.ChoiceField(choices=SnapshotLabel.choices, read_only=True)
    deltas = serializers.DictField(read_only=True)
    realized_roi = serializers.DictField(read_only=True, allow_null=True)
    assumptions = serializers.DictField(read_only=True)
    inputs = serializers.DictField(read_only=True)
    attainment_pct = Number(read_only=True, allow_null=True)
    status = serializers.ChoiceField(choices=OutcomeStatus.choices, read_only=True, allow_null=True)
    status_method = serializers.ChoiceField(choices=StatusMethod.choices, read_only=True)

    class Meta:
        model = RoadmapOutcome
        fields = (
            "id",
            "roadmap_id",
            "series_id",
            "baseline_snapshot_id",
            "at_30d_snapshot_id",
            "at_60d_snapshot_id",
            "at_90d_snapshot_id",
            "target_snapshot_id",
            "target_label",
            "deltas",
            "realized_roi",
            "assumptions",
            "inputs",
            "attainment_pct",
            "status",
            "status_method",
            "computed_at",
            "notes",
            "created_at",
            "updated_at",
            "row_version",
        )
        read_only_fields = ("series_id", "computed_at")


class RatesSerializer(StrictSerializer):
    """Rates in place of the firm's, for one outcome."""

    blended_hourly_rate = Number(required=False)
    annual_lead_volume = Whole(required=False, min_value=0)
    avg_deal_value = Number(required=False, min_value=0)
    implementation_cost = Number(required=False, min_value=0)


class ComputeSerializer(StrictSerializer):
    """What to compare; all of it may be left out."""

    roadmap_id = LinkId(Roadmap, required=False, allow_null=True)
    baseline_label = serializers.ChoiceField(choices=SnapshotLabel.choices, default=SnapshotLabel.BASELINE)
    target_label = serializers.ChoiceField(choices=SnapshotLabel.choices, required=False, allow_null=True)
    assumptions = RatesSerializer(required=False)


class AssumptionsSerializer(RowSerializer):
    blended_hourly_rate = Number(max_digits=10, decimal_places=2, required=False)
    avg_deal_value = Number(max_digits=12, decimal_places=2, min_value=0, required=False)
    implementation_cost = Number(max_digits=12, decimal_places=2, min_value=0, required=False)
    annual_lead_volume = Whole(min_value=0, max_value=2**31 - 1, required=False)
    currency = Text(min_length=3, max_length=3, required=False)

    class Meta:
        model = RoiAssumptions
        fields = (
            "blended_hourly_rate",
            "annual_lead_volume",
            "avg_deal_value",
            "implementation_cost",
            "currency",
        )


class RatesInForceSerializer(serializers.Serializer):
    """The rates that outcomes are computed with; ``assumed`` names those that are defaults."""

    blended_hourly_rate = serializers.FloatField()
    annual_lead_volume = serializers.IntegerField()
    avg_deal_value = serializers.FloatField()
    implementation_cost = serializers.FloatField()
    currency = serializers.CharField()
    assumed = serializers.ListField(child=serializers.CharField())


class BaselineSerializer(StrictSerializer):
    """Readings of the days before the work began."""

    metrics = Readings()
    snapshot_date = Moment(required=False)
    source = serializers.ChoiceField(choices=SnapshotSource.choices, default=SnapshotSource.API)
    notes = Prose(required=False, allow_blank=True, default="")


class LaterSerializer(BaselineSerializer):
    """Readings of a milestone or another day."""

    label = serializers.ChoiceField(choices=[choice for choice in SnapshotLabel.choices if choice[0] != "baseline"])


class CapturedSerializer(serializers.Serializer):
    """The snapshot as kept, and the outcome, once there is something to compare."""

    snapshot = SnapshotSerializer()
    outcome = OutcomeSerializer(allow_null=True)
    replaced = serializers.BooleanField()
    dropped = serializers.ListField(child=serializers.CharField())


class FigureSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(choices=["delta", "improvement_pct", "yearly"])
    measure = serializers.CharField()
    unit = serializers.CharField()
    firms = serializers.IntegerField(min_value=3)
    milestones = serializers.DictField(child=serializers.IntegerField(), help_text="Firms by their latest milestone.")
    p25 = serializers.FloatField(allow_null=True, help_text="From five firms on, else null.")
    p50 = serializers.FloatField()
    p75 = serializers.FloatField(allow_null=True, help_text="From five firms on, else null.")


class GroupSerializer(serializers.Serializer):
    grouping = serializers.ChoiceField(choices=["all", "segment", "industry", "size_band", "segment_size_band"])
    segment = serializers.CharField()
    industry = serializers.CharField()
    size_band = serializers.CharField()
    name = serializers.CharField()
    firms = serializers.IntegerField(min_value=3)
    milestones = serializers.DictField(child=serializers.IntegerField(), help_text="Firms by their latest milestone.")
    statuses = serializers.DictField(child=serializers.IntegerField())
    figures = FigureSerializer(many=True)


class AggregateSerializer(serializers.Serializer):
    """Figures over firms; groups of fewer than three are not shown."""

    refreshed_at = serializers.DateTimeField(allow_null=True)
    groups = GroupSerializer(many=True)


class PointSerializer(serializers.Serializer):
    day = serializers.IntegerField(help_text="The milestone's day; of another day, the days since the baseline.")
    at = serializers.DateTimeField()
    label = serializers.ChoiceField(choices=SnapshotLabel.choices)
    value = serializers.FloatField()


class SeriesSerializer(serializers.Serializer):
    key = serializers.CharField()
    label = serializers.CharField()
    unit = serializers.ChoiceField(choices=Unit.choices)
    lower_is_better = serializers.BooleanField()
    delta = serializers.FloatField(allow_null=True)
    direction = serializers.ChoiceField(choices=["better", "worse", "same", "unknown"])
    points = PointSerializer(many=True)


class TransformationSerializer(serializers.Serializer):
    """A firm's results in figures: ``hasMetrics`` is false until something was measured."""

    hasMetrics = serializers.BooleanField()  # noqa: N815 -- the specified name
    stage = serializers.CharField()
    next_step = serializers.CharField()
    outcome = OutcomeSerializer(allow_null=True)
    rule = serializers.CharField()
    snapshots = serializers.DictField(child=SnapshotSerializer(allow_null=True))
    series = SeriesSerializer(many=True)
    firms_like_yours = serializers.CharField(allow_null=True)


class PersonSerializer(serializers.Serializer):
    name = serializers.CharField()
    role = serializers.CharField()


class ProgressSerializer(serializers.Serializer):
    version = serializers.CharField()
    status = serializers.CharField()
    done = serializers.IntegerField()
    countable = serializers.IntegerField()


class ChangeSerializer(serializers.Serializer):
    when = serializers.DateTimeField()
    who = serializers.CharField()
    code = serializers.CharField()
    title = serializers.CharField()
    from_status = serializers.CharField()
    to_status = serializers.CharField()


class OwnerDashboardSerializer(serializers.Serializer):
    """What an owner asks first: the firm, its people, how far the plan is, what changed last."""

    firm = serializers.DictField()
    team = PersonSerializer(many=True)
    roadmap = ProgressSerializer(allow_null=True)
    recent = ChangeSerializer(many=True)
