from django.urls import path

from apps.tickets import views

app_name = "tickets"
urlpatterns = [
    path("", views.board, name="board"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/move/", views.move, name="move"),
]
