from django.urls import path

from apps.portal import mail_views, views

app_name = "portal"
urlpatterns = [path("", views.home, name="home"), path("mails/", mail_views.mails, name="mails")]
