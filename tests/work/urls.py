"""What the pages of work lean on, without the rest of the product."""

from django.urls import include, path

urlpatterns = [path("accounts/", include("allauth.urls")), path("", include("apps.work.urls"))]
