"""What patterns, projects, feedback and sessions look like on the API, and what is sent of them."""

from __future__ import annotations

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from rest_framework import serializers

from apps.core.api.serializers import Amount, Flag, Id, Moment, RowSerializer, StrictSerializer, Text
from apps.patterns.choices import (
    BuildStatus,
    Deployment,
    ErrorType,
    EventSource,
    Health,
    ProjectStatus,
    PromptState,
)
from apps.patterns.models import BuildEvent, Pattern, ProjectOutcome, UserFeedback
from apps.patterns.models.outcome import LONGEST_PATH, REPOSITORY
from apps.patterns.operations.bulk import MOST_ROWS

STAMPS = ("created_at", "updated_at", "row_version")
KEPT = [choice for choice in ProjectStatus.choices if choice[0] != ProjectStatus.DELETED]
SEEN = [choice for choice in PromptState.choices if choice[0] in {PromptState.SHOWN, PromptState.DISMISSED}]
OPTIONAL = {"required": False}
PATH = {"max_length": LONGEST_PATH, "trim_whitespace": True}


class Repository(Text):
    """owner/name, as the table's own rule has it."""

    def __init__(self, **options: Any) -> None:
        rule = next(one for one in ProjectOutcome._meta.constraints if one.name == "patterns_outcome_repository_plain")
        said = rule.get_violation_error_message()
        options |= {
            "required": False,
            "allow_null": True,
            "max_length": 255,
            "help_text": "owner/name; CI finds it so.",
        }
        super().__init__(validators=[RegexValidator(REPOSITORY, said)], **options)


class PatternRow(RowSerializer):
    """The base of this app's rows: exact numbers are numbers of JSON."""

    serializer_field_mapping = RowSerializer.serializer_field_mapping | {models.DecimalField: Amount}


class PatternSerializer(PatternRow):
    project_count = serializers.IntegerField(read_only=True, help_text="Projects made from it, deleted ones left out.")
    fixed = frozenset({"pattern_id"})

    class Meta:
        model = Pattern
        fields = (
            "id",
            "pattern_id",
            "name",
            "description",
            "category",
            "languages",
            "version",
            "is_active",
            "project_count",
            *STAMPS,
        )


class BuildEventSerializer(PatternRow):
    project_outcome_id = serializers.UUIDField(read_only=True)
    source = serializers.ChoiceField(choices=EventSource.choices, read_only=True)
    environment = serializers.ChoiceField(
        choices=Deployment.choices, required=False, allow_null=True, help_text="Of deployments only."
    )
    occurred_at = Moment(required=False)

    class Meta:
        model = BuildEvent
        fields = (
            "id",
            "project_outcome_id",
            "event_type",
            "status",
            "test_pass_rate",
            "environment",
            "duration_seconds",
            "source",
            "external_id",
            "occurred_at",
            "created_at",
        )


class ErrorDetailSerializer(StrictSerializer):
    """What went wrong while the project was made or built."""

    type = serializers.ChoiceField(choices=ErrorType.choices)
    message = Text(max_length=5000)
    resolved = Flag(required=False)
    time = Moment(required=False)

    def to_internal_value(self, data: Any) -> Any:
        values = super().to_internal_value(data)
        return values | ({"time": values["time"].isoformat()} if "time" in values else {})  # kept as JSON


class UserFeedbackSerializer(PatternRow):
    project_outcome_id = Id()
    project_name = serializers.CharField(read_only=True)
    pattern_id = serializers.CharField(read_only=True)
    error_details = ErrorDetailSerializer(many=True, required=False, allow_null=True)
    user_id = serializers.UUIDField(
        read_only=True, allow_null=True, help_text="Who rated it; null where a program did."
    )

    class Meta:
        model = UserFeedback
        fields = (
            "id",
            "project_outcome_id",
            "project_name",
            "pattern_id",
            "overall_satisfaction",
            "pattern_usefulness",
            "code_quality",
            "documentation_clarity",
            "setup_ease",
            "positive_aspects",
            "negative_aspects",
            "additional_comments",
            "would_recommend",
            "likelihood_to_reuse",
            "feature_requests",
            "time_to_first_build",
            "encountered_errors",
            "error_details",
            "feedback_source",
            "consent_to_export",
            "submitted_at",
            "submitted_on",
            "user_id",
            *STAMPS,
        )


class ProjectSerializer(PatternRow):
    user_id = serializers.UUIDField(
        read_only=True, allow_null=True, help_text="Whose it is; null where a program made it."
    )
    metadata = serializers.DictField(read_only=True)
    health = serializers.ChoiceField(choices=Health.choices, read_only=True)
    feedback_count = serializers.IntegerField(read_only=True)

    class Meta:
        model = ProjectOutcome
        fields: tuple[str, ...] = (
            "id",
            "project_name",
            "project_path",
            "pattern_id",
            "pattern_name",
            "pattern_version",
            "components_generated",
            "files_created",
            "languages_used",
            "dependencies_installed",
            "status",
            "health",
            "last_build_status",
            "last_build_timestamp",
            "test_pass_rate",
            "deployment_status",
            "feedback_count",
            "user_id",
            "last_accessed_at",
            "stack_id",
            "repository",
            "metadata",
            "archived_at",
            "deleted_at",
            "feedback_prompt_due_at",
            "feedback_prompt_state",
            "feedback_prompt_dismissals",
            *STAMPS,
        )


class ProjectDetailSerializer(ProjectSerializer):
    feedback = UserFeedbackSerializer(many=True, read_only=True, help_text="The newest ten.")
    builds = BuildEventSerializer(many=True, read_only=True, help_text="The last ten events.")

    class Meta(ProjectSerializer.Meta):
        fields = (*ProjectSerializer.Meta.fields, "feedback", "builds")


class ProjectInputSerializer(PatternRow):
    """A project that was scaffolded. A pattern_id that is new needs a pattern_name, and is added."""

    repository = Repository()
    metadata = serializers.DictField(required=False)

    class Meta:
        model = ProjectOutcome
        fields = (
            "project_name",
            "project_path",
            "pattern_id",
            "pattern_name",
            "pattern_version",
            "components_generated",
            "files_created",
            "languages_used",
            "dependencies_installed",
            "stack_id",
            "repository",
            "metadata",
        )
        extra_kwargs = {"pattern_name": OPTIONAL, "project_path": PATH}


class ProjectChangeSerializer(PatternRow):
    """What became of a project. A build, a test rate or a deployment is noted as an event as well."""

    last_build_status = serializers.ChoiceField(choices=BuildStatus.choices, required=False)
    test_pass_rate = Amount(required=False, max_digits=5, min_value=0, max_value=100)
    deployment_status = serializers.ChoiceField(choices=Deployment.choices, required=False)
    last_accessed_at = Moment(required=False, allow_null=True)
    status = serializers.ChoiceField(choices=KEPT, required=False)
    repository = Repository()
    metadata = serializers.DictField(required=False)

    class Meta:
        model = ProjectOutcome
        fields = (
            "last_build_status",
            "test_pass_rate",
            "deployment_status",
            "last_accessed_at",
            "status",
            "project_name",
            "project_path",
            "repository",
            "stack_id",
            "metadata",
        )
        extra_kwargs = {"project_name": OPTIONAL, "project_path": OPTIONAL | PATH}


class ProjectsSerializer(StrictSerializer):
    """Up to a thousand projects, each as POST /api/outcomes takes it."""

    outcomes = serializers.ListField(child=serializers.JSONField(), allow_empty=False, max_length=MOST_ROWS)


class RowErrorSerializer(serializers.Serializer):
    field = serializers.CharField()
    code = serializers.CharField()
    message = serializers.CharField()


class RecordedSerializer(serializers.Serializer):
    """What became of one project of many."""

    index = serializers.IntegerField(help_text="Its place in what was sent, from 0.")
    id = serializers.UUIDField(required=False, help_text="Of the project, where it was recorded.")
    errors = RowErrorSerializer(many=True, required=False, help_text="Why it was not.")


class ProjectsRecordedSerializer(serializers.Serializer):
    """The results in the order of the projects that were sent."""

    created = serializers.IntegerField()
    refused = serializers.IntegerField()
    results = RecordedSerializer(many=True)


class PromptSerializer(StrictSerializer):
    """What became of the question how a project was."""

    state = serializers.ChoiceField(choices=SEEN)


class PromptsSerializer(serializers.Serializer):
    """Projects whose question is due, the longest due first."""

    results = ProjectSerializer(many=True)
