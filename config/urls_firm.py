"""Addresses inside a firm, /f/<slug>/ being the script prefix.

What signs people in and out is listed too, so that pages of a firm can link to it; the middleware runs it outside.
"""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("config.urls_api")),
    path("", include("apps.portal.urls")),
    path("roadmap/", include("apps.portal.roadmap_urls")),
    path("tickets/", include("apps.tickets.urls")),
    path("quotes/", include("apps.quotes.urls")),
    path("compliance/", include("apps.compliance.urls")),
    path("deals/", include("apps.deals.urls")),
    path("feedback/", include("apps.feedback.urls")),
    path("patterns/", include("apps.patterns.urls")),
    path("", include("apps.enrichment.urls")),
    path("", include("apps.tenancy.urls")),
    path("admin/", admin.site.urls),
    path("accounts/", include("config.urls_accounts")),
]
