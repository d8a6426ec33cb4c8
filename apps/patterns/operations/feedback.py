"""Feedback on projects, whichever way it comes in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from apps.patterns.choices import ProjectStatus, PromptState
from apps.patterns.errors import PatternError
from apps.patterns.models import ProjectOutcome, UserFeedback


class ProjectIsDeleted(PatternError):
    """Nobody rates what is deleted."""


class ConsentIsTheGivers(PatternError):
    """Only who gave an answer agrees to its export."""


@transaction.atomic
def give_feedback(*, outcome_id: UUID, values: Mapping[str, Any], user_id: UUID | None = None) -> UserFeedback:
    """Keep what somebody says of a project; only what ``values`` hold is stored. It ends the question about it.

    Raises DoesNotExist, ProjectIsDeleted, ValidationError naming the field, or IntegrityError when the same person
    has rated the project the same way today.
    """
    outcome: ProjectOutcome = ProjectOutcome.objects.select_for_update(no_key=True).get(pk=outcome_id)
    if outcome.status == ProjectStatus.DELETED:
        raise ProjectIsDeleted(f"“{outcome}” is deleted; restore it to rate it.")
    row = UserFeedback(project_outcome=outcome, user_id=user_id, **values)
    row.clean_fields(exclude={"user", "tenant", "project_outcome", "submitted_on"})
    row.save(force_insert=True)
    if outcome.feedback_prompt_state != PromptState.DONE:
        outcome.feedback_prompt_state = PromptState.DONE
        outcome.save(update_fields=["feedback_prompt_state"])
    row.refresh_from_db()
    return row


@transaction.atomic
def withdraw_consent(*, feedback_id: UUID, is_given: bool = False) -> UserFeedback:
    """Keep an answer out of exports from now on. Raises DoesNotExist, or ConsentIsTheGivers when it would be given."""
    row: UserFeedback = UserFeedback.objects.select_for_update(no_key=True).get(pk=feedback_id)
    if is_given and not row.consent_to_export:
        raise ConsentIsTheGivers("Only who gave this answer can agree to its export; you can withdraw it alone.")
    row.consent_to_export = is_given
    row.save(update_fields=["consent_to_export"])
    return row
