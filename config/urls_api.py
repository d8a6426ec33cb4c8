"""Every address of the REST API, without a trailing slash: outside a firm by token, inside one by session.

Django tries addresses one by one: what is asked most comes first.
"""

from django.urls import URLPattern, URLResolver, include, path, re_path

from apps.core.api.index import IndexView
from apps.core.api.openapi import DocsView, SchemaView
from apps.core.api.views import nowhere

urlpatterns: list[URLPattern | URLResolver] = [
    re_path(r"^api/?$", IndexView.as_view(), name="api"),
    path("api/schema", SchemaView.as_view(), name="api-schema"),
    path("api/docs", DocsView.as_view(), name="api-docs"),
    path("api/", include("apps.tickets.api.urls")),
    path("api/", include("apps.roadmaps.api.urls")),
    path("api/", include("apps.metrics.api.refresh_urls")),
    path("api/", include("apps.metrics.api.urls")),
    path("api/", include("apps.compliance.api.urls")),
    path("api/", include("apps.clients.api.urls")),
    path("api/", include("apps.deals.api.urls")),
    path("api/", include("apps.quotes.api.urls")),
    path("api/", include("apps.feedback.api.urls")),
    path("api/", include("apps.enrichment.api.urls")),
    path("api/", include("apps.patterns.api.urls")),
    path("api/", include("apps.patterns.api.ci_urls")),
    re_path(r"^api/", nowhere),
]
