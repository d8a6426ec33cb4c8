"""``bin/test``: pytest, or Django commands, against a throw-away server, which goes with them."""

import os
import secrets
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from apps.core.embedded import EmbeddedServer
from apps.core.launcher.bootstrap import ROOT
from apps.core.launcher.commands import split
from apps.core.pg_binaries import EmbeddedServerError
from apps.core.processes import die_with_parent

DEFAULT_ARGUMENTS = ["-n", "2"]
INTERRUPTED, TERMINATED = 130, 143
MANAGE = [sys.executable, "manage.py"]
DEPLOYED = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "FIRMLOOP_URL": "https://firmloop.example",
    "ALLOWED_HOSTS": "firmloop.example",
    "EMAIL_URL": "smtp://127.0.0.1:25",
}


def main(arguments: list[str]) -> int:
    """Run pytest with ``arguments``, or after ``--manage`` the Django commands parted by ``--``.

    Returns the exit code. ``PG`` chooses the major version, 18 where it is not set.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    major = os.environ.get("PG") or "18"
    try:
        with (
            tempfile.TemporaryDirectory(prefix="firmloop-test-") as folder,
            EmbeddedServer(Path(folder) / "pg", int(major) if major.isdigit() else 0, durable=False) as server,
        ):
            env = {"DATABASE_ADMIN_URL": server.admin_url, "FIRMLOOP_VAR": folder}
            env["SECRET_KEY"] = secrets.token_urlsafe(64)
            if arguments[:1] == ["--manage"]:
                return _manage(split(arguments[1:]), env | DEPLOYED)
            return _pytest(arguments or DEFAULT_ARGUMENTS, env | {"DJANGO_SETTINGS_MODULE": "config.settings.test"})
    except EmbeddedServerError as error:
        sys.exit(str(error))


def _pytest(arguments: list[str], env: dict[str, str]) -> int:
    """Run pytest; the settings find the logins that ``setup_database`` wrote to FIRMLOOP_VAR."""
    setup = [*MANAGE, "setup_database", "--for-tests"]
    return _run(setup, env | {"DATABASE_URL": env["DATABASE_ADMIN_URL"]}, quiet=True) or _run(
        [sys.executable, "-m", "pytest", *arguments], env
    )


def _manage(commands: list[list[str]], env: dict[str, str]) -> int:
    """Run each command on a fresh database, by the login that runs it in production.

    Goes on after one that fails; returns 1 then, having named it.
    """
    if code := _run([*MANAGE, "setup_database"], env | {"DATABASE_URL": env["DATABASE_ADMIN_URL"]}, quiet=True):
        return code
    failed = []
    for command in commands:
        # The web server runs the deployment checks, which refuse an owner; the rest changes the schema.
        role = "web" if command[0] == "check" else "owner"
        if _run([*MANAGE, *command], env | {"FIRMLOOP_ROLE": role}):
            failed.append(" ".join(command))
            sys.stderr.write(f"manage.py {failed[-1]} failed\n")
    return 1 if failed else 0


def _run(arguments: list[str], env: dict[str, str], *, quiet: bool = False) -> int:
    # What bin/run was told of, a server or a port, is nothing for tests.
    ours = ("DATABASE_", "FIRMLOOP_", "EMAIL_", "ALLOWED_HOSTS", "DEBUG")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    process = subprocess.Popen(
        arguments,
        cwd=ROOT,
        env=inherited | env,
        stdout=subprocess.DEVNULL if quiet else None,
        preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509 -- no threads run here
    )
    try:
        return process.wait()
    except KeyboardInterrupt:  # the terminal sent Ctrl-C to the child as well
        process.wait()
        return INTERRUPTED
    except SystemExit:
        process.terminate()
        process.wait()
        raise


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
