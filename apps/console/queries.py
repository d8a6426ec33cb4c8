"""What the staff's first page reads: in a firm's context that firm, in the staff's all of theirs.

Over 200 firms and two million tickets each of these reads counts that the database keeps, or a few rows of each firm
from an index; none goes through the tickets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import CharField, Count, F, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, TruncDate

from apps.core.timeline import Change
from apps.metrics.choices import SnapshotLabel
from apps.metrics.models import ImplementationSnapshot, RoadmapOutcome
from apps.roadmaps.models import RoadmapSection
from apps.tenancy.models import Invitation
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

    @classmethod
    def of(cls, cells: Iterable[Cell]) -> Cell:
        """Return what the cells add up to."""
        done = countable = blocked = 0
        for cell in cells:
            done, countable, blocked = done + cell.done, countable + cell.countable, blocked + cell.blocked
        return cls(done, countable, blocked)


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


Cells = dict[UUID, dict[int, Cell]]


def counts_by_firm() -> Cells:
    """Return each firm's tickets by section of the roadmap."""
    with connection.cursor() as cursor:
        cursor.execute(BY_FIRM)
        return {firm: {section: Cell(*figures) for section, *figures in cells} for firm, cells in cursor.fetchall()}


BY_FIRM = """
SELECT tenant_id, array_agg(ARRAY[section_number, done, countable, blocked]) FROM (
    SELECT tenant_id, section_number, sum(done_count) AS done, sum(blocked_count) AS blocked,
        sum(not_started_count + in_progress_count + blocked_count + done_count) AS countable
    FROM firm_section_counts GROUP BY 1, 2
) c GROUP BY 1
"""


def counts_by_pack() -> Cells:
    """Return each pack's tickets by section of the roadmap."""
    countable = F("not_started_count") + F("in_progress_count") + F("blocked_count") + F("done_count")
    rows = SectionCount.objects.annotate(countable=countable)
    found: Cells = {}
    for pack, section, *figures in rows.values_list(
        "ticket_pack_id", "section_number", "done_count", "countable", "blocked_count"
    ):
        found.setdefault(pack, {})[section] = Cell(*figures)
    return found


def pack_titles() -> list[tuple[UUID, str]]:
    """Return the packs of the firm, the newest first."""
    return list(TicketPack.objects.order_by("-created_at", "-id").values_list("pk", "title"))


def blocked(limit: int, *, count: int, at: datetime) -> Attention:
    """Blocked tickets with their reason, those that nobody touched for longest first; ``count`` is known already."""
    rows = TicketInstance.objects.filter(status=TicketStatus.BLOCKED)
    first = _first_over_firms(TicketInstance, "updated_at", "id", limit=limit, only="status = 'blocked'")
    found = blocked_tickets().filter(pk__in=first).select_related("tenant").in_bulk()
    touched = _by_day(rows.filter(updated_at__gte=_first_midnight(at)), "updated_at", at=at)
    return Attention(count, [found[pk] for pk in first if pk in found], touched)


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
    came: Counter[date] = Counter()
    for sprint in sprints:
        came[sprint.ended_on + timedelta(days=1)] += sprint.open_count
    return Attention(sum(sprint.open_count for sprint in sprints), sprints[:limit], _last_days(came, at=at))


def quiet(limit: int, *, at: datetime) -> Attention:
    """Open packs without a tick for two weeks, the quietest first; they came to it when the two weeks were up."""
    packs = quiet_packs(at=at)
    count, first, days = _counted(packs, "quiet_since", limit, at=at, after=QUIET_AFTER)
    rows = packs.filter(pk__in=first).select_related("tenant").defer("source_markdown", "sprint_assignments")
    return Attention(count, list(rows.order_by("quiet_since", "id")) if first else [], days)


def failed_mails(limit: int, *, at: datetime) -> Attention:
    """Mails that were given up, the longest ago first."""
    mails = OutboxMessage.objects.filter(status=MailStatus.FAILED)
    count, first, days = _counted(mails, "updated_at", limit, at=at)
    rows = mails.filter(pk__in=first).select_related("tenant").defer("body_text", "body_html")
    return Attention(count, list(rows.order_by("updated_at", "id")) if first else [], days)


def _counted(
    rows: QuerySet[Any], moment: str, limit: int, *, at: datetime, after: timedelta = timedelta()
) -> tuple[int, list[UUID], list[TickDay]]:
    """Return how many rows there are, the keys of the earliest by ``moment``, and how many came on the last days.

    A row comes ``after`` its moment. All by one reading of the rows.
    """
    each, params = rows.order_by().values_list("pk", moment).query.sql_with_params()
    counted = f"""
        WITH r (id, moment) AS MATERIALIZED ({each}), came AS (
            SELECT ((moment + %s) AT TIME ZONE %s)::date AS day, count(*) AS number
            FROM r WHERE moment >= %s GROUP BY 1
        )
        SELECT (SELECT count(*) FROM r), ARRAY(SELECT id FROM r ORDER BY moment, id LIMIT %s),
            ARRAY(SELECT day FROM came ORDER BY day), ARRAY(SELECT number FROM came ORDER BY day)
    """  # noqa: S608 -- the ORM's own statement
    since = _first_midnight(at) - after
    with connection.cursor() as cursor:
        values: list[Any] = [*params, after, str(at.tzinfo), since, limit]
        cursor.execute(counted, values)
        count, first, days, numbers = cursor.fetchone()
    return count, first, _last_days(dict(zip(days, numbers, strict=True)), at=at)


def open_invitations(limit: int, *, at: datetime) -> Attention:
    """Invitations that can still be accepted, the soonest to expire first."""
    waiting_for = Invitation.objects.filter(accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=at)
    rows = list(waiting_for.select_related("tenant").order_by("expires_at", "id")[: limit + 1])
    return Attention(waiting_for.count() if len(rows) > limit else len(rows), rows[:limit])


def ticks_by_day(*, at: datetime) -> list[TickDay]:
    """How many of today's done tickets were ticked on each of the last 14 days, in the zone of ``at``."""
    done = TicketInstance.objects.filter(status=TicketStatus.DONE, completed_at__gte=_first_midnight(at))
    return _by_day(done, "completed_at", at=at)


def _days(at: datetime) -> list[date]:
    first = at.date() - timedelta(days=DAYS - 1)
    return [first + timedelta(days=offset) for offset in range(DAYS)]


def _first_midnight(at: datetime) -> datetime:
    return datetime.combine(_days(at)[0], datetime.min.time(), at.tzinfo)


def _by_day(rows: QuerySet[Any], moment: str, *, at: datetime) -> list[TickDay]:
    """Return how many of the rows have their moment on each of the last 14 days."""
    by_day = rows.order_by().values_list(TruncDate(moment, tzinfo=at.tzinfo)).annotate(number=Count("*"))
    return _last_days(dict(by_day), at=at)


def _last_days(counts: Mapping[date, int], *, at: datetime) -> list[TickDay]:
    return [TickDay(day, counts.get(day, 0)) for day in _days(at)]


def _first_over_firms(model: Any, order: str, key: str, *, limit: int, only: str = "true") -> list[UUID]:
    """Return the keys of the first rows over all firms in this order, reading no more than ``limit`` of each firm."""
    with connection.cursor() as cursor:
        cursor.execute(_firsts(model, order, key, only=only), [limit, limit])
        return [row[0] for row in cursor.fetchall()]


def _firsts(model: Any, order: str, key: str, *, only: str = "true") -> str:
    """Return SQL for the first rows over all firms, with the limit twice as parameters.

    One index per firm is read from its end; a plain ORDER BY over many firms would sort all of their rows. ``order``
    and ``key`` are columns, with DESC after both for the latest first; ``only`` is a condition in SQL.
    """
    columns = ", ".join(by.split(maxsplit=1)[0] for by in (key, order))
    return f"""
        SELECT r.* FROM tenants f CROSS JOIN LATERAL (
            SELECT {columns} FROM {model._meta.db_table}
            WHERE tenant_id = f.id AND {only} ORDER BY {order}, {key} LIMIT %s
        ) r ORDER BY r.{order}, r.{key} LIMIT %s
    """  # noqa: S608 -- names of ours


class Recorded(NamedTuple):
    """Records whose changes are news: where their pages lie, and what a change of one is called."""

    model: Any
    path: str
    said: Callable[[dict[str, Any]], str]


RECORDED = (
    Recorded(TicketInstance, "tickets/ticketinstance", lambda e: f"{e['ticket_id']} {e['title']}"),
    Recorded(RoadmapSection, "roadmaps/roadmapsection", lambda e: f"{e['section_number']} · {e['title']}"),
    Recorded(
        ImplementationSnapshot,
        "metrics/implementationsnapshot",
        lambda e: f"measurement “{SnapshotLabel(e['label']).label}”",
    ),
    Recorded(
        RoadmapOutcome,
        "metrics/roadmapoutcome",
        lambda e: f"outcome after {SnapshotLabel(e['target_label']).label.lower()}",
    ),
)


def recent_changes(limit: int) -> list[RecentChange]:
    """The newest changes of tickets' states, of sections, measurements and outcomes, newest first."""
    newest = " UNION ALL ".join(
        f"SELECT {place}, * FROM ({_firsts(one.model.pgh_event_model, 'pgh_created_at DESC', 'pgh_id DESC')}) s{place}"  # noqa: S608 -- names of ours
        for place, one in enumerate(RECORDED)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"{newest} ORDER BY pgh_created_at DESC, pgh_id DESC LIMIT %s", [limit] * (2 * len(RECORDED) + 1)
        )
        keys: dict[int, list[UUID]] = {}
        for place, key, _ in cursor.fetchall():
            keys.setdefault(place, []).append(key)
    found = [change for place, of_one in keys.items() for change in _changes(RECORDED[place], of_one)]
    return sorted(found, key=lambda change: change.when, reverse=True)


def _changes(of: Recorded, keys: list[UUID]) -> list[RecentChange]:
    events = of.model.pgh_event_model
    has_status = any(field.name == "status" for field in of.model._meta.fields)
    labels = dict(of.model._meta.get_field("status").choices) if has_status else {}
    nothing = Value(None, output_field=CharField())
    before = Coalesce(Subquery(events.objects.earlier().values("status")[:1]), F("status")) if has_status else nothing
    columns = [field.attname for field in events._meta.concrete_fields if field.attname in _SHOWN]
    rows = events.objects.filter(pgh_id__in=keys).annotate(before=before)
    return [
        RecentChange(
            row["pgh_created_at"],
            (row["pgh_context"] or {}).get("name", ""),
            row["tenant__name"],
            row["pgh_label"],
            of.said(row),
            "" if row["pgh_label"] == "delete" else f"{of.path}/{row['pgh_obj_id']}/history/",
            (Change("Status", labels.get(row["before"], NO_STATUS), labels.get(row["status"], NO_STATUS)),)
            if row["before"] != row.get("status")
            else (),
        )
        for row in rows.values(*columns, "tenant__name", "before")
    ]


_SHOWN = frozenset({
    "pgh_created_at", "pgh_context", "pgh_label", "pgh_obj_id", "ticket_id", "section_number", "title", "status",
    "label", "target_label",
})  # fmt: skip
