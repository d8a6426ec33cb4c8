"""The arithmetic of outcomes, in exact decimals: no clock, no database. Each result keeps what it was made from."""

from apps.metrics.calculations.attainment import Attainment, AttainmentPart, attainment
from apps.metrics.calculations.changes import Change, Metric, changes, improvement, improvement_percent
from apps.metrics.calculations.choice import (
    BaselineMissing,
    ChoiceError,
    Measured,
    OnlyBaseline,
    SnapshotMissing,
    choose,
)
from apps.metrics.calculations.numbers import as_json, change_unit, exact, in_words
from apps.metrics.calculations.outcome import Computed, Inputs, compute
from apps.metrics.calculations.roi import DEFAULT_RATES, RATES, Assumptions, Roi, RoiInput, RoiPart, realized_roi
from apps.metrics.calculations.status import NOT_ENOUGH, Verdict, decide, rule_in_words

__all__ = [
    "DEFAULT_RATES",
    "NOT_ENOUGH",
    "RATES",
    "Assumptions",
    "Attainment",
    "AttainmentPart",
    "BaselineMissing",
    "Change",
    "ChoiceError",
    "Computed",
    "Inputs",
    "Measured",
    "Metric",
    "OnlyBaseline",
    "Roi",
    "RoiInput",
    "RoiPart",
    "SnapshotMissing",
    "Verdict",
    "as_json",
    "attainment",
    "change_unit",
    "changes",
    "choose",
    "compute",
    "decide",
    "exact",
    "improvement",
    "improvement_percent",
    "in_words",
    "realized_roi",
    "rule_in_words",
]
