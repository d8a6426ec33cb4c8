from django.urls import include, path

from apps.patterns.views import analytics, feedback, library, projects, prompts

app_name = "patterns"
urlpatterns = [
    path("", projects.projects, name="projects"),
    path("projects/<uuid:pk>/", projects.project, name="project"),
    path("projects/<uuid:pk>/archive/", projects.archive, name="archive"),
    path("projects/<uuid:pk>/restore/", projects.restore, name="restore"),
    path("projects/<uuid:pk>/delete/", projects.delete, name="delete"),
    path("projects/<uuid:pk>/delete/confirm/", projects.delete_confirmed, name="delete_confirm"),
    path("projects/<uuid:pk>/feedback/", feedback.give, name="feedback_give"),
    path("projects/<uuid:pk>/feedback/save/", feedback.save, name="feedback_save"),
    path("projects/<uuid:pk>/feedback/thanks/", feedback.thanks, name="feedback_thanks"),
    path("prompts/<uuid:pk>/dismiss/", prompts.dismiss, name="prompt_dismiss"),
    path("prompts/<uuid:pk>/shown/", prompts.shown, name="prompt_shown"),
    path("feedback/", feedback.feedback, name="feedback"),
    path("feedback/export/", feedback.export, name="feedback_export"),
    path("analytics/", analytics.analytics, name="analytics"),
    path("analytics/refresh/", analytics.refresh, name="refresh"),
    path("analytics/export.<str:kind>", analytics.export, name="analytics_export"),
    # "new" may be the id of a pattern, so these two do not lie below library/
    path("new/", library.new, name="pattern_new"),
    path("create/", library.create, name="pattern_create"),
    path("library/", library.library, name="library"),
    path("library/<str:pattern_id>/", library.pattern, name="pattern"),
    path("library/<str:pattern_id>/save/", library.save, name="pattern_save"),
    path("ci/", include("apps.patterns.urls_ci")),
]
