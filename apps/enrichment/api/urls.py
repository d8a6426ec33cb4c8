"""Enrichment and signals: rows by their tables' names, acts by the specified names below engines/."""

from django.urls import path

from apps.enrichment.api import views

urlpatterns = [
    path("contact-enrichment-queue", views.ItemList.as_view(), name="api-contact-enrichment-queue"),
    path("contact-enrichment-queue/<uuid:pk>", views.ItemDetail.as_view(), name="api-contact-enrichment-item"),
    path("enrichment-conflicts", views.ConflictList.as_view(), name="api-enrichment-conflicts"),
    path("enrichment-conflicts/<uuid:pk>", views.ConflictDetail.as_view(), name="api-enrichment-conflict"),
    path("contact-field-sources", views.FieldSourceList.as_view(), name="api-contact-field-sources"),
    path("contact-field-sources/<uuid:pk>", views.FieldSourceDetail.as_view(), name="api-contact-field-source"),
    path("opportunity-signals", views.SignalList.as_view(), name="api-opportunity-signals"),
    path("opportunity-signals/<uuid:pk>", views.SignalDetail.as_view(), name="api-opportunity-signal"),
    path("engines/enrichment/pending", views.PendingView.as_view(), name="api-enrichment-pending"),
    path("engines/enrichment/<uuid:pk>/resolve", views.ResolveView.as_view(), name="api-enrichment-resolve"),
    path("engines/signals/unactioned", views.UnactionedView.as_view(), name="api-signals-unactioned"),
    path("engines/signals/<uuid:pk>/action", views.ActionView.as_view(), name="api-signal-action"),
    path("engines/signals/<uuid:pk>/dismiss", views.DismissView.as_view(), name="api-signal-dismiss"),
    path("reports/signal-action-rates", views.RatesView.as_view(), name="api-signal-action-rates"),
]
