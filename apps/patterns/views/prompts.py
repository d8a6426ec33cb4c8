"""The question how a project was: what somebody does with it."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from apps.patterns import operations
from apps.patterns.models import ProjectOutcome
from apps.patterns.queries.projects import MOST_DISMISSALS
from apps.patterns.views.projects import back
from apps.tenancy.decorators import needs
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest


@require_POST
@needs(Right.TICK)
def dismiss(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Put the question away: for a day, and the second time for good."""
    get_object_or_404(ProjectOutcome, pk=pk)
    try:
        outcome = operations.dismiss_prompt(outcome_id=pk, at=timezone.now())
    except operations.PromptIsOver as refused:
        messages.info(request, str(refused))
    else:
        is_over = outcome.feedback_prompt_dismissals >= MOST_DISMISSALS
        later = "You are not asked about it again" if is_over else "You are asked once more tomorrow"
        messages.info(request, f"{later}. “{outcome}” can be rated on its page at any time.")
    return redirect(back(request, reverse("patterns:projects")))


@require_POST
@needs(Right.TICK)
def shown(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Note that the question was seen; the page tells so by itself, since showing a page writes nothing."""
    get_object_or_404(ProjectOutcome, pk=pk)
    with suppress(operations.PromptIsOver):  # answered in another tab meanwhile; there is nothing to note
        operations.show_prompt(outcome_id=pk)
    return HttpResponse(status=204)
