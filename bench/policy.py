"""What the wall costs in SQL: our backend against the same statement without policy and context."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import environ
import psycopg

from bench.place import Place
from bench.timing import Times, by_turns

ACTOR = {"name": "Bench", "via": "api", "token": "0193", "request": "6f1c5a7e-bench"}
LOOPS, BLOCKS = 400, 40
STOCK = "stock"


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
    """Time one transaction of one statement, by turns: as the product does it, and two ways without the wall.

    ``ours``: tenant_context and Django's cursor. ``stock``: Django's own backend as the owner, no policy, no context.
    ``plain``: psycopg as the owner, BEGIN and the statement in one pipeline, then COMMIT.
    """
    from django.db import connection, connections, transaction

    from apps.tenancy.context import tenant_context

    _add_stock_connection(place)

    def ours(turn: int) -> None:
        firm = firms[turn % len(firms)]
        params = query.params(firm)
        with tenant_context(firm, actor=ACTOR), connection.cursor() as cursor:
            cursor.execute(query.sql, params)
            cursor.fetchall()

    def stock(turn: int) -> None:
        params = query.params(firms[turn % len(firms)])
        with transaction.atomic(using=STOCK), connections[STOCK].cursor() as cursor:
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

        taken = by_turns(ours, stock, plain, runs=runs)
    return dict(zip(("ours", "stock", "plain"), taken, strict=True))


def _add_stock_connection(place: Place) -> None:
    from django.db import connections

    if STOCK not in connections.databases:
        ours = connections.databases["default"]
        login = environ.Env.db_url_config(place.owner_url) | {"ENGINE": "django.db.backends.postgresql"}
        login["OPTIONS"] = ours["OPTIONS"] | {"server_side_binding": True}  # prepared, as ours is
        connections.databases[STOCK] = ours | login


def as_a_client(place: Place, query: Query, *, firms: Sequence[UUID], runs: int) -> dict[str, Times]:
    """Time the prepared statement alone, as a client sees it: under the policy, and as the owner without, by turns."""
    firm = firms[0]
    params = query.params(firm)
    with place.owner() as owner, walled(place, firm) as web:
        taken = by_turns(
            lambda _: web.execute(query.sql, params, prepare=True).fetchall(),
            lambda _: owner.execute(query.sql, params, prepare=True).fetchall(),
            runs=runs,
        )
    return dict(zip(("policy", "without"), taken, strict=True))


def walled(place: Place, firm: UUID) -> psycopg.Connection:
    """Return a connection of the web login that has entered a firm for good."""
    web = psycopg.connect(place.web_url, autocommit=True)
    web.execute(
        "SELECT set_config('role', 'firmloop_tenant', false), set_config('app.tenant_id', %s, false)", [str(firm)]
    )
    return web


def in_the_server(place: Place, query: Query, *, firm: UUID) -> dict[str, Times]:
    """Time only the server's work: loops in a DO block, under the policy and as the owner, by turns."""
    loop = _loop(query, firm)
    with place.owner() as owner, walled(place, firm) as web:
        within, bare = by_turns(lambda _: web.execute(loop), lambda _: owner.execute(loop), runs=BLOCKS)
    return {"policy": Times([ms / LOOPS for ms in within.ms]), "without": Times([ms / LOOPS for ms in bare.ms])}


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
