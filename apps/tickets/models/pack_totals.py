"""The triggers that keep a pack's counts, its counts by section and its sprint lists, statement by statement.

Counts move by the difference that a statement made, never by counting again: two ticks at once cannot lose one
another, since the pack's row is locked and the difference is applied to its newest version. Packs are locked in the
order of their ids, after the tickets (ARCHITECTURE.md, "Order of locks").
"""

import pgtrigger

from apps.tickets.choices import TicketStatus

_SUMS = ", ".join(f"sum(r.sign) FILTER (WHERE r.status = '{status}') AS {status}" for status in TicketStatus.values)
_MOVED = ", ".join(f"{status}_count = p.{status}_count + coalesce(d.{status}, 0)" for status in TicketStatus.values)
_SECTION_MOVED = ", ".join(
    f"{status}_count = c.{status}_count + coalesce(d.{status}, 0)" for status in TicketStatus.values
)
_SECTION_COLUMNS = ", ".join(f"{status}_count" for status in TicketStatus.values)
_SECTION_NO_LESS = f"least({', '.join(f'd.{status}' for status in TicketStatus.values)}) >= 0"
_SECTION_NEW = ", ".join(f"coalesce(d.{status}, 0)" for status in TicketStatus.values)
_COLUMNS = "tenant_id, ticket_pack_id, coalesce(section_number, -1) AS section_number, status, completed_at"
_ADDED = f"SELECT {_COLUMNS}, 1 AS sign FROM new_rows"  # noqa: S608 -- put together from the constants above
_GONE = f"SELECT {_COLUMNS}, -1 AS sign FROM old_rows"  # noqa: S608 -- put together from the constants above
_ALWAYS = "true"
_COUNT_MOVED = """EXISTS (SELECT FROM new_rows n JOIN old_rows o USING (tenant_id, id)
        WHERE (n.status, n.ticket_pack_id, n.section_number, n.completed_at)
            IS DISTINCT FROM (o.status, o.ticket_pack_id, o.section_number, o.completed_at))"""
_SPRINT_MOVED = """EXISTS (SELECT FROM new_rows n JOIN old_rows o USING (tenant_id, id)
        WHERE (n.sprint_number, n.order_index, n.ticket_pack_id)
            IS DISTINCT FROM (o.sprint_number, o.order_index, o.ticket_pack_id))"""


def _func(rows: str, *, counts_if: str, sprints_if: str) -> str:
    return f"""
    IF {counts_if} THEN
        PERFORM FROM ticket_packs p
        WHERE (p.tenant_id, p.id) IN (SELECT r.tenant_id, r.ticket_pack_id FROM ({rows}) r)
        ORDER BY p.id FOR NO KEY UPDATE;
        UPDATE ticket_packs p SET {_MOVED}, last_tick_at = greatest(p.last_tick_at, d.ticked_at)
        FROM (
            SELECT r.tenant_id, r.ticket_pack_id, {_SUMS}, max(r.completed_at) FILTER (WHERE r.sign > 0) AS ticked_at
            FROM ({rows}) r GROUP BY 1, 2
        ) d
        WHERE p.tenant_id = d.tenant_id AND p.id = d.ticket_pack_id;
        -- The packs are locked: nobody else moves their sections' counts. Those of a pack that is being deleted may
        -- have gone before its tickets.
        MERGE INTO ticket_section_counts c USING (
            SELECT r.tenant_id, r.ticket_pack_id, r.section_number, {_SUMS}
            FROM ({rows}) r JOIN ticket_packs p ON p.tenant_id = r.tenant_id AND p.id = r.ticket_pack_id
            GROUP BY 1, 2, 3
        ) d ON c.tenant_id = d.tenant_id AND c.ticket_pack_id = d.ticket_pack_id
            AND c.section_number = d.section_number
        WHEN MATCHED THEN UPDATE SET {_SECTION_MOVED}
        WHEN NOT MATCHED AND {_SECTION_NO_LESS} THEN
            INSERT (tenant_id, ticket_pack_id, section_number, {_SECTION_COLUMNS})
            VALUES (d.tenant_id, d.ticket_pack_id, d.section_number, {_SECTION_NEW});
    END IF;
    IF {sprints_if} THEN
        PERFORM ticket_pack_rebuild_sprints(
            (SELECT array_agg(DISTINCT r.ticket_pack_id) FROM ({rows}) r)
        );
    END IF;
    RETURN NULL;
    """  # noqa: S608 -- put together from the constants above


PACK_TOTALS = (
    pgtrigger.Trigger(
        name="pack_counts_added",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        referencing=pgtrigger.Referencing(new="new_rows"),
        func=_func(_ADDED, counts_if=_ALWAYS, sprints_if=_ALWAYS),
    ),
    pgtrigger.Trigger(
        name="pack_counts_gone",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Delete,
        referencing=pgtrigger.Referencing(old="old_rows"),
        func=_func(_GONE, counts_if=_ALWAYS, sprints_if=_ALWAYS),
    ),
    pgtrigger.Trigger(
        name="pack_counts_moved",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        referencing=pgtrigger.Referencing(old="old_rows", new="new_rows"),
        func=_func(f"{_ADDED} UNION ALL {_GONE}", counts_if=_COUNT_MOVED, sprints_if=_SPRINT_MOVED),
    ),
)
