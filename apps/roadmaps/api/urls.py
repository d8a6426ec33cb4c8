from django.urls import path

from apps.roadmaps.api import views

urlpatterns = [
    path("roadmaps", views.RoadmapList.as_view(), name="api-roadmaps"),
    path("roadmaps/<uuid:pk>", views.RoadmapDetail.as_view(), name="api-roadmap"),
    path("roadmap-sections", views.SectionList.as_view(), name="api-roadmap-sections"),
    path("roadmap-sections/<uuid:pk>", views.SectionDetail.as_view(), name="api-roadmap-section"),
]
