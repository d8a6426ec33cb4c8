from __future__ import annotations

import datetime as dt
from itertools import count

from apps.patterns.models import CiEndpoint, Pattern, ProjectOutcome, ScaffoldSession, UserFeedback
from tests.conftest import AT

numbers = count(1)


def make_pattern(pattern_id="rest-api", **fields):
    return Pattern.objects.create(**{"pattern_id": pattern_id, "name": pattern_id.replace("-", " ").title()} | fields)


def make_outcome(pattern_id="rest-api", **fields):
    number = next(numbers)
    given = {"project_name": f"shop {number}", "project_path": f"/srv/shop-{number}", "created_at": AT} | fields
    if not Pattern.objects.filter(pattern_id=pattern_id).exists():
        make_pattern(pattern_id)
    name = Pattern.objects.get(pattern_id=pattern_id).name
    return ProjectOutcome.objects.create(**{"pattern_id": pattern_id, "pattern_name": name} | given)


def make_feedback(outcome=None, **fields):
    outcome = outcome or make_outcome()
    row = UserFeedback(**{"overall_satisfaction": 4, "submitted_at": AT} | fields, project_outcome=outcome)
    row.save(force_insert=True)
    return row


def make_session(**fields):
    return ScaffoldSession.objects.create(**{"started_at": AT, "last_step_at": AT} | fields)


def hours(number):
    return dt.timedelta(hours=number)


def make_endpoint(kind="github", **fields):
    return CiEndpoint.objects.create(**{"name": f"{kind}, harbor", "kind": kind} | fields)
