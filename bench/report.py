"""The goals, met or missed, and the tables; nothing here measures."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

POLICY_MS, POLICY_PCT, GROWTH, IMPORT_RATE, TICK_STATEMENTS = 0.3, 5.0, 1.1, 5000, 6
TIMES_PLAIN, TIMES_BARE = 2.5, 0.9
ONE_CLIENT_MS = {
    "list of 20, API": 3.0,
    "tick, API": 8.0,
    "tick, portal": 8.0,
    "board of 200, portal": 40.0,
    "dashboard over all firms, staff": 80.0,
}
LOOP_MS = {"aggregates over all firms refreshed": 100.0, "aggregates over all firms read": 100.0}


def goals(result: dict[str, Any]) -> list[dict[str, Any]]:
    """Return each goal of the issue: what was measured, the limit, and whether it is met."""
    found: list[dict[str, Any]] = []

    def goal(name: str, measured: float, limit: float, *, most: bool = True) -> None:
        met = measured <= limit if most else measured >= limit
        found.append({"goal": name, "measured": round(measured, 3), "limit": limit, "met": met})

    for name, sql in result["sql"].items():
        added = sql["transaction"]["ours"]["p50_ms"] - sql["transaction"]["stock"]["p50_ms"]
        goal(f"policies and context, ms a transaction: {name}", added, POLICY_MS)
        goal(f"policies, % of the statement: {name}", sql["policy_pct"], POLICY_PCT)
    for name, route in result["http"].items():
        if growth := route.get("growth"):
            goal(f"p50 at all firms over p50 at few: {name}", growth, GROWTH)
    for name, growth in result["sql_growth"].items():
        goal(f"p50 at all firms over p50 at few, SQL: {name}", growth, GROWTH)
    for name, route in result["http"].items():
        if name.startswith("tick"):
            goal(f"statements between BEGIN and COMMIT: {name}", route["statements"]["in_transaction"], TICK_STATEMENTS)
    goal("tickets imported a second", result["import"]["tickets_per_second"], IMPORT_RATE, most=False)
    goal("list of 20, times the plain viewset, 8 clients", result["yardsticks"]["times_plain"], TIMES_PLAIN, most=False)
    goal("list of 20, times the bare view, 8 clients", result["yardsticks"]["times_bare"], TIMES_BARE, most=False)
    for name, limit in ONE_CLIENT_MS.items():
        goal(f"p50 ms, one client: {name}", result["http"][name]["runs"][0]["p50_ms"], limit)
    for name, limit in LOOP_MS.items():
        goal(f"p50 ms: {name}", result["loop"][name]["p50_ms"], limit)
    growing = [name for name, counts in result["rows"].items() if len(set(counts.values())) > 1]
    goal("lists with more statements for 200 rows than for 2", len(growing), 0)
    return found


HTTP = ("", "clients", "p50 ms", "p95 ms", "a second", "same SQL, p50", "statements", "bytes")
YARDSTICKS = ("", "a second", "p50 ms", "bytes", "ours is times as many")
LOOP = ("", "p50 ms", "p95 ms", "runs", "statements")
SQL = ("", "ours", "stock Django", "psycopg", "policy alone", "of the statement", "in the server")


def show(result: dict[str, Any]) -> None:
    """Print the tables of one run."""
    console = Console(width=150)
    print_table(console, "Over HTTP", HTTP, _http_rows(result))
    print_table(console, "One statement in one transaction, p50 ms", SQL, _sql_rows(result))
    print_table(
        console, "List of 20 against its yardsticks, 8 clients", YARDSTICKS, _yardstick_rows(result["yardsticks"])
    )
    looped = [
        [name, f"{one['p50_ms']:.2f}", f"{one['p95_ms']:.2f}", str(one["count"]), str(one["statements"])]
        for name, one in result["loop"].items()
    ]
    print_table(console, "The learning loop, in this process", LOOP, looped)
    print_table(console, "Export", ("", ""), [[name, str(value)] for name, value in result["export"].items()])
    print_table(console, "Import", ("", ""), [[name, str(value)] for name, value in result["import"].items()])
    lists = [[name, *map(str, counts.values())] for name, counts in result["rows"].items()]
    print_table(console, "Statements of a list", ("", "2 rows", "200 rows"), lists)
    print_goals(console, result["goals"])
    console.print(f"peak memory of the web processes: {result['memory']}")


def _http_rows(result: dict[str, Any]) -> list[list[str]]:
    rows = []
    for name, route in result["http"].items():
        statements = route["statements"]
        said = f"{statements['before']} + {statements['in_transaction']}"
        for run in route["runs"]:
            plain = f"{route['plain']['p50_ms']:.2f}" if run["clients"] == 1 else ""
            numbers = [f"{run['p50_ms']:.2f}", f"{run['p95_ms']:.2f}", f"{run['per_second']:.0f}"]
            rows.append([name, str(run["clients"]), *numbers, plain, said, str(run["mean_bytes"])])
    return rows


def _sql_rows(result: dict[str, Any]) -> list[list[str]]:
    rows = []
    for name, sql in result["sql"].items():
        times = [f"{sql['transaction'][kind]['p50_ms']:.3f}" for kind in ("ours", "stock", "plain")]
        alone = f"{sql['statement']['policy']['p50_ms'] - sql['statement']['without']['p50_ms']:+.4f}"
        server = f"{sql['server']['without']['p50_ms']:.4f} → {sql['server']['policy']['p50_ms']:.4f}"
        rows.append([name, *times, alone, f"{sql['policy_pct']:+.1f} %", server])
    return rows


def _yardstick_rows(measured: dict[str, Any]) -> list[list[str]]:
    times = {"ours": "", "plain": f"{measured['times_plain']:.2f}", "bare": f"{measured['times_bare']:.2f}"}
    return [
        [kind, f"{measured['per_second'][kind]:.0f}", f"{measured['p50_ms'][kind]:.2f}", str(size), times[kind]]
        for kind, size in measured["mean_bytes"].items()
    ]


def print_goals(console: Console, goals: Sequence[dict[str, Any]]) -> None:
    """Print what was aimed at, and whether it is met."""
    rows = [[g["goal"], str(g["measured"]), str(g["limit"]), "met" if g["met"] else "MISSED"] for g in goals]
    print_table(console, "Goals", ("", "measured", "limit", ""), rows)


def print_table(console: Console, title: str, headings: Sequence[str], rows: list[list[str]]) -> None:
    """Print one table, numbers to the right."""
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for number, heading in enumerate(headings):
        table.add_column(heading, justify="right" if number else "left")
    for row in rows:
        table.add_row(*row)
    console.print(table)
    console.print()


def say(line: str) -> None:
    """Tell whoever waits what is measured now."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
