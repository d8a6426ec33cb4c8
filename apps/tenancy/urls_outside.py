"""Addresses that belong to no firm."""

from django.urls import path

from apps.tenancy import views

urlpatterns = [
    path("", views.firms, name="firms"),
    path("invite/<str:token>/", views.invitation, name="invitation"),
]
