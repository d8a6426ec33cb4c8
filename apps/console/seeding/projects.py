"""Record a demo firm's patterns and projects by the operations, each report and answer at its moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from apps.console.seeding.days import Calendar
from apps.console.seeding.invented_projects import DAYS, Project, Session, invent_projects, invent_sessions, words
from apps.patterns import operations
from apps.patterns.models import Pattern, ScaffoldSession
from apps.tenancy.choices import Role
from apps.tenancy.context import tenant_context
from apps.tenancy.models import Membership, Tenant

SHOWN = ("pattern_id", "name", "category", "languages", "description")


def record_projects(tenant: Tenant, calendar: Calendar, *, at: datetime) -> None:
    """Record 90 days of projects in the firm, in the order in which things came about."""
    with tenant_context(tenant.pk, now=at - timedelta(days=DAYS + 1)):
        people = list(Membership.objects.exclude(role__in=[Role.STAFF, Role.VIEWER]).order_by("name", "pk"))
        for one in words()["patterns"]:
            Pattern.objects.create(**{name: one[name] for name in SHOWN}, version=one["version"])
    ids: dict[int, UUID] = {}
    acts: list[tuple[datetime, Membership, Callable[[datetime], None]]] = []
    for place, project in enumerate(invent_projects(tenant.slug, calendar, people=len(people), at=at)):
        acts += _acts_of(place, project, ids, people)
    for moment, who, act in sorted(acts, key=lambda one: one[0]):
        actor = {"name": who.name, "via": "api", "user": str(who.user_id)}
        with tenant_context(tenant.pk, user_id=who.user_id, actor=actor, now=moment), transaction.atomic():
            act(moment)
    for session in invent_sessions(tenant.slug, calendar):
        with tenant_context(tenant.pk, user_id=people[0].user_id, now=session.at):
            _walk(session, people[0].user_id)
    with tenant_context(tenant.pk, now=at):
        operations.abandon_sessions(limit=1000, at=at)


def _acts_of(
    place: int, project: Project, ids: dict[int, UUID], people: list[Membership]
) -> list[tuple[datetime, Membership, Callable[[datetime], None]]]:
    maker = people[project.by]

    def make(at: datetime) -> None:
        ids[place] = operations.record_outcome(values=project.values, user_id=maker.user_id).pk

    acts: list[tuple[datetime, Membership, Callable[[datetime], None]]] = [(project.at, maker, make)]
    if project.runs:

        def report(at: datetime) -> None:
            operations.record_events(outcome_id=ids[place], events=_events(project), source="ci", at=at)

        acts.append((project.runs[-1][0], maker, report))
    if project.answer:
        moment, by, answer = project.answer
        who = people[by]

        def say(at: datetime) -> None:
            operations.give_feedback(outcome_id=ids[place], values=answer, user_id=who.user_id)

        acts.append((moment, who, say))
    if project.is_archived:
        later = max(one[0] for one in acts) + timedelta(minutes=5)

        def archive(at: datetime) -> None:
            operations.archive_outcome(outcome_id=ids[place])

        acts.append((later, maker, archive))
    return acts


def _events(project: Project) -> list[dict[str, Any]]:
    """Return what CI says of a project: a run is a build, perhaps its tests, perhaps where it went."""
    return [
        event | {"occurred_at": moment, "external_id": f"run-{number + 1}-{event['event_type']}"}
        for number, (moment, run) in enumerate(project.runs)
        for event in run
    ]


def _walk(session: Session, user_id: UUID) -> None:
    values = {"steps_completed": session.steps, "pattern_recommended": session.recommended}
    row: ScaffoldSession = operations.start_session(values=values, user_id=user_id, at=session.at)
    if session.chosen:
        done = session.at + timedelta(minutes=9)
        operations.change_session(session_id=row.pk, values={"pattern_chosen": session.chosen}, completed=True, at=done)
