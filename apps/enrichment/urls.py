from django.urls import path

from apps.enrichment import views

app_name = "enrichment"
urlpatterns = [
    path("signals/", views.signals, name="signals"),
    path("signals/<uuid:pk>/act/", views.act, name="act"),
    path("contacts/conflicts/", views.conflicts, name="conflicts"),
    path("contacts/conflicts/<uuid:pk>/resolve/", views.resolve, name="resolve"),
]
