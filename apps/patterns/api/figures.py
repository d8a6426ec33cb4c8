"""What the figures of patterns look like on the API."""

from __future__ import annotations

from typing import Any

from django.db import models
from rest_framework import serializers

from apps.core.api.filters import Filter, Sql, is_whole
from apps.core.api.offsets import LastKey, OffsetResource
from apps.core.api.orders import Key, Order
from apps.patterns import queries
from apps.patterns.api.serializers import PatternRow, ProjectSerializer, UserFeedbackSerializer
from apps.patterns.choices import Period, TrendMetric
from apps.patterns.models import PatternAnalytics

MOST_PROJECTS = 1_000_000


class PatternFiguresSerializer(PatternRow):
    last_activity = serializers.DateTimeField(read_only=True, allow_null=True)
    refreshed_at = serializers.DateTimeField(read_only=True, allow_null=True, help_text="When all this was counted.")
    is_small_sample = serializers.BooleanField(
        read_only=True, help_text=f"Fewer than {queries.SMALL_SAMPLE} projects were built: look at low and high."
    )

    class Meta:
        model = PatternAnalytics
        fields = (*(f.name for f in PatternAnalytics._meta.fields if f.name != "tenant"), "is_small_sample")
        read_only_fields = fields


class TrendPointSerializer(serializers.Serializer):
    day = serializers.DateField()
    value = serializers.FloatField(allow_null=True, help_text="Null where nothing was.")
    n = serializers.IntegerField(help_text="How many it is the mean of.")


class TrendSerializer(serializers.Serializer):
    """A metric by the firm's day, the oldest first, and over the whole period."""

    metric = serializers.ChoiceField(choices=TrendMetric.choices)
    period = serializers.ChoiceField(choices=Period.choices)
    pattern_id = serializers.CharField(allow_null=True)
    points = TrendPointSerializer(many=True)
    value = serializers.FloatField(allow_null=True)
    n = serializers.IntegerField()


class PatternReportSerializer(PatternFiguresSerializer):
    """A pattern's figures, its ten newest answers and the trends of 30 days."""

    recent_feedback = UserFeedbackSerializer(many=True)
    trends = TrendSerializer(many=True)

    class Meta(PatternFiguresSerializer.Meta):
        fields = (*PatternFiguresSerializer.Meta.fields, "recent_feedback", "trends")
        read_only_fields = fields


class ProjectsSummarySerializer(serializers.Serializer):
    """A firm's projects together; counts are of now, means and rates as of refreshed_at."""

    total_projects = serializers.IntegerField()
    active_projects = serializers.IntegerField()
    archived_projects = serializers.IntegerField()
    successful_builds = serializers.IntegerField()
    builds = serializers.IntegerField()
    build_success_rate = serializers.FloatField(allow_null=True)
    build_success_low = serializers.FloatField(allow_null=True, help_text="Of Wilson's interval at 95 %.")
    build_success_high = serializers.FloatField(allow_null=True)
    is_small_sample = serializers.BooleanField(help_text="Fewer than ten builds: the true rate may be far from this.")
    feedback_count = serializers.IntegerField()
    avg_satisfaction = serializers.FloatField(allow_null=True)
    feedback_rate_pct = serializers.FloatField(allow_null=True)
    top_patterns = PatternFiguresSerializer(many=True, help_text="The five with most projects.")
    recent = ProjectSerializer(many=True, help_text="The ten newest projects.")
    refreshed_at = serializers.DateTimeField(allow_null=True)


class PatternReasonSerializer(serializers.Serializer):
    code = serializers.CharField()
    text = serializers.CharField()
    n = serializers.IntegerField(help_text="How many projects or answers it rests on.")
    rows = serializers.CharField(help_text="Where these are listed, such as /api/outcomes?pattern_id=rest-api.")


class RecommendationSerializer(serializers.Serializer):
    """A pattern to take next. score is success_low_pct times satisfaction over 5."""

    pattern_id = serializers.CharField()
    pattern_name = serializers.CharField()
    score = serializers.FloatField(help_text="0 to 100.")
    success_low_pct = serializers.FloatField(help_text="At 95 %, of builds, the newest half counted double.")
    success_rate_pct = serializers.FloatField()
    projects = serializers.IntegerField()
    builds = serializers.IntegerField()
    satisfaction = serializers.FloatField(help_text="1 to 5, drawn to the firm's mean where few have answered.")
    avg_satisfaction = serializers.FloatField(allow_null=True)
    feedback_count = serializers.IntegerField()
    is_small_sample = serializers.BooleanField()
    reasons = PatternReasonSerializer(many=True)


class TooFewSerializer(serializers.Serializer):
    pattern_id = serializers.CharField()
    pattern_name = serializers.CharField()
    builds = serializers.IntegerField()


class RecommendationsSerializer(serializers.Serializer):
    """Patterns, the surest first, and those with too few built projects to be ranked."""

    results = RecommendationSerializer(many=True)
    too_few_projects = TooFewSerializer(many=True)


class OutcomeDaySerializer(serializers.Serializer):
    """What became of the projects that were made on one day of the firm."""

    date = serializers.DateField()
    count = serializers.IntegerField()
    builds = serializers.IntegerField()
    success_rate = serializers.FloatField(allow_null=True)
    feedback_count = serializers.IntegerField()
    avg_satisfaction = serializers.FloatField(allow_null=True)
    tested = serializers.IntegerField()
    avg_test_pass_rate = serializers.FloatField(allow_null=True)


class OutcomeDaysSerializer(serializers.Serializer):
    """Days with a project, the oldest first."""

    results = OutcomeDaySerializer(many=True)


class SessionStepSerializer(serializers.Serializer):
    step = serializers.CharField()
    reached = serializers.IntegerField()
    abandoned_after = serializers.IntegerField()


class SessionFiguresSerializer(serializers.Serializer):
    """What became of the sessions; the abandonment rate is of those that are over."""

    started = serializers.IntegerField()
    completed = serializers.IntegerField()
    abandoned = serializers.IntegerField()
    open = serializers.IntegerField()
    abandonment_rate_pct = serializers.FloatField(allow_null=True)
    recommended = serializers.IntegerField()
    accepted = serializers.IntegerField()
    acceptance_rate_pct = serializers.FloatField(allow_null=True)
    by_step = SessionStepSerializer(many=True)


class FiguresRefreshSerializer(serializers.Serializer):
    """When the figures were brought up to date last; the next refresh is under way."""

    refreshed_at = serializers.DateTimeField(allow_null=True)


def _at_least(text: str) -> Sql:
    if not (is_whole(text) and int(text) <= MOST_PROJECTS):
        raise ValueError(f"a whole number from 0 to {MOST_PROJECTS}")
    return Sql("total_projects >= %s", (int(text),))


def _order(name: str) -> Order:
    column = name.removeprefix("-")
    keys = (LastKey(column, descending=name.startswith("-")), Key("pattern_id"))
    return Order(keys, f"by {column.replace('_', ' ')}, what is not known last")


FIGURES = OffsetResource(
    "patterns",
    "pattern's figures",
    PatternFiguresSerializer,
    computed={"is_small_sample": f"successful_builds + failed_builds < {queries.SMALL_SAMPLE}"},
    orders={name: _order(name) for name in queries.ORDERS},
    filters={
        "min_projects": Filter(
            _at_least,
            {"type": "integer", "minimum": 0, "maximum": MOST_PROJECTS, "default": 0},
            "Only of patterns with so many projects or more.",
        )
    },
    version="1",  # they change with each refresh
)


def nothing_yet(pattern_id: str, name: str, is_active: bool) -> dict[str, Any]:
    """Return the figures of a pattern that no project was made from."""
    known = {"pattern_id": pattern_id, "pattern_name": name, "is_active": is_active, "is_small_sample": True}
    counts = {f.name: 0 for f in PatternAnalytics._meta.fields if isinstance(f, models.IntegerField)}
    return {**dict.fromkeys(FIGURES.fields), **counts, **known, "refreshed_at": queries.refreshed_at()}
