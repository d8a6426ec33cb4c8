"""What a list can be narrowed by: declared once, for the query and for the schema, without a form per request."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import TextChoices
from django.utils import timezone

NONE = "none"
A_DAY = "a day from 1000-01-01 to 2999-12-31, such as 2026-03-02"
DAY_SCHEMA = {"type": "string", "format": "date"}


class Sql(NamedTuple):
    """A piece of a statement and the values that travel beside it."""

    text: str
    values: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Filter:
    """One parameter: ``condition`` reads its text, for a list as Sql; ValueError says what is accepted."""

    condition: Callable[[str], Any]
    schema: dict[str, Any]
    says: str


def one_of(column: str, choices: type[TextChoices], says: str) -> Filter:
    """A parameter that takes one or several of the choices, with commas between."""
    known = frozenset(choices.values)

    def condition(text: str) -> Sql:
        values = text.split(",")
        if unknown := [value for value in values if value not in known]:
            raise ValueError(f"“{unknown[0]}” is none of {', '.join(choices.values)}")
        return Sql(f"{column} = %s", (text,)) if len(values) == 1 else Sql(f"{column} = ANY(%s)", (values,))

    named = {"$ref": f"#/components/schemas/{choices.__name__}"}  # under this name in ENUM_NAME_OVERRIDES
    return Filter(condition, {"type": "array", "items": named, "minItems": 1}, says)


def link(column: str, says: str) -> Filter:
    """A parameter that takes an id."""

    def condition(text: str) -> Sql:
        try:
            return Sql(f"{column} = %s", (UUID(text),))
        except ValueError:
            raise ValueError("an id, such as 019a4c3e-5d2b-7c1e-9f00-3a1b2c3d4e5f") from None

    return Filter(condition, {"type": "string", "format": "uuid"}, says)


def number(column: str, most: int, says: str) -> Filter:
    """A parameter that takes a whole number from 0, or ``none`` for rows without one."""

    def condition(text: str) -> Sql:
        if text == NONE:
            return Sql(f"{column} IS NULL")
        if not (is_whole(text) and int(text) <= most):
            raise ValueError(f"a whole number from 0 to {most}, or none")
        return Sql(f"{column} = %s", (int(text),))

    whole = {"type": "integer", "minimum": 0, "maximum": most}
    return Filter(condition, {"anyOf": [whole, {"type": "string", "enum": [NONE]}]}, says)


def flag(condition: str, says: str) -> Filter:
    """A parameter that takes true or false, for rows that meet the SQL condition or do not."""

    def asked(text: str) -> Sql:
        if text not in {"true", "false"}:
            raise ValueError("true or false")
        return Sql(f"({condition})" if text == "true" else f"NOT ({condition})")

    return Filter(asked, {"type": "boolean"}, says)


def exactly(column: str, says: str) -> Filter:
    """A parameter that takes a text to be met exactly."""
    return Filter(lambda text: Sql(f"{column} = %s", (_clean(text),)), {"type": "string"}, says)


def containing(*columns: str, says: str) -> Filter:
    """A parameter that takes a text to be found in any of the columns, whatever its case."""
    found = f"({' OR '.join(f'upper({column}) LIKE upper(%s)' for column in columns)})"

    def condition(text: str) -> Sql:
        literal = _clean(text).replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
        return Sql(found, (f"%{literal}%",) * len(columns))

    return Filter(condition, {"type": "string", "maxLength": 200}, says)


def since(column: str, says: str) -> Filter:
    """A parameter that takes the earliest time."""

    def condition(text: str) -> Sql:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            moment = datetime.min  # noqa: DTZ901 -- refused in the next line, as one without an offset is
        if moment.tzinfo is None:
            raise ValueError("a time with its offset, such as 2026-03-02T09:30:00Z")
        return Sql(f"{column} >= %s", (moment,))

    return Filter(condition, {"type": "string", "format": "date-time"}, says)


def from_day(column: str, says: str) -> Filter:
    """A parameter that takes the first day, of the zone of whoever asks."""
    return _day(f"{column} >= %s", 0, says)


def to_day(column: str, says: str) -> Filter:
    """A parameter that takes the last day, of the zone of whoever asks."""
    return _day(f"{column} < %s", 1, says)


def _day(text: str, days_after: int, says: str) -> Filter:
    def condition(given: str) -> Sql:
        day = read_day(given) + timedelta(days=days_after)
        return Sql(text, (datetime.combine(day, time.min, timezone.get_current_timezone()),))

    return Filter(condition, DAY_SCHEMA, says)


def choice(choices: type[TextChoices], says: str) -> Filter:
    """A parameter of an act that takes one of the choices."""

    def read(text: str) -> str:
        if text not in choices.values:
            raise ValueError(f"one of {', '.join(choices.values)}")
        return text

    return Filter(read, {"$ref": f"#/components/schemas/{choices.__name__}"}, says)


def read_day(text: str) -> date:
    """Return the day of a parameter; ValueError says what is accepted."""
    if not re.fullmatch(r"[12]\d{3}-\d\d-\d\d", text, re.ASCII):
        raise ValueError(A_DAY)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(A_DAY) from None


def is_whole(text: str) -> bool:
    """Whether a parameter is a whole number of at most nine digits."""
    return bool(re.fullmatch(r"\d{1,9}", text, re.ASCII))


def joined(conditions: Iterable[Sql]) -> Sql:
    """Return the condition that all of these hold."""
    texts, values = [], []
    for text, given in conditions:
        texts.append(text)
        values.extend(given)
    return Sql(" AND ".join(texts), tuple(values))


def _clean(text: str) -> str:
    if "\0" in text or len(text) > 200:  # noqa: PLR2004 -- the longest title or name that anybody would search
        raise ValueError("a text of at most 200 characters, without NUL")
    return text
