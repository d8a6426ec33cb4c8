"""The history of a record as people read it: who changed what, when, from what to what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone


@dataclass(frozen=True)
class Change:
    """One field of one change, as text."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One change of a record; ``kind`` is insert, update or delete, ``why`` the reason that was kept, if any."""

    when: datetime
    who: str
    via: str
    kind: str
    changes: tuple[Change, ...]
    event_id: Any = None
    why: str = ""


def timeline(record: Any, *, fields: Sequence[str] = (), limit: int = 200) -> list[Entry]:
    """Return the record's newest changes, newest first; ``fields`` are the ones worth showing, all by default."""
    shown = [f for f in record._meta.concrete_fields if (f.name in fields if fields else f.editable)]
    events = list(record.events.order_by("-pgh_created_at", "-pgh_id")[: limit + 1])
    entries = []
    for event, earlier in zip(events, [*events[1:], None] if events else [], strict=True):
        changes = changes_between(shown, earlier, event) if event.pgh_label == "update" and earlier else ()
        if changes or event.pgh_label != "update":
            actor = event.pgh_context or {}
            entries.append(
                Entry(
                    event.pgh_created_at,
                    actor.get("name", ""),
                    actor.get("via", ""),
                    event.pgh_label,
                    changes,
                    event.pgh_id,
                    actor.get("why", ""),
                )
            )
    return entries[:limit]


def changes_between(shown: Sequence[models.Field], before: Any, after: Any) -> tuple[Change, ...]:
    pairs = ((field, getattr(before, field.attname, None), getattr(after, field.attname, None)) for field in shown)
    return tuple(
        Change(str(field.verbose_name).capitalize(), _text(field, old), _text(field, new))
        for field, old, new in pairs
        if old != new
    )


def _text(field: models.Field, value: Any) -> str:
    if value is None or value == "":
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%B %-d, %Y, %H:%M}"
    return str(value)
