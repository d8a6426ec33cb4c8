"""What the database refused, in the words of the constraint that refused it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import DatabaseError, models

from apps.core.api.problems import Problem, invalid_field, public_name

NOT_NULL, FOREIGN_KEY, RESTRICTED, UNIQUE, CHECK, EXCLUDED = "23502", "23503", "23001", "23505", "23514", "23P01"
BAD_VALUE = "22"  # the class of data exceptions
BUSY = {"55P03", "40001", "40P01", "57014"}  # lock or statement timeout, lost race, deadlock


def refusal_of(error: DatabaseError, method: str) -> Problem | None:  # noqa: PLR0911 -- one state a line
    """Return the problem that a database error stands for, None when it is a fault of ours."""
    diag = getattr(error.__cause__, "diag", None)
    state = getattr(diag, "sqlstate", None) or ""
    if diag is None:
        return None
    if state in BUSY:
        detail = "Somebody else is changing this right now; try again in a second."
        return Problem(503, "busy", detail, headers={"Retry-After": "1"})
    if state in {FOREIGN_KEY, RESTRICTED} and method == "DELETE":
        return Problem(409, "in_use", "Other rows need this one; delete them first.")
    if state.startswith(BAD_VALUE):
        return invalid_field("", "invalid", "A value is out of the range that can be kept.")
    if state not in {NOT_NULL, FOREIGN_KEY, UNIQUE, CHECK, EXCLUDED}:
        return None
    model = next((m for m in apps.get_models() if m._meta.db_table == diag.table_name), None)
    if state == NOT_NULL:
        return invalid_field(diag.column_name or "", "required", "This field is required.")
    rule = next((c for c in model._meta.constraints if c.name == diag.constraint_name), None) if model else None
    if model is None or rule is None:  # a trigger that raised under a name of its own, in words for people
        return invalid_field("", "refused", diag.message_primary or "The database refused this.")
    if state == FOREIGN_KEY:
        return invalid_field(public_name(model, getattr(rule, "field", "")), "unknown", UNKNOWN)
    code = "unique" if state == UNIQUE else "invalid"
    return invalid_field(public_name(model, _field_of(model, rule)), code, str(rule.get_violation_error_message()))


UNKNOWN = "There is nothing of this id in the firm."


def _field_of(model: type[models.Model], rule: Any) -> str:
    """Return the field a rule is about: the last it names, the firm aside."""
    parts = (*getattr(rule, "fields", ()), *(name for one in getattr(rule, "expressions", ()) for name in _names(one)))
    named: Iterable[str] = [name for name in parts if name != "tenant"]
    if not named and rule.condition is not None:
        named = rule.condition.referenced_base_fields
    places = [field.name for field in model._meta.concrete_fields]
    return max((name for name in named if name in places), key=places.index, default="")


def _names(expression: Any) -> list[str]:
    """Return the fields that an expression reads, such as a name whatever its case."""
    if isinstance(expression, models.F):
        return [expression.name]
    return [name for part in expression.get_source_expressions() for name in _names(part)]
