"""What calls return: the API's own names, read-only. Fields that a newer server adds are left out."""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from firmloop_client.errors import FieldError, FirmloopError
from firmloop_client.inputs import (
    BuildStatus,
    DeploymentStatus,
    EventSource,
    EventStatus,
    EventType,
    FeedbackSource,
    Health,
    Metric,
    NegativeAspect,
    Period,
    PositiveAspect,
    ProjectStatus,
    PromptState,
    Trouble,
)

T = TypeVar("T")
_HINTS: dict[type, dict[str, Any]] = {}  # they cost more to read than the rows of a page


@dataclass(frozen=True, slots=True)
class Outcome:
    """A project that was scaffolded from a pattern, and what became of it."""

    id: str
    project_name: str
    project_path: str
    pattern_id: str
    pattern_name: str
    pattern_version: str
    components_generated: tuple[str, ...] | None
    files_created: int
    languages_used: tuple[str, ...] | None
    dependencies_installed: tuple[str, ...] | None
    status: ProjectStatus
    health: Health
    last_build_status: BuildStatus | None
    last_build_timestamp: dt.datetime | None
    test_pass_rate: float | None
    deployment_status: DeploymentStatus | None
    feedback_count: int
    user_id: str | None
    last_accessed_at: dt.datetime | None
    stack_id: str | None
    repository: str | None
    metadata: Mapping[str, Any]
    archived_at: dt.datetime | None
    deleted_at: dt.datetime | None
    feedback_prompt_due_at: dt.datetime | None
    feedback_prompt_state: PromptState
    feedback_prompt_dismissals: int
    created_at: dt.datetime
    updated_at: dt.datetime
    row_version: int


@dataclass(frozen=True, slots=True)
class BulkResult:
    """One of many: the project's id, or why it was refused."""

    index: int
    id: str | None = None
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class Build:
    """A build, a test run or a deployment of a project."""

    id: str
    project_outcome_id: str
    event_type: EventType
    status: EventStatus
    test_pass_rate: float | None
    environment: DeploymentStatus | None
    duration_seconds: int | None
    source: EventSource
    external_id: str | None
    occurred_at: dt.datetime
    created_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Feedback:
    """How somebody found a project."""

    id: str
    project_outcome_id: str
    project_name: str
    pattern_id: str
    overall_satisfaction: int
    pattern_usefulness: int | None
    code_quality: int | None
    documentation_clarity: int | None
    setup_ease: int | None
    positive_aspects: tuple[PositiveAspect, ...] | None
    negative_aspects: tuple[NegativeAspect, ...] | None
    additional_comments: str | None
    would_recommend: bool | None
    likelihood_to_reuse: int | None
    feature_requests: tuple[str, ...] | None
    time_to_first_build: int | None
    encountered_errors: bool
    error_details: tuple[Trouble, ...] | None
    feedback_source: FeedbackSource
    consent_to_export: bool
    submitted_at: dt.datetime
    submitted_on: dt.date
    user_id: str | None
    created_at: dt.datetime
    updated_at: dt.datetime
    row_version: int


@dataclass(frozen=True, slots=True)
class OutcomeDetail(Outcome):
    """A project with the newest of its feedback and of its builds."""

    feedback: tuple[Feedback, ...]
    builds: tuple[Build, ...]


@dataclass(frozen=True, slots=True)
class PatternFigures:
    """What became of a pattern's projects, as of ``refreshed_at``. Rates are 0 to 100.

    ``build_success_low`` and ``_high`` say between what the true rate lies; with few projects that is far apart.
    """

    pattern_id: str
    pattern_name: str
    is_active: bool
    total_projects: int
    active_projects: int
    projects_last_30_days: int
    projects_last_7_days: int
    successful_builds: int
    failed_builds: int
    build_success_rate: float | None
    build_success_low: float | None
    build_success_high: float | None
    newer_successful_builds: int
    newer_builds: int
    tested_projects: int
    avg_test_pass_rate: float | None
    deployed_projects: int
    feedback_count: int
    projects_with_feedback: int
    feedback_rate_pct: float | None
    avg_satisfaction: float | None
    avg_usefulness: float | None
    avg_nps: float | None
    reuse_count: int
    nps: float | None
    recommendation_count: int
    recommend_answers: int
    recommend_rate_pct: float | None
    avg_time_to_build_minutes: float | None
    median_time_to_build_minutes: float | None
    last_activity: dt.datetime | None
    refreshed_at: dt.datetime | None
    is_small_sample: bool


@dataclass(frozen=True, slots=True)
class Point:
    """One day; ``value`` is None where nothing was, ``n`` is how many it is the mean of."""

    day: dt.date
    value: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Trend:
    """A metric by day, oldest first, and over the whole period."""

    metric: Metric
    period: Period
    pattern_id: str | None
    points: tuple[Point, ...]
    value: float | None
    n: int


@dataclass(frozen=True, slots=True)
class PatternReport(PatternFigures):
    """A pattern's figures with its newest feedback and its trends of 30 days."""

    recent_feedback: tuple[Feedback, ...]
    trends: tuple[Trend, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of why, and of how many projects or answers it speaks."""

    code: str
    text: str
    n: int
    rows: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A pattern to take next, with its score from 0 to 100 and what that rests on."""

    pattern_id: str
    pattern_name: str
    score: float
    success_low_pct: float
    success_rate_pct: float
    projects: int
    builds: int
    satisfaction: float
    avg_satisfaction: float | None
    feedback_count: int
    is_small_sample: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class TooFew:
    """A pattern with too few built projects to be ranked."""

    pattern_id: str
    pattern_name: str
    builds: int


@dataclass(frozen=True, slots=True)
class Recommendations:
    """Patterns to take next, the surest first, and those that nobody can tell of yet."""

    results: tuple[Recommendation, ...]
    too_few_projects: tuple[TooFew, ...]


@dataclass(frozen=True, slots=True)
class Session:
    """One walk through the scaffolding wizard."""

    id: str
    user_id: str | None
    project_outcome_id: str | None
    started_at: dt.datetime
    last_step_at: dt.datetime
    completed_at: dt.datetime | None
    abandoned_at: dt.datetime | None
    steps_completed: tuple[str, ...]
    patterns_viewed: tuple[str, ...]
    pattern_recommended: str | None
    pattern_chosen: str | None
    created_at: dt.datetime
    updated_at: dt.datetime
    row_version: int


def read(kind: type[T], found: Any) -> T:
    """Return an answer's object as one of the types above. Raises FirmloopError where it lacks a field."""
    if not isinstance(found, dict):
        raise FirmloopError(f"The server's {kind.__name__} is no object; update firmloop-client.")
    hints = _HINTS.get(kind) or _HINTS.setdefault(kind, get_type_hints(kind))
    given = {name: _value(hints[name], found[name]) for name in hints if name in found}
    try:
        return kind(**given)
    except TypeError as error:
        missing = ", ".join(field.name for field in fields(kind) if field.name not in given)  # type: ignore[arg-type]
        message = f"The server's {kind.__name__} has no {missing}; update it or firmloop-client to the same version."
        raise FirmloopError(message) from error


def _value(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(hint) in {Union, types.UnionType}:
        hint = next(one for one in get_args(hint) if one is not types.NoneType)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], one) for one in value)
    if hint is dt.datetime:
        return dt.datetime.fromisoformat(value)
    if hint is dt.date:
        return dt.date.fromisoformat(value)
    if hint is float:
        return float(value)
    return read(hint, value) if is_dataclass(hint) else value  # type: ignore[arg-type]
