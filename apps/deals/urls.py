from django.urls import path

from apps.deals import report_views, views

app_name = "deals"
urlpatterns = [
    path("", views.pipeline, name="board"),
    path("new/", views.new, name="new"),
    path("create/", views.create, name="create"),
    path("stalled/", views.stalled, name="stalled"),
    path("reports/", report_views.reports, name="reports"),
    path("reports/moves/", report_views.moves, name="moves"),
    path("reports/closed/", report_views.closed, name="closed"),
    path("settings/", report_views.settings, name="settings"),
    path("settings/save/", report_views.save_settings, name="settings_save"),
    path("follow-ups/<uuid:pk>/", views.draft, name="draft"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/move/", views.move, name="move"),
    path("<uuid:pk>/park/", views.park, name="park"),
    path("<uuid:pk>/unpark/", views.unpark, name="unpark"),
    path("<uuid:pk>/activity/", views.activity, name="activity"),
    path("<uuid:pk>/follow-up/", views.follow_up, name="follow_up"),
]
