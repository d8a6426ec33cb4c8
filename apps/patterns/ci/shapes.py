"""The parts of a payload that are read. GitHub and GitLab send much more; our own recipe takes nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone
from rest_framework import serializers

from apps.core.api.serializers import Amount, Moment, StrictSerializer, Text, Whole
from apps.patterns.choices import Deployment, EventStatus, EventType

MOST_SECONDS, MOST_ID, MOST_ATTEMPTS = 2**31 - 1, 2**63 - 1, 2**31 - 1
AHEAD = timedelta(minutes=5)  # how far clocks may differ


def cleaned(shape: type[serializers.Serializer[Any]], data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the fields of a payload; raises ValidationError naming each that is wrong."""
    serializer = shape(data=data)
    serializer.is_valid(raise_exception=True)
    found: Mapping[str, Any] = serializer.validated_data
    return found


class GithubRepository(serializers.Serializer[Any]):
    full_name = Text(max_length=255)


class GithubApp(serializers.Serializer[Any]):
    slug = Text(max_length=255, allow_null=True, required=False, default=None)


class GithubRun(serializers.Serializer[Any]):
    id = Whole(min_value=1, max_value=MOST_ID)
    run_attempt = Whole(min_value=1, max_value=MOST_ATTEMPTS, default=1)  # older servers send none
    conclusion = Text(max_length=50, allow_null=True)
    run_started_at = Moment(allow_null=True, required=False)
    updated_at = Moment()


class GithubSuite(serializers.Serializer[Any]):
    id = Whole(min_value=1, max_value=MOST_ID)
    conclusion = Text(max_length=50, allow_null=True)
    app = GithubApp()
    updated_at = Moment()


class GithubRunEvent(serializers.Serializer[Any]):
    action = Text(max_length=50)
    workflow_run = GithubRun()
    repository = GithubRepository()


class GithubSuiteEvent(serializers.Serializer[Any]):
    action = Text(max_length=50)
    check_suite = GithubSuite()
    repository = GithubRepository()


GITHUB: dict[str, type[serializers.Serializer[Any]]] = {
    "workflow_run": GithubRunEvent,
    "check_suite": GithubSuiteEvent,
}


class GitlabMoment(Moment):
    """A time as GitLab's webhooks write it, ``2016-08-12 15:26:29 UTC``, or as its API does."""

    def to_internal_value(self, value: Any) -> Any:
        return super().to_internal_value(value.replace(" UTC", "Z") if isinstance(value, str) else value)


class GitlabProject(serializers.Serializer[Any]):
    path_with_namespace = Text(max_length=255)


class GitlabRun(serializers.Serializer[Any]):
    id = Whole(min_value=1, max_value=MOST_ID)
    status = Text(max_length=50)
    finished_at = GitlabMoment(allow_null=True, required=False)
    duration = serializers.FloatField(min_value=0, max_value=MOST_SECONDS, allow_null=True, required=False)


class GitlabEvent(serializers.Serializer[Any]):
    object_kind = Text(max_length=50)


class GitlabPipeline(serializers.Serializer[Any]):
    object_attributes = GitlabRun()
    project = GitlabProject()


class Report(StrictSerializer):
    """What any other CI system sends: one build, test run or deployment of the project with this repository."""

    repository = Text(max_length=255, help_text="owner/name, as the project has it; upper and lower case are the same.")
    event_type = serializers.ChoiceField(choices=EventType.choices)
    status = serializers.ChoiceField(choices=EventStatus.choices)
    test_pass_rate = Amount(
        max_digits=5, min_value=0, max_value=100, required=False, help_text="Percent; with tests only."
    )
    environment = serializers.ChoiceField(
        choices=Deployment.choices, required=False, help_text="With deployments, and with nothing else."
    )
    duration_seconds = Whole(min_value=0, max_value=MOST_SECONDS, required=False)
    external_id = Text(max_length=100, required=False, help_text="The run's own id, so that it counts once.")
    occurred_at = Moment(required=False, help_text="When it ended; now where it is missing.")

    def validate_occurred_at(self, value: Any) -> Any:
        if value > timezone.now() + AHEAD:
            raise serializers.ValidationError("Lies in the future.")
        return value

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        kind = attrs["event_type"]
        if "test_pass_rate" in attrs and kind != EventType.TEST:
            raise serializers.ValidationError({"test_pass_rate": "Only tests have a pass rate."})
        if "environment" in attrs and kind != EventType.DEPLOY:
            raise serializers.ValidationError({"environment": "Only deployments have an environment."})
        if "environment" not in attrs and kind == EventType.DEPLOY:
            raise serializers.ValidationError({"environment": "Say where it was deployed."})
        return attrs
