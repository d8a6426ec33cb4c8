"""Readings and rates of one small clinic, used where a test needs figures that can be checked by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

from apps.metrics import operations
from apps.roadmaps.models import Roadmap
from tests.conftest import AT

BEFORE = {
    "lead_response_minutes": 240,
    "lead_to_appt_rate": 30,
    "close_rate": 40,
    "crm_adoption_rate": 35,
    "weekly_ops_hours": 52,
    "nps": 38,
}
AFTER = {
    "lead_response_minutes": 45,
    "lead_to_appt_rate": 38,
    "close_rate": 44,
    "crm_adoption_rate": 70,
    "weekly_ops_hours": 37,
    "nps": 51,
}
RATES = {
    "blended_hourly_rate": 40,
    "annual_lead_volume": 1200,
    "avg_deal_value": 900,
    "implementation_cost": 18000,
}


def days_ago(days: int) -> dt.datetime:
    return AT - dt.timedelta(days=days)


def make_plan(version: str = "v1.0", **fields: Any) -> Roadmap:
    return Roadmap.objects.create(version=version, **fields)


def capture(label: str, readings: dict[str, Any], *, days: int = 0, **given: Any) -> operations.Captured:
    """Capture readings taken so many days before AT."""
    return operations.capture_snapshot(
        label=label, metrics=readings, taken_at=days_ago(days), **{"source": "manual", "at": AT, **given}
    )


def measure(*, later: str = "60d", before: dict[str, Any] = BEFORE, after: dict[str, Any] = AFTER, **given: Any):
    """Capture a baseline and a later snapshot of the firm's current plan and return the outcome."""
    capture("baseline", before, days=60, **given)
    return capture(later, after, **given).outcome
