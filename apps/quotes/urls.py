from django.urls import path

from apps.quotes import closing_page, views

app_name = "quotes"
urlpatterns = [
    path("", views.listed, name="list"),
    path("new/", views.new, name="new"),
    path("create/", views.create, name="create"),
    path("reports/", views.reports, name="reports"),
    path("deals/<uuid:pk>/close/", closing_page.close_deal, name="close_deal"),
    path("deals/<uuid:pk>/close/save/", closing_page.save_closed, name="close_deal_save"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/edit/", views.edit, name="edit"),
    path("<uuid:pk>/save/", views.save, name="save"),
    path("<uuid:pk>/outcome/", views.outcome, name="outcome"),
    path("<uuid:pk>/quote.pdf", views.pdf, name="pdf"),
    *(path(f"<uuid:pk>/{name}/", views.act, {"name": name}, name=name) for name in views.ACTS),
]
