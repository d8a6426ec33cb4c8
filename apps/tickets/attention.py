"""Tickets and packs that need somebody's look; the lists' filters and the staff's Today show the same ones."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from apps.tickets.choices import PackStatus, TicketStatus
from apps.tickets.models import TicketDependency, TicketInstance, TicketPack
from apps.tickets.querysets import CLOSED

QUIET_AFTER = timedelta(days=14)


def waiting_tickets() -> QuerySet[TicketInstance]:
    """Open tickets that another open ticket holds up."""
    first = TicketDependency.objects.filter(ticket_instance=OuterRef("pk")).exclude(depends_on__status__in=CLOSED)
    return TicketInstance.objects.open().filter(Exists(first))


def quiet_packs(*, at: datetime) -> QuerySet[Any]:
    """Open packs, older than two weeks, in which nothing was ticked for as long; ``quiet_since`` says since when."""
    since = at - QUIET_AFTER
    return (
        TicketPack.objects.exclude(status=PackStatus.COMPLETED)
        .filter(total_tickets__gt=F("skipped_count"), created_at__lte=since)
        .filter(Q(last_tick_at__isnull=True) | Q(last_tick_at__lte=since))
        .annotate(quiet_since=Coalesce("last_tick_at", "created_at"))
    )


def blocked_tickets() -> QuerySet[Any]:
    """Blocked tickets, the longest blocked first; ``blocked_since`` is when the running block began."""
    events = TicketInstance.pgh_event_model.objects
    later = {"tenant_id": OuterRef("tenant_id"), "pgh_obj": OuterRef("pgh_obj"), "pgh_id__gt": OuterRef("pgh_id")}
    freed = events.filter(**later).exclude(status=TicketStatus.BLOCKED)
    of_ticket = events.filter(tenant_id=OuterRef("tenant_id"), pgh_obj=OuterRef("pk"), status=TicketStatus.BLOCKED)
    running = of_ticket.filter(~Exists(freed))
    began = running.order_by().values("pgh_obj").annotate(at=Min("pgh_created_at")).values("at")
    return (
        TicketInstance.objects.filter(status=TicketStatus.BLOCKED)
        .annotate(blocked_since=Coalesce(Subquery(began), F("updated_at")))
        .order_by("blocked_since", "id")
    )
