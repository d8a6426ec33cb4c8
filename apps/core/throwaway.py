"""A database of one block's own, migrated in processes of their own, to try or dump a schema from zero."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import psycopg
from django.conf import settings
from psycopg import sql

from apps.core.launcher.databases import kept_logins
from apps.core.pg_binaries import binaries

ROOT = Path(__file__).resolve().parents[2]
NOISE = re.compile(
    r"^--\n-- (?:Name: |PostgreSQL database dump).*\n--\n|^-- Dumped .*\n|^\\(?:un)?restrict .*\n"
    r"|^SET \w+ = .*;\n|^SELECT pg_catalog\.set_config\('search_path', '', false\);\n",
    re.MULTILINE,
)
BLANK = re.compile(r"\n{3,}")


class ThrowawayError(Exception):
    """The database cannot be made or worked with; the message is one line that says what to do."""


@dataclass(frozen=True)
class Throwaway:
    """A database that goes with its block; ``url`` is its owner's address."""

    url: str
    server_version: int

    def manage(self, *commands: list[str]) -> str:
        """Run Django commands on it as its owner, one after another, and return what they printed.

        Raises ThrowawayError with their last line when one fails.
        """
        arguments = [part for command in commands for part in ("--", *command)]
        env = os.environ | {
            "DATABASE_URL": self.url,
            "SECRET_KEY": settings.SECRET_KEY,
            "DJANGO_SETTINGS_MODULE": "config.settings.local",
        }
        done = subprocess.run(
            [sys.executable, "-m", "apps.core.launcher.commands", *arguments],
            cwd=ROOT,
            env=env,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        if done.returncode:
            said = [line for line in done.stdout.splitlines() if line.strip()]
            raise ThrowawayError("\n".join(said[-12:]) or "the command said nothing")
        return done.stdout

    def dump(self) -> str:
        """Return its schema as pg_dump writes it, without what differs from run to run."""
        done = subprocess.run(
            [binaries(18) / "pg_dump", "--schema-only", "--no-owner", "--no-tablespaces", self.url],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise ThrowawayError(f"pg_dump failed: {done.stderr.strip()}")
        return bare(done.stdout)


@contextmanager
def throwaway_database() -> Iterator[Throwaway]:
    """Make an empty database of the schema's owner, and drop it with the block.

    Made by DATABASE_ADMIN_URL, else by the owner where it may. Raises ThrowawayError when nobody here may.
    """
    owner = _owner_url()
    maker = os.environ.get("DATABASE_ADMIN_URL") or owner
    name = f"firmloop_throwaway_{os.getpid()}"
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    create = sql.SQL("CREATE DATABASE {} OWNER {} ENCODING 'UTF8' TEMPLATE template0").format(
        sql.Identifier(name), sql.Identifier(urlsplit(owner).username or "")
    )
    try:
        with psycopg.connect(maker, autocommit=True) as admin:
            admin.execute(drop)
            admin.execute(create)
            try:
                yield Throwaway(urlsplit(owner)._replace(path=f"/{name}").geturl(), admin.info.server_version)
            finally:
                admin.execute(drop)
    except psycopg.errors.InsufficientPrivilege as error:
        raise ThrowawayError(
            "The schema's owner may not make databases here: set DATABASE_ADMIN_URL to a login that may."
        ) from error


def _owner_url() -> str:
    """Return the address of the schema's owner: the one that ``setup_database`` kept, else this process's own."""
    if kept := kept_logins(Path(settings.FIRMLOOP_VAR) / "roles.json", server=None):
        return kept["owner_url"]
    at = settings.DATABASES["default"]
    login = f"{quote(str(at['USER']), safe='')}:{quote(str(at['PASSWORD']), safe='')}"
    return f"postgresql://{login}@{at['HOST']}:{at['PORT']}/{at['NAME']}"


def bare(dump: str) -> str:
    """Return a dump without pg_dump's comments, versions, session settings and random tokens."""
    return BLANK.sub("\n\n", NOISE.sub("", dump)).strip() + "\n"
