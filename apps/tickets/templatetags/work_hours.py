"""Hours of work as people write them."""

from decimal import Decimal

from django import template

from apps.tickets.generating.library_pack import short_hours

register = template.Library()


@register.filter
def hours(value: Decimal) -> str:
    """Return hours without zeros at their end, such as 3 or 2.5."""
    return short_hours(value)
