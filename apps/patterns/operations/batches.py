"""How projects are written in batches and put back: a state by its operation, and nothing that follows events."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models

from apps.patterns.choices import ProjectStatus
from apps.patterns.errors import PatternError
from apps.patterns.models.outcome import FOLLOWED, PROMPT
from apps.patterns.operations.outcomes import archive_outcome, delete_outcome, restore_outcome
from apps.patterns.operations.refreshing import ask_for_refresh
from apps.work.batches import TableRules

WRITTEN_FOR_IT = {*FOLLOWED, *PROMPT, "archived_at", "deleted_at"}  # by events and triggers


class ProjectRules(TableRules):
    """The rules of projects."""

    refusals = (*TableRules.refusals, PatternError)

    def restorable(self) -> list[models.Field[Any, Any]]:
        return [field for field in super().restorable() if field.name not in WRITTEN_FOR_IT]

    def change(self, row: Any, values: Mapping[str, Any], *, at: datetime) -> None:
        move = {
            ProjectStatus.ACTIVE: restore_outcome,
            ProjectStatus.ARCHIVED: archive_outcome,
            ProjectStatus.DELETED: delete_outcome,
        }
        if "status" in values:
            move[values["status"]](outcome_id=row.pk)
        if rest := {name: value for name, value in values.items() if name != "status"}:
            super().change(row, rest, at=at)
        ask_for_refresh()
