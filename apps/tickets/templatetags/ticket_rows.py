"""Keeping a ticket's row short: the answer to a tick has to stay below 2 KB whatever the ticket says."""

from django import template
from django.utils.html import escape

register = template.Library()


@register.filter
def fit(text: str, size: int) -> str:
    """Cut a text that takes more than ``size`` bytes as escaped HTML, and end it with an ellipsis."""
    if len(escape(text).encode()) <= size:
        return text
    taken = 0
    for place, letter in enumerate(text):
        taken += len(escape(letter).encode())
        if taken > size:
            return f"{text[:place].rstrip()}…"
    return text
