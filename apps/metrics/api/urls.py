"""Measurements and outcomes. ``/api/dashboard/owner…`` are the specified names of what an owner asks and does."""

from django.urls import path

from apps.metrics.api import acts, rows

urlpatterns = [
    path("metric-definitions", rows.DefinitionList.as_view(), name="api-metric-definitions"),
    path("metric-definitions/<uuid:pk>", rows.DefinitionDetail.as_view(), name="api-metric-definition"),
    path("implementation-snapshots", rows.SnapshotList.as_view(), name="api-implementation-snapshots"),
    path("implementation-snapshots/<uuid:pk>", rows.SnapshotDetail.as_view(), name="api-implementation-snapshot"),
    path("roadmap-projections", rows.ProjectionList.as_view(), name="api-roadmap-projections"),
    path("roadmap-projections/<uuid:pk>", rows.ProjectionDetail.as_view(), name="api-roadmap-projection"),
    path("roadmap-outcomes", rows.OutcomeList.as_view(), name="api-roadmap-outcomes"),
    path("roadmap-outcomes/compute", acts.ComputeView.as_view(), name="api-roadmap-outcomes-compute"),
    path("roadmap-outcomes/aggregate", acts.AggregateView.as_view(), name="api-roadmap-outcomes-aggregate"),
    path("roadmap-outcomes/case-study", acts.CaseStudyView.as_view(), name="api-roadmap-outcomes-case-study"),
    path("roadmap-outcomes/<uuid:pk>", rows.OutcomeDetail.as_view(), name="api-roadmap-outcome"),
    path("roi-assumptions", acts.AssumptionsView.as_view(), name="api-roi-assumptions"),
    path("dashboard/owner", acts.OwnerDashboard.as_view(), name="api-owner"),
    path("dashboard/owner/transformation", acts.Transformation.as_view(), name="api-owner-transformation"),
    path("dashboard/owner/roi/baseline", acts.OwnerBaseline.as_view(), name="api-owner-baseline"),
    path("dashboard/owner/roi/snapshot", acts.OwnerSnapshot.as_view(), name="api-owner-snapshot"),
    path("dashboard/owner/roi/compute-outcome", acts.OwnerCompute.as_view(), name="api-owner-compute-outcome"),
]
