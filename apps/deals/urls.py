from django.urls import path

from apps.deals import views

app_name = "deals"
urlpatterns = [
    path("", views.pipeline, name="board"),
    path("stalled/", views.stalled, name="stalled"),
    path("follow-ups/<uuid:pk>/", views.draft, name="draft"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/move/", views.move, name="move"),
    path("<uuid:pk>/park/", views.park, name="park"),
    path("<uuid:pk>/unpark/", views.unpark, name="unpark"),
    path("<uuid:pk>/activity/", views.activity, name="activity"),
    path("<uuid:pk>/follow-up/", views.follow_up, name="follow_up"),
]
