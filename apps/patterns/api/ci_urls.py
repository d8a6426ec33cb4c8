from django.urls import path

from apps.patterns.api import ci

urlpatterns = [
    path("ci-endpoints", ci.EndpointList.as_view(), name="api-ci-endpoints"),
    path("ci-endpoints/<uuid:pk>", ci.EndpointDetail.as_view(), name="api-ci-endpoint"),
    path("ci-endpoints/<uuid:pk>/rotate", ci.EndpointRotate.as_view(), name="api-ci-endpoint-rotate"),
]
