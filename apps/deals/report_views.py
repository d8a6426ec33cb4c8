"""What deals add up to, the rows behind each figure, and the settings of the stages."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.core.charts.ranked import ranked_bars
from apps.core.charts.scales import days, figure
from apps.deals import operations, queries
from apps.deals.choices import CLOSED_STAGES, OPEN_STAGES, Stage
from apps.deals.forms import StageForm
from apps.deals.models import StageConfig
from apps.tenancy.context import current_tenant_id
from apps.tenancy.decorators import needs
from apps.tenancy.forms import add_refusal
from apps.tenancy.models import Tenant
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest

PAGE = 50


@require_safe
@needs(Right.VIEW)
def reports(request: FirmRequest) -> HttpResponse:
    """Show how long deals stay in each stage, how many are won, and from where."""
    today, labels = timezone.localdate(), dict(Stage.choices)
    velocity = [(labels[one.from_stage], one) for one in queries.stage_velocity()]
    wins, closed = queries.wins_by_stage(today=today), queries.closings(today=today)
    charts: dict[str, list[tuple[str, float, str]]] = {
        "velocity": [(label, float(one.median_days), days(float(one.median_days))) for label, one in velocity],
        "closed": [(one.label, one.deals, str(one.deals)) for one in closed],
        "wins": [(one.label, one.rate_pct, f"{figure(one.rate_pct)} %") for one in wins],
    }
    titles = {
        "velocity": "Median days in each stage", "closed": "Deals won and lost",
        "wins": "Won of the deals that had been in a stage",
    }  # fmt: skip
    drawn = {
        name: ranked_bars(name=name, title=titles[name], rows=rows, most=100 if name == "wins" else None)
        for name, rows in charts.items()
        if rows
    }
    context = {"velocity": velocity, "wins": wins, "closed": closed, "charts": drawn, "currency": currency()}
    return render(request, "deals/reports.html", context)


@require_safe
@needs(Right.VIEW)
def moves(request: FirmRequest) -> HttpResponse:
    """List the moves out of a stage that the velocity counts: ``?from=lead``."""
    stage = request.GET.get("from", "")
    if stage not in Stage.values:
        raise Http404("no such stage")
    rows = queries.stage_moves(stage, at=timezone.now())
    context = {"page": _page(request, rows), "label": Stage(stage).label, "query": f"from={stage}"}
    return render(request, "deals/moves.html", context)


@require_safe
@needs(Right.VIEW)
def closed(request: FirmRequest) -> HttpResponse:
    """List the deals closed in the last 90 days: ``?stage=won``, ``?through=lead``, or both."""
    stage, through = request.GET.get("stage", ""), request.GET.get("through", "")
    if stage not in {"", *CLOSED_STAGES} or through not in {"", *OPEN_STAGES}:
        raise Http404("no such stage")
    rows = queries.closed_deals(stage=stage, through=through, today=timezone.localdate())
    context = {
        "page": _page(request, rows),
        "what": Stage(stage).label if stage else "Won or lost",
        "through": Stage(through).label if through else "",
        "query": f"stage={stage}&through={through}",
        "currency": currency(),
    }
    return render(request, "deals/closed.html", context)


@require_safe
@needs(Right.EDIT)
def settings(request: FirmRequest) -> HttpResponse:
    """Show the settings of the stages."""
    return _settings(request, [(row, StageForm.of(row)) for row in _stages()])


@require_POST
@needs(Right.EDIT)
def save_settings(request: FirmRequest) -> HttpResponse:
    """Save the settings of all stages, or none of them."""
    forms = [(row, StageForm.of(row, request.POST)) for row in _stages()]
    wrong = [form for _, form in forms if not form.is_valid()]  # each is asked, so that each shows its errors
    if not wrong:
        try:
            count = operations.change_stages(
                settings={row.stage: form.cleaned_data for row, form in forms},
                versions={row.stage: form.cleaned_data["version"] for row, form in forms},
            )
        except (operations.DealError, ValidationError) as refused:
            add_refusal(forms[0][1], refused)
        else:
            messages.success(request, "Saved. The next look at stalled deals goes by it." if count else "As it was.")
            return redirect("deals:settings")
    return _settings(request, forms, status=422)


def currency() -> str:
    """Return the firm's currency."""
    return str(Tenant.objects.get(pk=current_tenant_id()).currency)


def _stages() -> list[StageConfig]:
    rows = {row.stage: row for row in StageConfig.objects.all()}
    return [rows[stage] for stage in OPEN_STAGES if stage in rows]


def _settings(request: FirmRequest, forms: list[Any], *, status: int = 200) -> HttpResponse:
    return render(request, "deals/settings.html", {"forms": forms}, status=status)


def _page(request: FirmRequest, rows: QuerySet[Any]) -> Any:
    return Paginator(rows, PAGE).get_page(request.GET.get("page"))
