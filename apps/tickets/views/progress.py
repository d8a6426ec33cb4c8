"""How a pack is getting on, and when it will be done."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from apps.tenancy.decorators import needs
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest
from apps.tickets import queries
from apps.tickets.burn_up import BurnUp, burn_up
from apps.tickets.forecast import ENOUGH_WEEKS
from apps.tickets.views.board import chosen


@require_safe
@needs(Right.VIEW)
def progress(request: FirmRequest) -> HttpResponse:
    """Show a pack's burn-up with the range in which it will be done."""
    packs = list(queries.packs())
    pack = chosen(packs, request.GET.get("pack"))
    context: dict[str, Any] = {"packs": packs, "pack": None}
    if pack is not None:
        burn = burn_up(pack, today=timezone.localdate())
        context |= {"pack": queries.PackProgress.of(pack), "burn": burn, "outlook": outlook(burn)}
    return render(request, "tickets/progress.html", context)


def outlook(burn: BurnUp) -> str:
    """Say in a sentence when the pack will be done, or why that cannot be said."""
    if burn.scope and not burn.remaining:
        return "Every ticket that counts is done."
    if burn.forecast is None:
        return (
            f"Not enough data yet: a forecast needs ticks in at least {ENOUGH_WEEKS} of the last 6 weeks, "
            f"and there were ticks in {sum(count > 0 for count in burn.pace)}."
        )
    early, late, weeks = burn.forecast.early, burn.forecast.late, burn.forecast.weeks
    condition = f"if the pace of the last {weeks} weeks holds"
    if early is None:
        return f"The pack will take more than two years, {condition}."
    if late is None:
        earliest = f"The pack will be done on {_on(early, burn.today)} at the earliest, {condition}"
        return f"{earliest}; it may take more than two years."
    if early == late:
        return f"The pack will be done on {_on(early, burn.today)}, {condition}."
    return f"The pack will be done between {_on(early, burn.today)} and {_on(late, burn.today)}, {condition}."


def _on(day: date, today: date) -> str:
    return date_format(day, "F j" if day.year == today.year else "F j, Y")
