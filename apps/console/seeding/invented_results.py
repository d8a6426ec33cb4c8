"""Invent what a firm measured: a baseline before its first sprint, and a snapshot at each milestone it has reached."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from apps.console.seeding.days import When
from apps.console.seeding.scripts import Measured, Measurement

MILESTONES = (
    ("30d", 22, 0.4),
    ("60d", 43, 0.75),
    ("90d", 65, 1.0),
)  # working days after the baseline, share of the gain
# Per metric: the range of the baseline, the range of the gain after 90 days, and whether the gain is a share of it.
METRICS = {
    "lead_response_minutes": ((45, 720), (-0.8, -0.25), True),
    "lead_to_appt_rate": ((18, 44), (0, 10), False),
    "close_rate": ((15, 42), (-1, 8), False),
    "crm_adoption_rate": ((20, 55), (8, 35), False),
    "nps": ((5, 48), (-4, 16), False),
}
HOURS_EACH = (1.1, 2.2)  # hours of administration a person and week
HOURS_GAIN = (-0.34, 0.03)
NOISE = 0.03
WHOLE = {"lead_response_minutes", "nps"}


def invent_results(firm: Mapping[str, Any], *, begun: int, by: str) -> Measured:
    """Return what the firm measured since its first sprint began so many working days ago; always the same."""
    random = Random(f"{firm['name']} {begun}")  # noqa: S311 -- no secret
    start = {key: random.uniform(*base) for key, (base, _, _) in METRICS.items()}
    start["weekly_ops_hours"] = 6 + firm["team_headcount"] * random.uniform(*HOURS_EACH)
    gains = {key: random.uniform(*gain) * (start[key] if share else 1) for key, (_, gain, share) in METRICS.items()}
    gains["weekly_ops_hours"] = start["weekly_ops_hours"] * random.uniform(*HOURS_GAIN)
    taken = begun + 1
    snapshots = [Measurement(When(begun, "09:10", by), "baseline", taken, _rounded(start))]
    for label, days, reached in MILESTONES:
        if taken - days > 1:
            now = {key: start[key] + gains[key] * reached * random.uniform(1 - NOISE, 1 + NOISE) for key in start}
            when = When(taken - days - 1, f"{random.randint(9, 15):02}:{random.randint(10, 55)}", by)
            snapshots.append(Measurement(when, label, taken - days, _rounded(now)))
    return Measured({}, {}, tuple(snapshots))


def _rounded(readings: Mapping[str, float]) -> dict[str, float]:
    return {key: round(value) if key in WHOLE else round(value, 1) for key, value in readings.items()}
