"""What a list can be narrowed by: declared once, for the query and for the schema, without a form per request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, TextChoices

NONE = "none"


@dataclass(frozen=True)
class Filter:
    """One parameter: ``condition`` reads its text, ValueError says what is accepted."""

    condition: Callable[[str], Q]
    schema: dict[str, Any]
    says: str


def one_of(lookup: str, choices: type[TextChoices], says: str) -> Filter:
    """A parameter that takes one or several of the choices, with commas between."""

    def condition(text: str) -> Q:
        values = text.split(",")
        if unknown := [value for value in values if value not in choices.values]:
            raise ValueError(f"“{unknown[0]}” is none of {', '.join(choices.values)}")
        return Q(**{lookup: values[0]}) if len(values) == 1 else Q(**{f"{lookup}__in": values})

    named = {"$ref": f"#/components/schemas/{choices.__name__}"}  # under this name in ENUM_NAME_OVERRIDES
    return Filter(condition, {"type": "array", "items": named, "minItems": 1}, says)


def link(lookup: str, says: str) -> Filter:
    """A parameter that takes an id."""

    def condition(text: str) -> Q:
        try:
            return Q(**{lookup: UUID(text)})
        except ValueError:
            raise ValueError("an id, such as 019a4c3e-5d2b-7c1e-9f00-3a1b2c3d4e5f") from None

    return Filter(condition, {"type": "string", "format": "uuid"}, says)


def number(lookup: str, most: int, says: str) -> Filter:
    """A parameter that takes a whole number from 0, or ``none`` for rows without one."""

    def condition(text: str) -> Q:
        if text == NONE:
            return Q(**{f"{lookup}__isnull": True})
        if not (text.isascii() and text.isdigit() and int(text[:6]) <= most):
            raise ValueError(f"a whole number from 0 to {most}, or none")
        return Q(**{lookup: int(text)})

    whole = {"type": "integer", "minimum": 0, "maximum": most}
    return Filter(condition, {"anyOf": [whole, {"type": "string", "enum": [NONE]}]}, says)


def flag(lookup: str, says: str) -> Filter:
    """A parameter that takes true or false."""

    def condition(text: str) -> Q:
        if text not in {"true", "false"}:
            raise ValueError("true or false")
        return Q(**{lookup: text == "true"})

    return Filter(condition, {"type": "boolean"}, says)


def exactly(lookup: str, says: str) -> Filter:
    """A parameter that takes a text to be met exactly."""
    return Filter(lambda text: Q(**{lookup: _clean(text)}), {"type": "string"}, says)


def containing(*lookups: str, says: str) -> Filter:
    """A parameter that takes a text to be found in any of the columns, whatever its case."""

    def condition(text: str) -> Q:
        found = Q()
        for lookup in lookups:
            found |= Q(**{f"{lookup}__icontains": _clean(text)})
        return found

    return Filter(condition, {"type": "string", "maxLength": 200}, says)


def since(lookup: str, says: str) -> Filter:
    """A parameter that takes the earliest time."""

    def condition(text: str) -> Q:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            moment = datetime.min  # noqa: DTZ901 -- refused in the next line, as one without an offset is
        if moment.tzinfo is None:
            raise ValueError("a time with its offset, such as 2026-03-02T09:30:00Z")
        return Q(**{f"{lookup}__gte": moment})

    return Filter(condition, {"type": "string", "format": "date-time"}, says)


def _clean(text: str) -> str:
    if "\0" in text or len(text) > 200:  # noqa: PLR2004 -- the longest title or name that anybody would search
        raise ValueError("a text of at most 200 characters, without NUL")
    return text
