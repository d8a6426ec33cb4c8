"""Packs and tickets; /api/tickets/<id>/… are other names of /api/ticket-instances/<id>/… (decisions.md)."""

from django.urls import path

from apps.tickets.api import asking, checklists, evidence, generating, roadmap_views, views

urlpatterns = [
    path("ticket-instances", views.TicketList.as_view(), name="api-ticket-instances"),
    path("ticket-instances/bulk-status", views.BulkStatusView.as_view(), name="api-bulk-status"),
    path("ticket-instances/<uuid:pk>", views.TicketDetail.as_view(), name="api-ticket-instance"),
    path("ticket-instances/<uuid:pk>/status", views.TicketStatusView.as_view(), name="api-ticket-status"),
    path("ticket-instances/<uuid:pk>/assignee", views.TicketAssigneeView.as_view(), name="api-ticket-assignee"),
    path("ticket-instances/<uuid:pk>/notes", views.TicketNotesView.as_view(), name="api-ticket-notes"),
    path("ticket-instances/<uuid:pk>/evidence", evidence.EvidenceOfTicket.as_view(), name="api-ticket-evidence-of"),
    path("ticket-evidence/<uuid:pk>", evidence.EvidenceDetail.as_view(), name="api-ticket-evidence"),
    path("ticket-evidence/<uuid:pk>/content", evidence.EvidenceContent.as_view(), name="api-ticket-evidence-content"),
    path("tickets/<uuid:pk>/status", views.TicketStatusView.as_view(), name="api-ticket-status-alias"),
    path("tickets/<uuid:pk>/assignee", views.TicketAssigneeView.as_view(), name="api-ticket-assignee-alias"),
    path("tickets/<uuid:pk>/notes", views.TicketNotesView.as_view(), name="api-ticket-notes-alias"),
    path("ticket-packs", views.PackList.as_view(), name="api-ticket-packs"),
    path("ticket-packs/<uuid:pk>", views.PackDetail.as_view(), name="api-ticket-pack"),
    path("ticket-packs/<uuid:pk>/markdown", checklists.PackChecklist.as_view(), name="api-ticket-pack-markdown"),
    path("roadmap/tickets", roadmap_views.RoadmapTickets.as_view(), name="api-roadmap-tickets"),
    path("roadmap/generate-tickets", generating.GenerateTickets.as_view(), name="api-generate-tickets"),
    path("roadmap/qna", asking.RoadmapQuestion.as_view(), name="api-roadmap-qna"),
    path("roadmap/sync-status", roadmap_views.SyncStatus.as_view(), name="api-sync-status"),
    path("roadmaps/<uuid:pk>/progress", roadmap_views.RoadmapProgress.as_view(), name="api-roadmap-progress"),
]
