"""Load firms as the owner: COPY with the triggers off, then what the triggers would have written, a firm at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta

import psycopg
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bench import firms, plans
from bench.firms import Firm

TENANTS = (
    "tenants (id, name, slug, status, business_type, cohort_label, segment, region, industry, time_zone, currency, "
    "team_headcount, baseline_monthly_leads, firm_size_tier, discovery_complete, last_diagnostic_id, notes)"
)
USERS = "users (password, id, email, name, is_active, is_superuser, preferences)"
MEMBERSHIPS = "memberships (role, name, email, user_id, tenant_id, visited_at, previous_visit_at)"
TOKENS = "api_tokens (name, prefix, token_hash, scopes, tenant_id)"
PACKS = (
    "ticket_packs (id, created_at, updated_at, key, title, version, is_primary, source_markdown, sprint_assignments, "
    "roadmap_id, tenant_id)"
)
TICKETS = (
    "ticket_instances (id, created_at, updated_at, row_version, ticket_id, title, description, section_number, "
    "sprint_number, order_index, status, blocked_reason, assignee, notes, started_at, completed_at, tenant_id, "
    "ticket_pack_id)"
)
ROADMAPS = (
    "roadmaps (id, created_at, updated_at, version, status, is_current, series_id, pdf_url, delivered_at, "
    "needs_agent_reprovision, model_json, source_refs, tenant_id)"
)
SECTIONS = (
    "roadmap_sections (section_number, section_name, title, content_markdown, status, agent_cheatsheet, diagrams, "
    "roadmap_id, tenant_id)"
)
STAFF = """
INSERT INTO users (password, id, email, name, is_active, is_superuser, preferences)
VALUES ('!staff', %s, %s, 'Bench staff', true, false, '{}') ON CONFLICT DO NOTHING
"""
METRICS = "SELECT standard_metrics(%(firm)s)"
SPRINTS = "SELECT ticket_pack_rebuild_sprints(ARRAY(SELECT id FROM ticket_packs WHERE tenant_id = %(firm)s))"
SECTION_COUNTS = """
INSERT INTO ticket_section_counts (tenant_id, ticket_pack_id, section_number, not_started_count, in_progress_count,
    blocked_count, done_count, skipped_count)
SELECT tenant_id, ticket_pack_id, coalesce(section_number, -1), count(*) FILTER (WHERE status = 'not_started'),
    count(*) FILTER (WHERE status = 'in_progress'), count(*) FILTER (WHERE status = 'blocked'),
    count(*) FILTER (WHERE status = 'done'), count(*) FILTER (WHERE status = 'skipped')
FROM ticket_instances WHERE tenant_id = %(firm)s GROUP BY 1, 2, 3
"""
FIRM_COUNTS = """
INSERT INTO firm_section_counts (tenant_id, section_number, not_started_count, in_progress_count, blocked_count,
    done_count, skipped_count)
SELECT tenant_id, section_number, sum(not_started_count), sum(in_progress_count), sum(blocked_count), sum(done_count),
    sum(skipped_count)
FROM ticket_section_counts WHERE tenant_id = %(firm)s GROUP BY 1, 2
"""
COUNTS = """
UPDATE ticket_packs p SET not_started_count = c.not_started, in_progress_count = c.in_progress,
    blocked_count = c.blocked, done_count = c.done, skipped_count = c.skipped, last_tick_at = c.ticked_at
FROM (
    SELECT ticket_pack_id, count(*) FILTER (WHERE status = 'not_started') AS not_started,
        count(*) FILTER (WHERE status = 'in_progress') AS in_progress,
        count(*) FILTER (WHERE status = 'blocked') AS blocked,
        count(*) FILTER (WHERE status = 'done') AS done, count(*) FILTER (WHERE status = 'skipped') AS skipped,
        max(completed_at) AS ticked_at
    FROM ticket_instances WHERE tenant_id = %(firm)s GROUP BY 1
) c
WHERE p.tenant_id = %(firm)s AND p.id = c.ticket_pack_id
"""
DEPENDENCIES = """
INSERT INTO ticket_dependencies (ticket_instance_id, depends_on_id, tenant_id)
SELECT id, before, %(firm)s FROM (
    SELECT id, order_index, lag(id) OVER (PARTITION BY ticket_pack_id ORDER BY order_index) AS before
    FROM ticket_instances WHERE tenant_id = %(firm)s
) t
WHERE order_index %% 7 = 6
"""
MOVE = (
    "id, created_at, row_version, ticket_id, title, description, section_number, sprint_number, order_index, status, "
    "blocked_reason, assignee, notes, started_at, completed_at, tenant_id, ticket_pack_id"
)
MOVES = f"""
INSERT INTO ticket_instances_events (pgh_created_at, pgh_label, pgh_obj_id, pgh_context, {MOVE})
SELECT updated_at, 'update', id, '{{"via": "page", "name": "Ines Duarte"}}', {MOVE} FROM ticket_instances
WHERE tenant_id = %(firm)s AND row_version > 1 AND updated_at > %(since)s ORDER BY updated_at
"""
KEPT_MOVES = timedelta(days=30)
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
            _load(owner, firm)
            progress.advance(task, firm.packs * firm.pack_size)
        owner.execute("SET session_replication_role = origin")
        owner.execute("VACUUM (ANALYZE)")


def _load(owner: psycopg.Connection, firm: Firm) -> None:
    with owner.transaction():
        owner.execute(STAFF, [firms.STAFF_ID, firms.STAFF_EMAIL])
        for into, rows in SMALL:
            copy_rows(owner, into, [rows(firm)])
        owner.execute(METRICS, {"firm": firm.id})
        copy_rows(owner, ROADMAPS, [plans.roadmaps(firm)])
        copy_rows(owner, SECTIONS, [plans.sections(firm)])
    plans.measure(firm)
    with owner.transaction():
        made = [(row, "".join(tickets)) for row, tickets in firms.packs(firm)]
        copy_rows(owner, PACKS, [row for row, _ in made])
        copy_rows(owner, TICKETS, [rows for _, rows in made])
        for statement in (SPRINTS, SECTION_COUNTS, FIRM_COUNTS, COUNTS, DEPENDENCIES, MOVES):
            owner.execute(statement, {"firm": firm.id, "since": firms.END - KEPT_MOVES})


def copy_rows(owner: psycopg.Connection, into: str, rows: Iterable[str]) -> None:
    """Copy rows in PostgreSQL's text format into a table and its columns."""
    with owner.cursor().copy(f"COPY {into} FROM STDIN") as copy:
        for row in rows:
            copy.write(row)
