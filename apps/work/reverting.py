"""What has to be written so that rows are again as they were: read from their history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from apps.work.batches import Kind, RowChange, Skipped, TableRules, rules_of
from apps.work.models import ChangeBatch

NEWEST_LAST = ("pgh_created_at", "pgh_id")
NEWEST_FIRST = ("-pgh_created_at", "-pgh_id")


def events_of(batch: ChangeBatch) -> Any:
    """Return what the batch did to rows, in order; each with ``before_id``, the entry of the row before it."""
    events = rules_of(batch.model_label).model.pgh_event_model.objects
    earlier = events.earlier().filter(pgh_created_at__lte=OuterRef("pgh_created_at"))
    mine = events.filter(pgh_context__batch=str(batch.pk), pgh_created_at__gte=batch.created_at)  # the index's bound
    return mine.order_by(*NEWEST_LAST).annotate(
        before_id=Subquery(earlier.order_by(*NEWEST_FIRST).values("pgh_id")[:1])
    )


def rows_to_undo(batch: ChangeBatch) -> tuple[list[RowChange], list[Skipped]]:
    """Return what puts every row of the batch back, and the rows of which no earlier state is known."""
    first: dict[UUID, tuple[str, UUID | None]] = {}
    last: dict[UUID, tuple[str, int, UUID]] = {}
    columns = ("pgh_obj_id", "pgh_label", "row_version", "pgh_id", "before_id")
    for row_id, label, version, event_id, before_id in events_of(batch).values_list(*columns):
        first.setdefault(row_id, (label, before_id))
        last[row_id] = (label, version, event_id)
    rows, skipped = [], []
    for row_id, (label, before_id) in sorted(first.items()):
        last_label, version, left = last[row_id]
        expected = None if last_label == "delete" else version
        if label == "insert":
            rows.append(RowChange(Kind.REMOVE, str(row_id), expected, left=str(left)))
        elif before_id is None:
            skipped.append(Skipped(str(row_id), "", "no earlier state of it is recorded"))
        else:
            rows.append(RowChange(Kind.RESTORE, str(row_id), expected, event=str(before_id), left=str(left)))
    return rows, skipped


def rows_now(rules: TableRules, rows: Iterable[RowChange]) -> dict[str, Any]:
    """Return the rows that are there by their keys, locked in the order of their ids (ARCHITECTURE.md)."""
    ids = [row.row_id for row in rows if row.row_id]
    locked = rules.model.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    return {str(row.pk): row for row in locked}


def events_named(rules: TableRules, rows: Iterable[RowChange]) -> dict[str, Any]:
    """Return the entries of history that these rows name, by their keys."""
    keys = {key for row in rows for key in (row.event, row.left) if key}
    if not keys:
        return {}
    return {str(event.pgh_id): event for event in rules.model.pgh_event_model.objects.filter(pgh_id__in=keys)}


def is_as_left(rules: TableRules, row: Any, change: RowChange, events: Mapping[str, Any]) -> bool:
    """Whether the row has the version it should have, or looks as it did then: a later change may be put back."""
    if row.row_version == change.version:
        return True
    event = events.get(change.left)
    return event is not None and not rules.differences(row, rules.snapshot(event))


def said_of_last_change(rules: TableRules, row_id: str) -> str:
    """Return who changed or deleted a row last, and when."""
    events = rules.model.pgh_event_model.objects.filter(pgh_obj_id=row_id)
    event = events.order_by(*NEWEST_FIRST).first()
    if event is None:
        return "it is not there any more"
    who = (event.pgh_context or {}).get("name") or "Firmloop"
    return f"{who} {'deleted' if event.pgh_label == 'delete' else 'changed'} it {moment(event.pgh_created_at)}"


def moment(at: datetime) -> str:
    """Return a moment as messages name it, such as “on March 2 at 09:30”."""
    return f"on {timezone.localtime(at):%B %-d at %H:%M}"


def deleted_rows(rules: TableRules, limit: int) -> list[Any]:
    """Return the newest deletions of rows that are still gone, as entries of the history."""
    deleted = rules.model.pgh_event_model.objects.filter(pgh_label="delete").order_by(*NEWEST_FIRST)
    return list(deleted.exclude(pgh_obj_id__in=rules.model.objects.values("pk"))[:limit])


def as_row(rules: TableRules, event: Any) -> Any:
    """Return a row as an entry of its history has it; for its name, not for writing."""
    return rules.model(id=event.pgh_obj_id, **rules.snapshot(event))
