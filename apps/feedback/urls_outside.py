"""The page behind a feedback mail's link, outside any firm."""

from django.urls import path

from apps.feedback import public_page

urlpatterns = [
    path("feedback/<str:token>/", public_page.answer, name="feedback-answer"),
]
