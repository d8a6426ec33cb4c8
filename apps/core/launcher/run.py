"""``bin/run``: the database, the web server, the worker and the mail catcher, together until Ctrl-C."""

import argparse
import fcntl
import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, NoReturn

from apps.core.embedded import EmbeddedServer
from apps.core.launcher.announce import announcement
from apps.core.launcher.bootstrap import ROOT
from apps.core.launcher.databases import Databases, DatabaseUnusable, given_server, kept_logins, probe
from apps.core.pg_binaries import EmbeddedServerError
from apps.core.processes import Child, die_with_parent, end_leftover, wait_until

HOST = "127.0.0.1"
WEB_WORKERS, WEB_THREADS = 2, 4
WEB_SECONDS = 60
RESTARTS, RESTART_WINDOW = 3, 60.0


class StopRequested(BaseException):
    """SIGINT or SIGTERM came."""


class CannotRun(Exception):
    """Something is missing or wrong; the message is one line that says what to do."""


class Run:
    """One ``bin/run`` on one ``var`` folder."""

    def __init__(self, *, port: int, var: Path) -> None:
        self.port, self.var = port, var
        self.url = f"http://{HOST}:{port}"
        self.children: list[Child] = []
        self.server: EmbeddedServer | None = None
        self._held = ExitStack()
        self._lock: IO[str] | None = None

    def start(self) -> None:
        """Bring everything up, each part when what it needs is there.

        Raises CannotRun, DatabaseUnusable or EmbeddedServerError.
        """
        self._take_folder()
        self._check_port()
        databases = self._databases()
        mail_port = None if os.environ.get("EMAIL_URL") else free_port()
        self._start_children(databases, mail_port)
        self._wait_for_web()

    def watch(self) -> NoReturn:
        """Show errors and restart what dies, until a signal comes.

        Raises CannotRun when a child dies again and again.
        """
        deaths: dict[str, deque[float]] = {child.name: deque(maxlen=RESTARTS) for child in self.children}
        while True:
            time.sleep(0.3)
            if self.server is not None and not self.server.is_running():
                raise CannotRun(f"The database server ended by itself; see {self.server.log}, then start again.")
            for child in self.children:
                for line in child.new_errors():
                    _say(f"{child.name}: {line}")
                if (code := child.exit_code()) is not None:
                    self._revive(child, code, deaths[child.name])

    def stop(self) -> None:
        """End everything that was started, in reverse."""
        for child in reversed(self.children):
            child.stop()
        if self.server is not None:
            self.server.stop()
        if self._lock is not None:
            self._lock.truncate(0)
        self._held.close()

    def _take_folder(self) -> None:
        """Hold ``var`` for this run alone, and end what a killed run left."""
        self.var.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = self._held.enter_context((self.var / "run.json").open("a+"))
        self._lock.seek(0)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            other = _read_json(self._lock)
            where = f" at {other['url']} (process {other['pid']})" if other else ""
            raise CannotRun(f"Firmloop already runs from this folder{where}; stop that one first.") from None
        for pid in _read_json(self._lock).get("children", {}).values():
            end_leftover(pid, of=sys.executable)
        self._record()

    def _record(self) -> None:
        children = {child.name: child.pid for child in self.children}
        if self._lock is not None:
            self._lock.truncate(0)
            self._lock.write(json.dumps({"pid": os.getpid(), "url": self.url, "children": children}))
            self._lock.flush()

    def _check_port(self) -> None:
        with socket.socket() as probe_socket:
            probe_socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe_socket.bind((HOST, self.port))
            except PermissionError:
                raise CannotRun(f"Port {self.port} is kept for root; choose one above 1023: --port 8000.") from None
            except OSError:
                raise CannotRun(
                    f"Port {self.port} is taken by another program; end it, or choose another: "
                    f"bin/run --port {self.port + 1}"
                ) from None

    def _databases(self) -> Databases:
        admin, web = given_server()
        if web and not admin:  # set up already, by somebody who may
            worker = kept_logins(self.var / "roles.json", server=None).get("worker_url", web)
            return Databases(admin="", owner="", web=web, worker=worker)
        if not admin:
            self.server = EmbeddedServer(self.var / "pg", log=self.var / "log" / "postgres.log")
            admin = self.server.start().admin_url
        logins = self._prepare(admin)
        if web:
            probe("DATABASE_URL", web)
        return Databases(
            admin=admin, owner=logins["owner_url"], web=web or logins["web_url"], worker=logins["worker_url"]
        )

    def _prepare(self, admin: str) -> dict[str, str]:
        """Make roles, migrate and load the demo; return the logins.

        The first time the roles come in a process of their own: only then is the owner's login known.
        """
        _say("Preparing the database")
        roles = self.var / "roles.json"
        setup, logins = [["setup_database"]], kept_logins(roles, server=self.server)
        if not logins:
            self._django(setup, {"DATABASE_ADMIN_URL": admin, "DATABASE_URL": admin})
            setup, logins = [], kept_logins(roles, server=self.server)
        seed = ["seed_demo", "--size", "s", "--days", "45", "--if-empty", "--write", str(self.var / "demo.json")]
        commands = [*setup, ["migrate", "--no-input", "--verbosity", "0"]]
        self._django(commands, {"DATABASE_ADMIN_URL": admin, "DATABASE_URL": logins["owner_url"]})
        logins = kept_logins(roles, server=self.server)
        self._django([seed], {"DATABASE_URL": logins["web_url"]})  # as the product itself writes
        return logins

    def _django(self, commands: list[list[str]], env: dict[str, str]) -> None:
        arguments = [part for command in commands for part in ("--", *command)]
        done = subprocess.run(
            [sys.executable, "-m", "apps.core.launcher.commands", *arguments],
            env=self._environment() | env,
            start_new_session=True,  # Ctrl-C comes to us, who end it
            preexec_fn=die_with_parent(signal.SIGTERM),
            check=False,
        )
        if done.returncode:
            raise CannotRun(f"{' and '.join(command[0] for command in commands)} failed: see the lines above.")

    def _environment(self) -> dict[str, str]:
        """Return what every process of Firmloop gets; no database login is in it."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
        pool = {name: value for name, value in os.environ.items() if name == "DATABASE_POOL_SIZE"}
        ours = {
            "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "config.settings.local"),
            "SECRET_KEY": os.environ.get("SECRET_KEY") or _secret_key(self.var / "secret_key"),
            "FIRMLOOP_URL": os.environ.get("FIRMLOOP_URL", self.url),
            "FIRMLOOP_VAR": str(self.var),
            "PYTHONUNBUFFERED": "1",
        }
        return kept | pool | ours

    def _start_children(self, databases: Databases, mail_port: int | None) -> None:
        env = self._environment()
        manage = [sys.executable, str(ROOT / "manage.py")]
        web_env = env | {"DATABASE_URL": databases.web, "FIRMLOOP_ROLE": "web"}
        worker_env = env | {"DATABASE_URL": databases.worker, "FIRMLOOP_ROLE": "worker"}
        if mail_port is not None:
            mail = {"EMAIL_URL": f"smtp://{HOST}:{mail_port}", "FIRMLOOP_MAIL_IS_CAUGHT": "true"}
            web_env, worker_env = web_env | mail, worker_env | mail
            self._start_child("mail", [*manage, "mail_catcher"], worker_env)
        web_env.setdefault("DATABASE_POOL_SIZE", str(WEB_THREADS))
        self._start_child("web", [sys.executable, "-m", "granian", *web_options(self.port)], web_env)
        self._start_child("worker", [*manage, "worker"], worker_env)

    def _start_child(self, name: str, arguments: list[str], env: dict[str, str]) -> None:
        child = Child(name, arguments, env=env, log=self.var / "log" / f"{name}.log")
        self.children.append(child)
        child.start()
        self._record()

    def _revive(self, child: Child, code: int, deaths: deque[float]) -> None:
        now = time.monotonic()
        if len(deaths) == RESTARTS and now - deaths[0] < RESTART_WINDOW:
            _show_end(child)
            raise CannotRun(f"{child.name} ended {RESTARTS + 1} times in a minute; see {child.log}.")
        deaths.append(now)
        _say(f"{child.name} ended (exit code {code}); starting it again")
        _show_end(child)
        child.stop()
        child.start()
        self._record()

    def _wait_for_web(self) -> None:
        web = next(child for child in self.children if child.name == "web")
        wait_until(lambda: web.exit_code() is not None or answers(self.port), WEB_SECONDS)
        if web.exit_code() is not None or not answers(self.port):
            _show_end(web)
            raise CannotRun(f"The web server does not answer; see {web.log}.")


def main(arguments: list[str]) -> int:
    """Run until a signal; return 0 after one, 1 with one line when something is wrong."""
    options = _options(arguments)
    for kind in (signal.SIGINT, signal.SIGTERM):
        signal.signal(kind, _request_stop)
    var = Path(os.environ.get("FIRMLOOP_VAR") or ROOT / "var").resolve()
    run = Run(port=options.port, var=var)
    try:
        run.start()
        _say(announcement(run.url, var))
        run.watch()
    except StopRequested:
        _say("\nStopping")
        return 0
    except (CannotRun, DatabaseUnusable, EmbeddedServerError) as error:
        _say(str(error))
        return 1
    finally:
        run.stop()


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/run", description="Start Firmloop on this machine.")
    default = os.environ.get("PORT") or "8000"
    parser.add_argument("--port", type=_port, default=default, help="port on 127.0.0.1 (default: PORT, else 8000)")
    return parser.parse_args(arguments)


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:  # noqa: PLR2004 -- the range of ports
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to 65535, not {text!r}")
    return int(text)


def _request_stop(*_: object) -> None:
    for kind in (signal.SIGINT, signal.SIGTERM):
        signal.signal(kind, signal.SIG_IGN)  # stopping is under way; a second Ctrl-C must not cut it short
    raise StopRequested


def web_options(port: int) -> list[str]:
    return [
        *("--interface", "wsgi", "--host", HOST, "--port", str(port), "--no-ws"),
        *("--workers", str(WEB_WORKERS), "--blocking-threads", str(WEB_THREADS)),
        *("--backpressure", str(WEB_THREADS * 4), "--respawn-failed-workers"),
        *("--workers-kill-timeout", "3", "--log-level", "warning", "config.wsgi:application"),
    ]


def _secret_key(path: Path) -> str:
    """Return the key kept in ``path``, made on first use."""
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text().strip()


def free_port() -> int:
    with socket.socket() as probe_socket:
        probe_socket.bind((HOST, 0))
        return int(probe_socket.getsockname()[1])


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _read_json(file: IO[str]) -> dict[str, Any]:
    try:
        return dict(json.loads(file.read() or "{}"))
    except ValueError:  # killed while it was written
        return {}


def _show_end(child: Child) -> None:
    for line in child.last_lines():
        _say(f"{child.name}: {line}")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
