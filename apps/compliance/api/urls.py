"""Compliance: rows by their tables' names, acts by the specified names below engines/."""

from django.urls import path

from apps.compliance.api import views

CHECK = "engines/compliance/checks/<uuid:pk>"
urlpatterns = [
    path("compliance-schedules", views.ScheduleList.as_view(), name="api-compliance-schedules"),
    path("compliance-schedules/<uuid:pk>", views.ScheduleDetail.as_view(), name="api-compliance-schedule"),
    path("compliance-checks", views.CheckList.as_view(), name="api-compliance-checks"),
    path("compliance-checks/<uuid:pk>", views.CheckDetail.as_view(), name="api-compliance-check"),
    path("engines/compliance/schedules", views.ScheduleList.as_view(), name="api-engines-compliance-schedules"),
    path(
        "engines/compliance/schedules/<uuid:pk>", views.ScheduleDetail.as_view(), name="api-engines-compliance-schedule"
    ),
    path("engines/compliance/due", views.DueView.as_view(), name="api-compliance-due"),
    path(f"{CHECK}/complete", views.CompleteView.as_view(), name="api-compliance-complete"),
    path(f"{CHECK}/waive", views.WaiveView.as_view(), name="api-compliance-waive"),
    path(f"{CHECK}/reopen", views.ReopenView.as_view(), name="api-compliance-reopen"),
    path(f"{CHECK}/remind", views.RemindView.as_view(), name="api-compliance-remind"),
    path(f"{CHECK}/escalate", views.EscalateView.as_view(), name="api-compliance-escalate"),
    path(f"{CHECK}/validate", views.ValidateView.as_view(), name="api-compliance-validate"),
    path(
        "engines/compliance/schedules/<uuid:pk>/generate",
        views.GenerateView.as_view(),
        name="api-compliance-generate",
    ),
    path("reports/compliance-completion-rates", views.RatesView.as_view(), name="api-compliance-completion-rates"),
]
