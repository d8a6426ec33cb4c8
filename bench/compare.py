"""The API's list against its two yardsticks: the same rows, the same middleware, by turns in one run."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Any

import psycopg

from bench import web
from bench.routes import BARE, LIST, PLAIN, Route, Target

ROUNDS = 5
CLIENTS = 8
KINDS = {"ours": LIST, "plain": PLAIN, "bare": BARE}


def measure(
    owner: psycopg.Connection, server: web.Server, targets: Sequence[Target], *, seconds: float
) -> dict[str, Any]:
    """Ask the three by turns, in rounds that begin with another one each; return the middle round of each."""
    _agree(targets[0])
    rounds: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KINDS}
    for number in range(ROUNDS):
        for place in range(len(KINDS)):
            kind = list(KINDS)[(number + place) % len(KINDS)]
            rounds[kind].append(web.ask(server, owner, KINDS[kind], targets, clients=CLIENTS, seconds=seconds / 2))
    rates = {kind: median(one["per_second"] for one in asked) for kind, asked in rounds.items()}
    return {
        "clients": CLIENTS,
        "per_second": rates,
        "p50_ms": {kind: median(one["p50_ms"] for one in asked) for kind, asked in rounds.items()},
        "mean_bytes": {kind: asked[0]["mean_bytes"] for kind, asked in rounds.items()},
        "times_plain": round(rates["ours"] / rates["plain"], 3),
        "times_bare": round(rates["ours"] / rates["bare"], 3),
    }


def _agree(target: Target) -> None:
    """Raises SystemExit unless all three answer with the same tickets and the same members of each."""
    ours, plain, bare = (_tickets(route, target) for route in KINDS.values())
    if not ours or not (ours == plain == bare):
        raise SystemExit(f"The yardsticks answer something else than the API: {ours[:1]}, {plain[:1]}, {bare[:1]}")


def _tickets(route: Route, target: Target) -> list[tuple[str, list[str], list[str]]]:
    from django.test import Client

    answer = Client(SERVER_NAME="127.0.0.1").get(route.path(target), headers=route.headers(target))
    rows = answer.json().get("results")
    if not rows:
        raise SystemExit(f"{route.name} was answered {answer.status_code}: {answer.content[:500]!r}")
    return [(row["id"], sorted(row), row["waiting_for"]) for row in rows]
