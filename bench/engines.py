"""``bin/bench engines``: many firms with deals, quotes and checks, and what the engines take to watch them."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter
from typing import Any
from uuid import UUID

import psycopg

from bench import engine_queries as queries
from bench import engine_rows, engine_ticks
from bench.firms import Firm
from bench.place import Place
from bench.report import say


@dataclass(frozen=True)
class Size:
    """How many firms with how many deals, quotes and checks each, those of the large one, and how many mails."""

    firms: int = 100
    records: int = 10_000
    large: int = 200_000
    mails: int = 10_000
    runs: int = 2_000
    seconds: float = 8.0


SMALL = Size(firms=10, records=1_000, large=5_000, mails=200, runs=300, seconds=2.0)


def measure(here: Place, size: Size) -> dict[str, Any]:
    """Load, measure with some of everything due, settle, and measure the engines."""
    firms, large = [Firm(number, 0, 0) for number in range(size.firms)], Firm(size.firms, 0, 0)
    ids, every = [firm.id for firm in firms], [*(firm.id for firm in firms), large.id]
    with here.owner() as owner:
        begun = perf_counter()
        engine_rows.load(owner, [*((firm, size.records) for firm in firms), (large, size.large)])
        result: dict[str, Any] = {"about": _about(owner, size, loaded_in=perf_counter() - begun)}
        result["due"] = _sql(here, ids, large.id, size)
        say("inserts")
        result["inserts"] = queries.writes(here, ids, runs=size.runs, seconds=size.seconds)
        result["stage_trigger"] = queries.stage_trigger(here, ids, runs=min(size.runs, 500))
        say("settling")
        engine_rows.settle(owner, every)
        result["settled"] = _sql(here, ids, large.id, size)
        say(f"ticks and runs over {len(ids)} firms with nothing due")
        result["ticks"] = engine_ticks.nothing_due(ids)
        due = engine_rows.make_follow_ups_due(owner, ids, each=size.mails // size.firms)
        say(f"{due} mails")
        result["mails"] = engine_ticks.mails(here, owner, ids, due=due)
    return result


def _sql(here: Place, ids: Sequence[UUID], large: UUID, size: Size) -> dict[str, Any]:
    effort: dict[str, Any] = {"runs": size.runs, "seconds": size.seconds}
    say("functions")
    functions = {
        "each": queries.functions(here, ids, **effort),
        "large": queries.functions(here, [large], **effort),
    }
    say("look-ups")
    return {"functions": functions, "lookups": queries.lookups(here, ids, **effort)}


def _about(owner: psycopg.Connection, size: Size, *, loaded_in: float) -> dict[str, Any]:
    counts = owner.execute(
        "SELECT (SELECT count(*) FROM deals), (SELECT count(*) FROM quotes), (SELECT count(*) FROM compliance_checks), "
        "pg_database_size(current_database())"
    ).fetchone() or (0, 0, 0, 0)
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "firms": size.firms,
        "records_each": size.records,
        "records_of_the_large": size.large,
        "deals": counts[0],
        "quotes": counts[1],
        "checks": counts[2],
        "database_mb": counts[3] // 1024**2,
        "loaded_in_s": round(loaded_in, 1),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "postgresql": owner.info.parameter_status("server_version"),
    }
