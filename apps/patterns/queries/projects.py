from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from apps.patterns.choices import ProjectStatus, PromptState
from apps.patterns.models import ProjectOutcome

MOST_DISMISSALS = 2
ASKED_FOR = timedelta(days=30)


def due_prompts(*, user_id: UUID | None, at: datetime) -> QuerySet[Any]:
    """Return the active projects whose question is due, oldest first: a person's own, and those of programs.

    A question that nobody answered in 30 days is not asked any more; the form stays open. None as the person asks for
    those of programs alone.
    """
    due = ProjectOutcome.objects.filter(
        status=ProjectStatus.ACTIVE,
        feedback_prompt_state__in=[PromptState.PENDING, PromptState.SHOWN, PromptState.DISMISSED],
        feedback_prompt_dismissals__lt=MOST_DISMISSALS,
        feedback_prompt_due_at__range=(at - ASKED_FOR, at),
    )
    return due.filter(Q(user_id__isnull=True) | Q(user_id=user_id)).order_by("feedback_prompt_due_at", "pk")
