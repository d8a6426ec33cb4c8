"""What the work has changed: measurements, returns and the tickets behind them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.metrics import queries
from apps.metrics.calculations import exact, in_words
from apps.metrics.choices import SnapshotLabel
from apps.metrics.models import ImplementationSnapshot, MetricDefinition
from apps.metrics.queries import SnapshotLine
from apps.portal.acts import SNAPSHOTS, told_in_order
from apps.portal.changes import Asked, changes
from apps.portal.result_cards import Milestone, cards, done_by_day, milestones, weeks
from apps.tenancy.decorators import needs
from apps.tenancy.models import Membership, Tenant
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest
from apps.tickets.choices import TicketStatus
from apps.tickets.models import TicketInstance

HISTORY, MOST_DONE = 100, 500


@require_safe
@needs(Right.VIEW)
def results(request: FirmRequest) -> HttpResponse:
    """Show before and after, the lines between, what it is worth and by which rules."""
    found = queries.results()
    first = next((one for one in found.snapshots if one.label == SnapshotLabel.BASELINE), None)
    by_id: dict[UUID | None, SnapshotLine] = {one.id: one for one in found.snapshots}
    done = done_by_day(since=first.at) if first else {}
    due: list[Milestone] = milestones(found.snapshots, today=timezone.localdate()) if first else []
    return render(
        request,
        "portal/results.html",
        {
            "results": found,
            "before": by_id.get(found.outcome.baseline_snapshot_id) if found.outcome else first,
            "after": by_id.get(found.outcome.target_snapshot_id) if found.outcome else None,
            "cards": cards(found, done, start=timezone.localdate(first.at)) if first else [],
            "weeks": weeks(done),
            "done_count": sum(done.values()),
            "milestones": due,
            "next_due": next((one for one in due if not one.snapshot), None),
        },
    )


@require_safe
@needs(Right.VIEW)
def snapshot(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Show one measurement: its figures, who captured it when and from where, and what was changed since."""
    row = get_object_or_404(ImplementationSnapshot.objects.select_related("roadmap"), pk=pk)
    by = Membership.objects.filter(user_id=row.captured_by_id).values_list("name", flat=True).first()
    history = told_in_order(changes([SNAPSHOTS], Asked(row_id=pk), limit=HISTORY).shown)
    definitions = {one.key: one for one in MetricDefinition.objects.order_by("sort_order", "key")}
    currency = Tenant.objects.values_list("currency", flat=True).get(pk=request.caller.tenant_id)
    readings = [
        (one.label, in_words(exact(row.metrics[key]), unit=currency if one.unit == "money" else one.unit))
        for key, one in definitions.items()
        if key in row.metrics
    ]
    readings += [(key, str(value)) for key, value in row.metrics.items() if key not in definitions]
    context = {
        "snapshot": row,
        "by": by or (history[-1].who if history else ""),
        "readings": readings,
        "history": history,
    }
    return render(request, "portal/snapshot.html", context)


@require_safe
@needs(Right.VIEW)
def done(request: FirmRequest) -> HttpResponse:
    """List the tickets that were done between two days, which the figures of a week lead to."""
    first, last = _day(request.GET.get("from", "")), _day(request.GET.get("to", ""))
    if first is None or last is None or first > last or last == date.max:
        raise Http404("the address names no days")
    span = (_midnight(first), _midnight(last + timedelta(days=1)))
    tickets = (
        TicketInstance.objects.filter(status=TicketStatus.DONE, completed_at__gte=span[0], completed_at__lt=span[1])
        .select_related("ticket_pack")
        .defer("ticket_pack__source_markdown", "description", "notes")
        .order_by("-completed_at", "-id")
    )
    shown = list(tickets[: MOST_DONE + 1])
    context = {"first": first, "last": last, "tickets": shown[:MOST_DONE], "there_are_more": len(shown) > MOST_DONE}
    return render(request, "portal/done.html", context)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
