"""The question how a project was: due five minutes after it was made, put away for a day, ended by the second time."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from apps.patterns.choices import PromptState
from apps.patterns.errors import PatternError
from apps.patterns.models import ProjectOutcome
from apps.patterns.queries.projects import MOST_DISMISSALS

SNOOZE = timedelta(days=1)


class PromptIsOver(PatternError):
    """The question was answered, or dismissed twice."""


def show_prompt(*, outcome_id: UUID) -> ProjectOutcome:
    """Note that somebody has seen the question. Raises DoesNotExist, or PromptIsOver."""
    return _moved(outcome_id, PromptState.SHOWN)


def dismiss_prompt(*, outcome_id: UUID, at: datetime) -> ProjectOutcome:
    """Put the question away: it comes once more, a day later. Raises DoesNotExist, or PromptIsOver."""
    return _moved(outcome_id, PromptState.DISMISSED, at=at)


@transaction.atomic
def _moved(outcome_id: UUID, state: str, *, at: datetime | None = None) -> ProjectOutcome:
    outcome: ProjectOutcome = ProjectOutcome.objects.select_for_update(no_key=True).get(pk=outcome_id)
    if outcome.feedback_prompt_state == PromptState.DONE:
        raise PromptIsOver("The question was answered.")
    if outcome.feedback_prompt_dismissals >= MOST_DISMISSALS:
        raise PromptIsOver("The question was dismissed twice and is not asked again.")
    if at is not None and outcome.feedback_prompt_due_at and outcome.feedback_prompt_due_at > at:
        return outcome  # put away already: a second click is not a second no
    outcome.feedback_prompt_state = state
    if at is not None:
        outcome.feedback_prompt_dismissals += 1
        if outcome.feedback_prompt_dismissals < MOST_DISMISSALS:
            outcome.feedback_prompt_due_at = at + SNOOZE
    outcome.save(update_fields=["feedback_prompt_state", "feedback_prompt_dismissals", "feedback_prompt_due_at"])
    return outcome
