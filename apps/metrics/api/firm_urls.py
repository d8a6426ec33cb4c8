"""Below ``/api/superadmin/firms/<id>/``."""

from django.urls import path

from apps.metrics.api import firms

urlpatterns = [
    path("metrics", firms.FirmMetrics.as_view(), name="api-firm-metrics"),
    path("metrics/baseline", firms.FirmBaseline.as_view(), name="api-firm-baseline"),
    path("metrics/snapshot", firms.FirmSnapshot.as_view(), name="api-firm-snapshot"),
    path("metrics/compute-outcome", firms.FirmCompute.as_view(), name="api-firm-compute-outcome"),
    path("roadmap-os", firms.RoadmapOs.as_view(), name="api-firm-roadmap-os"),
    path("roadmap-sections", firms.FirmSections.as_view(), name="api-firm-sections"),
    path("generate-tickets", firms.FirmGenerate.as_view(), name="api-firm-generate-tickets"),
    path("tickets", firms.FirmTickets.as_view(), name="api-firm-tickets"),
]
