"""What became of a project: builds, test runs and deployments, noted as events that its row follows."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.patterns.choices import EventStatus, EventType
from apps.patterns.models import BuildEvent, ProjectOutcome

AHEAD = timedelta(minutes=5)  # two clocks that differ


def report_build(
    *,
    outcome_id: UUID,
    last_build_status: str | None = None,
    test_pass_rate: Decimal | None = None,
    deployment_status: str | None = None,
    source: str,
    at: datetime,
) -> list[BuildEvent]:
    """Note what a caller reports of a project's last build, tests and deployment; what is None is not reported.

    Raises ValidationError naming the field.
    """
    events: list[dict[str, Any]] = []
    if last_build_status is not None:
        events.append({"event_type": EventType.BUILD, "status": last_build_status})
    if test_pass_rate is not None:
        events.append({"event_type": EventType.TEST, "status": EventStatus.SUCCESS, "test_pass_rate": test_pass_rate})
    if deployment_status is not None:
        events.append({"event_type": EventType.DEPLOY, "status": EventStatus.SUCCESS, "environment": deployment_status})
    return record_events(outcome_id=outcome_id, events=events, source=source, at=at)


@transaction.atomic
def record_events(*, outcome_id: UUID, events: list[dict[str, Any]], source: str, at: datetime) -> list[BuildEvent]:
    """Note events of a project, and return those that are new: one with an ``external_id`` that is known is left out.

    Each has ``event_type`` and ``status``, tests ``test_pass_rate``, deployments ``environment``; ``occurred_at`` is
    ``at`` where it is missing, and no later: one in the future would be the last for ever. The project's row follows by
    trigger; it is held meanwhile, so that of two callers the second sees what the first has noted. Raises DoesNotExist,
    or ValidationError naming the field.
    """
    ProjectOutcome.objects.select_for_update(no_key=True).only("pk").get(pk=outcome_id)
    rows = [BuildEvent(project_outcome_id=outcome_id, source=source, **{"occurred_at": at} | one) for one in events]
    for row in rows:
        if row.occurred_at > at + AHEAD:
            raise ValidationError({"occurred_at": "This is in the future; set the clock, or leave it out."})
        row.occurred_at = min(row.occurred_at, at)
        row.clean_fields(exclude={"project_outcome", "tenant"})
        row.set_tenant()
        row.validate_constraints(exclude={"project_outcome", "external_id"})
    named = [row.external_id for row in rows if row.external_id]
    known = set(
        BuildEvent.objects.filter(project_outcome_id=outcome_id, external_id__in=named).values_list(
            "external_id", flat=True
        )
    )
    new = [row for row in rows if row.external_id not in known]
    # a run that one report names twice is left out by the database
    BuildEvent.objects.bulk_create(new, ignore_conflicts=True)
    return new
