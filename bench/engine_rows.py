"""Rows for the engines, firm by firm: made in the database, with the triggers off, and then settled.

As loaded, some of everything is due. ``settle`` leaves nothing due, as after a morning's runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import psycopg
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bench import firms
from bench.firms import END, Firm
from bench.load import SMALL, STAFF, copy_rows

# Each statement takes the firm, how many records, and the hour of the run. n is spread by primes, not drawn.
OF_FIRM = """
WITH c AS (
    SELECT array_agg(c.id ORDER BY c.id) AS ids, array_agg(p.id ORDER BY c.id) AS people
    FROM clients c JOIN contacts p ON p.tenant_id = c.tenant_id AND p.client_id = c.id AND p.is_primary
    WHERE c.tenant_id = %(firm)s
)
"""
CLIENTS = """
INSERT INTO clients (company_name, primary_contact, email, phone, address, website, status, priority, tier, notes,
    tenant_id)
SELECT 'Client ' || n, '', 'office' || n || '@client.example', '', '', '', 'active', 'medium', '', '', %(firm)s
FROM generate_series(1, greatest(10, %(count)s / 50)) n
"""
CONTACTS = """
INSERT INTO contacts (first_name, last_name, title, email, phone, mobile, linkedin_url, buying_role, is_primary, props,
    client_id, tenant_id)
SELECT 'Ana', 'Reyes', '', 'ana' || row_number() OVER (ORDER BY id) || '@client.example', '', '', '', '', true, '{}',
    id, tenant_id
FROM clients WHERE tenant_id = %(firm)s
"""
# Every 20th stalled deal has no stamp yet; of the others each has been written about, and is not due before tomorrow.
DEALS = f"""
{OF_FIRM}
INSERT INTO deals (created_at, updated_at, title, description, value, probability, stage, actual_close_date,
    lost_reason, last_activity_at, stalled_at, auto_follow_up_enabled, next_follow_up_at, follow_up_count, parked_until,
    parked_reason, client_id, contact_id, tenant_id)
SELECT touched_at - interval '90 days', touched_at, 'Deal ' || n, 'Asked for an offer over the phone.',
    1000 + n %% 90000, 50, stage, CASE WHEN NOT is_open THEN (touched_at)::date END,
    CASE stage WHEN 'lost' THEN 'Price' ELSE '' END, touched_at,
    CASE WHEN is_stalled AND n %% 20 > 0 THEN touched_at + interval '9 days' END, n %% 19 > 0,
    CASE WHEN is_stalled AND n %% 20 > 0 THEN %(end)s + interval '1 day' END, (is_stalled AND n %% 20 > 0)::int,
    CASE WHEN is_parked THEN (%(end)s + interval '60 days')::date END,
    CASE WHEN is_parked THEN 'Budget in spring' ELSE '' END,
    c.ids[1 + n %% cardinality(c.ids)], c.people[1 + n %% cardinality(c.ids)], %(firm)s
FROM (
    SELECT *, is_open AND NOT is_parked AND n %% 19 > 0 AND quiet > CASE stage WHEN 'lead' THEN 3
        WHEN 'proposal' THEN 5 ELSE 7 END AS is_stalled,
        %(end)s - interval '12 hours' - quiet * interval '1 day' - n * interval '1 millisecond' AS touched_at
    FROM (
        SELECT n, stage, stage NOT IN ('won', 'lost') AS is_open, stage NOT IN ('won', 'lost') AND n %% 23 = 0
            AS is_parked, CASE WHEN n %% 20 = 0 THEN 20 + n %% 40 ELSE n * 31 %% 60 END AS quiet
        FROM generate_series(1, %(count)s) n CROSS JOIN LATERAL (
            SELECT CASE WHEN r < 12 THEN 'lead' WHEN r < 22 THEN 'qualified' WHEN r < 32 THEN 'proposal'
                WHEN r < 40 THEN 'negotiation' WHEN r < 75 THEN 'won' ELSE 'lost' END AS stage
            FROM (SELECT n::bigint * 7919 / 10 %% 100 AS r) spread
        ) s
    ) one
) d, c
"""
HISTORY = """
INSERT INTO deal_stage_history (tenant_id, deal_id, from_stage, to_stage, changed_at, days_in_previous_stage)
SELECT tenant_id, id, 'lead', stage, last_activity_at, 30 FROM deals WHERE tenant_id = %(firm)s AND stage <> 'lead'
"""
# A quarter is with the client, and of these a quarter is due.
QUOTES = f"""
{OF_FIRM}
INSERT INTO quotes (created_at, updated_at, quote_number, title, description, status, line_items, total_amount,
    currency, valid_until, sent_at, responded_at, outcome, outcome_reason, outcome_competitor, outcome_notes, intel,
    next_follow_up_at, client_id, contact_id, tenant_id)
SELECT at, at, 'Q-' || extract(year FROM %(end)s) || '-' || lpad(n::text, greatest(4, length(n::text)), '0'),
    'Inspection ' || n, '', status,
    jsonb_build_array(jsonb_build_object('description', 'Inspection', 'quantity', '1', 'unit_price', amount,
        'total', amount)),
    amount, 'USD', (%(end)s + interval '60 days')::date, CASE WHEN status <> 'draft' THEN at + interval '1 hour' END,
    CASE WHEN status IN ('accepted', 'rejected') THEN at + interval '5 days' END,
    CASE status WHEN 'accepted' THEN 'won' WHEN 'rejected' THEN 'lost' ELSE '' END,
    CASE status WHEN 'rejected' THEN 'price' ELSE '' END, '', '', '{{}}',
    CASE WHEN status IN ('sent', 'viewed') THEN
        CASE WHEN n %% 4 = 0 THEN %(end)s - interval '1 hour' ELSE %(end)s + interval '2 days' END END,
    c.ids[1 + n %% cardinality(c.ids)], c.people[1 + n %% cardinality(c.ids)], %(firm)s
FROM (
    SELECT n, %(end)s - (10 + n %% 300) * interval '1 day' AS at, (100 + n::bigint * 7919 %% 50000)::numeric(12, 2)
        AS amount, CASE WHEN r < 15 THEN 'draft' WHEN r < 30 THEN 'sent' WHEN r < 40 THEN 'viewed'
            WHEN r < 75 THEN 'accepted' ELSE 'rejected' END AS status
    FROM generate_series(1, %(count)s) n CROSS JOIN LATERAL (SELECT n::bigint * 7919 / 10 %% 100 AS r) spread
) q, c
"""
COUNTERS = """
INSERT INTO quote_counters (tenant_id, year, last_number)
VALUES (%(firm)s, extract(year FROM %(end)s::timestamptz), %(count)s)
"""
SCHEDULES = """
INSERT INTO compliance_schedule (compliance_type, description, next_due_at, anchor_day, target_entity_type, tenant_id)
SELECT 'check_' || n, '', %(end)s + interval '101 days', extract(day FROM %(end)s + interval '101 days'), 'client',
    %(firm)s
FROM generate_series(1, 4) n
"""
# Four kinds for each client, a quarter after the other: the newest are open and due in ten days, one in 20 unreminded.
CHECKS = f"""
{OF_FIRM}, s AS (SELECT array_agg(id ORDER BY id) AS ids FROM compliance_schedule WHERE tenant_id = %(firm)s)
INSERT INTO compliance_checks (created_at, updated_at, compliance_type, entity_type, entity_id, entity_name,
    period_start, period_end, due_at, status, reminder_count, reminder_step, reminder_sent_at, completed_at,
    tenant_id, schedule_id)
SELECT due_at - interval '30 days', due_at - interval '30 days', 'check_' || 1 + n %% 4, 'client',
    c.ids[1 + n / 4 %% cardinality(c.ids)], 'Client', (due_at - interval '91 days')::date, due_at::date, due_at, status,
    (n %% 20 > 0)::int, CASE WHEN quarter > 0 THEN 3 WHEN n %% 20 > 0 THEN -14 END,
    CASE WHEN n %% 20 > 0 THEN due_at - interval '14 days' END,
    CASE status WHEN 'completed' THEN due_at - interval '3 days' END, %(firm)s, s.ids[1 + n %% 4]
FROM (
    SELECT n, quarter, %(end)s + interval '10 days' - quarter * interval '91 days' AS due_at,
        CASE WHEN quarter = 0 THEN 'awaiting_response' WHEN n %% 29 = 0 THEN 'escalated' ELSE 'completed' END AS status
    FROM generate_series(0, %(count)s - 1) n, c
    CROSS JOIN LATERAL (SELECT n / (4 * cardinality(c.ids)) AS quarter) q
) one, c, s
"""
ORDERS = f"""
{OF_FIRM}
INSERT INTO orders (order_number, title, status, delivered_at, client_id, contact_id, tenant_id)
SELECT 'O-' || n, 'Appraisal', 'delivered', %(end)s - (8 + n %% 200) * interval '1 day',
    c.ids[1 + n %% cardinality(c.ids)], c.people[1 + n %% cardinality(c.ids)], %(firm)s
FROM generate_series(1, %(count)s / 10) n, c
"""
FEEDBACK = """
INSERT INTO feedback_requests (status, delivery_date, scheduled_for, sent_at, expires_at, skip_reason,
    response_email_id, response_source, response_text, response_summary, sentiment, rating, client_id, contact_id,
    order_id, tenant_id)
SELECT CASE WHEN is_due THEN 'pending' ELSE 'sent' END, delivered_at, delivered_at + interval '7 days',
    CASE WHEN NOT is_due THEN delivered_at + interval '7 days' END,
    CASE WHEN NOT is_due THEN %(end)s + interval '30 days' END, '', '', '', '', '', '', '', client_id, contact_id, id,
    tenant_id
FROM (SELECT *, row_number() OVER (ORDER BY id) %% 10 = 0 AS is_due FROM orders WHERE tenant_id = %(firm)s) o
"""
ENRICHMENT = f"""
{OF_FIRM}
INSERT INTO contact_enrichment_queue (email_address, source, source_id, status, extracted_data, merge_conflicts,
    error_message, processed_at, contact_id, tenant_id)
SELECT '', 'email_signature', 'mail-' || n, CASE WHEN n %% 10 = 0 THEN 'pending' ELSE 'completed' END,
    '{{"title": "Director"}}', '[]', '', CASE WHEN n %% 10 > 0 THEN %(end)s END,
    c.people[1 + n %% cardinality(c.ids)], %(firm)s
FROM generate_series(1, %(count)s / 10) n, c
"""
SIGNALS = f"""
{OF_FIRM}
INSERT INTO opportunity_signals (source_type, source_id, signal_type, signal_strength, extracted_text, context,
    actioned, actioned_at, action_taken, action_result, client_id, contact_id, tenant_id)
SELECT 'email', 'mail-' || n, 'expansion', 0.50 + n %% 50 / 100.0, 'We are opening a new office.', '{{}}', n %% 5 > 0,
    CASE WHEN n %% 5 > 0 THEN %(end)s END, CASE WHEN n %% 5 > 0 THEN 'Called' ELSE '' END, '',
    c.ids[1 + n %% cardinality(c.ids)], c.people[1 + n %% cardinality(c.ids)], %(firm)s
FROM generate_series(1, %(count)s / 10) n, c
"""
STAGES = "SELECT seed_default_deal_stages(%(firm)s)"
ROWS = (
    STAGES, CLIENTS, CONTACTS, DEALS, HISTORY, QUOTES, COUNTERS, SCHEDULES, CHECKS, ORDERS, FEEDBACK, ENRICHMENT,
    SIGNALS,
)  # fmt: skip

SETTLED = """
UPDATE deals SET stalled_at = %(end)s, next_follow_up_at = %(end)s + interval '30 days'
WHERE tenant_id = %(firm)s AND stage NOT IN ('won', 'lost') AND stalled_at IS NULL AND auto_follow_up_enabled
    AND parked_until IS NULL AND last_activity_at < %(end)s - interval '15 days';

UPDATE quotes SET next_follow_up_at = %(end)s + interval '30 days'
WHERE tenant_id = %(firm)s AND next_follow_up_at <= %(end)s;

UPDATE compliance_checks SET reminder_step = -14 WHERE tenant_id = %(firm)s AND reminder_step IS NULL;

UPDATE feedback_requests SET scheduled_for = %(end)s + interval '30 days'
WHERE tenant_id = %(firm)s AND status = 'pending';

UPDATE contact_enrichment_queue SET status = 'completed', processed_at = %(end)s
WHERE tenant_id = %(firm)s AND status = 'pending'
"""
FOLLOW_UPS = """
UPDATE deals SET next_follow_up_at = %(end)s WHERE tenant_id = %(firm)s AND id IN (
    SELECT id FROM deals WHERE tenant_id = %(firm)s AND stalled_at IS NOT NULL ORDER BY id LIMIT %(count)s
)
"""


def load(owner: psycopg.Connection, sizes: Sequence[tuple[Firm, int]]) -> None:
    """Add these firms with so many deals, quotes and checks each, and let the planner know them."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns) as progress:
        task = progress.add_task("records loaded", total=3 * sum(count for _, count in sizes))
        owner.execute("SET session_replication_role = replica")
        for firm, count in sizes:
            _load(owner, firm, count)
            progress.advance(task, 3 * count)
        owner.execute("SET session_replication_role = origin")
        owner.execute("VACUUM (ANALYZE)")


def _load(owner: psycopg.Connection, firm: Firm, count: int) -> None:
    with owner.transaction():
        owner.execute(STAFF, [firms.STAFF_ID, firms.STAFF_EMAIL])
        for into, rows in SMALL:
            copy_rows(owner, into, [rows(firm)])
        _each(owner, ROWS, firm.id, count)


def settle(owner: psycopg.Connection, ids: Sequence[UUID]) -> None:
    """Leave nothing due in these firms."""
    _change(owner, [SETTLED], ids)


def make_follow_ups_due(owner: psycopg.Connection, ids: Sequence[UUID], *, each: int) -> int:
    """Make the follow-ups of so many stalled deals due in each of the firms; return how many there are together."""
    _change(owner, [FOLLOW_UPS], ids, each)
    due = "SELECT count(*) FROM deals WHERE tenant_id = ANY(%s) AND next_follow_up_at = %s"
    row = owner.execute(due, [list(ids), END]).fetchone()
    return row[0] if row else 0


def _change(owner: psycopg.Connection, statements: Sequence[str], ids: Sequence[UUID], count: int = 0) -> None:
    owner.execute("SET session_replication_role = replica")
    for firm in ids:
        _each(owner, statements, firm, count)
    owner.execute("SET session_replication_role = origin")
    owner.execute("VACUUM (ANALYZE) deals, quotes, compliance_checks, feedback_requests, contact_enrichment_queue")


def _each(owner: psycopg.Connection, statements: Sequence[str], firm: UUID, count: int) -> None:
    with psycopg.ClientCursor(owner) as cursor:  # the planner sees the numbers, and one statement may do what it likes
        for statement in statements:
            cursor.execute(statement, {"firm": firm, "count": count, "end": END})
