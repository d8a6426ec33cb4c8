"""The firm's pages of compliance: calendar, checks, schedules, completion rates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.clients.models import Task
from apps.compliance import operations, queries
from apps.compliance.choices import CheckStatus
from apps.compliance.forms import ScheduleForm, WaiverForm
from apps.compliance.models import ComplianceCheck, ComplianceSchedule
from apps.core.charts.shares import share_bar
from apps.core.timeline import timeline
from apps.tenancy.decorators import needs
from apps.tenancy.forms import add_refusal
from apps.tenancy.models import Membership
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest

PAGE = 50
HISTORY = ("status", "notes", "waived_reason", "waived_until", "reminder_count", "completed_at")
STATUSES = [("open", "Open"), ("ahead", "Open and in time"), ("late", "Overdue or escalated"), *CheckStatus.choices]


@require_safe
@needs(Right.VIEW)
def calendar(request: FirmRequest) -> HttpResponse:
    """Show a month: ``?month=2026-03``, this one without."""
    now, zone = timezone.now(), request.caller.zone
    today = now.astimezone(zone).date()
    first = _month(request.GET.get("month", ""), today)
    asked = {"type": request.GET.get("type", ""), "status": request.GET.get("status", "")}
    checks = queries.filtered(asked, at=now)
    context = {
        "weeks": queries.month_of(first, today=today, zone=zone, checks=checks),
        "first": first,
        "before": (first - timedelta(days=1)).replace(day=1),
        "after": (first + timedelta(days=32)).replace(day=1),
        "late": queries.filtered({"status": "late"}, at=now).count(),
        "has_schedules": ComplianceSchedule.objects.exists(),
        "types": queries.types(),
        "statuses": STATUSES,
        "asked": asked,
    }
    return render(request, "compliance/calendar.html", context)


def _month(text: str, today: date) -> date:
    try:
        return date.fromisoformat(f"{text}-01") if text else today.replace(day=1)
    except ValueError as wrong:
        raise Http404("no such month") from wrong


@require_safe
@needs(Right.VIEW)
def checks(request: FirmRequest) -> HttpResponse:
    """List checks by what is asked for; what the figures of the other pages lead to."""
    asked = {name: request.GET.get(name, "").strip() for name in ("status", "type", "q", "recent", "schedule")}
    try:
        UUID(asked["schedule"] or "0" * 32)
    except ValueError as wrong:
        raise Http404("no such schedule") from wrong
    found = queries.filtered(asked, at=timezone.now()).order_by("due_at", "id")
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "asked": asked,
        "query": query.urlencode(),
        "types": queries.types(),
        "statuses": STATUSES,
    }
    return render(request, "compliance/checks.html", context)


@require_safe
@needs(Right.VIEW)
def check(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Show a check and what can be done with it."""
    return _check(request, pk, WaiverForm())


def _check(request: FirmRequest, pk: UUID, form: WaiverForm, *, status: int = 200) -> HttpResponse:
    found = get_object_or_404(ComplianceCheck.objects.select_related("schedule"), pk=pk)
    people = {found.escalated_to_id, found.completed_by_id} - {None}
    names = dict(Membership.objects.filter(user_id__in=people).values_list("user_id", "name"))
    required = queries.required_of(found)
    context = {
        "check": found,
        "form": form,
        "escalated_to": names.get(found.escalated_to_id, ""),
        "completed_by": names.get(found.completed_by_id, ""),
        "required": required,
        "missing": [one for one in required if not one.value],
        "ladder": queries.ladder_of(found, today=timezone.localdate(), zone=request.caller.zone),
        "tasks": Task.objects.filter(subject_type=operations.SUBJECT, subject_id=pk).order_by("due_on", "id"),
        "events": timeline(found, fields=HISTORY, limit=30),
    }
    return render(request, "compliance/check.html", context, status=status)


@require_POST
@needs(Right.TICK)
def check_complete(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Complete a check."""
    notes = request.POST.get("notes", "")
    at = timezone.now()
    return _acted(
        request, pk, lambda: operations.complete_check(check_id=pk, notes=notes, at=at), "The check is completed."
    )


@require_POST
@needs(Right.TICK)
def check_remind(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Mail a reminder."""
    at = timezone.now()
    return _acted(request, pk, lambda: operations.remind_check(check_id=pk, at=at), "The reminder is on its way.")


@require_POST
@needs(Right.TICK)
def check_escalate(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Tell a manager."""
    at = timezone.now()
    return _acted(
        request, pk, lambda: operations.escalate_check(check_id=pk, at=at), "There is a task for the manager now."
    )


@require_POST
@needs(Right.TICK)
def check_validate(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Compare a check with what is known."""
    return _acted(
        request, pk, lambda: operations.validate_check(check_id=pk), "Compared with what is known about them now."
    )


@require_POST
@needs(Right.TICK)
def check_notes(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Keep a check's notes."""
    notes = request.POST.get("notes", "")[:10_000]
    return _acted(request, pk, lambda: operations.note_check(check_id=pk, notes=notes), "The notes are saved.")


@require_POST
@needs(Right.EDIT)
def check_reopen(request: FirmRequest, pk: UUID) -> HttpResponse:
    """End a waiver."""
    return _acted(request, pk, lambda: operations.reopen_check(check_id=pk), "The check is open again.")


def _acted(request: FirmRequest, pk: UUID, act: Callable[[], Any], said: str) -> HttpResponse:
    get_object_or_404(ComplianceCheck, pk=pk)
    try:
        act()
    except operations.ComplianceError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
    return redirect("compliance:check", pk=pk)


@require_POST
@needs(Right.EDIT)
def check_waive(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Waive a check until a day."""
    get_object_or_404(ComplianceCheck, pk=pk)
    form = WaiverForm(request.POST)
    if form.is_valid():
        try:
            operations.waive_check(check_id=pk, **form.cleaned_data, at=timezone.now())
        except operations.ComplianceError as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "The check is waived.")
            return redirect("compliance:check", pk=pk)
    return _check(request, pk, form, status=422)


@require_safe
@needs(Right.VIEW)
def schedules(request: FirmRequest) -> HttpResponse:
    """List the schedules."""
    rows = ComplianceSchedule.objects.order_by("-is_active", "next_due_at", "id")
    return render(request, "compliance/schedules.html", {"schedules": rows})


@require_safe
@needs(Right.EDIT)
def schedule_new(request: FirmRequest) -> HttpResponse:
    """Ask for a new schedule."""
    return _schedule(request, ScheduleForm())


@require_POST
@needs(Right.EDIT)
def schedule_create(request: FirmRequest) -> HttpResponse:
    """Make a schedule."""
    form = ScheduleForm(request.POST)
    if form.is_valid():
        try:
            values = form.values(None, request.caller.zone)
            made = operations.make_schedule(**values, at=timezone.now())
        except ValidationError as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "The schedule is made. Its checks come by themselves; below is when.")
            return redirect("compliance:schedule", pk=made.pk)
    return _schedule(request, form, status=422)


@require_safe
@needs(Right.VIEW)
def schedule(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Show a schedule, its dates ahead and who is told when."""
    row = get_object_or_404(ComplianceSchedule, pk=pk)
    return _schedule(request, ScheduleForm(initial=ScheduleForm.initial_of(row, request.caller.zone)), row)


@require_POST
@needs(Right.EDIT)
def schedule_save(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Change a schedule."""
    row = get_object_or_404(ComplianceSchedule, pk=pk)
    form = ScheduleForm(request.POST)
    if form.is_valid():
        try:
            values = form.values(row, request.caller.zone)
            operations.change_schedule(schedule_id=pk, values=values, at=timezone.now())
        except ValidationError as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "Saved. Checks that are made already stay as they are.")
            return redirect("compliance:schedule", pk=pk)
    return _schedule(request, form, row, status=422)


def _schedule(
    request: FirmRequest, form: ScheduleForm, row: ComplianceSchedule | None = None, *, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "schedule": row}
    if row is not None:
        zone, days = request.caller.zone, queries.reminder_days(row.notification_days_before)
        dates = queries.dates_ahead(row, zone)
        context |= {
            "dates": dates,
            "steps": [{"on": dates[0] + timedelta(days=day), "day": day} for day in days],
            "escalates_on": dates[0] + timedelta(days=row.escalation_days_after),
            "open": queries.filtered({"status": "open", "schedule": str(row.pk)}, at=timezone.now()).count(),
        }
    return render(request, "compliance/schedule.html", context, status=status)


@require_POST
@needs(Right.EDIT)
def schedule_generate(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Make the checks of a schedule now."""
    row = get_object_or_404(ComplianceSchedule, pk=pk)
    made = operations.generate_now(schedule_id=pk)
    if made:
        messages.success(request, f"{made} check{'s' if made > 1 else ''} made.")
    else:
        ahead = row.notification_days_before + 7
        messages.info(request, f"Nothing to make: no date is within {ahead} days, or everybody has their check.")
    return redirect("compliance:schedule", pk=pk)


@require_safe
@needs(Right.VIEW)
def rates(request: FirmRequest) -> HttpResponse:
    """Show what became of the checks of the last 90 days."""
    rows = queries.completion_rates()
    for one in rows:
        row = one["row"]
        parts = [
            ("good", "Completed", row.completed), ("mild", "Waived", row.waived),
            ("rest", "Open and in time", one["ahead"]), ("bad", "Overdue", row.overdue),
        ]  # fmt: skip
        one["bar"] = share_bar(title=one["title"], parts=parts)
    return render(request, "compliance/rates.html", {"rates": rows})
