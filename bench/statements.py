"""The statements that one request sends, counted, and sent again by plain psycopg without the wall."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg

from bench.routes import Route, Target
from bench.timing import Times, by_turns


@dataclass(frozen=True)
class Statement:
    """One statement as Django handed it to psycopg."""

    sql: str
    params: Sequence[Any] | None
    in_transaction: bool


@contextmanager
def recorded() -> Iterator[list[Statement]]:
    """Collect the statements of the block; BEGIN, context and COMMIT are no statements of Django's."""
    from django.db import connection

    seen: list[Statement] = []

    def record(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append(Statement(sql, params, connection.in_atomic_block))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(record):
        yield seen


def of_request(route: Route, target: Target, to: str = "done") -> list[Statement]:
    """Return what one request in this process sends. Raises SystemExit when it is refused."""
    from django.test import Client

    headers = route.headers(target)
    client = Client(SERVER_NAME="127.0.0.1")
    for cookie in headers.pop("Cookie", "").split("; "):
        name, _, value = cookie.partition("=")
        if name:
            client.cookies[name] = value
    kind = headers.pop("Content-Type", "application/octet-stream")
    with recorded() as seen:
        answer = client.generic(route.method, route.path(target), route.body(to), content_type=kind, headers=headers)
    if answer.status_code != 200:  # noqa: PLR2004 -- HTTP's own number
        raise SystemExit(f"{route.name} was answered {answer.status_code}: {answer.content[:500]!r}")
    return seen


def replay(owner: psycopg.Connection, route: Route, targets: Sequence[Target], *, runs: int, seconds: float) -> Times:
    """Send the route's statements as the owner for one target after the other, and time each round.

    BEGIN goes in one pipeline with the first statement, as ours does. A move is replayed on tickets not yet done.
    """
    first = targets[0]
    template = of_request(route, first)
    of_request(route, first, "in_progress") if route.moves else None
    names = first.values()

    def once(turn: int) -> None:
        swap = dict(zip(names, targets[turn % len(targets)].values(), strict=True))
        begun = False
        for statement in template:
            params = [_swapped(value, swap) for value in statement.params or ()]
            if statement.in_transaction and not begun:
                begun = True
                with owner.pipeline():
                    owner.execute("BEGIN")
                    cursor = owner.execute(statement.sql, params, prepare=True)
            else:
                cursor = owner.execute(statement.sql, params, prepare=True)
            if cursor.description:
                cursor.fetchall()
        if begun:
            owner.execute("COMMIT")

    return by_turns(once, runs=min(runs, len(targets)) if route.moves else runs, seconds=seconds)[0]


def _swapped(value: Any, swap: dict[Any, Any]) -> Any:
    try:
        return swap.get(value, value)
    except TypeError:  # a list or JSON is no name of anything
        return value
