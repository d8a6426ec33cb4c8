"""Signing in and out, below /accounts/: allauth's pages but for those that would change an address unverified."""

from django.http import Http404
from django.urls import URLPattern, URLResolver, include, path
from django.views.defaults import page_not_found

urlpatterns: list[URLPattern | URLResolver] = [
    path("email/", page_not_found, {"exception": Http404("shut")}, name="account_email_shut"),  # staff change addresses
    path("", include("allauth.account.urls")),
]
