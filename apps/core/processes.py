"""Child processes: start, watch, end and, after a crash, find them again."""

import ctypes
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

PR_SET_PDEATHSIG = 1
ERROR_LINE = re.compile(r"\[(error|critical)\s*\]|\"level\": ?\"(error|critical)\"|^(Traceback|ERROR|CRITICAL)")


def die_with_parent(kind: signal.Signals) -> Callable[[], None] | None:
    """Return what a new process runs first so that the kernel sends it ``kind`` when its parent is gone.

    For ``preexec_fn``. Linux only; None elsewhere.
    """
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)  # loaded here: between fork and exec nothing may be imported

    def ask_kernel() -> None:
        libc.prctl(PR_SET_PDEATHSIG, int(kind))

    return ask_kernel


def command_lines(text: str, *, pid: int | None = None) -> dict[int, str]:
    """Return the command lines that contain ``text``, by process id; of one process with ``pid``."""
    running = _linux_processes(pid) if Path("/proc/self").exists() else _other_processes(pid)
    return {number: line for number, line in running if text in line and number != os.getpid()}


def wait_until(is_so: Callable[[], bool], seconds: float) -> bool:
    """Wait until ``is_so()``, at most ``seconds``; return whether it came to be."""
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _linux_processes(pid: int | None) -> list[tuple[int, str]]:
    everybody = (path.name for path in Path("/proc").iterdir())
    numbers = [pid] if pid is not None else [int(name) for name in everybody if name.isdigit()]
    processes = []
    for number in numbers:
        try:
            line = Path(f"/proc/{number}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if line:  # a zombie has none
            processes.append((number, line))
    return processes


def _other_processes(pid: int | None) -> list[tuple[int, str]]:
    only = ["-p", str(pid)] if pid is not None else ["-ax"]
    listing = subprocess.run(["/bin/ps", *only, "-o", "pid=,command="], stdout=subprocess.PIPE, check=False)
    pairs = [
        line.strip().partition(" ") for line in listing.stdout.decode(errors="replace").splitlines() if line.strip()
    ]
    return [(int(number), command.strip()) for number, _, command in pairs]


class Child:
    """A long-running process of ours: its output goes to ``log``, its errors to the terminal as well."""

    def __init__(self, name: str, arguments: Sequence[str], *, env: Mapping[str, str], log: Path) -> None:
        self.name = name
        self.log = log
        self._arguments, self._env = list(arguments), dict(env)
        self._process: subprocess.Popen[bytes] | None = None
        self._shown = 0

    @property
    def pid(self) -> int | None:
        """Its process id, None before the first start."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start it; its end is the caller's to notice."""
        keep_previous(self.log)
        self._shown = 0
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                self._arguments,
                env=self._env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C reaches the supervisor alone, which ends the others in order
                preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509 -- no threads run here
            )

    def exit_code(self) -> int | None:
        """Return how it ended, None while it runs."""
        return self._process.poll() if self._process else 0

    def stop(self, seconds: float = 5) -> None:
        """Ask it to end, and end it and all it started after ``seconds``."""
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.terminate()
            wait_until(lambda: self.exit_code() is not None, seconds)
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def new_errors(self) -> list[str]:
        """Return the lines about errors that were logged since the last call."""
        with self.log.open("rb") as log:
            log.seek(self._shown)
            complete = log.read().rpartition(b"\n")[0]
        self._shown += len(complete) + 1 if complete else 0
        return [line for line in complete.decode(errors="replace").splitlines() if ERROR_LINE.search(line)]

    def last_lines(self, count: int = 8) -> list[str]:
        """Return the end of its log."""
        return self.log.read_text(errors="replace").splitlines()[-count:]


def keep_previous(log: Path) -> None:
    """Move a log of an earlier start aside, over the one before it."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists():
        log.replace(log.with_suffix(".log.1"))


def end_leftover(pid: int, *, of: str, seconds: float = 5) -> None:
    """End the process ``pid`` that a killed start left, if it is one whose command line contains ``of``."""
    for kind in (signal.SIGTERM, signal.SIGKILL):
        if not command_lines(of, pid=pid):
            return
        with suppress(ProcessLookupError):
            os.kill(pid, kind)
        wait_until(lambda: not command_lines(of, pid=pid), seconds)
