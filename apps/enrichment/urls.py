from django.urls import path

from apps.enrichment import views

app_name = "enrichment"
urlpatterns = [
    path("signals/", views.signals, name="signals"),
    path("signals/<uuid:pk>/act/", views.act, name="act"),
    path("signals/<uuid:pk>/dismiss/", views.dismiss, name="dismiss"),
    path("signals/<uuid:pk>/restore/", views.restore, name="restore"),
    path("contacts/conflicts/", views.conflicts, name="conflicts"),
    path("contacts/conflicts/<uuid:pk>/resolve/", views.resolve, name="resolve"),
]
