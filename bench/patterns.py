"""``bin/bench patterns``: the figures of patterns over many firms: how long they take to make, to read and to feed."""

from __future__ import annotations

import http.client
import json
import os
import platform
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter
from typing import Any

import psycopg

from bench import pattern_rows, web
from bench.firms import Firm
from bench.place import Place
from bench.policy import walled
from bench.report import say
from bench.routes import Route, Target
from bench.timing import by_turns

BULK = 1000
REFRESHES = 3
# What the trend route answers, asked of the rows themselves, as there would be without pattern_daily.
LIVE_TREND = """
    SELECT (f.submitted_at AT TIME ZONE 'UTC')::date, avg(f.overall_satisfaction), count(*)
    FROM user_feedback f JOIN project_outcomes o ON o.tenant_id = f.tenant_id AND o.id = f.project_outcome_id
    WHERE f.tenant_id = %s AND o.status <> 'deleted' AND f.submitted_at >= now() - interval '90 days'
    GROUP BY 1 ORDER BY 1
"""
STORED_TREND = """
    SELECT day, sum(satisfaction_sum)::numeric / nullif(sum(feedback_count), 0), sum(feedback_count)
    FROM rpt.pattern_daily WHERE tenant_id = %s AND day >= current_date - 90 GROUP BY day ORDER BY day
"""
LIVE_LIST = """
    SELECT o.pattern_id, count(*), count(*) FILTER (WHERE o.last_build_status = 'success'), avg(o.test_pass_rate),
        (SELECT avg(f.overall_satisfaction) FROM user_feedback f
            JOIN project_outcomes p ON p.tenant_id = f.tenant_id AND p.id = f.project_outcome_id
            WHERE f.tenant_id = o.tenant_id AND p.pattern_id = o.pattern_id)
    FROM project_outcomes o WHERE o.tenant_id = %s AND o.status <> 'deleted'
    GROUP BY o.tenant_id, o.pattern_id ORDER BY 2 DESC LIMIT 20
"""
STORED_LIST = "SELECT * FROM rpt.pattern_analytics WHERE tenant_id = %s ORDER BY total_projects DESC LIMIT 20"


@dataclass(frozen=True)
class Size:
    """How many firms with how many projects each, three answers to each, and for how long is asked."""

    firms: int = 100
    records: int = 10_000
    bulks: int = 12
    runs: int = 400
    seconds: float = 8.0

    @property
    def few(self) -> int:
        """How many projects each firm has in the first round."""
        return self.records // 10


SMALL = Size(firms=10, records=1_000, bulks=4, runs=100, seconds=2.0)


def _token(target: Target) -> dict[str, str]:
    return {"Authorization": f"Bearer {target.token}", "Accept": "application/json"}


ROUTES = (
    Route("list of patterns", "GET", lambda _: "/api/analytics/patterns", _token),
    Route("one pattern", "GET", lambda _: "/api/analytics/patterns/pattern-7", _token),
    Route("trend, 90 days", "GET", lambda _: "/api/analytics/trends?metric=satisfaction&period=90d", _token),
    Route(
        "trend of a pattern, 30 days",
        "GET",
        lambda _: "/api/analytics/trends?metric=build_success&period=30d&pattern_id=pattern-7",
        _token,
    ),
    Route("summary", "GET", lambda _: "/api/analytics/summary", _token),
    Route("recommendations", "GET", lambda _: "/api/analytics/recommendations", _token),
    Route("list of projects", "GET", lambda _: "/api/outcomes", _token),
)


def measure(here: Place, size: Size) -> dict[str, Any]:
    """Load a tenth, refresh, load the rest, refresh, and ask the web server."""
    firms = [Firm(number, 0, 0) for number in range(size.firms)]
    result: dict[str, Any] = {"refresh": {}}
    with here.owner() as owner:
        begun = perf_counter()
        for name, (first, last) in {"few": (1, size.few), "all": (size.few + 1, size.records)}.items():
            pattern_rows.load(owner, firms, first=first, last=last)
            say(f"refreshing the figures of {size.firms * last:,} projects")
            result["refresh"][name] = {"projects": size.firms * last} | _refresh(here, owner, firms[0])
        result = {"about": _about(owner, size, spent=perf_counter() - begun)} | result
        say("statements")
        result["statements"] = _statements(here, owner, firms, size)
        with web.web_server(here) as server:
            result["http"] = _http(server, owner, firms, size)
            say(f"ingest by {BULK}")
            result["ingest"] = _ingest(server, owner, firms, size)
            result["memory"] = server.peak_memory_mb()
        result["ingest"]["plain_insert_s"] = _plain_insert(owner, firms[0])
    return result


def _refresh(here: Place, owner: psycopg.Connection, firm: Firm) -> dict[str, Any]:
    """Refresh as the job does, once with everything new and then with nothing new; beside it without CONCURRENTLY."""
    taken = []
    with walled(here, firm.id) as web_login:
        web_login.execute("SET statement_timeout = '10min'")
        for _ in range(REFRESHES + 1):
            begun = perf_counter()
            web_login.execute("SELECT refresh_pattern_analytics(clock_timestamp())")
            taken.append(perf_counter() - begun)
    begun = perf_counter()
    for view in ("pattern_daily", "pattern_analytics"):
        owner.execute(f"REFRESH MATERIALIZED VIEW rpt.{view}")
    plain = perf_counter() - begun
    owner.execute("VACUUM (ANALYZE) rpt.pattern_daily, rpt.pattern_analytics")
    rows = {
        view: (owner.execute(f"SELECT count(*) FROM rpt.{view}").fetchone() or (0,))[0]
        for view in ("pattern_daily", "pattern_analytics")
    }
    middle = sorted(taken[1:])[REFRESHES // 2]
    return {"first_s": round(taken[0], 2), "again_s": round(middle, 2), "plain_s": round(plain, 2), "rows": rows}


def _statements(here: Place, owner: psycopg.Connection, firms: Sequence[Firm], size: Size) -> dict[str, Any]:
    """Time what the two main routes read: through our view as the firm, from its rows as the owner, and live."""
    made = {}
    with walled(here, firms[0].id) as web_login:

        def enter(turn: int) -> None:
            web_login.execute("SELECT set_config('app.tenant_id', %s, false)", [str(firms[turn % len(firms)].id)])

        for name, stored, live in (("trend", STORED_TREND, LIVE_TREND), ("list", STORED_LIST, LIVE_LIST)):
            ours = stored.replace("rpt.", "")

            def ask(connection: psycopg.Connection, sql: str) -> Any:
                return lambda turn: connection.execute(sql, [firms[turn % len(firms)].id], prepare=True).fetchall()

            things = (ask(web_login, ours), ask(owner, stored), ask(owner, live))
            taken = by_turns(*things, runs=size.runs, seconds=size.seconds, before=enter)
            made[name] = {kind: times.as_dict() for kind, times in zip(("ours", "without", "live"), taken, strict=True)}
    return made


def _http(server: web.Server, owner: psycopg.Connection, firms: Sequence[Firm], size: Size) -> dict[str, Any]:
    targets = [
        Target(firm, firm.tokens[turn % len(firm.tokens)], "", "", "", "", firm.id, firm.id)
        for turn in range(8)
        for firm in firms
    ]
    measured = {}
    for route in ROUTES:
        say(route.name)
        measured[route.name] = [
            web.ask(server, owner, route, targets, clients=clients, seconds=size.seconds) for clients in (1, 8)
        ]
    return measured


def _ingest(server: web.Server, owner: psycopg.Connection, firms: Sequence[Firm], size: Size) -> dict[str, Any]:
    """Send bulks of 1,000 new projects, by one client and by two, each to another firm."""
    owner.execute("TRUNCATE api_usage")
    return {
        f"{clients} clients" if clients > 1 else "1 client": _sent(server, firms, clients, size.bulks)
        for clients in (1, 2)
    }


def _sent(server: web.Server, firms: Sequence[Firm], clients: int, bulks: int) -> dict[str, Any]:
    def send(client: int) -> list[float]:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        taken = []
        for number in range(bulks // clients):
            firm = firms[(client * bulks + number) % len(firms)]
            body = json.dumps({"outcomes": [_new(f"{clients}-{client}-{number}", row) for row in range(BULK)]})
            headers = {"Authorization": f"Bearer {firm.tokens[0]}", "Content-Type": "application/json"}
            begun = perf_counter()
            connection.request("POST", "/api/outcomes/bulk", body, headers)
            answer = connection.getresponse()
            said = json.loads(answer.read())
            taken.append(perf_counter() - begun)
            if said.get("created") != BULK:
                raise SystemExit(f"A bulk was answered {answer.status}: {str(said)[:500]}")
        connection.close()
        return taken

    begun = perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        taken = [one for each in pool.map(send, range(clients)) for one in each]
    spent = perf_counter() - begun
    return {
        "projects": len(taken) * BULK,
        "per_second": round(len(taken) * BULK / spent, 1),
        "slowest_s": round(max(taken), 2),
    }


def _new(batch: str, row: int) -> dict[str, Any]:
    return {
        "project_name": f"shop {batch} {row}",
        "project_path": f"/srv/bulk/{batch}/{row}",
        "pattern_id": f"pattern-{row % pattern_rows.PATTERNS}",
        "components_generated": ["users", "orders"],
        "files_created": 12,
        "languages_used": ["Python"],
    }


def _plain_insert(owner: psycopg.Connection, firm: Firm) -> float:
    """Insert 1,000 rows by one statement of the owner, every trigger, history and index included."""
    sql = """
        INSERT INTO project_outcomes (project_name, project_path, pattern_id, pattern_name, components_generated,
            files_created, languages_used, tenant_id)
        SELECT 'shop ' || n, '/srv/plain/' || n, 'pattern-' || n %% 50, 'Pattern', ARRAY['users', 'orders'], 12,
            ARRAY['Python'], %s FROM generate_series(1, 1000) n
    """
    begun = perf_counter()
    owner.execute(sql, [firm.id])
    return round(perf_counter() - begun, 3)


def _about(owner: psycopg.Connection, size: Size, *, spent: float) -> dict[str, Any]:
    counts = owner.execute(
        "SELECT (SELECT count(*) FROM project_outcomes), (SELECT count(*) FROM user_feedback), "
        "(SELECT count(*) FROM build_events), pg_database_size(current_database())"
    ).fetchone() or (0, 0, 0, 0)
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "firms": size.firms,
        "projects": counts[0],
        "feedback": counts[1],
        "build_events": counts[2],
        "database_mb": counts[3] // 1024**2,
        "loaded_and_refreshed_in_s": round(spent, 1),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "postgresql": owner.info.parameter_status("server_version"),
    }
