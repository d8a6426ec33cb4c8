"""The refresh of roadmaps; it lies above tickets and measurements, and so do its addresses."""

from django.urls import path

from apps.metrics.api import refresh

urlpatterns = [
    path("roadmap/refresh", refresh.CurrentRefresh.as_view(), name="api-current-refresh"),
    path("roadmaps/<uuid:pk>/refresh", refresh.RoadmapRefresh.as_view(), name="api-roadmap-refresh"),
    path("refresh-proposals/<uuid:pk>", refresh.ProposalDetail.as_view(), name="api-refresh-proposal"),
    path("refresh-proposals/<uuid:pk>/apply", refresh.ProposalApply.as_view(), name="api-refresh-apply"),
]
