"""Readings as people type, paste and export them, made into numbers by metric key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from apps.metrics.calculations import as_json, exact
from apps.metrics.errors import MetricsError

# Further names of the standard metrics, as exports and spreadsheets call them; compared without case and punctuation.
SYNONYMS = {
    "lead_response_minutes": ("response time", "avg response time", "lead response time", "speed to lead",
                              "first response minutes", "response minutes", "time to first answer"),
    "lead_to_appt_rate": ("lead to appointment rate", "lead to appointment", "appointment rate", "appt rate",
                          "booking rate", "lead to appt"),
    "close_rate": ("closing rate", "win rate", "conversion rate", "sales close rate"),
    "crm_adoption_rate": ("crm adoption", "crm usage", "crm usage rate", "adoption rate"),
    "weekly_ops_hours": ("ops hours", "weekly operations hours", "operations hours", "admin hours",
                         "admin hours per week", "weekly admin hours", "ops hours per week"),
    "nps": ("nps score", "net promoter score"),
}  # fmt: skip
NUMBER = re.compile(r"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)$")
LARGEST = Decimal(10) ** 10


class ReadingsRefused(MetricsError):
    """Some values are wrong; ``errors`` has a sentence for each, by the name that was given.

    ``others`` is what was read of the rest.
    """

    def __init__(self, errors: Mapping[str, str], *, others: Normalized | None = None) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = dict(errors)
        self.others = others


@dataclass(frozen=True)
class Normalized:
    """Numbers by metric key, the names that are no metric of the firm, and by key the name each was given by."""

    readings: dict[str, int | float]
    dropped: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)


def normalized(raw: Mapping[str, Any], *, keys: Iterable[str]) -> Normalized:
    """Return the readings by key; names may be spelled in other ways, values may be text or end in a percent sign.

    Empty values are not measured and left out, unknown names are dropped and told. Raises ReadingsRefused for values
    that are no numbers and for a metric that is given twice.
    """
    names = _names(keys)
    readings: dict[str, int | float] = {}
    given: dict[str, str] = {}
    errors: dict[str, str] = {}
    dropped = []
    for name, value in raw.items():
        key = names.get(_bare(str(name)))
        if key is None:
            dropped.append(str(name))
            continue
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        try:
            number = read_number(value)
        except ValueError as refused:
            errors[str(name)] = f"{name}: {refused}"
            continue
        if key in readings:
            errors[str(name)] = f"{name}: {key} is given twice."
        else:
            readings[key], given[key] = number, str(name)
    read = Normalized(readings, tuple(dropped), given)
    if errors:
        raise ReadingsRefused(errors, others=read)
    return read


def read_number(value: Any) -> int | float:
    """Return the number that a text stands for, to four places; a percent sign is taken off.

    Raises ValueError saying what to write instead.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise ValueError("this is no number.")  # noqa: TRY004 -- one refusal for the caller to show
    try:
        number = _of_text(value) if isinstance(value, str) else exact(value)
    except InvalidOperation:
        raise ValueError(f"“{value}” is no number.") from None
    if not number.is_finite() or abs(number) >= LARGEST:
        raise ValueError(f"“{value}” is no number that can be kept.")
    rounded = as_json(number)
    assert rounded is not None  # noqa: S101 -- for the type checker: only None gives None
    return rounded


def _of_text(value: str) -> Decimal:
    text = value.strip().replace("\N{MINUS SIGN}", "-").removesuffix("%").strip()
    if "," in text:  # 1,250 is a thousand to some and one and a quarter to others
        raise ValueError(f"“{value}” has a comma. Write a decimal point, and thousands without a comma.")
    if not NUMBER.match(text):
        raise ValueError(f"“{value}” is no number.")
    return Decimal(text)


def _names(keys: Iterable[str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for key in keys:
        names |= {_bare(synonym): key for synonym in SYNONYMS.get(key, ())}
    return names | {_bare(key): key for key in keys}


def _bare(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())
