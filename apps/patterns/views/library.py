"""The library of patterns: what projects are scaffolded from, and how each pattern fares."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.patterns import queries
from apps.patterns.choices import Period, ProjectStatus
from apps.patterns.forms import PatternForm
from apps.patterns.models import Pattern, UserFeedback
from apps.patterns.views.charts import MEASURES, trend_card
from apps.patterns.views.figures import row_of
from apps.patterns.views.projects import named
from apps.tenancy.decorators import needs
from apps.tenancy.forms import add_refusal
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest

PER_PAGE = 50
FEEDBACK_SHOWN = 10


@require_safe
@needs(Right.VIEW)
def library(request: FirmRequest) -> HttpResponse:
    """List the patterns with how they fare, those in use first."""
    page = Paginator(Pattern.objects.order_by("-is_active", "name", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    figures = {one.pattern_id: row_of(one) for one in queries.pattern_figures()}
    context = {
        "page": page,
        "query": "",
        "rows": [{"pattern": one, "figures": figures.get(one.pattern_id)} for one in page],
        "refreshed_at": queries.refreshed_at(),
    }
    return render(request, "patterns/library.html", context)


@require_safe
@needs(Right.VIEW)
def pattern(request: FirmRequest, pattern_id: str) -> HttpResponse:
    """Show a pattern: its figures, five trends, the newest feedback, and the form that changes it."""
    row = _found(Pattern.objects.all(), pattern_id)
    return _pattern(request, row, PatternForm(instance=row))


def _pattern(request: FirmRequest, row: Pattern, form: PatternForm, *, status: int = 200) -> HttpResponse:
    figures = queries.figures_of(row.pattern_id)
    trends = queries.trends(
        metrics=MEASURES, period=Period.MONTH, pattern_id=row.pattern_id, today=timezone.localdate()
    )
    feedback = UserFeedback.objects.filter(project_outcome__pattern_id=row.pattern_id)
    newest = feedback.exclude(project_outcome__status=ProjectStatus.DELETED).select_related("project_outcome")
    context: dict[str, Any] = {
        "pattern": row,
        "form": form,
        "seen": form.data.get("seen") or row.row_version,
        "figures": row_of(figures) if figures else None,
        "trends": [trend_card(one) for one in trends],
        "feedback": named(list(newest.order_by("-submitted_at", "-pk")[:FEEDBACK_SHOWN])),
    }
    return render(request, "patterns/pattern.html", context, status=status)


@require_POST
@needs(Right.EDIT)
def save(request: FirmRequest, pattern_id: str) -> HttpResponse:
    """Change a pattern, unless somebody else did since its form was shown."""
    row = _found(Pattern.objects.select_for_update(no_key=True), pattern_id)
    form = PatternForm(request.POST, instance=row)
    if request.POST.get("seen") not in {"", None, str(row.row_version)}:
        form.add_error(None, "Somebody changed this pattern meanwhile. Open it again to see how it stands now.")
    if _saved(form):
        messages.success(request, "Saved. Projects that are made already keep the version they were made with.")
        return redirect("patterns:pattern", pattern_id=pattern_id)
    return _pattern(request, Pattern.objects.get(pk=row.pk), form, status=422)


@require_safe
@needs(Right.EDIT)
def new(request: FirmRequest) -> HttpResponse:
    """Ask for a new pattern."""
    return render(request, "patterns/pattern_new.html", {"form": PatternForm()})


@require_POST
@needs(Right.EDIT)
def create(request: FirmRequest) -> HttpResponse:
    """Add a pattern to the library."""
    form = PatternForm(request.POST)
    if _saved(form):
        messages.success(request, "The pattern is in the library. Projects can be reported with it now.")
        return redirect("patterns:pattern", pattern_id=form.instance.pattern_id)
    return render(request, "patterns/pattern_new.html", {"form": form}, status=422)


def _found(rows: QuerySet[Any], pattern_id: str) -> Any:
    if "\0" in pattern_id:
        raise Http404
    return get_object_or_404(rows, pattern_id=pattern_id)


def _saved(form: PatternForm) -> bool:
    """Save a pattern by its form; what the table's rules refuse stands beside the fields."""
    if not form.is_valid():
        return False
    try:
        form.instance.full_clean()
    except ValidationError as refused:
        add_refusal(form, refused)
        return False
    try:
        with transaction.atomic():
            form.instance.save()
    except IntegrityError:  # the same id, added right now
        form.add_error("pattern_id", "There is a pattern of this id already.")
        return False
    return True
