"""A throw-away server that keeps its data as safe as a real one, migrated, and Django on it as the web login."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from apps.core.embedded import EmbeddedServer
from apps.core.launcher.bootstrap import ROOT

SETTINGS_MODULE = "bench.settings"  # the yardsticks beside our addresses


@dataclass(frozen=True)
class Place:
    """Where a run measures: the folder of its files, the logins' addresses, what child processes are started with."""

    folder: Path
    admin_url: str
    owner_url: str
    web_url: str
    worker_url: str
    env: dict[str, str]

    def owner(self) -> psycopg.Connection:
        """Return a connection of the owner, whom no policy holds, committing each statement by itself."""
        return psycopg.connect(self.owner_url, autocommit=True)


@contextmanager
def place(folder: Path) -> Iterator[Place]:
    """Start the server in ``folder``, make roles and schema, and set Django up in this process."""
    with EmbeddedServer(folder / "pg", durable=True) as server:
        base = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "FIRMLOOP_"))}
        base |= {
            "DJANGO_SETTINGS_MODULE": SETTINGS_MODULE,
            "SECRET_KEY": secrets.token_urlsafe(64),
            "FIRMLOOP_VAR": str(folder),
            "EMAIL_URL": "smtp://127.0.0.1:9",  # nothing is mailed
        }
        admin = {"DATABASE_ADMIN_URL": server.admin_url, "DATABASE_URL": server.admin_url}
        _django(base | admin, ["setup_database"])
        logins = json.loads((folder / "roles.json").read_text())
        _django(base | {"DATABASE_URL": logins["owner_url"]}, ["migrate", "--no-input", "--verbosity", "0"])
        with psycopg.connect(server.admin_url, autocommit=True) as superuser:
            # Loading without triggers is the superuser's to allow.
            superuser.execute("GRANT SET ON PARAMETER session_replication_role TO firmloop_owner")
        env = base | {"DATABASE_URL": logins["web_url"]}
        os.environ.update(env)
        import django  # its settings are read from the environment that stands only now

        django.setup()
        yield Place(folder, server.admin_url, logins["owner_url"], logins["web_url"], logins["worker_url"], env)


def _django(env: dict[str, str], command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "apps.core.launcher.commands", *command],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stdout}")
