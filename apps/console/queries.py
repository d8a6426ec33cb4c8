"""What the staff's first page shows: in a firm's context that firm, in the staff's all of theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, TruncDate

from apps.core.timeline import Change
from apps.roadmaps.models import RoadmapSection
from apps.tenancy.models import Invitation, Tenant
from apps.tickets.attention import blocked_tickets, quiet_packs, waiting_tickets
from apps.tickets.choices import TicketStatus
from apps.tickets.models import TicketInstance, TicketPack

DAYS = 14


@dataclass(frozen=True)
class FirmProgress:
    """A firm and how far its packs are; a skipped ticket counts in neither number."""

    name: str
    slug: str
    status: str
    packs: int
    done: int
    countable: int
    blocked: int


@dataclass(frozen=True)
class Attention:
    """Rows that need somebody: how many there are, and the first of them."""

    count: int
    rows: list[Any]


class TickDay(NamedTuple):
    """How many tickets were ticked on a day."""

    day: date
    ticks: int


@dataclass(frozen=True)
class RecentChange:
    """A change of a ticket or section, by whom, in which firm."""

    when: datetime
    who: str
    firm: str
    kind: str
    record: str
    path: str
    changes: tuple[Change, ...]


def firms_by_progress() -> list[FirmProgress]:
    """Every firm with the totals of its packs, those furthest behind first, those without a pack last."""
    totals = {
        "packs": Count("id"),
        "done": Sum("done_count"),
        "countable": Sum(F("total_tickets") - F("skipped_count")),
        "blocked": Sum("blocked_count"),
    }
    rows = TicketPack.objects.order_by().values("tenant_id").annotate(**totals)
    by_firm: dict[UUID, dict[str, int]] = {row.pop("tenant_id"): row for row in rows}
    nothing = {"packs": 0, "done": 0, "countable": 0, "blocked": 0}
    firms = [
        FirmProgress(tenant.name, tenant.slug, tenant.get_status_display(), **by_firm.get(tenant.pk, nothing))
        for tenant in Tenant.objects.only("name", "slug", "status").order_by("name")
    ]
    return sorted(firms, key=lambda firm: (not firm.countable, firm.done / (firm.countable or 1)))


def blocked(limit: int) -> Attention:
    """Blocked tickets with their reason, the longest blocked first."""
    return _first(blocked_tickets().select_related("tenant"), limit)


def waiting(limit: int) -> Attention:
    """Open tickets that wait for another, with the codes they wait for, in the order of the plan."""
    pks = waiting_tickets().values("pk")
    rows = TicketInstance.objects.filter(pk__in=pks).with_waiting().select_related("tenant")
    listed = rows.order_by(F("sprint_number").asc(nulls_last=True), "order_index", "id")
    return Attention(waiting_tickets().count(), list(listed[:limit]))


def quiet(limit: int, *, at: datetime) -> Attention:
    """Open packs without a tick for two weeks, the quietest first."""
    packs = quiet_packs(at=at).select_related("tenant").defer("source_markdown", "sprint_assignments")
    return _first(packs.order_by(F("last_tick_at").asc(nulls_first=True), "id"), limit)


def open_invitations(limit: int, *, at: datetime) -> Attention:
    """Invitations that can still be accepted, the soonest to expire first."""
    waiting_for = Invitation.objects.filter(accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=at)
    return _first(waiting_for.select_related("tenant").order_by("expires_at", "id"), limit)


def _first(rows: QuerySet[Any], limit: int) -> Attention:
    return Attention(rows.count(), list(rows[:limit]))


def ticks_by_day(*, at: datetime) -> list[TickDay]:
    """How many of today's done tickets were ticked on each of the last 14 days, in the zone of ``at``."""
    first = at.date() - timedelta(days=DAYS - 1)
    done = TicketInstance.objects.filter(
        status=TicketStatus.DONE, completed_at__gte=datetime.combine(first, datetime.min.time(), at.tzinfo)
    )
    rows = done.order_by().values_list(TruncDate("completed_at", tzinfo=at.tzinfo)).annotate(Count("id"))
    ticks = dict(rows)
    days = (first + timedelta(days=offset) for offset in range(DAYS))
    return [TickDay(day, ticks.get(day, 0)) for day in days]


def recent_changes(limit: int) -> list[RecentChange]:
    """The newest changes of tickets' states and of sections, newest first."""
    found = [
        *_changes(TicketInstance, "tickets/ticketinstance", limit, said=lambda e: f"{e['ticket_id']} {e['title']}"),
        *_changes(
            RoadmapSection, "roadmaps/roadmapsection", limit, said=lambda e: f"{e['section_number']} · {e['title']}"
        ),
    ]
    return sorted(found, key=lambda change: change.when, reverse=True)[:limit]


def _changes(model: Any, path: str, limit: int, *, said: Any) -> list[RecentChange]:
    events = model.pgh_event_model
    earlier = events.objects.filter(pgh_obj=OuterRef("pgh_obj"), pgh_id__lt=OuterRef("pgh_id")).order_by("-pgh_id")
    names = dict(Tenant.objects.values_list("pk", "name"))
    labels = dict(model._meta.get_field("status").choices)
    columns = [field.attname for field in events._meta.concrete_fields if field.attname in _SHOWN]
    rows = (
        events.objects.order_by("-pgh_created_at", "-pgh_id")
        .annotate(before=Coalesce(Subquery(earlier.values("status")[:1]), F("status")))
        .values(*columns, "before")[:limit]
    )
    return [
        RecentChange(
            row["pgh_created_at"],
            (row["pgh_context"] or {}).get("name", ""),
            names.get(row["tenant_id"], ""),
            row["pgh_label"],
            said(row),
            "" if row["pgh_label"] == "delete" else f"{path}/{row['pgh_obj_id']}/history/",
            (Change("Status", labels[row["before"]], labels[row["status"]]),) if row["before"] != row["status"] else (),
        )
        for row in rows
    ]


_SHOWN = frozenset({
    "pgh_created_at", "pgh_context", "pgh_label", "pgh_obj_id", "tenant_id", "ticket_id", "section_number", "title",
    "status",
})  # fmt: skip
