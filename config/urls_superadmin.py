"""Addresses of staff, which name a firm by its id: ``/api/superadmin/firms/<id>/…``, outside any firm's own address.

The middleware finds the caller by that id (apps/tenancy/callers.py: overseer_of) and enters the firm before the view.
"""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/superadmin/firms/<uuid:pk>/", include("apps.metrics.api.firm_urls")),
]
