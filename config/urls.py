"""Addresses outside any firm. Below /f/<slug>/ the middleware swaps in urls_firm.py."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from apps.patterns.webhooks import CiWebhook
from apps.work.cron import cron

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("config.urls_superadmin")),
    path("api/cron/<str:name>", cron, name="api-cron"),
    path("api/webhooks/ci", CiWebhook.as_view(), name="api-webhooks-ci"),
    path("", include("config.urls_api")),
    path("", include("apps.tenancy.urls_outside")),
    path("", include("apps.work.urls")),
    path("", include("apps.clients.urls_outside")),
    path("", include("apps.quotes.urls_outside")),
    path("", include("apps.compliance.urls_outside")),
    path("", include("apps.feedback.urls_outside")),
    path("accounts/", include("config.urls_accounts")),
    path("admin/", admin.site.urls),
]
