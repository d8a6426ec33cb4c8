"""The import's reads and writes: one statement per kind and batch, since COPY is refused under a policy.

Tickets are locked before anything is written, then their pack by the triggers (ARCHITECTURE.md, "Order of locks").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from apps.tenancy.context import current_tenant_id
from apps.tickets.models import TicketDependency, TicketInstance, TicketPack
from apps.tickets.operations.import_plan import Edge, Plan, Row, merged_sprints
from apps.tickets.pack_markdown import PackSprint, PackTicket

BATCH = 2_500  # tickets a statement: progress is told in between, and each statement counts the pack once
INSERT = """
    INSERT INTO ticket_instances (
        tenant_id, ticket_pack_id, ticket_id, title, description, assignee, notes, section_number, sprint_number,
        order_index, library_version, status, blocked_reason, started_at, completed_at
    )
    SELECT %s, %s, f.ticket_id, f.title, f.description, f.assignee, f.notes, f.section_number, f.sprint_number,
        f.order_index, f.library_version, f.status, f.blocked_reason,
        CASE WHEN f.status <> 'not_started' THEN %s::timestamptz END,
        CASE WHEN f.status = 'done' THEN %s::timestamptz END
    FROM unnest(
        %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::smallint[], %s::smallint[], %s::int[],
        %s::int[], %s::text[], %s::text[]
    ) WITH ORDINALITY AS f (
        ticket_id, title, description, assignee, notes, section_number, sprint_number, order_index, library_version,
        status, blocked_reason, place
    )
    ORDER BY f.place
    RETURNING ticket_id, id
"""
UPDATE = """
    UPDATE ticket_instances t
    SET title = f.title, description = f.description, assignee = f.assignee, notes = f.notes,
        section_number = f.section_number, sprint_number = f.sprint_number, order_index = f.order_index,
        library_version = f.library_version
    FROM unnest(
        %s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::smallint[], %s::smallint[],
        %s::int[], %s::int[]
    ) AS f (
        id, ticket_id, title, description, assignee, notes, section_number, sprint_number, order_index, library_version
    )
    WHERE t.tenant_id = %s AND t.id = f.id
"""
DEPEND = """
    INSERT INTO ticket_dependencies (tenant_id, ticket_instance_id, depends_on_id)
    SELECT %s, f.ticket, f.depends_on FROM unnest(%s::uuid[], %s::uuid[]) AS f (ticket, depends_on)
"""

WAITS = """
    SELECT id, ticket_instance_id, depends_on_id FROM ticket_dependencies
    WHERE tenant_id = %s AND ticket_instance_id = ANY (%s::uuid[])
"""


def tickets_of(pack: TicketPack, *, lock: bool) -> dict[str, Row]:
    """Return the pack's tickets by code in the order of the text, locked where they will be written."""
    tickets = TicketInstance.objects.filter(ticket_pack=pack)
    if lock:
        tickets = tickets.select_for_update(no_key=True)
    rows = [Row(*values) for values in tickets.order_by("id").values_list(*Row._fields)]
    return {row.ticket_id: row for row in sorted(rows, key=lambda row: row.order_index)}


def dependencies_of(rows: Mapping[str, Row]) -> dict[Edge, UUID]:
    """Return the dependencies among these tickets, with their keys."""
    codes = {row.id: code for code, row in rows.items()}
    found = _run(WAITS, [current_tenant_id(), list(codes)], fetch=True)
    return {Edge(codes[ticket], codes[other]): key for key, ticket, other in found if other in codes}


def insert_tickets(
    pack: TicketPack, tickets: Sequence[PackTicket], *, advance: Callable[[int], None], at: datetime
) -> dict[str, UUID]:
    """Make tickets in the order of the text, in the states it gives them; return their keys by code."""
    ids: dict[str, UUID] = {}
    for batch in _batches(tickets):
        columns = _columns(
            (t.code, t.title, t.description, t.assignee, t.notes, t.section_number, t.sprint_number, t.order_index,
             t.library_version, t.status, t.blocked_reason)
            for t in batch
        )  # fmt: skip
        ids |= dict(_run(INSERT, [current_tenant_id(), pack.pk, at, at, *columns], fetch=True))
        advance(len(batch))
    return ids


def update_tickets(rows: Sequence[Row], *, advance: Callable[[int], None]) -> None:
    """Write tickets that differ; their states are not among the columns."""
    for batch in _batches(rows):
        _run(UPDATE, [*_columns(batch), current_tenant_id()])
        advance(len(batch))


def replace_dependencies(plan: Plan, *, ids: dict[str, UUID]) -> None:
    """Bring the dependencies of the text's tickets in step with it."""
    if plan.gone_edges:
        TicketDependency.objects.filter(pk__in=plan.gone_edges).delete()
    if plan.new_edges:
        pairs = (_columns((ids[edge.code], ids[edge.depends_on]) for edge in level) for level in plan.new_edges)
        with connection.cursor() as cursor:
            cursor.executemany(DEPEND, [[current_tenant_id(), *columns] for columns in pairs])


def update_pack(pack: TicketPack, *, fields: dict[str, Any], sprints: Iterable[PackSprint]) -> None:
    """Write the pack's own texts and the names and dates of its sprints."""
    pack = TicketPack.objects.select_for_update(no_key=True).get(pk=pack.pk)
    values = fields | {"sprint_assignments": merged_sprints(pack.sprint_assignments, sprints)}
    changed = [name for name, value in values.items() if getattr(pack, name) != value]
    for name in changed:
        setattr(pack, name, values[name])
    if changed:
        pack.save(update_fields=changed)


def _run(sql: str, params: list[Any], *, fetch: bool = False) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if fetch else []


def _batches(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def _columns(rows: Iterable[tuple[Any, ...]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]
