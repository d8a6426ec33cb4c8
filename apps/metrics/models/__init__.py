from apps.metrics.models.implementation_snapshot import ImplementationSnapshot
from apps.metrics.models.metric_definition import MetricDefinition
from apps.metrics.models.outcome_aggregate import OutcomeAggregate
from apps.metrics.models.roadmap_outcome import RoadmapOutcome
from apps.metrics.models.roadmap_projection import RoadmapProjection
from apps.metrics.models.roi_assumptions import RoiAssumptions

__all__ = [
    "ImplementationSnapshot",
    "MetricDefinition",
    "OutcomeAggregate",
    "RoadmapOutcome",
    "RoadmapProjection",
    "RoiAssumptions",
]
