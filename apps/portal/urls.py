from django.urls import path

from apps.portal import activity, capture, case_study_page, clients_page, mail_views, results, views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("activity/", activity.activity, name="activity"),
    path("clients/", clients_page.clients, name="clients"),
    path("mails/", mail_views.mails, name="mails"),
    path("mails/save/", mail_views.save_mails, name="mails_save"),
    path("results/", results.results, name="results"),
    path("results/case-study/", case_study_page.read, name="case_study"),
    path("results/case-study.md", case_study_page.download, name="case_study_file"),
    path("results/done/", results.done, name="done"),
    path("results/snapshots/<uuid:pk>/", results.snapshot, name="snapshot"),
    path("results/capture/", capture.capture, name="capture"),
    path("results/capture/save/", capture.save_capture, name="save_capture"),
    path("results/assumptions/", capture.assumptions, name="assumptions"),
    path("results/assumptions/save/", capture.save_assumptions, name="save_assumptions"),
    path("results/compute/", capture.compute, name="compute"),
]
