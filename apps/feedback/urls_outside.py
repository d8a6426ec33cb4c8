"""The pages behind a feedback mail's links, outside any firm."""

from django.urls import path

from apps.feedback import public_page

urlpatterns = [
    path("feedback/<str:token>/", public_page.answer, name="feedback-answer"),
    path("unsubscribe/<str:token>/", public_page.unsubscribe, name="feedback-unsubscribe"),
]
