"""Decimals to and from JSON, and as people read them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

PLACES = Decimal("0.0001")  # a reading is kept to four places
MINUS = "−"


def exact(value: Any) -> Decimal:
    """Return a number of JSON or of the database as a decimal, without the noise of a binary fraction."""
    return value if isinstance(value, Decimal) else Decimal(str(value))


def as_json(value: Decimal | None, places: Decimal = PLACES) -> int | float | None:
    """Return a decimal as a JSON number, rounded to four places."""
    if value is None:
        return None
    rounded = value.quantize(places, rounding=ROUND_HALF_UP)
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)


def change_unit(unit: str) -> str:
    """A change of a percentage is in points: from 20 % to 30 % are 10 points, and 50 percent more."""
    return "points" if unit == "percent" else unit


def in_words(value: Decimal, *, unit: str = "", signed: bool = False) -> str:
    """Return a figure as pages show it: ``12,480``, ``+3.5 points`` (a change of a percentage), ``−15 h``.

    ``unit`` is one of ``choices.Unit``, ``points``, or a currency.
    """
    is_money = unit == "money" or unit.isupper()
    places = 0 if abs(value) >= (100 if is_money else 1000) else 2  # cents of hundreds tell nothing
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,f}"
    if "." in text and (not is_money or text.endswith(".00")):
        text = text.rstrip("0").rstrip(".")
    sign = MINUS if rounded < 0 else "+" if signed and rounded > 0 else ""
    if unit == "percent":
        return f"{sign}{text} %"
    after = {"minutes": "min", "hours": "h", "points": "points"}.get(unit, unit if unit.isupper() else "")
    return f"{sign}{text} {after}".rstrip()
