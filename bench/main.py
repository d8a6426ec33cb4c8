"""``bin/bench``: load many firms, measure, say which goals are met, and keep the figures."""

from __future__ import annotations

import argparse
import json
import logging
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

from apps.core.launcher.bootstrap import ROOT
from bench import (
    compare,
    engine_report,
    engines,
    loop,
    packs,
    pattern_report,
    patterns,
    policy,
    report,
    routes,
    rows,
    statements,
    web,
)
from bench.firms import Firm
from bench.load import load
from bench.place import Place, place

PACK = 200
CLIENTS = (1, 8)
REPORTS = {"product": report, "engines": engine_report, "patterns": pattern_report}
HOT = 40  # firms whose lists are asked for over and over: what is read lies in memory


@dataclass(frozen=True)
class Size:
    """How much is loaded and for how long it is measured."""

    firms: int
    tickets: int
    large: int
    runs: int
    seconds: float

    @property
    def few(self) -> int:
        """How many firms there are in the first round: 10 of 200."""
        return max(1, self.firms // 20)

    def firm(self, number: int) -> Firm:
        """Return one of the firms."""
        return Firm(number, packs=max(1, self.tickets // PACK), pack_size=min(PACK, self.tickets))


def main(arguments: list[str]) -> int:
    """Measure; return 0 also when a goal is missed: a figure is no fault."""
    options = _options(arguments)
    with tempfile.TemporaryDirectory(prefix="firmloop-bench-") as folder:
        Path(folder).chmod(0o755)  # the server may run as another account
        with place(Path(folder)) as here:
            logging.disable(logging.WARNING)
            result = MEASURED[options.what](here, options)
    reports = REPORTS[options.what]
    result["goals"] = reports.goals(result)
    reports.show(result)
    name = options.name or f"{'' if options.what == 'product' else f'{options.what}-'}{datetime.now(UTC):%Y-%m-%d-%H%M}"
    kept = ROOT / "bench" / "results" / f"{name}.json"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(f"kept in bench/results/{kept.name}\n")
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench", description="Measure Firmloop on this machine.")
    parser.add_argument("what", nargs="?", choices=tuple(REPORTS), default="product", help="default: product")
    parser.add_argument("--firms", type=int, help="how many firms (default: 200 or 100, with --quick a tenth)")
    parser.add_argument("--tickets", type=int, help="tickets of each (default: 10000, with --quick 1000)")
    parser.add_argument("--quick", "--small", action="store_true", help="a tenth of everything: to see that it works")
    parser.add_argument("--name", help="of the file in bench/results (default: the time)")
    return parser.parse_args(arguments)


def _of_product(here: Place, options: argparse.Namespace) -> dict[str, Any]:
    firms = options.firms or (20 if options.quick else 200)
    tickets = options.tickets or (1_000 if options.quick else 10_000)
    return _measure(here, Size(firms, tickets, 2_000 if options.quick else 10_000, *_effort(quick=options.quick)))


def _of_engines(here: Place, options: argparse.Namespace) -> dict[str, Any]:
    size = engines.SMALL if options.quick else engines.Size()
    return engines.measure(here, replace(size, firms=options.firms or size.firms))


def _of_patterns(here: Place, options: argparse.Namespace) -> dict[str, Any]:
    size = patterns.SMALL if options.quick else patterns.Size()
    return patterns.measure(here, replace(size, firms=options.firms or size.firms))


MEASURED = {"product": _of_product, "engines": _of_engines, "patterns": _of_patterns}


def _effort(*, quick: bool) -> tuple[int, float]:
    return (300, 2.0) if quick else (2000, 8.0)


def _measure(here: Place, size: Size) -> dict[str, Any]:
    few = [size.firm(number) for number in range(size.few)]
    rest = [size.firm(number) for number in range(size.few, size.firms)]
    large = Firm(size.firms, packs=1, pack_size=size.large)
    with here.owner() as owner, web.web_server(here) as server:
        load(owner, few)
        at_few = _round(here, owner, server, few, size, clients=(1,))
        load(owner, [*rest, large])
        at_all = _round(here, owner, server, [*few, *rest], size, clients=CLIENTS)
        report.say("list of 20 against its yardsticks")
        hot = [*few, *rest][:HOT]
        asked = routes.targets(owner, hot, routes.sign_in(hot))
        yardsticks = compare.measure(owner, server, asked, seconds=size.seconds)
        memory = server.peak_memory_mb()
        _compare(at_few, at_all)
        report.say("outcome, refresh, aggregates, export, import")
        looped = loop.measure([*few, *rest], runs=min(size.runs, 200), seconds=size.seconds)
        exported = packs.measure_export(here, large)
        counted = rows.measure(owner, size.firms + 1)
        imported = packs.measure(here, large, count=size.large)
        return {
            "about": _about(owner, size),
            **at_all,
            "at_few": at_few,
            "yardsticks": yardsticks,
            "loop": looped,
            "export": exported,
            "import": imported,
            "rows": counted,
            "memory": memory,
        }


def _round(
    here: Place,
    owner: psycopg.Connection,
    server: web.Server,
    firms: Sequence[Firm],
    size: Size,
    *,
    clients: Sequence[int],
) -> dict[str, Any]:
    """Measure everything that depends on how many firms there are."""
    known = routes.targets(owner, firms, routes.sign_in(firms))
    asked, replayed = known[: len(known) // 2], known[len(known) // 2 :]
    http = {}
    for route in routes.ROUTES:
        report.say(f"{route.name}, {len(firms)} firms")
        sent = statements.of_request(route, replayed[0])
        inside = sum(statement.in_transaction for statement in sent)
        if route.moves:
            statements.of_request(route, replayed[0], "in_progress")
        http[route.name] = {
            "statements": {"before": len(sent) - inside, "in_transaction": inside},
            "plain": statements.replay(owner, route, replayed, runs=size.runs, seconds=size.seconds / 2).as_dict(),
            "runs": [web.ask(server, owner, route, asked, clients=count, seconds=size.seconds) for count in clients],
        }
    return {"http": http, "sql": _sql(here, owner, firms, size)}


def _sql(here: Place, owner: psycopg.Connection, firms: Sequence[Firm], size: Size) -> dict[str, Any]:
    measured = {}
    ids = [firm.id for firm in firms]
    for query in policy.queries(owner):
        report.say(f"SQL: {query.name}, {len(firms)} firms")
        statement = policy.as_a_client(here, query, firms=ids, runs=size.runs * 2)
        with_policy, without = statement["policy"].p50, statement["without"].p50
        measured[query.name] = {
            "transaction": _dicts(policy.per_transaction(here, query, firms=ids, runs=size.runs)),
            "statement": _dicts(statement),
            "server": _dicts(policy.in_the_server(here, query, firm=ids[0])),
            "policy_pct": round((with_policy / without - 1) * 100, 2),
        }
    return measured


def _compare(at_few: dict[str, Any], at_all: dict[str, Any]) -> None:
    """Write into the second round how much slower it is than the first."""
    for name in (route.name for route in routes.ROUTES if not route.over_firms):
        before, after = (each["http"][name]["runs"][0]["p50_ms"] for each in (at_few, at_all))
        at_all["http"][name]["growth"] = round(after / before, 3)
    at_all["sql_growth"] = {
        name: round(sql["transaction"]["ours"]["p50_ms"] / at_few["sql"][name]["transaction"]["ours"]["p50_ms"], 3)
        for name, sql in at_all["sql"].items()
    }


def _dicts(times: dict[str, Any]) -> dict[str, Any]:
    return {name: each.as_dict() for name, each in times.items()}


def _about(owner: psycopg.Connection, size: Size) -> dict[str, Any]:
    sizes = owner.execute("SELECT count(*), pg_database_size(current_database()) FROM ticket_instances").fetchone()
    tickets, stored = sizes or (0, 0)
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "firms": size.firms,
        "tickets": tickets,
        "database_mb": stored // 1024**2,
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "postgresql": owner.info.parameter_status("server_version"),
        "web": {"processes": web.launcher.WEB_WORKERS, "threads": web.launcher.WEB_THREADS},
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
