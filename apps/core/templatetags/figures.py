"""Charts and figures in templates."""

from __future__ import annotations

from decimal import Decimal

from django import template

from apps.core.charts import scales
from apps.core.charts.rings import progress_ring

register = template.Library()
register.simple_tag(progress_ring)


@register.filter
def figure(value: float | Decimal | None) -> str:
    """Write a number as people do: 1,234.5, and a dash for none."""
    return scales.figure(None if value is None else float(value))


@register.filter
def signed(written: str) -> str:
    """Write the minus of a number that another filter has formatted as one, not as a hyphen."""
    return written.replace("-", "\N{MINUS SIGN}")
