"""A pack's checklist on the portal: download it, and see what a ticked one changes before it does."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.tenancy.decorators import needs
from apps.tenancy.locks import Busy
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest
from apps.tickets import operations
from apps.tickets.checklist import ChecklistReading, read_checklist, read_checklist_bytes
from apps.tickets.choices import TicketStatus
from apps.tickets.models import TicketPack
from apps.tickets.operations import ChecklistResult
from apps.tickets.pack_markdown import PackError, TextUnreadable

MOST_BYTES = 2_000_000  # the text comes back with the confirmation, as a field of the form
MOST_SHOWN = 200
PASTED = "the text"
LABELS = {"status": "Status", "assignee": "Assignee", "notes": "Notes"}
REFUSALS = (PackError, Busy, operations.TicketError)


@require_safe
@needs(Right.VIEW)
def checklist_file(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Download a pack as a checklist."""
    pack = _pack(pk)
    exported = operations.export_checklist(key=pack.key)
    headers = {"Content-Disposition": f'attachment; filename="{pack.key}.md"'}
    return HttpResponse(exported.text, content_type="text/markdown; charset=utf-8", headers=headers)


@require_safe
@needs(Right.EDIT)
def checklist(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Show how a ticked checklist comes back."""
    return _page(request, _pack(pk))


@require_POST
@needs(Right.EDIT)
def checklist_import(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Show what a checklist changes; once that was confirmed, change it."""
    pack = _pack(pk)
    text = request.POST.get("text", "")
    try:
        reading, text = _reading(request, text)
        if "apply" not in request.POST:
            return _preview(request, pack, reading, text)
        result = operations.import_checklist(
            reading=reading, key=pack.key, seen=request.POST.get("seen", ""), at=timezone.now()
        )
    except operations.ChecklistStale:
        return _preview(request, pack, reading, text, is_late=True)
    except REFUSALS as error:
        return _page(request, pack, status=422, error=str(error), text=text)
    messages.success(request, _said(result))
    return redirect(f"{reverse('tickets:board')}?pack={pack.key}")


def _pack(pk: UUID) -> TicketPack:
    return get_object_or_404(TicketPack.objects.only("key", "title", "version"), pk=pk)


def _reading(request: FirmRequest, text: str) -> tuple[ChecklistReading, str]:
    """Read the file that was chosen, or else the text; also return it as text."""
    file: Any = request.FILES.get("file")
    if file is None and not text.strip():
        raise TextUnreadable("Choose the file that you ticked, or paste its text.")
    if (file.size if file else len(text.encode())) > MOST_BYTES:
        raise TextUnreadable(
            f"That is more than {MOST_BYTES // 1_000_000} MB. Bring it in by the command ticketpack_import."
        )
    if file is None:
        return read_checklist(text, file=request.POST.get("name") or PASTED), text
    data = file.read()
    return read_checklist_bytes(data, file=file.name), data.decode("utf-8")


def _preview(
    request: FirmRequest, pack: TicketPack, reading: ChecklistReading, text: str, *, is_late: bool = False
) -> HttpResponse:
    result = operations.import_checklist(reading=reading, key=pack.key, force=True, dry_run=True, at=timezone.now())
    changed = [
        {
            "code": change.code,
            "title": change.title,
            "values": [
                (LABELS[name], *(_shown(name, value) for value in pair)) for name, pair in change.changes.items()
            ],
        }
        for change in result.changed[:MOST_SHOWN]
    ]
    context = {
        "result": result,
        "changed": changed,
        "more": len(result.changed) - len(changed),
        "unread": result.not_understood[:MOST_SHOWN],
        "unread_more": max(0, len(result.not_understood) - MOST_SHOWN),
        "is_late": is_late,
        "name": reading.file,
        "text": text,
    }
    return _page(request, pack, status=409 if is_late else 200, **context)


def _shown(name: str, value: str) -> str:
    return TicketStatus(value).label if name == "status" else value


def _said(result: ChecklistResult) -> str:
    moved = result.moved
    edited = len(result.changed) - sum(moved.values())
    parts = [
        (moved["done"], "done"),
        (moved["not_started"], "opened again"),
        (edited, "with a new assignee or notes"),
    ]
    told = ", ".join(f"{count} {what}" for count, what in parts if count)
    return f"The checklist is in: {told}." if told else "The checklist is in: it changed nothing."


def _page(request: FirmRequest, pack: TicketPack, *, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, "tickets/checklist.html", {"pack": pack, **context}, status=status)
