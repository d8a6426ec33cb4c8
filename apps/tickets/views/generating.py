"""Make a pack on the portal: choose, look at what would be written, and write it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.roadmaps.operations import RoadmapError
from apps.roadmaps.queries import current_roadmap
from apps.tenancy.decorators import needs
from apps.tenancy.locks import Busy
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest
from apps.tickets import operations
from apps.tickets.choices import TicketStatus
from apps.tickets.generating.marks import LIBRARY, SECTIONS, choice_of, source_of
from apps.tickets.generating.offer import offers, tag_offers
from apps.tickets.generating.sprints import MOST_HOURS
from apps.tickets.models import LibraryTicket, TicketPack
from apps.tickets.operations import Choice, GeneratedPack
from apps.tickets.operations.library_choice import PARTS, in_order

REFUSALS = (RoadmapError, Busy, operations.TicketError)


@require_safe
@needs(Right.EDIT)
def generate(request: FirmRequest) -> HttpResponse:
    """Show what a pack can be made of; once that was chosen, what would be written."""
    if "preview" not in request.GET:
        return _form(request, request.GET)
    return _preview(request, request.GET)


@require_POST
@needs(Right.EDIT)
def generate_save(request: FirmRequest) -> HttpResponse:
    """Write what the preview showed, and lead to the pack's board."""
    try:
        result = _generated(request.POST, seen=request.POST.get("seen", ""))
    except operations.PreviewStale:
        return _preview(request, request.POST, is_late=True)
    except REFUSALS as error:
        return _form(request, request.POST, error=error)
    messages.success(request, _said(result))
    by_section = "&by=section" if result.source == SECTIONS else ""
    return redirect(f"{reverse('tickets:board')}?pack={result.key}{by_section}")


def _generated(given: QueryDict, *, seen: str = "", dry_run: bool = False) -> GeneratedPack:
    source = _source(given)
    is_of_library = source == LIBRARY
    start = _text(given, "start")
    try:
        day = date.fromisoformat(start) if start and is_of_library else None
    except ValueError:
        raise operations.GenerationRefused(
            f"“{start}” is no day. Write the start as 2026-03-02.", field="start"
        ) from None
    return operations.generate_pack(
        source=source,
        key=_text(given, "key"),
        choice=Choice(**{name: tuple(given.getlist(name)) for name in PARTS}) if is_of_library else None,
        start=day,
        seen=seen,
        dry_run=dry_run,
        at=timezone.now(),
    )


def _source(given: QueryDict) -> str:
    return SECTIONS if given.get("from") == SECTIONS else LIBRARY


def _text(given: QueryDict, name: str) -> str:
    return given.get(name, "").replace("\x00", "").strip()


def _form(request: FirmRequest, given: QueryDict, *, error: Exception | None = None) -> HttpResponse:
    source = _source(given)
    key = _text(given, "key") or source
    packs = [pack for pack in TicketPack.objects.order_by("key") if source_of(pack.source_markdown) == source]
    chosen = {name: given.getlist(name) for name in PARTS}
    if not error and not any(chosen.values()):  # a pack that is there begins with what it was made of
        there = next((pack for pack in packs if pack.key == key), None)
        chosen |= choice_of(there.source_markdown) if there else {}
    library = in_order(LibraryTicket.objects.filter(is_active=True)).values()
    context = {
        "source": source,
        "key": key,
        "start": _text(given, "start"),
        "packs": packs,
        "chosen": chosen,
        "systems": offers(library, systems=chosen["systems"], subsystems=chosen["subsystems"]),
        "tags": tag_offers(library, chosen=chosen["tags"]),
        "roadmap": current_roadmap(),
        "error": error,
        "wrong": getattr(error, "field", ""),
    }
    return render(request, "tickets/generate.html", context, status=422 if error else 200)


def _preview(request: FirmRequest, given: QueryDict, *, is_late: bool = False) -> HttpResponse:
    try:
        result = _generated(given, dry_run=True)
    except REFUSALS as error:
        return _form(request, given, error=error)
    asked = [(name, value) for name in ("from", "key", "start", *PARTS) for value in given.getlist(name) if value]
    query = QueryDict(mutable=True)
    for name, value in asked:
        query.appendlist(name, value)
    context = {
        "result": result,
        "counts": _counts(result),
        "changed": [one for one in result.imported.updated if set(one.changes) - {"order_index", "sprint_number"}],
        "added": {one.ticket.ticket_id: ", ".join(one.needed_by) for one in result.added},
        "gone": [(one, TicketStatus(one.status).label.lower()) for one in result.left_out],
        "back": [(one, TicketStatus(one.status).label.lower()) for one in result.returned],
        "total": sum(len(group.tickets) for group in result.sprints or result.sections),
        "hours": sum(sprint.hours for sprint in result.sprints),
        "most_hours": MOST_HOURS,
        "asked": asked,
        "query": query.urlencode(),
        "is_late": is_late,
    }
    return render(request, "tickets/generate_preview.html", context, status=409 if is_late else 200)


def _counts(result: GeneratedPack) -> list[tuple[int, str]]:
    words: Mapping[str, str] = {
        "created": "new",
        "updated": "brought in step",
        "unchanged": "as they are",
        "skipped": "skipped",
        "reopened": "opened again",
    }
    return [(count, words[name]) for name, count in result.counts.items() if count]


def _said(result: GeneratedPack) -> str:
    if result.is_unchanged:
        return "Unchanged: the pack is like that already."
    told = ", ".join(f"{count} {what}" for count, what in _counts(result))
    return f"The pack is {'made' if result.imported.is_new else 'in step'}: {told}."
