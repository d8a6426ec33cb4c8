"""The engines' goals, met or missed, and their tables; nothing here measures."""

from __future__ import annotations

from typing import Any

from rich.console import Console

from bench.report import print_goals, print_table

FUNCTION_MS, LARGE_MS, LOOKUP_MS = 1.0, 10.0, 2.0
SPECIFIED_MS = {"get_stalled_deals": 100.0, "get_quotes_needing_followup": 50.0, "get_compliance_due": 100.0}
INSERT_MS = {"one": 1.0, "twenty": 5.0}
TRIGGER_MS, TICK_MS, MAILS_A_SECOND = 0.2, 2000.0, 300.0
STATES = {"due": "some due", "settled": "none due"}


def goals(result: dict[str, Any]) -> list[dict[str, Any]]:
    """Return each goal of the issue: what was measured, the limit, and whether it is met."""
    found: list[dict[str, Any]] = []

    def goal(name: str, measured: float, limit: float, *, most: bool = True) -> None:
        met = measured <= limit if most else measured >= limit
        found.append({"goal": name, "measured": round(measured, 3), "limit": limit, "met": met})

    for state, said in STATES.items():
        sql = result[state]
        for size, limit in (("each", FUNCTION_MS), ("large", LARGE_MS)):
            for name, times in sql["functions"][size].items():
                goal(f"p95 ms, {said}, {_firm(size)}: {name}", times["ours"]["p95_ms"], limit)
                goal(f"p95 ms as specified, {said}, {_firm(size)}: {name}", times["ours"]["p95_ms"], SPECIFIED_MS[name])
        for name, times in sql["lookups"].items():
            goal(f"p95 ms, {said}, look-up: {name}", times["ours"]["p95_ms"], LOOKUP_MS)
    for name, kinds in result["inserts"].items():
        for kind, limit in INSERT_MS.items():
            goal(f"p95 ms, insert of {kind}: {name}", kinds[kind]["ours"]["p95_ms"], limit)
    goal("p95 ms, trigger of the stage history", result["stage_trigger"]["p95_ms"], TRIGGER_MS)
    for name, times in result["ticks"].items():
        goal(f"p95 ms, all firms, nothing due: {name}", times["p95_ms"], TICK_MS)
    goal("mails a second, written and handed in", result["mails"]["per_second"], MAILS_A_SECOND, most=False)
    return found


SQL = ("", "p50 ms", "p95 ms", "no policy p50", "p95", "by hand p50", "p95")
INSERTS = ("", "p50 ms", "p95 ms", "no policy p50", "p95")
TICKS = ("", "p50 ms", "p95 ms", "runs")


def show(result: dict[str, Any]) -> None:
    """Print the tables of one run."""
    console = Console(width=150)
    for state, said in STATES.items():
        functions, lookups = result[state]["functions"], result[state]["lookups"]
        rows = [
            [f"{name}, {_firm(size)}", *_times(times, "ours", "without", "by_hand")]
            for size, measured in functions.items()
            for name, times in measured.items()
        ]
        rows += [[name, *_times(times, "ours", "by_hand")] for name, times in lookups.items()]
        print_table(console, f"Functions and look-ups, {said}", SQL, rows)
    inserts = [
        [f"{name}, {kind}", *_times(times, "ours", "by_hand")]
        for name, kinds in result["inserts"].items()
        for kind, times in kinds.items()
    ]
    print_table(console, "Inserts", INSERTS, inserts)
    trigger = {"stage history's trigger": {"ours": result["stage_trigger"]}}
    print_table(console, "Trigger", TICKS[:3], [[name, *_times(times, "ours")] for name, times in trigger.items()])
    ticks = [[name, *_times({"ours": times}, "ours"), str(times["count"])] for name, times in result["ticks"].items()]
    print_table(console, "All firms, nothing due", TICKS, ticks)
    print_table(console, "Mails", ("", ""), [[name, str(value)] for name, value in result["mails"].items()])
    print_goals(console, result["goals"])


def _firm(size: str) -> str:
    return "large firm" if size == "large" else "a firm"


def _times(times: dict[str, Any], *kinds: str) -> list[str]:
    known = [times[kind] for kind in kinds if kind in times]
    return [f"{one[p]:.3f}" for one in known for p in ("p50_ms", "p95_ms")]
