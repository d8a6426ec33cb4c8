"""The engines' SQL: functions, look-ups and writes under the policies, beside the same written by hand without any."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Any
from uuid import UUID

import psycopg

from bench.place import Place
from bench.policy import walled
from bench.timing import Times, by_turns

FUNCTIONS = {
    "get_stalled_deals": """
        SELECT d.id, d.title, d.stage, d.client_id, d.contact_id, d.value, d.last_activity_at,
            floor(extract(epoch FROM now() - d.last_activity_at) / 86400)::int, coalesce(c.max_days_before_stale, 7)
        FROM deals d LEFT JOIN deal_stage_config c ON c.tenant_id = d.tenant_id AND c.stage = d.stage
        WHERE d.tenant_id = %s AND d.stage NOT IN ('won', 'lost') AND d.auto_follow_up_enabled
            AND (d.parked_until IS NULL OR d.parked_until <= current_date)
            AND floor(extract(epoch FROM now() - d.last_activity_at) / 86400) > coalesce(c.max_days_before_stale, 7)
        ORDER BY d.last_activity_at, d.id LIMIT 20""",
    "get_quotes_needing_followup": """
        SELECT id, quote_number, title, client_id, contact_id, total_amount, status,
            floor(extract(epoch FROM now() - coalesce(last_follow_up_at, sent_at)) / 86400)::int, follow_up_count,
            max_follow_ups
        FROM quotes
        WHERE tenant_id = %s AND status IN ('sent', 'viewed') AND outcome = '' AND follow_up_count < max_follow_ups
            AND next_follow_up_at <= now() AND (valid_until IS NULL OR valid_until >= current_date)
        ORDER BY total_amount DESC, coalesce(last_follow_up_at, sent_at), id LIMIT 20""",
    "get_compliance_due": """
        SELECT c.id, c.schedule_id, c.compliance_type, c.entity_type, c.entity_id, c.entity_name, c.due_at, c.status,
            c.due_at::date - current_date, c.due_at < now(), c.reminder_count, c.missing_fields
        FROM compliance_checks c
        LEFT JOIN compliance_schedule s ON s.tenant_id = c.tenant_id AND s.id = c.schedule_id
        WHERE c.tenant_id = %s AND c.status IN ('pending', 'in_progress', 'awaiting_response', 'overdue')
            AND c.due_at <= now() + make_interval(days => coalesce(s.notification_days_before, 14))
        ORDER BY c.due_at, c.id LIMIT 20""",
}
DEALS = """
INSERT INTO deals (title, description, value, probability, stage, lost_reason, parked_reason, client_id, tenant_id)
SELECT 'Fleet contract', '', 1000, 50, 'lead', '', '', id, tenant_id
FROM (SELECT id, tenant_id FROM clients WHERE tenant_id = %(firm)s LIMIT 1) c, generate_series(1, %(rows)s)
"""
QUOTES = """
INSERT INTO quotes (quote_number, title, description, status, line_items, currency, outcome, outcome_reason,
    outcome_competitor, outcome_notes, intel, client_id, tenant_id)
SELECT '', 'Inspection', '', 'draft', '[{"description": "Inspection", "quantity": "1", "unit_price": "99.50"}]', '',
    '', '', '', '', '{}', id, tenant_id
FROM (SELECT id, tenant_id FROM clients WHERE tenant_id = %(firm)s LIMIT 1) c, generate_series(1, %(rows)s)
"""
CHECKS = """
INSERT INTO compliance_checks (compliance_type, entity_type, entity_id, entity_name, period_start, period_end, due_at,
    tenant_id)
SELECT 'license_renewal', 'client', id, 'Client', current_date, current_date + 91, now() + interval '91 days', tenant_id
FROM (SELECT id, tenant_id FROM clients WHERE tenant_id = %(firm)s LIMIT 1) c, generate_series(1, %(rows)s)
"""
INSERTS = {"deal": DEALS, "quote": QUOTES, "check": CHECKS}
MOVE = """
EXPLAIN (ANALYZE, TIMING, FORMAT JSON) UPDATE deals SET stage = 'qualified'
WHERE tenant_id = %s AND id = (SELECT id FROM deals WHERE tenant_id = %s AND stage = 'lead' OFFSET %s LIMIT 1)
"""
STAGE_TRIGGER = "deal_stage_change"
CLAIMED = 20


def functions(place: Place, firms: Sequence[UUID], *, runs: int, seconds: float) -> dict[str, Any]:
    """Time the three functions for these firms: as the firm, as the owner, and by hand as the owner."""
    made = {}
    with place.owner() as owner, walled(place, firms[0]) as web:
        for name, by_hand in FUNCTIONS.items():
            call = f"SELECT * FROM {name}(%s)"
            _agree(owner, web, firms[0], call, by_hand)
            kinds = {"ours": (web, call), "without": (owner, call), "by_hand": (owner, by_hand)}
            made[name] = _by_turns(web, kinds, firms, runs=runs, seconds=seconds)
    return made


def lookups(place: Place, firms: Sequence[UUID], *, runs: int, seconds: float) -> dict[str, Any]:
    """Time what the engines' queues are read by; by hand is the same text as the owner, without policies."""
    with place.owner() as owner, walled(place, firms[0]) as web:
        return {
            name: _by_turns(
                web, {"ours": (web, sql), "by_hand": (owner, sql)}, firms, params, runs=runs, seconds=seconds
            )
            for name, (sql, params) in _lookups(firms[0]).items()
        }


def _lookups(firm: UUID) -> dict[str, tuple[str, Callable[[UUID], Sequence[Any]]]]:
    from django.utils import timezone

    from apps.deals.choices import OPEN_STAGES
    from apps.deals.models import Deal
    from apps.enrichment.queries import pending_items, unactioned_signals
    from apps.feedback.models import FeedbackRequest
    from apps.tenancy.context import tenant_context

    now = timezone.now()
    with tenant_context(firm):
        due = Deal.objects.filter(auto_follow_up_enabled=True, next_follow_up_at__lte=now, stage__in=OPEN_STAGES)
        pending = FeedbackRequest.objects.filter(status="pending", scheduled_for__lte=now)
        chosen = {
            "follow-ups of deals": due.order_by("next_follow_up_at"),
            "feedback to ask for": pending.order_by("scheduled_for", "pk"),
            "contacts to enrich": pending_items(),
            "signals to act on": unactioned_signals(),
        }
        made = {name: rows[:CLAIMED].query.sql_with_params() for name, rows in chosen.items()}

    def filled(params: Sequence[Any]) -> Callable[[UUID], Sequence[Any]]:
        return lambda other: [other if value == firm else value for value in params]

    return {name: (sql, filled(params)) for name, (sql, params) in made.items()}


def writes(place: Place, firms: Sequence[UUID], *, runs: int, seconds: float) -> dict[str, Any]:
    """Time inserts of one row and of twenty, every trigger included; each is rolled back, or the firms would grow.

    ``commit`` is one row with BEGIN and COMMIT around it, as the disk of this machine does it.
    """
    made = {}
    for name, sql in INSERTS.items():
        kinds = {"one": 1, "twenty": 20}
        made[name] = {kind: _insert(place, firms, sql, rows, runs, seconds) for kind, rows in kinds.items()}
    made["deal"]["commit"] = {"ours": _committed(place, firms, runs=runs, seconds=seconds).as_dict()}
    return made


def _insert(place: Place, firms: Sequence[UUID], sql: str, rows: int, runs: int, seconds: float) -> dict[str, Any]:
    with place.owner() as owner, walled(place, firms[0]) as web:

        def before(turn: int) -> None:
            for connection in (owner, web):
                connection.execute("ROLLBACK")
            _enter(web, firms[turn % len(firms)])
            for connection in (owner, web):
                connection.execute("BEGIN")

        def insert(connection: psycopg.Connection) -> Callable[[int], object]:
            return lambda turn: connection.execute(sql, {"firm": firms[turn % len(firms)], "rows": rows}, prepare=True)

        taken = by_turns(insert(web), insert(owner), runs=runs, seconds=seconds, before=before)
        for connection in (owner, web):
            connection.execute("ROLLBACK")
    return {kind: times.as_dict() for kind, times in zip(("ours", "by_hand"), taken, strict=True)}


def _committed(place: Place, firms: Sequence[UUID], *, runs: int, seconds: float) -> Times:
    with walled(place, firms[0]) as web:
        return by_turns(
            lambda turn: web.execute(DEALS, {"firm": firms[turn % len(firms)], "rows": 1}, prepare=True),
            runs=min(runs, 500),
            seconds=seconds,
            before=lambda turn: _enter(web, firms[turn % len(firms)]),
        )[0]


def stage_trigger(place: Place, firms: Sequence[UUID], *, runs: int) -> dict[str, float]:
    """Return what the trigger of the stage history takes when one deal moves, as PostgreSQL itself times it."""
    taken = []
    with walled(place, firms[0]) as web:
        for turn in range(runs):
            firm = firms[turn % len(firms)]
            _enter(web, firm)
            web.execute("BEGIN")
            row = web.execute(MOVE, [firm, firm, turn % 20], prepare=True).fetchone()
            web.execute("ROLLBACK")
            times = {one["Trigger Name"]: one["Time"] for one in row[0][0]["Triggers"]} if row else {}
            taken.append(times[STAGE_TRIGGER])
    return Times(taken[len(taken) // 10 :]).as_dict()


def _by_turns(
    web: psycopg.Connection,
    kinds: dict[str, tuple[psycopg.Connection, str]],
    firms: Sequence[UUID],
    params: Callable[[UUID], Sequence[Any]] = lambda firm: [firm],
    *,
    runs: int,
    seconds: float,
) -> dict[str, Any]:
    def ask(connection: psycopg.Connection, sql: str) -> Callable[[int], object]:
        return lambda turn: connection.execute(sql, params(firms[turn % len(firms)]), prepare=True).fetchall()

    things = [ask(connection, sql) for connection, sql in kinds.values()]
    taken = by_turns(*things, runs=runs, seconds=seconds, before=lambda turn: _enter(web, firms[turn % len(firms)]))
    return {kind: times.as_dict() for kind, times in zip(kinds, taken, strict=True)}


def _enter(web: psycopg.Connection, firm: UUID) -> None:
    web.execute("SELECT set_config('app.tenant_id', %s, false)", [str(firm)], prepare=True)


def _agree(owner: psycopg.Connection, web: psycopg.Connection, firm: UUID, call: str, by_hand: str) -> None:
    """Raises SystemExit unless the function finds what the query by hand does."""
    _enter(web, firm)
    with ExitStack() as settled:
        settled.enter_context(owner.transaction())
        owner.execute("SET LOCAL TIME ZONE 'UTC'")
        ours, bare = web.execute(call, [firm]).fetchall(), owner.execute(by_hand, [firm]).fetchall()
    if ours != bare:
        raise SystemExit(f"{call} finds something else than the query by hand: {ours[:1]}, {bare[:1]}")
