"""Feedback for training models outside: only what its giver agreed to, read a part at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from apps.patterns.models import UserFeedback

CHUNK = 2000
# Who answered, free paths and the firm stay here; a project is known by its id alone.
EXPORTED = (
    "id", "project_outcome_id", "pattern_id", "pattern_version", "languages_used", "last_build_status",
    "test_pass_rate", "overall_satisfaction", "pattern_usefulness", "code_quality", "documentation_clarity",
    "setup_ease", "positive_aspects", "negative_aspects", "additional_comments", "would_recommend",
    "likelihood_to_reuse", "feature_requests", "time_to_first_build", "encountered_errors", "error_details",
    "feedback_source", "submitted_at",
)  # fmt: skip
_OF_PROJECT = {
    name: f"project_outcome__{name}"
    for name in ("pattern_id", "pattern_version", "languages_used", "last_build_status", "test_pass_rate")
}


def exported_feedback() -> Iterator[dict[str, Any]]:
    """Yield the feedback whose giver agreed to an export, oldest first, as values by the names of EXPORTED.

    Feedback on deleted projects is left out. Read by a cursor of the server, so within one transaction.
    """
    rows = UserFeedback.objects.filter(consent_to_export=True).exclude(project_outcome__status="deleted")
    columns = [_OF_PROJECT.get(name, name) for name in EXPORTED]
    for row in rows.order_by("submitted_at", "id").values_list(*columns).iterator(chunk_size=CHUNK):
        yield dict(zip(EXPORTED, row, strict=True))
