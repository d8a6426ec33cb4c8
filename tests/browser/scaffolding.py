"""Projects of every health, with builds and answers of 90 days, as the pages of patterns show them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from apps.patterns import operations
from apps.patterns.models import ProjectOutcome
from tests.patterns.makers import make_feedback, make_outcome, make_pattern, make_session

LONG = "Night answering service for the whole coastal region with hand-over to the dentist on call and weekly reports"
DAY = dt.timedelta(days=1)
# Of each pattern: its name, version, and of how many projects in ten the last build fails.
PATTERNS = (
    ("rest-api", "REST API", "1.2.0", 1),
    ("web-app", "Web application with accounts", "2.0.0", 4),
    ("data-pipeline", "Data pipeline", "1.0.0", 6),
)


def make_projects(*, by: Any = None, count: int = 24) -> ProjectOutcome:
    """Make them once, inside a firm, and bring the figures up to date; return one whose question is due."""
    now = timezone.now()
    for pattern_id, name, version, _ in PATTERNS:
        make_pattern(pattern_id, name=name, version=version, languages=["Python", "SQL"], category="services")
    make_pattern("untried", name="Untried", is_active=False)
    for number in range(count):
        _make_project(number, now)
    make_outcome("rest-api", project_name="Put away", created_at=now - 20 * DAY, status="archived")
    due = make_outcome("rest-api", project_name=LONG, project_path=f"/srv/{'a-very-long-folder/' * 8}", user_id=by)
    for number in range(8):
        _make_session(number, now)
    operations.refresh_analytics(asked_at=timezone.now())
    return due


def _make_project(number: int, now: dt.datetime) -> None:
    pattern_id, _, _, failing = PATTERNS[number % 3 if number % 4 else 0]
    at = now - (3 * number + 1) * DAY
    outcome = make_outcome(
        pattern_id,
        project_name=f"Clinic tool {number + 1}",
        created_at=at,
        pattern_version="1.0.0",
        files_created=12 + number,
        components_generated=["users", "orders"],
        languages_used=["Python", "SQL", "TypeScript", "CSS", "HTML"][: 1 + number % 5],
        feedback_prompt_state="done",
    )
    if number % 6 == 5:
        return  # nothing was reported of it
    fails = (7 * number) % 10 < failing
    for build in range(4):
        operations.report_build(
            outcome_id=outcome.pk,
            last_build_status="failure" if fails and build == 3 else "success",
            test_pass_rate=[97.5, 72, 88, 41][(number + build) % 4],
            deployment_status="staging" if build == 2 else None,
            source="ci",
            at=min(now, at + build * DAY),
        )
    if number % 2:
        make_feedback(
            outcome,
            overall_satisfaction=1 + (number * 3) % 5,
            code_quality=4,
            would_recommend=number % 4 == 1,
            likelihood_to_reuse=10 - number % 7,
            positive_aspects=["fast", "good-docs"],
            negative_aspects=["complex"],
            feature_requests=["Background jobs"],
            additional_comments="It built at once; the setup of accounts took an afternoon.",
            consent_to_export=number % 4 == 1,
            submitted_at=min(now, at + DAY),
        )


def _make_session(number: int, now: dt.datetime) -> None:
    at = now - number * DAY
    ended = {"abandoned_at": at + DAY} if number % 4 == 3 else {"completed_at": at}
    make_session(
        started_at=at,
        last_step_at=at,
        steps_completed=["intent", "languages", "pattern"][: 3 - (number % 4 == 3)],
        pattern_recommended="rest-api",
        pattern_chosen="rest-api" if number % 3 else "web-app",
        **ended,
    )
