"""The files that show that a ticket is done."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_POST, require_safe

from apps.tenancy.decorators import needs
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest
from apps.tickets import operations
from apps.tickets.evidence_files import file_response
from apps.tickets.models import TicketEvidence, TicketInstance
from apps.tickets.operations.evidence import check_size, clean_name
from apps.tickets.permissions import may_remove
from apps.tickets.views.ticket import show


@require_safe
@needs(Right.VIEW)
def evidence(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Hand one file out."""
    kept = get_object_or_404(TicketEvidence, pk=pk)
    return file_response(content=bytes(kept.content), file_name=kept.file_name)


@require_POST
@needs(Right.TICK)
def evidence_add(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Keep the files of the form, all of them or none."""
    ticket = get_object_or_404(TicketInstance, pk=pk)
    note, files = request.POST.get("note", "").replace("\x00", ""), request.FILES.getlist("file")
    if not files:
        return show(request, ticket, status=422, error="Choose a file first.", typed={"note": note})
    try:
        for file in files:
            check_size(clean_name(file.name or ""), file.size or 0)  # all of them, before the first is read
        with transaction.atomic():
            for file in files:
                operations.add_evidence(
                    ticket_id=pk, file_name=file.name or "", content=file.read(), note=note, by=request.caller.user_id
                )
    except (operations.EvidenceRefused, ValidationError) as refused:
        said = " ".join(getattr(refused, "messages", [str(refused)]))
        return show(request, ticket, status=422, error=said, typed={"note": note})
    when = date_format(timezone.localtime(), "TIME_FORMAT")
    messages.success(request, f"Saved {when}: {len(files)} file{'s' if len(files) > 1 else ''} added.")
    return redirect(_files(ticket.pk))


@require_POST
@needs(Right.TICK)
def evidence_remove(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Take one file away, by who added it or who may edit."""
    kept = get_object_or_404(TicketEvidence.objects.defer("content"), pk=pk)
    if not may_remove(request.caller, kept):
        raise PermissionDenied("A file is removed by who added it, or by an administrator of the firm.")
    operations.remove_evidence(evidence_id=pk)
    messages.success(request, f"“{kept.file_name}” is removed.")
    return redirect(_files(kept.ticket_instance_id))


def _files(ticket_id: UUID) -> str:
    return f"{reverse('tickets:detail', args=[ticket_id])}#files"
