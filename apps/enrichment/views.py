"""Signals to act on, and conflicts about contacts to decide."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.enrichment import operations
from apps.enrichment.choices import SignalType
from apps.enrichment.functions import signal_action_rates
from apps.enrichment.models import EnrichmentConflict, OpportunitySignal
from apps.enrichment.queries import open_conflicts, unactioned_signals
from apps.tenancy.decorators import needs
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest

PER_PAGE = 25
REFUSED = (operations.EnrichmentError, ValidationError)


@require_safe
@needs(Right.VIEW)
def signals(request: FirmRequest) -> HttpResponse:
    """List the signals that nobody acted on, the strongest first."""
    return _signals(request)


def _signals(
    request: FirmRequest, refused: str = "", refused_pk: UUID | None = None, status: int = 200
) -> HttpResponse:
    kind = request.GET.get("type", "")
    rows = unactioned_signals(min_strength=Decimal(0)).select_related("client", "contact")
    if kind in SignalType.values:
        rows = rows.filter(signal_type=kind)
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "kind": kind,
        "kinds": SignalType.choices,
        "rates": [{**row, "label": SignalType(row["signal_type"]).label} for row in signal_action_rates()],
        "refused": refused,
        "refused_pk": refused_pk,
    }
    return render(request, "enrichment/signals.html", context, status=status)


@require_POST
@needs(Right.TICK)
def act(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Note what was done about a signal."""
    get_object_or_404(OpportunitySignal, pk=pk)
    given = {"action": request.POST.get("action", ""), "result": request.POST.get("result", "")}
    try:
        operations.mark_signal_actioned(signal_id=pk, **given, at=timezone.now())
    except REFUSED as refused:
        return _signals(request, " ".join(getattr(refused, "messages", [str(refused)])), pk, status=422)
    messages.success(request, "Noted. The signal is off the list.")
    return redirect("enrichment:signals")


@require_safe
@needs(Right.VIEW)
def conflicts(request: FirmRequest) -> HttpResponse:
    """List the fields where what was found differs from what is there, side by side."""
    return _conflicts(request)


def _conflicts(
    request: FirmRequest, refused: str = "", refused_pk: UUID | None = None, status: int = 200
) -> HttpResponse:
    page = Paginator(open_conflicts(), PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "row": one,
            "label": str(one.contact._meta.get_field(one.field).verbose_name).capitalize(),
            "now": getattr(one.contact, one.field),
        }
        for one in page
    ]
    context = {"page": page, "rows": rows, "refused": refused, "refused_pk": refused_pk}
    return render(request, "enrichment/conflicts.html", context, status=status)


@require_POST
@needs(Right.EDIT)
def resolve(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Keep what is there, take what was found, or write it anew."""
    get_object_or_404(EnrichmentConflict, pk=pk)
    given = {"resolution": request.POST.get("resolution", ""), "value": request.POST.get("value", "")}
    try:
        operations.resolve_conflict(conflict_id=pk, **given, by=request.caller.user_id, at=timezone.now())
    except REFUSED as refused:
        return _conflicts(request, " ".join(getattr(refused, "messages", [str(refused)])), pk, status=422)
    messages.success(request, "Decided.")
    return redirect("enrichment:conflicts")
