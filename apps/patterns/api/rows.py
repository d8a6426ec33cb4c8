"""The tables of patterns as the API lists them."""

from __future__ import annotations

from dataclasses import replace

from apps.core.api.filters import (
    Filter,
    Sql,
    containing,
    exactly,
    flag,
    from_day,
    link,
    one_of,
    since,
    to_day,
)
from apps.core.api.offsets import LastKey, OffsetResource
from apps.core.api.orders import ID, Key, Order, by_time, orders
from apps.core.api.resources import Resource, row_sql
from apps.patterns.api import serializers
from apps.patterns.choices import (
    BuildStatus,
    EventSource,
    EventStatus,
    EventType,
    FeedbackSource,
    Health,
    ProjectStatus,
)
from apps.patterns.models.user_feedback import STARS

SEVERAL = "or several with commas between."
UPDATED = "Changed at or after this time."
EXAMPLE_ID = "019a4c3e-5d2b-7c1e-9f00-3a1b2c3d4e5f"
OF_PATTERN = exactly("pattern_id", "Of the pattern with this id.")
OF_PERSON = link("user_id", "Of this person.")


def stars(column: str, way: str, says: str) -> Filter:
    """A parameter that takes a rating to be compared with."""
    low, high = STARS
    known = [str(star) for star in range(low, high + 1)]

    def condition(text: str) -> Sql:
        if text not in known:
            raise ValueError(f"a whole number from {low} to {high}")
        return Sql(f"{column} {way} %s", (int(text),))

    return Filter(condition, {"type": "integer", "minimum": low, "maximum": high}, says)


def whatever_case(known: Filter) -> Filter:
    """The same parameter, of a column whose SQL is in small letters."""
    return replace(known, condition=lambda text: known.condition(text.lower()))


def several(text: str) -> list[str]:
    """Return the texts of a parameter; ValueError for none, and for what is too long or holds NUL."""
    exactly("", "").condition(text)
    if not (texts := [one.strip() for one in text.split(",") if one.strip()]):
        raise ValueError("one text, or several with commas between")
    return texts


def using(column: str, says: str) -> Filter:
    """A parameter that takes one or several texts of which a list has one, whatever their case."""

    def condition(text: str) -> Sql:
        asked = [one.lower() for one in several(text)]
        return Sql(f"EXISTS (SELECT FROM unnest({column}) used WHERE lower(used) = ANY(%s))", (asked,))

    return Filter(condition, {"type": "string", "minLength": 1}, says)


OF_FEEDBACK = (
    "(SELECT project.{column} FROM project_outcomes project"
    " WHERE project.tenant_id = user_feedback.tenant_id AND project.id = user_feedback.project_outcome_id)"
)
FEEDBACK = OffsetResource(
    "feedback",
    "feedback",
    serializers.UserFeedbackSerializer,
    computed={name: OF_FEEDBACK.format(column=name) for name in ("project_name", "pattern_id")},
    orders=by_time("submitted_at")
    | {
        "-overall_satisfaction": Order((Key("overall_satisfaction", descending=True), ID), "best first"),
        "overall_satisfaction": Order((Key("overall_satisfaction"), ID), "worst first"),
    },
    unless={"project_outcome_id": f"{OF_FEEDBACK.format(column='status')} <> 'deleted'"},
    filters={
        "project_outcome_id": link("project_outcome_id", "On this project, also where it is deleted."),
        "pattern_id": exactly(OF_FEEDBACK.format(column="pattern_id"), "On projects of the pattern with this id."),
        "min_satisfaction": stars("overall_satisfaction", ">=", "Of so many stars or more."),
        "max_satisfaction": stars("overall_satisfaction", "<=", "Of so many stars or fewer."),
        "would_recommend": flag("would_recommend", "Only a yes, or only a no."),
        "has_recommendation": flag("would_recommend IS NOT NULL", "Only with a yes or no, or only without."),
        "encountered_errors": flag("encountered_errors", "Only with errors, or only without."),
        "feedback_source": one_of("feedback_source", FeedbackSource, f"Of one way, {SEVERAL}"),
        "consent_to_export": flag("consent_to_export", "Only what may be exported, or only the rest."),
        "user_id": OF_PERSON,
        "from_date": from_day("submitted_at", "Given on this day of the firm or later."),
        "to_date": to_day("submitted_at", "Given on this day of the firm or earlier."),
        "q": containing("additional_comments", says="Part of the comments, whatever its case."),
    },
    examples={
        "POST": {
            "project_outcome_id": EXAMPLE_ID,
            "overall_satisfaction": 4,
            "would_recommend": False,
            "positive_aspects": ["clean-code"],
            "additional_comments": "The users' part was complete, the documents were not.",
        }
    },
)
BUILDS = Resource(
    "builds",
    "build event",
    serializers.BuildEventSerializer,
    orders=by_time("occurred_at"),
    filters={
        "event_type": one_of("event_type", EventType, f"One kind, {SEVERAL}"),
        "status": one_of("status", EventStatus, f"One result, {SEVERAL}"),
        "source": one_of("source", EventSource, f"Of one source, {SEVERAL}"),
        "occurred_since": since("occurred_at", "At or after this time."),
    },
    examples={"POST": {"event_type": "test", "status": "success", "test_pass_rate": 97.5, "external_id": "run-4711"}},
    version="1",  # written once
)


def newest(resource: Resource, column: str) -> str:
    """Return the SQL of the newest ten rows that belong to a project, as a list."""
    table = resource.table
    rows = (
        f"SELECT * FROM {table} of_project WHERE of_project.tenant_id = project_outcomes.tenant_id"  # noqa: S608 -- names of ours
        f" AND of_project.project_outcome_id = project_outcomes.id ORDER BY {column} DESC, id DESC LIMIT 10"
    )
    listed = f"json_agg({row_sql(resource, resource.fields)}::json)"
    return f"(SELECT coalesce({listed}, '[]') FROM ({rows}) {table})"  # noqa: S608 -- as above


HEALTH = "project_health(last_build_status, test_pass_rate)"
RATED = (
    "FROM user_feedback f WHERE f.tenant_id = project_outcomes.tenant_id AND f.project_outcome_id = project_outcomes.id"
)
COMPUTED = {"health": HEALTH, "feedback_count": f"(SELECT count(*) {RATED})"}
SORTED = {
    "project_name": (Key("lower(project_name)"), "by name"),
    "last_build_timestamp": (LastKey("last_build_timestamp"), "by the last build, never built last"),
    "test_pass_rate": (LastKey("test_pass_rate"), "by test pass rate, without one last"),
    "updated_at": (Key("updated_at"), "by the last change"),
}
OUTCOMES = OffsetResource(
    "outcomes",
    "project",
    serializers.ProjectSerializer,
    computed=COMPUTED,
    orders=orders(**{name: Order((key, ID), says) for name, (key, says) in SORTED.items()}),
    unless={"status": "status <> 'deleted'"},
    filters={
        "status": one_of("status", ProjectStatus, f"One status, {SEVERAL} Without it all but deleted ones."),
        "pattern_id": OF_PATTERN,
        "last_build_status": one_of("last_build_status", BuildStatus, f"One status, {SEVERAL}"),
        "health": one_of(HEALTH, Health, f"One state of health, {SEVERAL}"),
        "is_built": flag("last_build_status IS NOT NULL", "Only with a build, or only without."),
        "is_tested": flag("test_pass_rate IS NOT NULL", "Only with a test pass rate, or only without."),
        "has_feedback": flag(f"EXISTS (SELECT {RATED})", "Only with feedback, or only without."),
        "language": using("languages_used", f"Made with one language, {SEVERAL}"),
        "stack_id": exactly("stack_id", "Of this stack."),
        "repository": whatever_case(exactly("lower(repository)", "With this repository, owner/name.")),
        "user_id": OF_PERSON,
        "from_date": from_day("created_at", "Made on this day of the firm or later."),
        "to_date": to_day("created_at", "Made on this day of the firm or earlier."),
        "q": containing(
            "project_name",
            "pattern_id",
            "pattern_name",
            "project_path",
            says="Part of the name, pattern or path, whatever its case.",
        ),
        "updated_since": since("updated_at", UPDATED),
    },
    examples={
        "POST": {
            "project_name": "shop",
            "project_path": "/srv/shop",
            "pattern_id": "rest-api",
            "pattern_name": "REST API",
            "components_generated": ["users"],
            "files_created": 12,
            "languages_used": ["Python"],
        }
    },
)
OUTCOME = Resource(
    "outcomes",
    "project",
    serializers.ProjectDetailSerializer,
    filters={},
    computed={
        **COMPUTED,
        "feedback": newest(FEEDBACK, "submitted_at"),
        "builds": newest(BUILDS, "occurred_at"),
    },
    examples={"PATCH": {"last_build_status": "success", "test_pass_rate": 97.5, "deployment_status": "staging"}},
)
PATTERNS = OffsetResource(
    "patterns",
    "pattern",
    serializers.PatternSerializer,
    computed={
        "project_count": "(SELECT count(*) FROM project_outcomes o WHERE o.tenant_id = patterns.tenant_id"
        " AND o.pattern_id = patterns.pattern_id AND o.status <> 'deleted')"
    },
    orders=orders(
        name=Order((Key("lower(name)"), ID), "by name"),
        pattern_id=Order((Key("lower(pattern_id)"), ID), "by id"),
    ),
    filters={
        "is_active": flag("is_active", "Only those that are recommended, or only the others."),
        "category": exactly("category", "Of this category."),
        "language": using("languages", f"For one language, {SEVERAL}"),
        "q": containing("name", "pattern_id", "description", says="Part of the name, id or text, whatever its case."),
        "updated_since": since("updated_at", UPDATED),
    },
    examples={
        "POST": {"pattern_id": "event-worker", "name": "Event worker", "languages": ["Python"], "version": "1.2.0"},
        "PATCH": {"version": "1.3.0", "description": "A worker with a queue and retries."},
    },
)
