"""Load firms as the owner: COPY with the triggers off, then the totals by one statement a firm."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import psycopg
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bench import firms
from bench.firms import Firm

TENANTS = (
    "tenants (id, name, slug, status, business_type, cohort_label, segment, region, industry, time_zone, currency, "
    "team_headcount, baseline_monthly_leads, firm_size_tier, discovery_complete, last_diagnostic_id, notes)"
)
USERS = "users (password, id, email, name, is_active, is_superuser)"
MEMBERSHIPS = "memberships (role, name, email, user_id, tenant_id)"
TOKENS = "api_tokens (name, prefix, token_hash, scopes, tenant_id)"
PACKS = (
    "ticket_packs (id, created_at, updated_at, key, title, version, is_primary, source_markdown, sprint_assignments, "
    "tenant_id)"
)
TICKETS = (
    "ticket_instances (id, created_at, updated_at, ticket_id, title, description, section_number, sprint_number, "
    "order_index, status, blocked_reason, assignee, notes, started_at, completed_at, tenant_id, ticket_pack_id)"
)
COUNTS = """
UPDATE ticket_packs p SET not_started_count = d.not_started, in_progress_count = d.in_progress,
    blocked_count = d.blocked, done_count = d.done, skipped_count = d.skipped
FROM (
    SELECT ticket_pack_id, count(*) FILTER (WHERE status = 'not_started') AS not_started,
        count(*) FILTER (WHERE status = 'in_progress') AS in_progress,
        count(*) FILTER (WHERE status = 'blocked') AS blocked,
        count(*) FILTER (WHERE status = 'done') AS done, count(*) FILTER (WHERE status = 'skipped') AS skipped
    FROM ticket_instances WHERE tenant_id = %(firm)s GROUP BY 1
) d
WHERE p.tenant_id = %(firm)s AND p.id = d.ticket_pack_id
"""
SPRINTS = "SELECT ticket_pack_rebuild_sprints(ARRAY(SELECT id FROM ticket_packs WHERE tenant_id = %(firm)s))"
SMALL: Sequence[tuple[str, Callable[[Firm], str]]] = (
    (TENANTS, firms.tenants),
    (USERS, firms.users),
    (MEMBERSHIPS, firms.memberships),
    (TOKENS, firms.api_tokens),
)


def load(owner: psycopg.Connection, chosen: Sequence[Firm]) -> None:
    """Add these firms with all their tickets, and let the planner know them."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns) as progress:
        task = progress.add_task("tickets loaded", total=sum(firm.packs * firm.pack_size for firm in chosen))
        owner.execute("SET session_replication_role = replica")
        for firm in chosen:
            with owner.transaction():
                _load(owner, firm)
            progress.advance(task, firm.packs * firm.pack_size)
        owner.execute("SET session_replication_role = origin")
        owner.execute("VACUUM (ANALYZE)")


def _load(owner: psycopg.Connection, firm: Firm) -> None:
    for into, rows in SMALL:
        _copy(owner, into, [rows(firm)])
    made = [(row, "".join(tickets)) for row, tickets in firms.packs(firm)]
    _copy(owner, PACKS, [row for row, _ in made])
    _copy(owner, TICKETS, [rows for _, rows in made])
    owner.execute(COUNTS, {"firm": firm.id})
    owner.execute(SPRINTS, {"firm": firm.id})


def _copy(owner: psycopg.Connection, into: str, rows: Iterable[str]) -> None:
    with owner.cursor().copy(f"COPY {into} FROM STDIN") as copy:
        for row in rows:
            copy.write(row)
