"""Engines at work: a tick and a run over all firms with nothing due, and a morning of 10,000 mails."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from time import perf_counter
from typing import Any
from uuid import UUID

import psycopg
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from apps.core.launcher import run as launcher
from apps.core.processes import Child
from bench.place import Place
from bench.timing import Times

WORKERS = 2
ENGINE = "deal-stall-detection"
QUIET_SECONDS = 60  # without a mail: something is wrong
TURNS = 5
OUTBOX = """
SELECT count(*), count(*) FILTER (WHERE status = 'sent') FROM outbox_messages WHERE purpose = 'deal_follow_up'
"""


class Sink:
    """A mail server that takes every mail and keeps when it came."""

    def __init__(self) -> None:
        self.times: list[float] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 -- its name
        self.times.append(perf_counter())
        return "250 OK"


def nothing_due(firms: Sequence[UUID]) -> dict[str, Any]:
    """Time the tick over all firms and one run of each engine in each of them, when there is nothing to do.

    Raises SystemExit when something was done after all.
    """
    from apps.work.engines import engines

    made: dict[str, Any] = {"tick": _timed(lambda _: _tick(firms[0]))}
    for engine in engines():
        made[engine.name] = _timed(lambda turn, name=engine.name: _run_everywhere(name, firms, turn))
    return made


def _timed(act: Any) -> dict[str, float]:
    taken = []
    for turn in range(TURNS + 1):
        begun = perf_counter()
        act(turn)
        taken.append((perf_counter() - begun) * 1000)
    return Times(taken[1:]).as_dict()


def _tick(oldest: UUID) -> None:
    from apps.tenancy.context import tenant_context
    from apps.tenancy.models import Tenant
    from apps.work.engine_runs import queue_due_runs

    with tenant_context(oldest):
        made_at = Tenant.objects.get(pk=oldest).created_at  # no firm has a time of a schedule before it was made
    if queued := queue_due_runs(at=made_at):
        raise SystemExit(f"The tick was to find nothing due: {queued[:3]}")


def _run_everywhere(name: str, firms: Sequence[UUID], turn: int) -> None:
    from django.utils import timezone

    from apps.work.engine_runs import run_engine

    now = timezone.now()
    for firm in firms:
        run = run_engine(name, tenant_id=firm, scheduled_for=now + timedelta(seconds=turn), at=now)
        if run is None or run.status != "succeeded" or run.items_seen:
            raise SystemExit(f"{name} was to find nothing in {firm}: {run and (run.status, run.summary)}")


def mails(place: Place, owner: psycopg.Connection, firms: Sequence[UUID], *, due: int) -> dict[str, Any]:
    """Queue the engine in each firm and let worker processes write and send the mails that are due."""
    sink = Sink()
    with _mail_server(sink) as port, _workers(place, owner, port):
        begun = perf_counter()
        written_at = _until_sent(owner, firms, sink, due=due)
    seconds = sink.times[-1] - begun
    handed = sink.times[-1] - sink.times[0]
    return {
        "mails": due,
        "handed_in": len(sink.times),
        "workers": WORKERS,
        "written_s": round(written_at - begun, 2),
        "seconds": round(seconds, 2),
        "per_second": round(due / seconds, 1),
        "per_second_from_the_first": round((due - 1) / handed, 1),
    }


def _until_sent(owner: psycopg.Connection, firms: Sequence[UUID], sink: Sink, *, due: int) -> float:
    """Return when the last mail was written. Raises SystemExit when the mails stop coming."""
    _queue(firms)
    written_at, seen, seen_at = 0.0, -1, perf_counter()
    while True:
        written, sent = owner.execute(OUTBOX).fetchone() or (0, 0)
        if written == due and not written_at:
            written_at = perf_counter()
        if sent >= due:
            return written_at
        if written + sent != seen:
            seen, seen_at = written + sent, perf_counter()
        elif perf_counter() - seen_at > QUIET_SECONDS:
            raise SystemExit(f"The mails stopped: {written} of {due} are written, {sent} sent, {len(sink.times)} came.")
        time.sleep(0.5)


def _queue(firms: Sequence[UUID]) -> None:
    from django.utils import timezone

    from apps.work.engine_runs import queue_run
    from apps.work.firm_jobs import in_firm

    slot = timezone.now()
    for firm in firms:
        with in_firm(str(firm), job=ENGINE):
            queue_run(ENGINE, scheduled_for=slot)


@contextmanager
def _mail_server(sink: Sink) -> Iterator[int]:
    controller = Controller(sink, hostname="127.0.0.1", port=launcher.free_port())
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


@contextmanager
def _workers(place: Place, owner: psycopg.Connection, port: int) -> Iterator[None]:
    """Start workers as bin/run does, wait until they work, and end them with the block."""
    env = place.env | {"DATABASE_URL": place.worker_url, "EMAIL_URL": f"smtp://127.0.0.1:{port}"}
    command = [sys.executable, "-m", "apps.core.launcher.commands", "worker"]
    children = [
        Child(
            f"worker-{number}", command, env=env | {"FIRMLOOP_ROLE": "worker"}, log=place.folder / "log" / f"w{number}"
        )
        for number in range(WORKERS)
    ]
    for child in children:
        child.start()
    try:
        launcher.wait_until(lambda: _known(owner) == WORKERS or any(c.exit_code() is not None for c in children), 60)
        if _known(owner) != WORKERS:
            sys.exit("The workers do not start:\n" + "\n".join(children[0].last_lines(30)))
        yield
    finally:
        for child in children:
            child.stop()


def _known(owner: psycopg.Connection) -> int:
    row = owner.execute("SELECT count(*) FROM procrastinate_workers").fetchone()
    return int(row[0]) if row else 0
