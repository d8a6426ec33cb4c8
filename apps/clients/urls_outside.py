"""The page behind a mail's unsubscribe link, outside any firm."""

from django.urls import path

from apps.clients import public_page

urlpatterns = [path("unsubscribe/<str:token>/", public_page.unsubscribe, name="unsubscribe")]
