from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from apps.core.api.problems import Problem, invalid_field
from apps.patterns import operations


@contextmanager
def refused_in_http() -> Iterator[None]:
    """Say a refusal of the operations as a problem: 400 for input, 409 for the row's present state."""
    codes = {
        operations.ProjectIsDeleted: "deleted",
        operations.PromptIsOver: "prompt_over",
        operations.SessionIsOver: "session_over",
    }
    try:
        yield
    except operations.UnknownPattern as refused:
        raise invalid_field("pattern_id", "unknown_pattern", str(refused)) from refused
    except operations.PatternError as refused:
        raise Problem(409, codes.get(type(refused), "refused"), str(refused)) from refused
