"""Every write to what plans change: measurements, projections, assumptions and the outcomes computed from them."""

from apps.metrics.errors import MetricsError
from apps.metrics.operations.aggregates import refresh_aggregates
from apps.metrics.operations.assumptions import (
    AssumptionRefused,
    AssumptionsChanged,
    rates_of_firm,
    set_assumptions,
)
from apps.metrics.operations.outcomes import NoRoadmap, compute_outcome, plan_of
from apps.metrics.operations.projections import (
    Projected,
    ProjectionRefused,
    change_projection,
    project_from_firms,
    remove_projection,
    set_projection,
)
from apps.metrics.operations.snapshots import (
    BaselineFirst,
    BaselineNeeded,
    Captured,
    NothingMeasured,
    SnapshotChanged,
    WrongDate,
    capture_snapshot,
    correct_snapshot,
    remove_snapshot,
)
from apps.metrics.readings import ReadingsRefused

__all__ = [
    "AssumptionRefused",
    "AssumptionsChanged",
    "BaselineFirst",
    "BaselineNeeded",
    "Captured",
    "MetricsError",
    "NoRoadmap",
    "NothingMeasured",
    "Projected",
    "ProjectionRefused",
    "ReadingsRefused",
    "SnapshotChanged",
    "WrongDate",
    "capture_snapshot",
    "change_projection",
    "compute_outcome",
    "correct_snapshot",
    "plan_of",
    "project_from_firms",
    "rates_of_firm",
    "refresh_aggregates",
    "remove_projection",
    "remove_snapshot",
    "set_assumptions",
    "set_projection",
]
