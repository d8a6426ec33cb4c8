"""Addresses outside any firm."""

from django.urls import path

from apps.work import views

app_name = "work"
urlpatterns = [
    path("dev/mail/", views.mail_list, name="caught_mail"),
    path("dev/mail/<str:name>/", views.mail_list, name="caught_mail_open"),
    path("dev/mail/<str:name>/html/", views.mail_html, name="caught_mail_html"),
]
