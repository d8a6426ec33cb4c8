"""``bin/test``: pytest, or Django commands, against a throw-away server, which goes with them."""

import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from apps.core.embedded import EmbeddedServer, EmbeddedServerError
from apps.core.launcher.bootstrap import ROOT
from apps.core.launcher.commands import split
from apps.core.processes import die_with_parent

DEFAULT_ARGUMENTS = ["-n", "2"]
INTERRUPTED, TERMINATED = 130, 143


def main(arguments: list[str]) -> int:
    """Run pytest with ``arguments``, or after ``--manage`` the Django commands parted by ``--``.

    Returns the exit code. ``PG`` chooses the major version, 18 where it is not set.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    major = os.environ.get("PG") or "18"
    try:
        with (
            tempfile.TemporaryDirectory(prefix="firmloop-test-") as folder,
            EmbeddedServer(
                Path(folder) / "pg", int(major) if major.isdigit() else 0, durable=False
            ) as server,
        ):
            if arguments[:1] == ["--manage"]:
                return _manage(split(arguments[1:]), server.admin_url, Path(folder))
            env = {"DATABASE_ADMIN_URL": server.admin_url, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
            return _run([sys.executable, "-m", "pytest", *(arguments or DEFAULT_ARGUMENTS)], env)
    except EmbeddedServerError as error:
        sys.exit(str(error))


def _manage(commands: list[list[str]], admin_url: str, var: Path) -> int:
    """Run each command as the owner of a fresh database, with the settings of production.

    Goes on after one that fails; returns 1 then, having named it.
    """
    env = {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "DATABASE_ADMIN_URL": admin_url,
        "FIRMLOOP_VAR": str(var),
        "FIRMLOOP_URL": "https://firmloop.example",
        "ALLOWED_HOSTS": "firmloop.example",
        "EMAIL_URL": "smtp://127.0.0.1:25",
    }
    manage = [sys.executable, "manage.py"]
    if code := _run([*manage, "setup_database"], env | {"DATABASE_URL": admin_url}):
        return code
    logins = json.loads((var / "roles.json").read_text())
    failed = []
    for command in commands:
        # Deployed, the web login runs the checks: they refuse an owner's.
        login = logins["web_url"] if command[0] == "check" else logins["owner_url"]
        if _run([*manage, *command], env | {"DATABASE_URL": login}):
            failed.append(" ".join(command))
            sys.stderr.write(f"manage.py {failed[-1]} failed\n")
    return 1 if failed else 0


def _run(arguments: list[str], env: Mapping[str, str]) -> int:
    # A server that bin/run was told of is no place for tests.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    process = subprocess.Popen(
        arguments,
        cwd=ROOT,
        env=inherited | env,
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
