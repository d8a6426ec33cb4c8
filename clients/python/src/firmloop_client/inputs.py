"""What calls take, by the API's own names. What is left out is left as it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal, Required, TypedDict

BuildStatus = Literal["success", "failure"]
DeploymentStatus = Literal["deployed", "staging", "local"]
ProjectStatus = Literal["active", "archived", "deleted"]
Health = Literal["healthy", "warning", "error", "unknown"]
PromptState = Literal["pending", "shown", "dismissed", "done"]
EventType = Literal["build", "test", "deploy"]
EventStatus = Literal["success", "failure", "cancelled"]
EventSource = Literal["client", "ci", "manual"]
PositiveAspect = Literal["fast", "clean-code", "good-docs", "easy-setup", "complete", "customizable"]
NegativeAspect = Literal["slow", "buggy", "poor-docs", "complex", "incomplete", "hard-customize"]
FeedbackSource = Literal["modal", "dashboard", "email"]
Metric = Literal["satisfaction", "usage", "build_success", "test_pass_rate", "nps"]
Period = Literal["7d", "30d", "90d"]


class NewOutcome(TypedDict, total=False):
    """A project that was scaffolded. A pattern that is unknown needs ``pattern_name`` and is added by it."""

    project_name: Required[str]
    project_path: Required[str]
    pattern_id: Required[str]
    pattern_name: str
    pattern_version: str
    components_generated: Sequence[str] | None
    files_created: int
    languages_used: Sequence[str] | None
    dependencies_installed: Sequence[str] | None
    stack_id: str | None
    repository: str | None
    metadata: Mapping[str, Any]


class OutcomeChange(TypedDict, total=False):
    """What can be changed of a project. A build, a test rate and a deployment are each noted in its history."""

    project_name: str
    project_path: str
    status: Literal["active", "archived"]
    last_build_status: BuildStatus
    test_pass_rate: float | Decimal
    deployment_status: DeploymentStatus
    last_accessed_at: dt.datetime | None
    repository: str | None
    stack_id: str | None
    metadata: Mapping[str, Any]


class NewBuild(TypedDict, total=False):
    """A build, a test run (with ``test_pass_rate``) or a deployment (with ``environment``) of a project.

    One with the ``external_id`` of a run that is noted already changes nothing.
    """

    event_type: Required[EventType]
    status: Required[EventStatus]
    test_pass_rate: float | Decimal | None
    environment: DeploymentStatus | None
    duration_seconds: int | None
    external_id: str | None
    occurred_at: dt.datetime


class Trouble(TypedDict, total=False):
    """An error that somebody met on the way."""

    type: Required[Literal["dependency", "build", "runtime", "configuration"]]
    message: Required[str]
    resolved: bool
    time: dt.datetime | str


class NewFeedback(TypedDict, total=False):
    """How somebody found a project: stars from 1 to 5, ``likelihood_to_reuse`` from 1 to 10. Send what was answered."""

    project_outcome_id: Required[str]
    overall_satisfaction: Required[int]
    pattern_usefulness: int | None
    code_quality: int | None
    documentation_clarity: int | None
    setup_ease: int | None
    positive_aspects: Sequence[PositiveAspect] | None
    negative_aspects: Sequence[NegativeAspect] | None
    additional_comments: str | None
    would_recommend: bool | None
    likelihood_to_reuse: int | None
    feature_requests: Sequence[str] | None
    time_to_first_build: int | None
    encountered_errors: bool
    error_details: Sequence[Trouble] | None
    feedback_source: FeedbackSource
    consent_to_export: bool


class SessionStep(TypedDict, total=False):
    """Where a walk through the scaffolding wizard is."""

    project_outcome_id: str | None
    steps_completed: Sequence[str]
    patterns_viewed: Sequence[str]
    pattern_recommended: str | None
    pattern_chosen: str | None


class OutcomeFilter(TypedDict, total=False):
    """Which projects to list. Days are the firm's, both included."""

    status: ProjectStatus | Sequence[ProjectStatus]
    pattern_id: str
    last_build_status: BuildStatus | Sequence[BuildStatus]
    health: Health | Sequence[Health]
    is_built: bool
    is_tested: bool
    has_feedback: bool
    language: str | Sequence[str]
    stack_id: str
    repository: str
    user_id: str
    from_date: dt.date
    to_date: dt.date
    q: str
    updated_since: dt.datetime
    sort: str
