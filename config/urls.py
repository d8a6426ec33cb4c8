"""Addresses outside any firm. Below /f/<slug>/ the middleware swaps in urls_firm.py."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("config.urls_superadmin")),
    path("", include("config.urls_api")),
    path("", include("apps.tenancy.urls_outside")),
    path("", include("apps.work.urls")),
    path("accounts/", include("config.urls_accounts")),
    path("admin/", admin.site.urls),
]
