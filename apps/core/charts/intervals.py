"""A rate with the interval that the true one lies in."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.core.charts.marks import joined, rule
from apps.core.charts.scales import Scale

WIDTH, HEIGHT, INSET = 120, 16, 5


def interval_bar(*, low: float, value: float, high: float, bounds: tuple[float, ...] = ()) -> SafeString:
    """Draw a percentage as a dot between its whiskers; the same stands in words beside it, so it is not read out."""
    across, middle = Scale(0, 100, INSET, WIDTH - INSET), HEIGHT / 2
    body = joined([
        rule(INSET, middle, WIDTH - INSET, middle, kind="grid"),
        *(rule(across(one), 3, across(one), HEIGHT - 3, kind="bound") for one in bounds),
        rule(across(low), middle, across(high), middle, kind="whisker"),
        *(rule(across(end), 4, across(end), HEIGHT - 4, kind="whisker") for end in (low, high)),
        format_html('<circle class="dot" cx="{}" cy="{}" r="4"/>', across(value), middle),
    ])  # fmt: skip
    return format_html(
        '<svg class="interval" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">{}</svg>', WIDTH, HEIGHT, body
    )
