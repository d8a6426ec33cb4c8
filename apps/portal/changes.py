"""What was changed in a firm, over all its tables, newest first: one statement a table, however much there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import MD5, Coalesce, JSONObject

INSERT, UPDATE, DELETE = "insert", "update", "delete"
BY_ITSELF = "operation"  # what nobody asked for by name, such as the seats of a new firm
Row = dict[str, Any]


@dataclass(frozen=True)
class Source:
    """A table whose history people read: which columns they see, and those that are too long to be shown.

    ``links`` says which rows still have a page; ``leaves_out`` which events tell nothing new.
    """

    name: str
    model: Any
    fields: tuple[str, ...]
    texts: tuple[str, ...] = ()
    links: Callable[[], QuerySet[Any]] | None = None
    leaves_out: Callable[[], Q] | None = None


@dataclass(frozen=True)
class Change:
    """One event of a row: as it was before and after, by column; ``before`` is None for a row that was made."""

    source: Source
    event_id: UUID
    when: datetime
    kind: str
    row_id: UUID
    who: str
    because: str
    after: Row
    before: Row | None
    has_page: bool

    @property
    def differing(self) -> list[str]:
        """The columns that the change changed, in the order in which they are shown."""
        before = self.before or self.after
        return [name for name in (*self.source.fields, *self.source.texts) if before[name] != self.after[name]]


@dataclass(frozen=True)
class Asked:
    """Which changes: in a span of time, one person's or all but one's, of one row, older than a place in the list."""

    since: datetime | None = None
    until: datetime | None = None
    who: str = ""
    besides: UUID | None = None
    row_id: UUID | None = None
    older_than: tuple[datetime, UUID] | None = None


@dataclass(frozen=True)
class Changes:
    """Changes, newest first, and the place where older ones begin, where there are more."""

    shown: list[Change]
    older: tuple[datetime, UUID] | None


def changes(sources: Sequence[Source], asked: Asked, *, limit: int) -> Changes:
    """Return the newest changes that were asked for; those that changed no shown column are left out."""
    found = [change for source in sources for change in _of_source(source, asked, limit=limit + 1)]
    found.sort(key=lambda change: (change.when, change.event_id), reverse=True)
    page, more = found[:limit], found[limit:]
    return Changes(
        [change for change in page if change.kind != UPDATE or change.differing],
        (page[-1].when, page[-1].event_id) if more else None,
    )


def _of_source(source: Source, asked: Asked, *, limit: int) -> list[Change]:
    events = source.model.pgh_event_model.objects
    shown = JSONObject(**{name: F(name) for name in source.fields}, **{name: MD5(name) for name in source.texts})
    page = source.links().filter(pk=OuterRef("pgh_obj_id")) if source.links else source.model.objects.none()
    rows = (
        _narrowed(events.all(), asked)
        .exclude(source.leaves_out() if source.leaves_out else Q(pk__in=[]))
        .annotate(
            who=Case(When(pgh_context__via=BY_ITSELF, then=Value("")), default=_said("name"), output_field=TextField()),
            why=_said("why"),
            after=shown,
            before=Subquery(events.earlier().annotate(row=shown).values("row")[:1]),
            has_page=Exists(page),
        )
        .order_by("-pgh_created_at", "-pgh_id")
        .values_list("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "who", "why", "after", "before", "has_page")
    )
    return [Change(source, *row) for row in rows[:limit]]


def _said(key: str) -> Coalesce:
    return Coalesce(KT(f"pgh_context__{key}"), Value(""), output_field=TextField())


def _narrowed(events: QuerySet[Any], asked: Asked) -> QuerySet[Any]:
    if asked.since:
        events = events.filter(pgh_created_at__gte=asked.since)
    if asked.until:
        events = events.filter(pgh_created_at__lt=asked.until)
    if asked.who:
        events = events.filter(pgh_context__name=asked.who)
    if asked.besides:
        by_them = Q(pgh_context__contains={"user": str(asked.besides)})
        events = events.filter(Q(pgh_context__isnull=True) | ~by_them)  # what nobody or a program did is not theirs
    if asked.row_id:
        events = events.filter(pgh_obj=asked.row_id)
    if asked.older_than:
        when, event_id = asked.older_than
        events = events.filter(Q(pgh_created_at__lt=when) | Q(pgh_created_at=when, pgh_id__lt=event_id))
    return events
