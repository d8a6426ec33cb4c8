"""A person's own, below /accounts/: allauth's pages but for what would change an address unverified, and habits."""

from django.http import Http404
from django.urls import URLPattern, URLResolver, include, path
from django.views.defaults import page_not_found

from apps.console.views import filters

urlpatterns: list[URLPattern | URLResolver] = [
    path("email/", page_not_found, {"exception": Http404("shut")}, name="account_email_shut"),  # staff change addresses
    path("filters/", filters, name="filters"),
    path("", include("allauth.account.urls")),
]
