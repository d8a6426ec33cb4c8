"""Firms with measurements, as the pages of results show them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from apps.metrics import operations
from apps.tenancy.context import tenant_context
from apps.tickets.operations import move_ticket
from tests.portal.makers import Place

NOON = timezone.now().replace(hour=17, minute=0, second=0, microsecond=0)
BASELINE = {
    "lead_response_minutes": 240,
    "lead_to_appt_rate": 20,
    "close_rate": 15,
    "crm_adoption_rate": 40,
    "weekly_ops_hours": 30,
    "nps": 10,
}
AFTER_60 = {
    "lead_response_minutes": 60,
    "lead_to_appt_rate": 30,
    "close_rate": 15,
    "crm_adoption_rate": 60,
    "weekly_ops_hours": 15,
    "nps": -5,
}


def days_ago(days: int) -> dt.datetime:
    return NOON - dt.timedelta(days=days)


def measure(place: Place, label: str, readings: dict[str, Any], *, days: int, who: str = "owner") -> Any:
    """Capture a snapshot of so many days ago, then."""
    person, at = place.people[who], days_ago(days)
    actor = {"name": person.name, "via": "page", "user": str(person.pk)}
    with tenant_context(place.firm.pk, user_id=person.pk, actor=actor, now=at):
        return operations.capture_snapshot(label=label, metrics=readings, at=at).snapshot


def done_on(place: Place, code: str, *, days: int) -> None:
    """Finish a ticket so many days ago."""
    with tenant_context(place.firm.pk, actor={"name": "Marcus Bell", "via": "page"}, now=days_ago(days)):
        move_ticket(ticket_id=place.tickets[code].pk, to="done", at=days_ago(days))


def measured_twice(place: Place, *, tickets: tuple[str, ...] = ("H-101", "H-102", "H-103")) -> tuple[Any, Any]:
    """Measure the baseline 70 days ago and the 60 days ten days ago; the tickets are done 40, 40 and 12 days ago."""
    first = measure(place, "baseline", BASELINE, days=70)
    for code, days in zip(tickets, (40, 40, 12), strict=False):
        done_on(place, code, days=days)
    return first, measure(place, "60d", AFTER_60, days=10, who="admin")
