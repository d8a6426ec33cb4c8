"""Signals to act on, and conflicts about contacts to decide."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.core.charts.shares import share_bar
from apps.enrichment import operations
from apps.enrichment.choices import SignalType
from apps.enrichment.functions import signal_action_rates
from apps.enrichment.models import EnrichmentConflict, OpportunitySignal
from apps.enrichment.queries import deals_noted, open_conflicts, signals_by, sources_of
from apps.tenancy.decorators import needs
from apps.tenancy.models import Membership
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest

PER_PAGE = 25
SHOWN = [("waiting", "To act on"), ("acted", "Acted on"), ("dismissed", "Dismissed"), ("all", "All")]
STRONG = Decimal("0.9")
REFUSED = (operations.EnrichmentError, ValidationError)


@require_safe
@needs(Right.VIEW)
def signals(request: FirmRequest) -> HttpResponse:
    """List the signals that nobody acted on, the strongest first; or those of another state."""
    return _signals(request)


def _asked(request: FirmRequest) -> dict[str, str]:
    asked = {name: request.GET.get(name, "").strip() for name in ("show", "type", "q", "recent")}
    asked["show"] = asked["show"] if asked["show"] in dict(SHOWN) else "waiting"
    asked["type"] = asked["type"] if asked["type"] in SignalType.values else ""
    return asked


def _signals(
    request: FirmRequest, refused: str = "", refused_pk: UUID | None = None, status: int = 200
) -> HttpResponse:
    asked = _asked(request)
    page = Paginator(signals_by(asked, at=timezone.now()), PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    back = query.urlencode()
    query.pop("page", None)
    context = {
        "page": page,
        "rows": _rows(list(page)),
        "asked": asked,
        "is_narrowed": any(asked[name] for name in ("type", "q", "recent")),
        "query": query.urlencode(),
        "back": back,
        "shown": SHOWN,
        "kinds": SignalType.choices,
        "rates": [_rate(row) for row in signal_action_rates()],
        "refused": refused,
        "refused_pk": refused_pk,
        "given": request.POST,
    }
    return render(request, "enrichment/signals.html", context, status=status)


def _rows(signals: list[OpportunitySignal]) -> list[dict[str, Any]]:
    deals = deals_noted([signal.source_id for signal in signals if signal.context.get("found_in") == "note"])
    return [_row(signal, deals.get(str(signal.source_id))) for signal in signals]


def _row(signal: OpportunitySignal, deal_id: UUID | None) -> dict[str, Any]:
    parts = _parts(signal)
    return {
        "signal": signal,
        "deal_id": deal_id,
        "parts": parts,
        "is_strong": signal.signal_strength >= STRONG,
        "is_capped": sum(Decimal(value) for value, _ in parts) > 1,
    }


def _parts(signal: OpportunitySignal) -> list[tuple[str, str]]:
    """Return what calculate_signal_strength added up, as it was kept with the signal."""
    context = signal.context
    if not context.get("base"):
        return []
    parts = [(f"{context['base']:.2f}", f"{signal.get_signal_type_display().lower()}")]
    if context.get("keyword_bonus"):
        parts.append((f"{context['keyword_bonus']:.2f}", f"{context['keyword_count']} keywords"))
    if context.get("decision_maker_bonus"):
        parts.append((f"{context['decision_maker_bonus']:.2f}", "said by somebody who decides"))
    return parts


def _rate(row: dict[str, Any]) -> dict[str, Any]:
    waiting = row["total"] - row["actioned"] - row["dismissed"]
    label = SignalType(row["signal_type"]).label
    parts = [("good", "Acted on", row["actioned"]), ("mild", "Dismissed", row["dismissed"]), ("rest", "Open", waiting)]
    return {**row, "label": label, "waiting": waiting, "bar": share_bar(title=str(label), parts=parts)}


@require_POST
@needs(Right.TICK)
def act(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Note what was done about a signal."""
    given = {"action": request.POST.get("action", ""), "result": request.POST.get("result", "")}
    return _settled(
        request, pk, lambda: operations.mark_signal_actioned(signal_id=pk, **given, at=timezone.now()), "Noted."
    )


@require_POST
@needs(Right.TICK)
def dismiss(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Note why nobody has to act on a signal."""
    reason = request.POST.get("reason", "")
    return _settled(
        request, pk, lambda: operations.dismiss_signal(signal_id=pk, reason=reason, at=timezone.now()), "Dismissed."
    )


@require_POST
@needs(Right.TICK)
def restore(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Put a dismissed signal back on the list."""
    return _settled(request, pk, lambda: operations.restore_signal(signal_id=pk), "It is on the list again.")


def _settled(request: FirmRequest, pk: UUID, act: Callable[[], Any], said: str) -> HttpResponse:
    """Do it and lead to the next signal of the list, so that the keyboard goes on from there."""
    get_object_or_404(OpportunitySignal, pk=pk)
    listed = signals_by(_asked(request), at=timezone.now())
    order = list(listed.values_list("pk", flat=True)[: PER_PAGE * 40])
    try:
        act()
    except REFUSED as refused:
        return _signals(request, " ".join(getattr(refused, "messages", [str(refused)])), pk, status=422)
    messages.success(request, said)
    after = order[order.index(pk) + 1 :] if pk in order else []
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(f"{reverse('enrichment:signals')}{query}{f'#s-{after[0]}' if after else ''}")


@require_safe
@needs(Right.VIEW)
def conflicts(request: FirmRequest) -> HttpResponse:
    """List the fields where what was found differs from what is there, side by side."""
    return _conflicts(request)


def _conflicts(
    request: FirmRequest, refused: str = "", refused_pk: UUID | None = None, status: int = 200
) -> HttpResponse:
    page = Paginator(open_conflicts(), PER_PAGE).get_page(request.GET.get("page"))
    known = sources_of({one.contact_id for one in page})
    people = {source.accepted_by_id for source in known.values()} - {None}
    names = dict(Membership.objects.filter(user_id__in=people).values_list("user_id", "name"))
    groups = []
    for _, together in groupby(page, key=lambda one: one.contact_id):
        rows = [_sides(one, known.get((one.contact_id, one.field)), names) for one in together]
        groups.append({"contact": rows[0]["row"].contact, "rows": rows})
    context = {
        "page": page,
        "groups": groups,
        "refused": refused,
        "refused_pk": refused_pk,
        "given": request.POST,
        "query": "",
    }
    return render(request, "enrichment/conflicts.html", context, status=status)


def _sides(one: EnrichmentConflict, known: Any, names: dict[Any, str]) -> dict[str, Any]:
    """Return a field's two sides; where the present value came from only if it is still the one that was noted."""
    now = getattr(one.contact, one.field)
    is_known = known is not None and known.value == now
    return {
        "row": one,
        "label": str(one.contact._meta.get_field(one.field).verbose_name).capitalize(),
        "now": now,
        "source": known if is_known else None,
        "accepted_by": names.get(known.accepted_by_id, "") if is_known else "",
    }


@require_POST
@needs(Right.EDIT)
def resolve(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Keep what is there, take what was found, or write it anew; then the next one."""
    get_object_or_404(EnrichmentConflict, pk=pk)
    order = list(open_conflicts().values_list("pk", flat=True)[: PER_PAGE * 40])
    given = {"resolution": request.POST.get("resolution", ""), "value": request.POST.get("value", "")}
    try:
        operations.resolve_conflict(conflict_id=pk, **given, by=request.caller.user_id, at=timezone.now())
    except REFUSED as refused:
        return _conflicts(request, " ".join(getattr(refused, "messages", [str(refused)])), pk, status=422)
    messages.success(request, "Decided.")
    after = order[order.index(pk) + 1 :] if pk in order else []
    return redirect(f"{reverse('enrichment:conflicts')}{f'#c-{after[0]}' if after else ''}")
