"""Projects, builds and feedback for the bench, firm by firm: made in the database, with the triggers off.

Each project has two build events and a run of its tests, and three answers; what the triggers would copy is written
beside them.
"""

from __future__ import annotations

from collections.abc import Sequence

import psycopg
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bench import firms
from bench.firms import END, Firm
from bench.load import SMALL, STAFF, copy_rows

PATTERNS = 50
DAYS = 365
# Each statement takes the firm, the numbers from and to, and the hour of the run. n is spread by primes, not drawn.
PATTERN_ROWS = f"""
INSERT INTO patterns (pattern_id, name, languages, tenant_id)
SELECT 'pattern-' || n, 'Pattern ' || n, ARRAY['Python'], %(firm)s FROM generate_series(0, {PATTERNS - 1}) n
"""
OUTCOMES = f"""
INSERT INTO project_outcomes (created_at, updated_at, project_name, project_path, pattern_id, pattern_name,
    pattern_version, components_generated, files_created, languages_used, dependencies_installed, last_build_status,
    last_build_timestamp, test_pass_rate, deployment_status, stack_id, metadata, feedback_prompt_due_at,
    feedback_prompt_state, tenant_id)
SELECT at, at + interval '2 days', 'Project ' || n, '/srv/projects/' || n, 'pattern-' || p, 'Pattern ' || p, '1.0.0',
    ARRAY['users', 'search'], 12 + n %% 90, ARRAY['Python', 'SQL'], '{{}}',
    CASE WHEN n %% 17 = 0 THEN NULL WHEN n::bigint * 7919 %% 100 < 60 + p %% 40 THEN 'success' ELSE 'failure' END,
    at + interval '2 days', 50 + n::bigint * 7919 %% 50, CASE WHEN n %% 3 = 0 THEN 'deployed' END, 'django', '{{}}',
    at + interval '5 minutes', 'done', %(firm)s
FROM (
    SELECT n, n::bigint * 104729 / 13 %% {PATTERNS} AS p,
        %(end)s - interval '3 days' - (n::bigint * 31 %% {DAYS}) * interval '1 day' - n * interval '1 second' AS at
    FROM generate_series(%(from)s::int, %(to)s::int) n
) one
"""
EVENTS = """
INSERT INTO build_events (created_at, updated_at, project_outcome_id, event_type, status, test_pass_rate, source,
    occurred_at, tenant_id)
SELECT o.created_at, o.created_at, o.id, e.kind, e.status, e.rate, 'ci', o.created_at + e.after, o.tenant_id
FROM new_projects o CROSS JOIN LATERAL (VALUES
    ('build', 'failure', NULL::numeric, interval '1 day'), ('build', 'success', NULL, interval '2 days'),
    ('test', 'success', o.test_pass_rate, interval '2 days')
) e (kind, status, rate, after)
"""
FEEDBACK = """
INSERT INTO user_feedback (created_at, updated_at, project_outcome_id, overall_satisfaction, pattern_usefulness,
    would_recommend, likelihood_to_reuse, time_to_first_build, encountered_errors, feedback_source, submitted_at,
    submitted_on, consent_to_export, tenant_id)
SELECT o.created_at, o.created_at, o.id, 1 + (o.files_created + n) %% 5, 1 + (o.files_created + 2 * n) %% 5,
    (o.files_created + n) %% 3 > 0, 1 + (o.files_created + n) %% 10, 60 * (1 + (o.files_created + n) %% 40),
    false, 'modal',
    o.created_at + n * interval '1 hour', (o.created_at + n * interval '1 hour')::date, n = 1, o.tenant_id
FROM new_projects o CROSS JOIN generate_series(1, 3) n
"""
NEW = """
CREATE TEMP TABLE new_projects AS
SELECT id, tenant_id, created_at, files_created, test_pass_rate FROM project_outcomes
WHERE tenant_id = %(firm)s
    AND project_name IN (SELECT 'Project ' || n FROM generate_series(%(from)s::int, %(to)s::int) n)
"""


def load(owner: psycopg.Connection, chosen: Sequence[Firm], *, first: int, last: int) -> None:
    """Add the projects of these numbers to each firm; with ``first`` 1 the firms themselves too."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns) as progress:
        task = progress.add_task("projects loaded", total=len(chosen) * (last - first + 1))
        owner.execute("SET session_replication_role = replica")
        for firm in chosen:
            _load(owner, firm, first, last)
            progress.advance(task, last - first + 1)
        owner.execute("SET session_replication_role = origin")
        owner.execute("VACUUM (ANALYZE)")


def _load(owner: psycopg.Connection, firm: Firm, first: int, last: int) -> None:
    values = {"firm": firm.id, "from": first, "to": last, "end": END}
    with owner.transaction():
        if first == 1:
            owner.execute(STAFF, [firms.STAFF_ID, firms.STAFF_EMAIL])
            for into, rows in SMALL:
                copy_rows(owner, into, [rows(firm)])
            owner.execute(PATTERN_ROWS, values)
        owner.execute(OUTCOMES, values)
        owner.execute(NEW, values)
        for statement in (EVENTS, FEEDBACK):
            owner.execute(statement, values)
        owner.execute("DROP TABLE new_projects")
