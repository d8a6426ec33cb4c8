"""From figures to places on a picture, and the round figures beside its axis."""

from __future__ import annotations

import math
from dataclasses import dataclass

ROUND = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Scale:
    """A straight line from the figures ``low`` to ``high`` to the places ``start`` to ``end``."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the place of a figure; of a scale without length the middle."""
        if self.high == self.low:
            return (self.start + self.end) / 2
        return round(self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start), 2)


def steps(low: float, high: float, *, about: int = 4) -> list[float]:
    """Return round figures from at or below ``low`` to at or above ``high``, ``about`` so many spaces between them.

    Equal figures are given room towards zero; two zeros, up to one.
    """
    if low == high:
        low, high = min(low, 0), max(high, 0) or (1 if low == 0 else 0)
    rough = (high - low) / about
    size = 10 ** math.floor(math.log10(rough))
    step = next(size * factor for factor in ROUND if size * factor >= rough * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(number * step, 10) for number in range(first, last + 1)]


def figure(value: float | None) -> str:
    """Return a figure as people write it: no zeros at the end, a comma between thousands; nothing is a dash."""
    if value is None:
        return "–"
    text = f"{round(float(value), 2):,.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "\N{MINUS SIGN}")


def days(value: float) -> str:
    """Return a number of days as people write it: 1 day, 5.5 days."""
    return f"{figure(value)} day{'' if value == 1 else 's'}"
