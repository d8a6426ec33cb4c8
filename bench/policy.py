"""What the wall costs in SQL: our backend against the same statement without policy and context."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg

from bench.place import Place
from bench.timing import Times, by_turns

ACTOR = {"name": "Bench", "via": "api", "token": "0193", "request": "6f1c5a7e-bench"}
LOOPS, BLOCKS = 400, 40


@dataclass(frozen=True)
class Query:
    """A statement with the hand-written filter in it, and its values for one firm."""

    name: str
    sql: str
    params: Callable[[UUID], Sequence[Any]]


def queries(owner: psycopg.Connection) -> list[Query]:
    """Return the statements that Django's models make, for any firm."""
    from django.db.models import Count

    from apps.tenancy.context import tenant_context
    from apps.tickets.models import TicketInstance

    one_of = _one_ticket_of_each(owner)
    firm = next(iter(one_of))
    with tenant_context(firm):
        tickets = TicketInstance.objects.all()
        chosen = {
            "list of 20 by status": tickets.filter(status="not_started").order_by("-created_at", "-id")[:20],
            "one ticket": tickets.filter(pk=one_of[firm]),
            "count by status": tickets.order_by().values("status").annotate(Count("id")),
        }
        made = {name: queryset.query.sql_with_params() for name, queryset in chosen.items()}

    def filled(params: Sequence[Any]) -> Callable[[UUID], Sequence[Any]]:
        return lambda other: [{firm: other, one_of[firm]: one_of[other]}.get(value, value) for value in params]

    return [Query(name, sql, filled(params)) for name, (sql, params) in made.items()]


def _one_ticket_of_each(owner: psycopg.Connection) -> dict[UUID, UUID]:
    sql = (
        "SELECT t.id, (SELECT i.id FROM ticket_instances i WHERE i.tenant_id = t.id "
        "ORDER BY created_at DESC, id DESC OFFSET 40 LIMIT 1) FROM tenants t"
    )
    return dict(owner.execute(sql).fetchall())


def per_transaction(place: Place, query: Query, *, firms: Sequence[UUID], runs: int) -> dict[str, Times]:
    """Time BEGIN, context, statement and COMMIT of our backend, and BEGIN, statement and COMMIT of plain psycopg."""
    from django.db import connection

    from apps.tenancy.context import tenant_context

    def ours(turn: int) -> None:
        firm = firms[turn % len(firms)]
        params = query.params(firm)
        with tenant_context(firm, actor=ACTOR), connection.cursor() as cursor:
            cursor.execute(query.sql, params)
            cursor.fetchall()

    with place.owner() as owner:

        def plain(turn: int) -> None:
            params = query.params(firms[turn % len(firms)])
            with owner.pipeline():
                owner.execute("BEGIN")
                cursor = owner.execute(query.sql, params, prepare=True)
            cursor.fetchall()
            owner.execute("COMMIT")

        with_wall, without = by_turns(ours, plain, runs=runs)
    return {"ours": with_wall, "plain": without}


def in_the_server(place: Place, query: Query, *, firm: UUID) -> dict[str, Times]:
    """Time only the server's work: loops in a DO block, under the policy and as the owner, by turns."""
    loop = _loop(query, firm)
    with place.owner() as owner, psycopg.connect(place.web_url, autocommit=True) as web:
        web.execute("SELECT set_config('role', 'firmloop_tenant', false)")
        web.execute("SELECT set_config('app.tenant_id', %s, false)", [str(firm)])
        walled, bare = by_turns(lambda _: web.execute(loop), lambda _: owner.execute(loop), runs=BLOCKS)
    return {
        "under the policy": Times([ms / LOOPS for ms in walled.ms]),
        "without": Times([ms / LOOPS for ms in bare.ms]),
    }


def _loop(query: Query, firm: UUID) -> bytes:
    """Return a DO block that runs the statement LOOPS times by a cached plan, its values being variables."""
    values = list(query.params(firm))
    declared = "".join(
        f"v{index} {'uuid' if isinstance(value, UUID) else 'int' if isinstance(value, int) else 'text'} := '{value}'; "
        for index, value in enumerate(values)
    )
    body = query.sql
    for index in range(len(values)):
        body = body.replace("%s", f"v{index}", 1)
    text = (
        f"DO $do$ DECLARE {declared}r record; BEGIN FOR i IN 1..{LOOPS} LOOP "
        f"FOR r IN {body} LOOP END LOOP; END LOOP; END $do$"
    )
    return text.encode()
