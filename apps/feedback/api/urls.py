"""Post-delivery feedback; /api/feedback is of patterns."""

from django.urls import path

from apps.feedback.api import views

urlpatterns = [
    path("feedback-requests", views.FeedbackList.as_view(), name="api-feedback-requests"),
    path("feedback-requests/<uuid:pk>", views.FeedbackDetail.as_view(), name="api-feedback-request"),
    path("engines/feedback/schedule", views.ScheduleView.as_view(), name="api-feedback-schedule"),
    path("engines/feedback/stats", views.StatsView.as_view(), name="api-feedback-stats"),
    path("engines/feedback/<uuid:pk>/response", views.ResponseView.as_view(), name="api-feedback-response"),
]
