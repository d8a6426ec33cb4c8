"""Migrations without needless work: between two of their operations Django builds the models of that moment anew."""

from __future__ import annotations

from typing import Any

from django.db.migrations.state import ProjectState

_find_reload_model = ProjectState._find_reload_model


def _reload_alone(state: ProjectState, app_label: str, model_name: str, delay: bool = False) -> Any:
    if delay:
        state.is_delayed = True  # whoever needs all of them, RunPython say, has them built anew
        return {(app_label, model_name)}
    return _find_reload_model(state, app_label, model_name, delay)


def build_changed_model_alone() -> None:
    """Build one model anew when only its own columns, indexes, constraints or triggers change, and no relation of it.

    Django builds each model that is related to one of its relations too. Ours all belong to a firm, so that an index
    more cost as much as all models together (ADR 0018).
    """
    ProjectState._find_reload_model = _reload_alone
