"""The pipeline, its deals, and those that have stalled."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_POST, require_safe

from apps.deals import operations, queries
from apps.deals.board import DEFAULT_DAYS, board, card_of, heat_of, life_of, names_of_people, thresholds
from apps.deals.choices import CLOSED_STAGES, OPEN_STAGES, ActivityKind, Stage
from apps.deals.forms import DealForm
from apps.deals.models import Deal, DealActivity, StageConfig
from apps.deals.report_views import currency
from apps.tenancy.decorators import needs
from apps.tenancy.forms import add_refusal
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest
from apps.work.operations import NoDraft

MOST_STALLED = 100
KINDS = [(kind.value, kind.label) for kind in ActivityKind if kind != ActivityKind.FOLLOW_UP]


@require_safe
@needs(Right.VIEW)
def pipeline(request: FirmRequest) -> HttpResponse:
    """Show the deals by stage, everybody's or the caller's own."""
    is_mine = request.GET.get("owner") == "me" and request.caller.user_id is not None
    now = timezone.localtime()
    columns = board(owner=request.caller.user_id if is_mine else None, at=now, today=now.date())
    context = {
        "columns": columns,
        "is_mine": is_mine,
        "stages": Stage.choices,
        "total": sum(column.count for column in columns),
        "currency": currency(),
    }
    return render(request, "deals/board.html", context)


@require_safe
@needs(Right.EDIT)
def new(request: FirmRequest) -> HttpResponse:
    """Show the form of a deal that begins."""
    return _form(request, DealForm(initial={"stage": Stage.LEAD, "assigned_to_id": request.caller.user_id}))


@require_POST
@needs(Right.EDIT)
def create(request: FirmRequest) -> HttpResponse:
    """Begin a deal."""
    form = DealForm(request.POST)
    if not form.is_valid():
        return _form(request, form, status=422)
    try:
        deal = operations.make_deal(**form.cleaned_data, by=request.caller.user_id, at=timezone.now())
    except ValidationError as refused:
        add_refusal(form, refused)
        return _form(request, form, status=422)
    messages.success(request, f"“{deal.title}” with {deal.client} is in the pipeline.")
    return redirect("deals:detail", pk=deal.pk)


def _form(request: FirmRequest, form: DealForm, status: int = 200) -> HttpResponse:
    return render(request, "deals/new.html", {"form": form, "currency": currency()}, status=status)


@require_safe
@needs(Right.VIEW)
def stalled(request: FirmRequest) -> HttpResponse:
    """Show what nobody has touched for longer than its stage allows, those that wait longest first."""
    found = queries.stalled_deals(MOST_STALLED)
    context = {
        "deals": found,
        "is_cut": len(found) == MOST_STALLED,
        "stages": dict(Stage.choices),
        "currency": currency(),
        "tomorrow": timezone.localdate() + timedelta(days=1),
        "parked": Deal.objects.filter(parked_until__gt=timezone.localdate(), stage__in=OPEN_STAGES)
        .select_related("client")
        .order_by("parked_until")[:MOST_STALLED],
        "drafts": queries.drafts(MOST_STALLED),
    }
    return render(request, "deals/stalled.html", context)


@require_safe
@needs(Right.VIEW)
def detail(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Show a deal with what happened to it."""
    deal: Any = get_object_or_404(Deal.objects.select_related("client", "contact"), pk=pk)
    now = timezone.localtime()
    days, life = thresholds(), life_of(deal)
    config = StageConfig.objects.filter(stage=deal.stage).first() or StageConfig()
    context = {
        "deal": deal,
        "card": card_of(deal, names_of_people(), days, at=now, today=now.date()),
        "threshold": days.get(deal.stage, DEFAULT_DAYS),
        "most_follow_ups": config.max_follow_ups,
        "life": life,
        "waiting": any(moment.draft for moment in life),
        "quotes": deal.quotes.order_by("-created_at", "-id"),
        "stages": Stage.choices,
        "kinds": KINDS,
        "currency": currency(),
        "is_open": deal.stage in OPEN_STAGES,
        "is_parked": heat_of(deal, days=0, threshold=1, today=now.date()) == "parked",
        "tomorrow": now.date() + timedelta(days=1),
    }
    return render(request, "deals/detail.html", context)


@require_POST
@needs(Right.TICK)
def move(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Move a deal to another stage; to a closed one by way of the page that asks why."""
    stage, seen = request.POST.get("stage", ""), request.POST.get("seen", "")
    if stage in CLOSED_STAGES:
        get_object_or_404(Deal, pk=pk)
        query = urlencode({"stage": stage, "seen": seen, "next": request.POST.get("next", "")})
        return HttpResponseRedirect(f"{reverse('quotes:close_deal', args=[pk])}?{query}")
    with _told(request, pk):
        deal = operations.move_deal(deal_id=pk, stage=stage, seen_stage=seen)
        messages.success(request, f"{deal.title}: now {deal.get_stage_display()}.")
    return _back(request, pk)


@require_POST
@needs(Right.TICK)
def park(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Leave a deal alone until a day."""
    with _told(request, pk):
        deal = operations.park_deal(
            deal_id=pk, until=_day(request.POST.get("until", "")), reason=_text(request, "reason"), at=timezone.now()
        )
        messages.success(request, f"{deal.title}: parked. It is not stalled until then, and gets no mail.")
    return _back(request, pk)


@require_POST
@needs(Right.TICK)
def unpark(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Take a parked deal up again."""
    with _told(request, pk):
        messages.success(request, f"{operations.unpark_deal(deal_id=pk).title}: taken up again.")
    return _back(request, pk)


@require_POST
@needs(Right.TICK)
def activity(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Note what somebody did about a deal."""
    with _told(request, pk):
        kind = request.POST.get("kind", "")
        if kind not in dict(KINDS):
            raise operations.DealError("Choose what was done.")
        notes = _text(request, "notes")
        operations.record_activity(deal_id=pk, kind=kind, notes=notes, by=request.caller.user_id, at=timezone.now())
        messages.success(request, "Noted.")
    return _back(request, pk)


@require_POST
@needs(Right.TICK)
def follow_up(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Send the next follow-up now."""
    with _told(request, pk):
        operations.follow_up(deal_id=pk, by=request.caller.user_id, at=timezone.now())
        messages.success(request, "The follow-up is on its way.")
    return _back(request, pk)


@require_POST
@needs(Right.TICK)
def draft(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Send a drafted follow-up, or throw it away; ``pk`` is the activity it stands in."""
    deal_id = get_object_or_404(DealActivity, pk=pk, kind=ActivityKind.FOLLOW_UP).deal_id
    with _told(request, deal_id):
        match request.POST.get("act"):
            case "send":
                operations.approve_follow_up(activity_id=pk, at=timezone.now())
                messages.success(request, "The follow-up is on its way.")
            case "discard":
                operations.discard_follow_up(activity_id=pk, at=timezone.now())
                messages.success(request, "The draft is gone; it did not count.")
            case _:
                raise operations.DealError("Choose whether to send or to discard the draft.")
    return _back(request, deal_id)


@contextmanager
def _told(request: FirmRequest, deal_id: UUID) -> Iterator[None]:
    """Tell a refusal on the next page; a deal that is not there is 404 before anything else is looked at."""
    get_object_or_404(Deal, pk=deal_id)
    try:
        yield
    except Deal.DoesNotExist:
        raise Http404("no such deal") from None
    except (operations.DealError, NoDraft) as refused:
        messages.error(request, str(refused))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))


def _back(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Return to where the form stood, at the deal; without that, to the deal's page."""
    to = request.POST.get("next", "")
    if to and url_has_allowed_host_and_scheme(to, allowed_hosts=None):
        return HttpResponseRedirect(f"{to}#d-{pk}")
    return redirect("deals:detail", pk=pk)


def _text(request: FirmRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\x00", "").replace("\r\n", "\n").strip()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise operations.NoParkingDay("Choose a day until which the deal is left alone.") from None
