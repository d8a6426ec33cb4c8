"""Reads of tickets for pages: boards, what is next, what changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

from apps.core.timeline import Entry, timeline
from apps.tenancy.models import Membership
from apps.tickets.choices import TicketStatus
from apps.tickets.models import TicketDependency, TicketEvidence, TicketInstance, TicketPack
from apps.tickets.querysets import CLOSED

SHOWN_IN_HISTORY = (
    "title",
    "status",
    "blocked_reason",
    "assignee",
    "sprint_number",
    "section_number",
    "notes",
    "description",
)


@dataclass(frozen=True)
class PackProgress:
    """A pack's totals as pages show them; skipped tickets count in neither number."""

    id: UUID
    key: str
    title: str
    version: str
    done: int
    countable: int
    percent: int
    in_progress: int
    blocked: int

    @classmethod
    def of(cls, pack: TicketPack) -> PackProgress:
        """Return the totals that the database keeps on the pack."""
        return cls(
            pack.pk,
            pack.key,
            pack.title,
            pack.version,
            pack.done_count,
            pack.countable,
            pack.percent,
            pack.in_progress_count,
            pack.blocked_count,
        )


class HoldUp(NamedTuple):
    """An open ticket that others wait for, and those: their codes and assignees."""

    ticket: TicketInstance
    waiting: list[tuple[str, str]]


class StatusChange(NamedTuple):
    """A ticket's move from one state to another."""

    when: datetime
    who: str
    code: str
    title: str
    from_status: str
    to_status: str


def packs() -> QuerySet[TicketPack]:
    """The firm's packs, the roadmaps' own first, without their source texts."""
    return TicketPack.objects.defer("source_markdown").order_by("-is_primary", "-created_at", "-id")


def startable(*, name: str = "") -> QuerySet[TicketInstance]:
    """Open tickets that nothing holds up: ``name``'s own first, then begun ones, then in the order of the plan."""
    waits = TicketDependency.objects.filter(ticket_instance=OuterRef("pk")).exclude(depends_on__status__in=CLOSED)
    rank = Case(
        When(assignee__iexact=name or "\x1f", then=0),  # no assignee is called like that
        When(status=TicketStatus.IN_PROGRESS, then=1),
        default=2,
    )
    return (
        TicketInstance.objects.open()
        .exclude(status=TicketStatus.BLOCKED)
        .filter(~Exists(waits))
        .order_by(rank, F("sprint_number").asc(nulls_last=True), "order_index", "id")
    )


def recent_moves(limit: int) -> list[StatusChange]:
    """The newest moves of the firm's tickets, newest first."""
    events = TicketInstance.pgh_event_model
    moves = (
        events.objects.filter(pgh_label="update")
        .annotate(
            before=Subquery(events.objects.earlier().values("status")[:1]),
            who=Coalesce(KT("pgh_context__name"), Value(""), output_field=TextField()),
        )
        .exclude(status=F("before"))
        .order_by("-pgh_created_at", "-pgh_id")
        .values_list("pgh_created_at", "who", "ticket_id", "title", "before", "status")[:limit]
    )
    return [
        StatusChange(when, who, code, title, _label(before), _label(after))
        for when, who, code, title, before, after in moves
    ]


def _label(status: str | None) -> str:
    return TicketStatus(status).label if status else ""


def ticket_history(ticket: TicketInstance) -> list[Entry]:
    """What happened to the ticket, newest first."""
    return timeline(ticket, fields=SHOWN_IN_HISTORY)


def changes_since(ticket: TicketInstance, version: int) -> list[Entry]:
    """What happened to the ticket after somebody read that version of it, newest first."""
    newer = ticket.events.filter(row_version__gt=version).count()
    return timeline(ticket, fields=SHOWN_IN_HISTORY, limit=newer) if newer else []


def unlocked_by(ticket: TicketInstance) -> list[str]:
    """The codes of the open tickets that waited for this one, which is closed now, and wait for nothing more."""
    waits = TicketDependency.objects.filter(ticket_instance=OuterRef("pk")).exclude(depends_on__status__in=CLOSED)
    freed = TicketInstance.objects.open().filter(dependencies__depends_on=ticket).filter(~Exists(waits))
    return list(freed.order_by("order_index", "id").values_list("ticket_id", flat=True))


def member_names() -> list[str]:
    """The names of the people of the firm, to whom a ticket can be given."""
    return list(Membership.objects.exclude(name="").order_by("name").values_list("name", flat=True).distinct())


def evidence_of(ticket: TicketInstance) -> QuerySet[TicketEvidence]:
    """The ticket's files without their content, oldest first; ``added_by`` is the name of who added each."""
    made = TicketEvidence.pgh_event_model.objects.filter(pgh_obj=OuterRef("pk"), pgh_label="insert")
    return (
        ticket.evidence.defer("content", "sha256")
        .annotate(added_by=Subquery(made.annotate(who=KT("pgh_context__name")).values("who")[:1]))
        .order_by("created_at", "id")
    )


def waiting_count() -> dict[UUID, int]:
    """How many open tickets of each pack wait for another, by pack."""
    waits = TicketDependency.objects.filter(ticket_instance=OuterRef("pk")).exclude(depends_on__status__in=CLOSED)
    rows = TicketInstance.objects.open().filter(Exists(waits)).values_list("ticket_pack_id").annotate(Count("id"))
    return dict(rows.order_by())


def hold_ups(limit: int) -> list[HoldUp]:
    """Who waits for whom: the open tickets that hold up others, those that hold up most first."""
    line = ["ticket_instance__order_index", "ticket_instance__id"]
    shown = ("id", "ticket_id", "title", "status", "assignee")
    rows = (
        TicketDependency.objects.exclude(ticket_instance__status__in=CLOSED)
        .exclude(depends_on__status__in=CLOSED)
        .values_list(*(f"depends_on__{name}" for name in shown))
        .annotate(
            codes=ArrayAgg("ticket_instance__ticket_id", order_by=line),
            names=ArrayAgg("ticket_instance__assignee", order_by=line),
            held_count=Count("id"),
        )
        .order_by(
            "-held_count",
            F("depends_on__sprint_number").asc(nulls_last=True),
            "depends_on__order_index",
            "depends_on__id",
        )
    )
    return [
        HoldUp(TicketInstance.from_db("default", shown, ticket), list(zip(codes, names, strict=True)))
        for *ticket, codes, names, _ in rows[:limit]
    ]


def done_by_section() -> dict[int, tuple[int, int]]:
    """Done and countable tickets of the firm by section number."""
    rows = (
        TicketInstance.objects.filter(section_number__isnull=False)
        .values_list("section_number")
        .annotate(
            done=Count("id", filter=Q(status=TicketStatus.DONE)),
            countable=Count("id", filter=~Q(status=TicketStatus.SKIPPED)),
        )
        .order_by("section_number")
    )
    return {number: (done, countable) for number, done, countable in rows}
