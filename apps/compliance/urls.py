from django.urls import path

from apps.compliance import views

app_name = "compliance"
urlpatterns = [
    path("", views.calendar, name="calendar"),
    path("checks/", views.checks, name="checks"),
    path("checks/<uuid:pk>/", views.check, name="check"),
    path("checks/<uuid:pk>/complete/", views.check_complete, name="check_complete"),
    path("checks/<uuid:pk>/waive/", views.check_waive, name="check_waive"),
    path("checks/<uuid:pk>/reopen/", views.check_reopen, name="check_reopen"),
    path("checks/<uuid:pk>/remind/", views.check_remind, name="check_remind"),
    path("checks/<uuid:pk>/escalate/", views.check_escalate, name="check_escalate"),
    path("checks/<uuid:pk>/validate/", views.check_validate, name="check_validate"),
    path("checks/<uuid:pk>/notes/", views.check_notes, name="check_notes"),
    path("schedules/", views.schedules, name="schedules"),
    path("schedules/new/", views.schedule_new, name="schedule_new"),
    path("schedules/create/", views.schedule_create, name="schedule_create"),
    path("schedules/<uuid:pk>/", views.schedule, name="schedule"),
    path("schedules/<uuid:pk>/save/", views.schedule_save, name="schedule_save"),
    path("schedules/<uuid:pk>/generate/", views.schedule_generate, name="schedule_generate"),
    path("rates/", views.rates, name="rates"),
]
