from django.urls import path

from apps.roadmaps.api import versions, views

urlpatterns = [
    path("roadmaps", views.RoadmapList.as_view(), name="api-roadmaps"),
    path("roadmaps/<uuid:pk>", views.RoadmapDetail.as_view(), name="api-roadmap"),
    path("roadmaps/<uuid:pk>/versions", versions.VersionsView.as_view(), name="api-roadmap-versions"),
    path("roadmaps/<uuid:pk>/changelog", versions.ChangelogView.as_view(), name="api-roadmap-changelog"),
    path("roadmap-sections", views.SectionList.as_view(), name="api-roadmap-sections"),
    path("roadmap-sections/<uuid:pk>", views.SectionDetail.as_view(), name="api-roadmap-section"),
    path("roadmap/sections", views.CurrentSections.as_view(), name="api-current-sections"),
    path("roadmap/sections/<int:number>", views.CurrentSection.as_view(), name="api-current-section"),
    path("roadmap/sections/<uuid:pk>/status", views.SectionStatusView.as_view(), name="api-section-status"),
    path("roadmap/export", views.RoadmapExport.as_view(), name="api-roadmap-export"),
]
