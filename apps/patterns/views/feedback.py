"""Feedback on projects: the form, the list, and what may be exported of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.patterns import operations, queries
from apps.patterns.choices import ProjectStatus
from apps.patterns.forms import SATISFACTION, FeedbackForm
from apps.patterns.models import ProjectOutcome, UserFeedback
from apps.patterns.views import listing
from apps.patterns.views.projects import named
from apps.tenancy.decorators import needs
from apps.tenancy.forms import add_refusal
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest

PER_PAGE = 25
ONCE_A_DAY = "patterns_feedback_once_a_day"


@require_safe
@needs(Right.TICK)
def give(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Ask how a project was; ``?asked=1`` comes from the question that the pages put."""
    outcome = get_object_or_404(ProjectOutcome, pk=pk)
    if outcome.status == ProjectStatus.DELETED:
        messages.error(request, f"“{outcome}” is deleted; restore it to rate it.")
        return redirect("patterns:project", pk=pk)
    return _form(request, outcome, FeedbackForm(initial={"asked": request.GET.get("asked") == "1"}))


@require_POST
@needs(Right.TICK)
def save(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Keep what was answered."""
    outcome = get_object_or_404(ProjectOutcome, pk=pk)
    form = FeedbackForm(request.POST)
    if form.is_valid():
        try:
            operations.give_feedback(outcome_id=pk, values=form.answers(), user_id=request.caller.user_id)
        except (operations.ProjectIsDeleted, ValidationError) as refused:
            add_refusal(form, refused)
        except IntegrityError as refused:
            if getattr(getattr(refused.__cause__, "diag", None), "constraint_name", "") != ONCE_A_DAY:
                raise
            form.add_error(None, "You have rated this project today already. Your answers of today count.")
        else:
            return redirect("patterns:feedback_thanks", pk=pk)
    return _form(request, outcome, form, status=422)


def _form(request: FirmRequest, outcome: ProjectOutcome, form: FeedbackForm, *, status: int = 200) -> HttpResponse:
    scales = [form[name] for name in FeedbackForm.FIRST_STEP[1:-1]]
    step = form.first_wrong_step if form.errors else 1
    aspects = [form["positive_aspects"], form["negative_aspects"]]
    context = {"outcome": outcome, "form": form, "scales": scales, "aspects": aspects, "step": step}
    return render(request, "patterns/feedback_form.html", context, status=status)


@require_safe
@needs(Right.TICK)
def thanks(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Say thank you, and show what was kept."""
    outcome = get_object_or_404(ProjectOutcome, pk=pk)
    own = UserFeedback.objects.filter(project_outcome=outcome, user_id=request.caller.user_id)
    given = list(own.order_by("-submitted_at", "-id")[:1])
    context = {"outcome": outcome, "given": named(given)}
    return render(request, "patterns/feedback_thanks.html", context)


@require_safe
@needs(Right.VIEW)
def feedback(request: FirmRequest) -> HttpResponse:
    """List the feedback on the firm's projects, the newest first."""
    names = ("q", "pattern_id", "project", "stars", "recommend")
    asked = {name: request.GET.get(name, "").replace("\0", "").strip() for name in names}
    project = get_object_or_404(ProjectOutcome, pk=_uuid(asked["project"])) if asked["project"] else None
    page = Paginator(_listed(asked), PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": page,
        "rows": named(list(page)),
        "asked": asked,
        "project": project,
        "is_narrowed": any(asked.values()),
        "query": query.urlencode(),
        "patterns": [(pattern_id, name) for pattern_id, name, _ in listing.patterns()],
        "stars": SATISFACTION,
    }
    return render(request, "patterns/feedback.html", context)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as wrong:
        raise Http404("no such project") from wrong


def _listed(asked: dict[str, str]) -> QuerySet[Any]:
    rows = UserFeedback.objects.exclude(project_outcome__status=ProjectStatus.DELETED).select_related("project_outcome")
    if asked["project"]:
        rows = rows.filter(project_outcome_id=asked["project"])
    if asked["pattern_id"]:
        rows = rows.filter(project_outcome__pattern_id=asked["pattern_id"])
    if asked["stars"] in {str(stars) for stars, _ in SATISFACTION}:
        rows = rows.filter(overall_satisfaction=int(asked["stars"]))
    if asked["recommend"] in {"yes", "no"}:
        rows = rows.filter(would_recommend=asked["recommend"] == "yes")
    if word := asked["q"]:
        rows = rows.filter(Q(additional_comments__icontains=word) | Q(project_outcome__project_name__icontains=word))
    return rows.order_by("-submitted_at", "-pk")


@require_safe
@needs(Right.VIEW)
def export(request: FirmRequest) -> HttpResponse:
    """Say how much of the feedback may leave the firm, and offer it as files."""
    rows = UserFeedback.objects.exclude(project_outcome__status=ProjectStatus.DELETED)
    counts = rows.aggregate(all=Count("pk"), agreed=Count("pk", filter=Q(consent_to_export=True)))
    return render(request, "patterns/feedback_export.html", {"counts": counts, "columns": queries.EXPORTED})
