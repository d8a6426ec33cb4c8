"""Entering what was measured, and what the return is computed with."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.metrics import operations
from apps.metrics.calculations import RATES, ChoiceError
from apps.metrics.choices import MILESTONES, SnapshotLabel
from apps.metrics.models import ImplementationSnapshot, MetricDefinition
from apps.portal.forms import AssumptionsForm, CaptureForm, field_of, seen_text
from apps.roadmaps.queries import current_roadmap
from apps.tenancy.decorators import needs
from apps.tenancy.forms import add_refusal
from apps.tenancy.locks import Busy
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest

Taken = dict[str, ImplementationSnapshot]


@require_safe
@needs(Right.EDIT)
def capture(request: FirmRequest) -> HttpResponse:
    """Ask what was measured; ``?label=`` chooses the milestone and, where it was captured, shows its figures."""
    taken = _taken()
    label = request.GET.get("label", "")
    if label not in SnapshotLabel.values:
        label = next((milestone for milestone in MILESTONES if milestone not in taken), SnapshotLabel.CUSTOM)
    form = CaptureForm(definitions=_definitions(), taken=taken, initial=_initial(label, taken.get(label)))
    return _page(request, form)


@require_POST
@needs(Right.EDIT)
def save_capture(request: FirmRequest) -> HttpResponse:
    """Keep a measurement and show it; what was refused stays in its field beside the reason."""
    taken = _taken()
    form = CaptureForm(request.POST, definitions=_definitions(), taken=taken)
    if form.is_valid():
        asked, now = form.cleaned_data, timezone.now()
        try:
            captured = operations.capture_snapshot(
                label=asked["label"],
                metrics=form.readings(),
                source=asked["source"],
                notes=asked["notes"],
                taken_at=_moment(asked["taken_on"], taken.get(asked["label"]), now=now),
                version=form.version(),
                at=now,
            )
        except (operations.MetricsError, operations.ReadingsRefused, ValidationError, Busy) as refused:
            _show_refusal(form, refused)
        else:
            name = captured.snapshot.get_label_display()
            messages.success(request, f"{name} {'replaced' if captured.replaced else 'saved'}.")
            return redirect("portal:results")
    return _page(request, form, status=422)


def _page(request: FirmRequest, form: CaptureForm, *, status: int = 200) -> HttpResponse:
    return render(request, "portal/capture.html", {"form": form, "roadmap": current_roadmap()}, status=status)


def _definitions() -> list[MetricDefinition]:
    return list(MetricDefinition.objects.filter(is_active=True).order_by("sort_order", "key"))


def _taken() -> Taken:
    """Return the milestones of the current plan that were captured."""
    roadmap = current_roadmap()
    if roadmap is None:
        return {}
    rows = ImplementationSnapshot.objects.filter(series_id=roadmap.series_id).exclude(label=SnapshotLabel.CUSTOM)
    return {row.label: row for row in rows}


def _initial(label: str, row: ImplementationSnapshot | None) -> dict[str, Any]:
    if row is None:
        return {"label": label, "taken_on": timezone.localdate()}
    readings = {field_of(key): value for key, value in row.metrics.items()}
    day = timezone.localdate(row.snapshot_date)
    return {"label": label, "taken_on": day, "source": row.source, "notes": row.notes} | readings


def _moment(day: date, known: ImplementationSnapshot | None, *, now: datetime) -> datetime:
    """Return when on that day: now if it is today, when it was measured if that is known, else at noon."""
    if known and timezone.localdate(known.snapshot_date) == day:
        return known.snapshot_date
    return now if day == timezone.localdate(now) else timezone.make_aware(datetime.combine(day, time(12)))


def _show_refusal(form: CaptureForm, refused: Exception) -> None:
    if isinstance(refused, operations.ReadingsRefused):
        for key, said in refused.errors.items():
            form.add_error(field_of(key) if field_of(key) in form.fields else None, said.removeprefix(f"{key}: "))
    elif isinstance(refused, operations.SnapshotChanged):
        form.data = dict(form.data.items()) | {"seen": seen_text(_taken())}  # whoever saves again has been told
        form.add_error(None, str(refused))
    elif isinstance(refused, operations.WrongDate):
        form.add_error("taken_on", str(refused))
    elif isinstance(refused, operations.BaselineFirst):
        form.add_error("label", str(refused))
    else:
        add_refusal(form, refused)


@require_safe
@needs(Right.EDIT)
def assumptions(request: FirmRequest) -> HttpResponse:
    """Show what the return is computed with, to be changed."""
    rates = operations.rates_of_firm()
    form = AssumptionsForm(initial={name: getattr(rates, name) for name in (*RATES, "currency")})
    return render(request, "portal/assumptions.html", {"form": form, "rates": rates})


@require_POST
@needs(Right.EDIT)
def save_assumptions(request: FirmRequest) -> HttpResponse:
    """Keep the firm's rates and compute its outcome with them."""
    form = AssumptionsForm(request.POST)
    if form.is_valid():
        try:
            operations.set_assumptions(values=form.cleaned_data, at=timezone.now())
            _compute()
        except (ValidationError, Busy) as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "Saved. The return is computed with these figures.")
            return redirect("portal:results")
    return render(request, "portal/assumptions.html", {"form": form, "rates": operations.rates_of_firm()}, status=422)


@require_POST
@needs(Right.EDIT)
def compute(request: FirmRequest) -> HttpResponse:
    """Compute the outcome anew, after a promise, a weight or a rate was changed."""
    try:
        computed = _compute()
    except Busy as refused:
        messages.error(request, str(refused))
    else:
        said = "Computed with what is entered now." if computed else "There is nothing to compare yet."
        messages.add_message(request, messages.SUCCESS if computed else messages.WARNING, said)
    return redirect("portal:results")


def _compute() -> bool:
    """Compute the current plan's outcome; False while there is nothing to compare."""
    try:
        operations.compute_outcome(at=timezone.now())
    except (ChoiceError, operations.NoRoadmap):
        return False
    return True
