"""Every address: the firm's prefix /f/<slug> is taken off before (apps/tenancy/middleware.py)."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
