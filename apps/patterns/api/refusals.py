from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from apps.core.api.problems import Problem, invalid_field
from apps.patterns import operations

CODES = {
    operations.ProjectIsDeleted: "deleted",
    operations.PromptIsOver: "prompt_over",
    operations.SessionIsOver: "session_over",
}


def as_problem(refused: Exception) -> Problem:
    """Return a refusal of the operations as a problem: 400 for input, 409 for the row's present state."""
    if isinstance(refused, operations.UnknownPattern):
        return invalid_field("pattern_id", "unknown_pattern", str(refused))
    return Problem(409, CODES.get(type(refused), "refused"), str(refused))


@contextmanager
def refused_in_http() -> Iterator[None]:
    """Say a refusal of the operations as a problem."""
    try:
        yield
    except operations.PatternError as refused:
        raise as_problem(refused) from refused
