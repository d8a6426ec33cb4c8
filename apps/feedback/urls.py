from django.urls import path

from apps.feedback import views

app_name = "feedback"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/answer/", views.answer, name="answer"),
    path("<uuid:pk>/resolve/", views.resolve, name="resolve"),
]
