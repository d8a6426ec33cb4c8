"""The firm's projects: the list, one project, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from apps.core.timeline import timeline
from apps.patterns import operations, queries
from apps.patterns.choices import EventType, Health, NegativeAspect, PositiveAspect, ProjectStatus
from apps.patterns.models import BuildEvent, Pattern, ProjectOutcome, UserFeedback
from apps.patterns.views import charts, listing
from apps.tenancy.decorators import needs
from apps.tenancy.models import Membership
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest

PER_PAGE = 20
EVENTS_SHOWN, FEEDBACK_SHOWN = 50, 10
HISTORY = ("project_name", "project_path", "status", "repository", "stack_id", "pattern_version")


@require_safe
@needs(Right.VIEW)
def projects(request: FirmRequest) -> HttpResponse:
    """List the firm's projects as cards, below four figures of all of them."""
    asked = listing.asked_of(request.GET.dict())
    patterns = listing.patterns()
    versions = {pattern_id: version for pattern_id, _, version in patterns}
    page = Paginator(listing.listed(asked), PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    summary = queries.summary()
    context = {
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "cards": [listing.card_of(one, versions) for one in page],
        "summary": summary,
        "asked": asked,
        "is_narrowed": listing.is_narrowed(asked),
        "query": query.urlencode(),
        "statuses": listing.STATUSES,
        "healths": Health.choices,
        "sorts": [(key, label) for key, (label, _) in listing.SORTS.items()],
        "patterns": [(pattern_id, name) for pattern_id, name, _ in patterns],
        "address": request.build_absolute_uri("/api/outcomes"),
        "firm_address": request.build_absolute_uri(reverse("portal:home")).rstrip("/"),
    }
    return render(request, "patterns/projects.html", context)


@require_safe
@needs(Right.VIEW)
def project(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Show a project with its builds, its feedback and its history."""
    outcome = get_object_or_404(listing.with_health(), pk=pk)
    pattern = Pattern.objects.filter(pattern_id=outcome.pattern_id).first()
    events = outcome.build_events.order_by("-occurred_at", "-id")
    feedback = list(outcome.feedback.order_by("-submitted_at", "-id")[: FEEDBACK_SHOWN + 1])
    now = timezone.now()
    due = queries.due_prompts(user_id=request.caller.user_id, at=now).filter(pk=pk)
    context = {
        "outcome": outcome,
        "metadata": list(outcome.metadata.items()),  # a template would look up a key named “items” first
        "card": listing.card_of(outcome, {pattern.pattern_id: pattern.version} if pattern else {}),
        "pattern": pattern,
        "events": list(events[:EVENTS_SHOWN]),
        "event_count": events.count(),
        "tests": charts.test_rates(_tested(events)),
        "feedback": named(feedback[:FEEDBACK_SHOWN]),
        "there_is_more": len(feedback) > FEEDBACK_SHOWN,
        "made_by": names_of({outcome.user_id}).get(outcome.user_id, ""),
        "asks": due.exists(),
        "is_asked_later": outcome.feedback_prompt_due_at is not None and outcome.feedback_prompt_due_at > now,
        "history": timeline(outcome, fields=HISTORY, limit=20),
    }
    return render(request, "patterns/project.html", context)


def _tested(events: Any) -> list[BuildEvent]:
    """Return the newest test runs with a rate, the earliest of them first."""
    rows = events.filter(event_type=EventType.TEST, test_pass_rate__isnull=False)
    return list(rows[:EVENTS_SHOWN])[::-1]


def names_of(user_ids: set[UUID | None]) -> dict[UUID | None, str]:
    """Return the names of people of the firm."""
    known = user_ids - {None}
    return dict(Membership.objects.filter(user_id__in=known).values_list("user_id", "name")) if known else {}


def named(rows: Sequence[UserFeedback]) -> list[dict[str, Any]]:
    """Return feedback with the names of who gave it, and its aspects in words."""
    names = names_of({row.user_id for row in rows})
    return [
        {
            "row": row,
            "who": names.get(row.user_id, ""),
            "good": [PositiveAspect(one).label for one in row.positive_aspects or []],
            "bad": [NegativeAspect(one).label for one in row.negative_aspects or []],
        }
        for row in rows
    ]


@require_POST
@needs(Right.TICK)
def archive(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Put a project away, and offer the way back."""
    get_object_or_404(ProjectOutcome, pk=pk)
    try:
        outcome = operations.archive_outcome(outcome_id=pk)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _with_undo(request, f"“{outcome}” is archived.", pk))
    return redirect(back(request, reverse("patterns:project", args=[pk])))


@require_POST
@needs(Right.TICK)
def restore(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Make an archived or deleted project active again."""
    found = get_object_or_404(ProjectOutcome, pk=pk)
    if found.status == ProjectStatus.DELETED and not request.caller.may(Right.EDIT):
        raise PermissionDenied  # who may not delete takes no deletion back
    try:
        outcome = operations.restore_outcome(outcome_id=pk)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, f"“{outcome}” is active again.")
    return redirect(back(request, reverse("patterns:project", args=[pk])))


@require_safe
@needs(Right.EDIT)
def delete(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Ask whether a project is to be deleted."""
    outcome = get_object_or_404(listing.with_health(), pk=pk)
    if outcome.status == ProjectStatus.DELETED:
        return redirect("patterns:project", pk=pk)
    counts = {"builds": outcome.build_events.count(), "answers": outcome.feedback.count()}
    return render(request, "patterns/delete.html", {"outcome": outcome, **counts})


@require_POST
@needs(Right.EDIT)
def delete_confirmed(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Mark a project deleted."""
    outcome = get_object_or_404(ProjectOutcome, pk=pk)
    operations.delete_outcome(outcome_id=pk)
    messages.success(request, _with_undo(request, f"“{outcome}” is deleted.", pk))
    return redirect("patterns:projects")


def _with_undo(request: FirmRequest, said: str, pk: UUID) -> SafeString:
    """Return what a page says after an act, with the way back, which needs no script."""
    return format_html(
        '{} <form class="undo" method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="next" value="{}"><button class="link">Undo</button></form>',
        said,
        reverse("patterns:restore", args=[pk]),
        get_token(request),
        request.POST.get("next", ""),
    )


def back(request: FirmRequest, otherwise: str) -> str:
    """Return the page that a form stood on, where it says so and it is one of ours."""
    to = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure())
    return to if ours and to.startswith("/") else otherwise
