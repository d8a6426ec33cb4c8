"""Projects, feedback, patterns and their figures; CI has routes of its own (ci_urls.py)."""

from django.urls import path

from apps.patterns.api import analytics, exports, feedback, outcomes, patterns, sessions

urlpatterns = [
    path("outcomes", outcomes.OutcomeList.as_view(), name="api-outcomes"),
    path("outcomes/bulk", outcomes.OutcomeBulk.as_view(), name="api-outcomes-bulk"),
    path("outcomes/<uuid:pk>", outcomes.OutcomeDetail.as_view(), name="api-outcome"),
    path("outcomes/<uuid:pk>/restore", outcomes.OutcomeRestore.as_view(), name="api-outcome-restore"),
    path("outcomes/<uuid:pk>/builds", outcomes.OutcomeBuilds.as_view(), name="api-outcome-builds"),
    path("outcomes/<uuid:pk>/prompt", outcomes.OutcomePrompt.as_view(), name="api-outcome-prompt"),
    path("feedback", feedback.FeedbackList.as_view(), name="api-feedback"),
    path("feedback/<uuid:pk>", feedback.FeedbackDetail.as_view(), name="api-feedback-row"),
    path("feedback-prompts", outcomes.Prompts.as_view(), name="api-feedback-prompts"),
    path("patterns", patterns.PatternList.as_view(), name="api-patterns"),
    path("patterns/<str:pk>", patterns.PatternDetail.as_view(), name="api-pattern"),
    path("analytics/patterns", analytics.PatternFigures.as_view(), name="api-analytics-patterns"),
    path("analytics/patterns/<str:pk>", analytics.PatternReport.as_view(), name="api-analytics-pattern"),
    path("analytics/trends", analytics.Trends.as_view(), name="api-analytics-trends"),
    path("analytics/summary", analytics.Summary.as_view(), name="api-analytics-summary"),
    path("analytics/recommendations", analytics.Recommendations.as_view(), name="api-analytics-recommendations"),
    path("analytics/outcomes-by-date", analytics.OutcomesByDate.as_view(), name="api-analytics-outcomes-by-date"),
    path("analytics/sessions", analytics.Sessions.as_view(), name="api-analytics-sessions"),
    path("analytics/refresh", analytics.Refresh.as_view(), name="api-analytics-refresh"),
    path("scaffold-sessions", sessions.SessionList.as_view(), name="api-scaffold-sessions"),
    path("scaffold-sessions/<uuid:pk>", sessions.SessionDetail.as_view(), name="api-scaffold-session"),
    path("export/feedback", exports.FeedbackExport.as_view(), name="api-export-feedback"),
]
