from django.urls import path

from apps.tickets import views

app_name = "tickets"
urlpatterns = [
    path("", views.board, name="board"),
    path("generate/", views.generate, name="generate"),
    path("generate/save/", views.generate_save, name="generate_save"),
    path("progress/", views.progress, name="progress"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/move/", views.move, name="move"),
    path("<uuid:pk>/edit/", views.edit, name="edit"),
    path("<uuid:pk>/evidence/", views.evidence_add, name="evidence_add"),
    path("evidence/<uuid:pk>/", views.evidence, name="evidence"),
    path("evidence/<uuid:pk>/remove/", views.evidence_remove, name="evidence_remove"),
    path("packs/<uuid:pk>/checklist.md", views.checklist_file, name="checklist_file"),
    path("packs/<uuid:pk>/checklist/", views.checklist, name="checklist"),
    path("packs/<uuid:pk>/checklist/import/", views.checklist_import, name="checklist_import"),
]
