"""Import a ticket pack: find its tickets again by their codes, and write only what differs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from apps.roadmaps.models import Roadmap
from apps.roadmaps.operations import roadmap_of_version
from apps.tenancy.locks import take_turns
from apps.tickets.models import TicketPack
from apps.tickets.operations import import_writes as writes
from apps.tickets.operations.import_plan import (
    DependencyCircle,
    ImportRefused,
    PackImportResult,
    Plan,
    check,
    merged_sprints,
    plan_import,
)
from apps.tickets.pack_markdown import PackReading
from apps.tickets.pack_markdown.lines import without_code
from apps.work.operations import record_audit

CURRENT, NONE = "current", "none"
FIRST_VERSION = "v1.0"

__all__ = ["CURRENT", "NONE", "DependencyCircle", "ImportRefused", "PackImportResult", "import_pack"]


def _quiet(_: int) -> None:
    """Report to nobody."""


@transaction.atomic
def import_pack(
    *,
    reading: PackReading,
    key: str,
    roadmap: str = "",
    is_primary: bool | None = None,
    file: str = "",
    dry_run: bool = False,
    advance: Callable[[int], None] = _quiet,
    at: datetime,
) -> PackImportResult:
    """Write a pack into the firm, each ticket found again by its code.

    The state and reason in the text count when a ticket is made and never again; a note fills an empty one; an
    assignee or section that the text does not name stays; all else follows the text, dependencies too. Tickets that
    are no longer in the text stay and are reported.

    ``roadmap`` is a version, "current" or "none"; empty is the current one for a pack without any and no change for
    another. ``is_primary`` is by default whether the roadmap has no pack of its own yet. ``file`` names the text in
    errors, ``advance`` hears how many tickets were just written.

    Raises ImportRefused, DependencyCircle, UnknownVersion or Busy; then, and on a dry run, nothing is written.
    """
    check(reading, key=key, file=file or key)
    if not dry_run:
        take_turns(f"pack {key}")
    pack = TicketPack.objects.filter(key=key).first()
    rows = writes.tickets_of(pack, lock=not dry_run) if pack else {}
    edges = writes.dependencies_of(rows)
    shown = tuple(replace(ticket, title=without_code(ticket.title)) for ticket in reading.tickets)
    reading = replace(reading, title=without_code(reading.title), tickets=shown)
    plan = plan_import(reading, rows=rows, edges=edges, file=file or key)
    fields = _pack_fields(pack, reading, roadmap=roadmap, is_primary=is_primary, lock=not dry_run)
    changes = _differences(pack, fields)
    result = plan.result(key=key, is_new=pack is None, changes=changes, not_understood=reading.not_understood)
    if not dry_run:
        written = _write(pack, plan, reading, fields=fields, key=key, advance=advance, at=at)
        record_audit(
            event_type="ticketpack_import",
            entity_type="ticket_pack",
            entity_id=written.pk,
            after={"key": key, "file": file, "tickets": result.counts},
        )
    return result


def _write(
    pack: TicketPack | None,
    plan: Plan,
    reading: PackReading,
    *,
    fields: dict[str, Any],
    key: str,
    advance: Callable[[int], None],
    at: datetime,
) -> TicketPack:
    """Write tickets before their pack: the triggers lock the pack last, and so do we."""
    is_new = pack is None
    if pack is None:
        pack = TicketPack(key=key, sprint_assignments=merged_sprints([], reading.sprints), **fields)
        pack.save()
    writes.update_tickets(plan.updates, advance=advance)
    ids = plan.ids | writes.insert_tickets(pack, plan.inserts, advance=advance, at=at)
    try:
        writes.replace_dependencies(plan, ids=ids)
    except IntegrityError as error:
        if "no_circle" not in str(error):
            raise
        raise DependencyCircle("Together with tickets of other packs these would wait for each other.") from error
    if not is_new:
        writes.update_pack(pack, fields=fields, sprints=reading.sprints)
    return pack


def _pack_fields(
    pack: TicketPack | None, reading: PackReading, *, roadmap: str, is_primary: bool | None, lock: bool
) -> dict[str, Any]:
    kept = pack.roadmap if pack and not roadmap else None
    target = kept or _roadmap(roadmap or CURRENT)
    if target and lock:  # two new packs at once would both find it without a pack of its own
        Roadmap.objects.select_for_update(no_key=True).get(pk=target.pk)
    return {
        "title": reading.title,
        "version": reading.version or (pack.version if pack else FIRST_VERSION),
        "source_markdown": reading.source_markdown,
        "roadmap": target,
        "is_primary": _is_primary(pack, target, wanted=is_primary),
    }


def _roadmap(wanted: str) -> Roadmap | None:
    if wanted == NONE:
        return None
    if wanted == CURRENT:
        return Roadmap.objects.filter(is_current=True).first()
    return roadmap_of_version(wanted)


def _is_primary(pack: TicketPack | None, roadmap: Roadmap | None, *, wanted: bool | None) -> bool:
    if roadmap is None:
        return False
    others = TicketPack.objects.filter(roadmap=roadmap, is_primary=True)
    is_free = not (others.exclude(pk=pack.pk) if pack else others).exists()
    if wanted and not is_free:
        raise ImportRefused(f"Roadmap {roadmap.version} has a pack of its own already.")
    if wanted is None:
        return is_free and (pack is None or pack.roadmap is None or pack.is_primary)
    return wanted


def _differences(pack: TicketPack | None, fields: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    if pack is None:
        return {}
    return {name: (getattr(pack, name), value) for name, value in fields.items() if getattr(pack, name) != value}
