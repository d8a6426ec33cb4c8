from apps.tickets.views.board import board
from apps.tickets.views.checklists import checklist, checklist_file, checklist_import
from apps.tickets.views.evidence import evidence, evidence_add, evidence_remove
from apps.tickets.views.generating import generate, generate_save
from apps.tickets.views.moving import move
from apps.tickets.views.progress import progress
from apps.tickets.views.ticket import detail, edit

__all__ = [
    "board",
    "checklist",
    "checklist_file",
    "checklist_import",
    "detail",
    "edit",
    "evidence",
    "evidence_add",
    "evidence_remove",
    "generate",
    "generate_save",
    "move",
    "progress",
]
