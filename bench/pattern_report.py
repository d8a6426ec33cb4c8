"""The goals of patterns, met or missed, and their tables; nothing here measures."""

from __future__ import annotations

from typing import Any

from rich.console import Console

from bench.report import print_goals, print_table

REFRESH_S, GROWTH, ROUTE_MS, INGEST = 60.0, 12.0, 20.0, 1000.0
WITH_GOAL = ("list of patterns", "trend, 90 days", "trend of a pattern, 30 days")


def goals(result: dict[str, Any]) -> list[dict[str, Any]]:
    """Return each goal of the issue: what was measured, the limit, and whether it is met."""
    found: list[dict[str, Any]] = []

    def goal(name: str, measured: float, limit: float, *, most: bool = True) -> None:
        met = measured <= limit if most else measured >= limit
        found.append({"goal": name, "measured": round(measured, 3), "limit": limit, "met": met})

    few, every = result["refresh"]["few"], result["refresh"]["all"]
    for kind in ("first_s", "again_s"):
        said = "everything new" if kind == "first_s" else "nothing new"
        goal(f"s, refresh of all projects, {said}", every[kind], REFRESH_S)
        goal(f"times that of a tenth, {said}", every[kind] / few[kind], GROWTH)
    for name in WITH_GOAL:
        goal(f"p95 ms, {name}", result["http"][name][0]["p95_ms"], ROUTE_MS)
    for name in ("1 client", "2 clients"):
        goal(f"projects a second by bulk, {name}", result["ingest"][name]["per_second"], INGEST, most=False)
    return found


def show(result: dict[str, Any]) -> None:
    """Print the tables of one run."""
    console = Console(width=150)
    refreshes = [
        [f"{one['projects']:,} projects", *(f"{one[kind]:.2f}" for kind in ("first_s", "again_s", "plain_s"))]
        for one in result["refresh"].values()
    ]
    print_table(console, "Refresh", ("", "everything new, s", "nothing new, s", "not concurrently, s"), refreshes)
    reads = [
        [name, *(f"{times[kind][p]:.2f}" for kind in ("ours", "without", "live") for p in ("p50_ms", "p95_ms"))]
        for name, times in result["statements"].items()
    ]
    heads = ("", "p50 ms", "p95", "no wall p50", "p95", "of the rows p50", "p95")
    print_table(console, "Statements", heads, reads)
    routes = [
        [name, *(f"{run[p]:.2f}" for run in runs for p in ("p50_ms", "p95_ms")), f"{runs[1]['per_second']:.0f}"]
        for name, runs in result["http"].items()
    ]
    print_table(console, "Over HTTP", ("", "p50 ms", "p95", "8 clients p50", "p95", "a second"), routes)
    sent = [
        [name, f"{one['per_second']:.0f}", f"{one['slowest_s']:.2f}"]
        for name, one in result["ingest"].items()
        if isinstance(one, dict)
    ]
    sent.append(["1,000 rows by the owner", "", f"{result['ingest']['plain_insert_s']:.2f}"])
    print_table(console, "Ingest by bulks of 1,000", ("", "projects a second", "slowest, s"), sent)
    print_goals(console, result["goals"])
