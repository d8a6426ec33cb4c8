"""What the staff's first page reads: in a firm's context that firm, in the staff's all of theirs.

Over 200 firms and two million tickets each of these reads counts that the database keeps, or a few rows of each firm
from an index; none goes through the tickets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import CharField, Count, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, TruncDate

from apps.core.timeline import Change
from apps.metrics.choices import SnapshotLabel
from apps.metrics.models import ImplementationSnapshot, RoadmapOutcome
from apps.roadmaps.models import RoadmapSection
from apps.tenancy.models import Invitation, Tenant
from apps.tickets.attention import QUIET_AFTER, blocked_tickets, quiet_packs
from apps.tickets.choices import TicketStatus
from apps.tickets.models import SectionCount, TicketInstance, TicketPack
from apps.work.choices import MailStatus
from apps.work.models import OutboxMessage

DAYS = 14
NO_STATUS = "Not enough data"


class Cell(NamedTuple):
    """The tickets of one row and section; a skipped ticket counts in neither ``done`` nor ``countable``."""

    done: int
    countable: int
    blocked: int


@dataclass(frozen=True)
class Attention:
    """Rows that need somebody: how many, the first of them, and how many came to it on each of the last days."""

    count: int
    rows: list[Any]
    days: list[TickDay] = field(default_factory=list)


class TickDay(NamedTuple):
    """How many on a day."""

    day: date
    ticks: int


class LateSprint(NamedTuple):
    """A sprint whose planned end has passed while tickets of it are open."""

    firm: str
    slug: str
    pack_id: UUID
    pack: str
    number: int
    name: str
    ended_on: date
    open_count: int


@dataclass(frozen=True)
class RecentChange:
    """A change of a ticket, a section, a measurement or an outcome, by whom, in which firm."""

    when: datetime
    who: str
    firm: str
    kind: str
    record: str
    path: str
    changes: tuple[Change, ...]


def counts_by_section(*, by: str) -> dict[UUID, dict[int, Cell]]:
    """Return each firm's (``by`` "tenant_id") or pack's ("ticket_pack_id") tickets by section of the roadmap."""
    countable = F("not_started_count") + F("in_progress_count") + F("blocked_count") + F("done_count")
    sums = {"done": Sum("done_count"), "countable": Sum(countable), "blocked": Sum("blocked_count")}
    rows = SectionCount.objects.order_by().values(by, "section_number").annotate(**sums)
    found: dict[UUID, dict[int, Cell]] = {}
    for key, section, *figures in rows.values_list(by, "section_number", *sums):
        found.setdefault(key, {})[section] = Cell(*figures)
    return found


def pack_titles() -> list[tuple[UUID, str]]:
    """Return the packs of the firm, the newest first."""
    return list(TicketPack.objects.order_by("-created_at", "-id").values_list("pk", "title"))


def blocked(limit: int, *, count: int, at: datetime) -> Attention:
    """Blocked tickets with their reason, those that nobody touched for longest first; ``count`` is known already."""
    rows = TicketInstance.objects.filter(status=TicketStatus.BLOCKED)
    first = _first_over_firms(TicketInstance, "updated_at", "id", limit=limit, only="status = 'blocked'")
    found = blocked_tickets().filter(pk__in=first).select_related("tenant").in_bulk()
    touched = rows.filter(updated_at__gte=_first_midnight(at))
    return Attention(count, [found[pk] for pk in first if pk in found], _by_day(touched, "updated_at", at=at)[1])


def late_sprints(*, at: datetime) -> list[LateSprint]:
    """Sprints past their planned end, by the firm's calendar, with tickets that are open; the longest past first."""
    with connection.cursor() as cursor:
        cursor.execute(LATE, [at])
        return [LateSprint(*row) for row in cursor.fetchall()]


LATE = """
SELECT f.name, f.slug, p.id, p.title, s.sprint_number, coalesce(s.name, ''), s.planned_end, o.open
FROM ticket_packs p
JOIN tenants f ON f.id = p.tenant_id
CROSS JOIN LATERAL jsonb_to_recordset(p.sprint_assignments) AS s(sprint_number int, name text, planned_end date)
CROSS JOIN LATERAL (
    SELECT count(*) AS open FROM ticket_instances t
    WHERE t.tenant_id = p.tenant_id AND t.ticket_pack_id = p.id AND t.sprint_number = s.sprint_number
        AND t.status NOT IN ('done', 'skipped')
) o
WHERE jsonb_path_exists(p.sprint_assignments, '$[*].planned_end ? (@ != null)')
    AND p.status <> 'completed' AND s.planned_end < (%s AT TIME ZONE f.time_zone)::date AND o.open > 0
ORDER BY s.planned_end, f.name, p.id, s.sprint_number
"""


def late(limit: int, *, at: datetime) -> Attention:
    """The open tickets of late sprints; ``count`` is of tickets, the rows are sprints."""
    sprints = late_sprints(at=at)
    days = _days(at)
    came = dict.fromkeys(days, 0)
    for sprint in sprints:
        if (since := sprint.ended_on + timedelta(days=1)) in came:
            came[since] += sprint.open_count
    ticks = [TickDay(day, came[day]) for day in days]
    return Attention(sum(sprint.open_count for sprint in sprints), sprints[:limit], ticks)


def quiet(limit: int, *, at: datetime) -> Attention:
    """Open packs without a tick for two weeks, the quietest first."""
    packs = quiet_packs(at=at)
    count, days = _by_day(packs, F("quiet_since") + QUIET_AFTER, at=at)
    first = list(packs.order_by("quiet_since", "id").values_list("pk", flat=True)[:limit]) if count else []
    found = packs.filter(pk__in=first).select_related("tenant").defer("source_markdown", "sprint_assignments")
    return Attention(count, list(found.order_by("quiet_since", "id")), days)


def failed_mails(limit: int, *, at: datetime) -> Attention:
    """Mails that were given up, the longest ago first."""
    mails = OutboxMessage.objects.filter(status=MailStatus.FAILED)
    count, days = _by_day(mails, "updated_at", at=at)
    rows = mails.select_related("tenant").defer("body_text", "body_html").order_by("updated_at", "id")
    return Attention(count, list(rows[:limit]) if count else [], days)


def open_invitations(limit: int, *, at: datetime) -> Attention:
    """Invitations that can still be accepted, the soonest to expire first."""
    waiting_for = Invitation.objects.filter(accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=at)
    rows = list(waiting_for.select_related("tenant").order_by("expires_at", "id")[: limit + 1])
    return Attention(waiting_for.count() if len(rows) > limit else len(rows), rows[:limit])


def ticks_by_day(*, at: datetime) -> list[TickDay]:
    """How many of today's done tickets were ticked on each of the last 14 days, in the zone of ``at``."""
    done = TicketInstance.objects.filter(status=TicketStatus.DONE, completed_at__gte=_first_midnight(at))
    return _by_day(done, "completed_at", at=at)[1]


def _days(at: datetime) -> list[date]:
    first = at.date() - timedelta(days=DAYS - 1)
    return [first + timedelta(days=offset) for offset in range(DAYS)]


def _first_midnight(at: datetime) -> datetime:
    return datetime.combine(_days(at)[0], datetime.min.time(), at.tzinfo)


def _by_day(rows: QuerySet[Any], moment: Any, *, at: datetime) -> tuple[int, list[TickDay]]:
    """Return how many rows there are, and how many of them have their moment on each of the last 14 days."""
    by_day = rows.order_by().values_list(TruncDate(moment, tzinfo=at.tzinfo)).annotate(number=Count("*"))
    counts: dict[date, int] = dict(by_day)
    return sum(counts.values()), [TickDay(day, counts.get(day, 0)) for day in _days(at)]


def _first_over_firms(model: Any, order: str, key: str, *, limit: int, only: str = "true") -> list[UUID]:
    """Return the keys of the first rows over all firms in this order, reading no more than ``limit`` of each firm.

    One index per firm is read from its end; a plain ORDER BY over many firms would sort all of their rows. ``order``
    is a column, with DESC after it for the latest first; ``only`` a condition in SQL.
    """
    by = f"{order}, {key}"
    first = f"""
        SELECT r.{key} FROM tenants f CROSS JOIN LATERAL (
            SELECT {key}, {order.split(maxsplit=1)[0]} FROM {model._meta.db_table}
            WHERE tenant_id = f.id AND {only} ORDER BY {by} LIMIT %s
        ) r ORDER BY r.{order}, r.{key} LIMIT %s
    """  # noqa: S608 -- names of ours
    with connection.cursor() as cursor:
        cursor.execute(first, [limit, limit])
        return [row[0] for row in cursor.fetchall()]


def recent_changes(limit: int) -> list[RecentChange]:
    """The newest changes of tickets' states, of sections, measurements and outcomes, newest first."""
    found = [
        *_changes(TicketInstance, "tickets/ticketinstance", limit, said=lambda e: f"{e['ticket_id']} {e['title']}"),
        *_changes(
            RoadmapSection, "roadmaps/roadmapsection", limit, said=lambda e: f"{e['section_number']} · {e['title']}"
        ),
        *_changes(
            ImplementationSnapshot,
            "metrics/implementationsnapshot",
            limit,
            said=lambda e: f"measurement “{SnapshotLabel(e['label']).label}”",
        ),
        *_changes(
            RoadmapOutcome,
            "metrics/roadmapoutcome",
            limit,
            said=lambda e: f"outcome after {SnapshotLabel(e['target_label']).label.lower()}",
        ),
    ]
    return sorted(found, key=lambda change: change.when, reverse=True)[:limit]


def _changes(model: Any, path: str, limit: int, *, said: Any) -> list[RecentChange]:
    events = model.pgh_event_model
    newest = _first_over_firms(events, "pgh_created_at DESC", "pgh_id", limit=limit)
    earlier = events.objects.filter(pgh_obj=OuterRef("pgh_obj"), pgh_id__lt=OuterRef("pgh_id")).order_by("-pgh_id")
    has_status = any(field.name == "status" for field in model._meta.fields)
    labels = dict(model._meta.get_field("status").choices) if has_status else {}
    nothing = Value(None, output_field=CharField())
    before = Coalesce(Subquery(earlier.values("status")[:1]), F("status")) if has_status else nothing
    columns = [field.attname for field in events._meta.concrete_fields if field.attname in _SHOWN]
    rows: Sequence[Any] = events.objects.filter(pgh_id__in=newest).annotate(before=before).values(*columns, "before")
    names = dict(Tenant.objects.filter(pk__in={row["tenant_id"] for row in rows}).values_list("pk", "name"))
    return [
        RecentChange(
            row["pgh_created_at"],
            (row["pgh_context"] or {}).get("name", ""),
            names.get(row["tenant_id"], ""),
            row["pgh_label"],
            said(row),
            "" if row["pgh_label"] == "delete" else f"{path}/{row['pgh_obj_id']}/history/",
            (Change("Status", labels.get(row["before"], NO_STATUS), labels.get(row["status"], NO_STATUS)),)
            if row["before"] != row.get("status")
            else (),
        )
        for row in rows
    ]


_SHOWN = frozenset({
    "pgh_created_at", "pgh_context", "pgh_label", "pgh_obj_id", "tenant_id", "ticket_id", "section_number", "title",
    "status", "label", "target_label",
})  # fmt: skip
