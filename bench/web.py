"""The web server as bin/run starts it, asked by a load generator beside it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from apps.core.launcher import run as launcher
from apps.core.launcher.bootstrap import ROOT
from apps.core.processes import Child
from bench.place import Place
from bench.routes import Route, Target
from bench.timing import Times

START_SECONDS = 60
WARM_UP = 0.1  # of the answers are not counted


@dataclass(frozen=True)
class Server:
    """A running web server."""

    port: int
    child: Child

    def peak_memory_mb(self) -> dict[str, float]:
        """Return the most memory that the processes held so far: together, and the largest alone."""
        peaks = [_peak_mb(pid) for pid in _family(self.child.pid or 0)]
        return {"processes": len(peaks), "together_mb": round(sum(peaks), 1), "largest_mb": round(max(peaks), 1)}


@contextmanager
def web_server(place: Place) -> Iterator[Server]:
    """Start the web server and end it with the block."""
    port = launcher.free_port()
    env = place.env | {"DATABASE_POOL_SIZE": str(launcher.WEB_THREADS), "FIRMLOOP_URL": f"http://127.0.0.1:{port}"}
    arguments = [sys.executable, "-m", "granian", *launcher.web_options(port)]
    child = Child("web", arguments, env=env, log=place.folder / "log" / "web.log")
    child.start()
    try:
        launcher.wait_until(lambda: child.exit_code() is not None or launcher.answers(port), START_SECONDS)
        if child.exit_code() is not None:
            sys.exit("The web server does not start:\n" + "\n".join(child.last_lines(30)))
        yield Server(port, child)
    finally:
        child.stop()


def ask(
    server: Server, owner: psycopg.Connection, route: Route, targets: Sequence[Target], *, clients: int, seconds: float
) -> dict[str, Any]:
    """Send one kind of request for some seconds; return times, throughput and what was refused."""
    owner.execute("TRUNCATE api_usage")  # else a minute's limit is reached
    plan = {
        "host": "127.0.0.1",
        "port": server.port,
        "clients": clients,
        "seconds": seconds,
        "expected": [200],
        "requests": route.texts(targets[: len(targets) // 8 * 8]),
    }
    done = subprocess.run(
        [sys.executable, "-m", "bench.client"],
        cwd=ROOT,
        input=json.dumps(plan),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    said = json.loads(done.stdout)
    if said["failures"]:
        sys.exit(f"{route.name}: {said['failures']} instead of 200 (log: {server.child.last_lines(5)})")
    times = Times(said["ms"][int(len(said["ms"]) * WARM_UP) :])
    rate = round(len(said["ms"]) / said["seconds"], 1)
    return times.as_dict() | {"clients": clients, "per_second": rate, "mean_bytes": said["mean_bytes"]}


def _family(pid: int) -> list[int]:
    """Return a process and all below it."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(after_name[1]), []).append(int(stat.parent.name))
    return [pid, *(member for child in parents.get(pid, []) for member in _family(child))]


def _peak_mb(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    line = next((line for line in status.splitlines() if line.startswith("VmHWM")), "VmHWM: 0 kB")
    return int(line.split()[1]) / 1024
