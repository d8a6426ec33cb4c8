"""Below patterns/ci/, in the namespace of patterns."""

from django.urls import path

from apps.patterns.views import ci

urlpatterns = [
    path("", ci.endpoints, name="ci"),
    path("create/", ci.create, name="ci_create"),
    path("<uuid:pk>/", ci.endpoint, name="ci_endpoint"),
    path("<uuid:pk>/rotate/", ci.rotate, name="ci_rotate"),
    path("<uuid:pk>/switch/", ci.switch, name="ci_switch"),
    path("<uuid:pk>/delete/", ci.delete, name="ci_delete"),
]
