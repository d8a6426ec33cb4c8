"""The activity report: what changed between two days, printable."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import groupby
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.portal.acts import ALL, Act, told_in_order
from apps.portal.changes import Asked, changes
from apps.portal.forms import ActivityForm
from apps.tenancy.decorators import needs
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest

PAGE = 100  # changes a page


@require_safe
@needs(Right.VIEW)
def activity(request: FirmRequest) -> HttpResponse:
    """Show what changed between two days, by day, newest first, a hundred changes a page."""
    form = ActivityForm(request.GET, today=timezone.localdate())
    context = {"form": form, "days": None, "older_url": "", "newest_url": ""}
    if not form.is_valid():
        return render(request, "portal/activity.html", context)
    asked = form.cleaned_data
    place = _place(request.GET.get("before", ""))
    found = changes(
        ALL,
        Asked(
            since=_midnight(asked["from"]), until=_midnight(asked["to"], after=1), who=asked["who"], older_than=place
        ),
        limit=PAGE,
    )
    days = [(day, list(acts)) for day, acts in groupby(told_in_order(found.shown), key=_day)]
    chosen = {"from": asked["from"].isoformat(), "to": asked["to"].isoformat(), "who": asked["who"]}
    older = found.older and f"?{urlencode(chosen | {'before': _text(found.older)})}"
    return render(
        request,
        "portal/activity.html",
        context
        | {"asked": asked, "days": days, "older_url": older or "", "newest_url": place and f"?{urlencode(chosen)}"},
    )


def _day(act: Act) -> date:
    return timezone.localdate(act.when)


def _midnight(day: date, *, after: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=after), time.min))


def _text(place: tuple[datetime, UUID]) -> str:
    return f"{place[0].isoformat()}~{place[1]}"


def _place(text: str) -> tuple[datetime, UUID] | None:
    """Read a place in the list; one that nobody was given is the list's beginning."""
    when, _, event_id = text.partition("~")
    try:
        moment = datetime.fromisoformat(when)
        return (moment, UUID(event_id)) if moment.tzinfo else None
    except ValueError:
        return None
