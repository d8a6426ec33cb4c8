"""The page that asks how a deal ended; the pipeline shows it as a dialog."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from apps.deals.choices import CLOSED_STAGES
from apps.deals.models import Deal
from apps.deals.operations import DealError
from apps.quotes import operations
from apps.quotes.forms import CloseForm
from apps.quotes.models import Quote
from apps.quotes.operations.closing import ANSWERABLE
from apps.tenancy.decorators import needs
from apps.tenancy.forms import add_refusal
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest


@require_safe
@needs(Right.TICK)
def close_deal(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Ask why a deal is won or lost."""
    deal = _deal(pk)
    stage, found = request.GET.get("stage", ""), list(_quotes(deal)[:2])
    start: dict[str, Any] = {name: request.GET.get(name, "") for name in ("seen", "next")}
    start["stage"] = stage if stage in CLOSED_STAGES else "won"
    start["quote"] = found[0] if len(found) == 1 else ""
    return _shown(request, deal, _form(request, deal, initial=start))


@require_POST
@needs(Right.TICK)
def save_closed(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Move a deal to won or lost; who may edit quotes ends its quotes with it."""
    deal = _deal(pk)
    form = _form(request, deal, data=request.POST)
    if form.is_valid() and _closed(request, deal, form):
        to = form.cleaned_data["next"]
        if to and url_has_allowed_host_and_scheme(to, allowed_hosts=None):
            return HttpResponseRedirect(f"{to}#d-{pk}")
        return redirect("deals:detail", pk=pk)
    return _shown(request, deal, form, status=422)


def _deal(pk: UUID) -> Deal:
    return get_object_or_404(Deal.objects.select_related("client"), pk=pk)


def _quotes(deal: Deal) -> QuerySet[Quote]:
    return Quote.objects.filter(deal=deal, status__in=ANSWERABLE).order_by("-created_at")


def _form(request: FirmRequest, deal: Deal, **given: Any) -> CloseForm:
    return CloseForm(**given, quotes=_quotes(deal), may_end_quotes=request.caller.may(Right.EDIT))


def _closed(request: FirmRequest, deal: Deal, form: CloseForm) -> bool:
    given = form.cleaned_data
    ending = operations.Ending(
        reason=given["reason"],
        competitor=" ".join(given["competitor"].split()),
        competitor_amount=given.get("competitor_amount"),
        notes=given["notes"].strip(),
    )
    try:
        closed = operations.close_deal(
            deal_id=deal.pk,
            stage=given["stage"],
            ending=ending,
            quote_id=given["quote"].pk if given.get("quote") else None,
            with_quotes=request.caller.may(Right.EDIT),
            seen_stage=given["seen"],
            at=timezone.now(),
        )
    except (DealError, operations.QuoteError, ValidationError) as refused:
        add_refusal(form, refused)
        return False
    messages.success(request, f"{closed.title}: {closed.get_stage_display().lower()}.")
    return True


def _shown(request: FirmRequest, deal: Deal, form: CloseForm, *, status: int = 200) -> HttpResponse:
    context = {"deal": deal, "form": form, "open_quotes": _quotes(deal).count()}
    return render(request, "quotes/close_deal.html", context, status=status)
