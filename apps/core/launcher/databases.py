"""Which database server ``bin/run`` works with, and the logins on it."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from apps.core.embedded import EmbeddedServer

OLDEST = 160000  # PostgreSQL 16, in the server's own counting


class DatabaseUnusable(Exception):
    """The server of the user cannot be worked with; the message is one line that says what to do."""


@dataclass(frozen=True)
class Databases:
    """Addresses by login: ``admin`` makes roles, ``owner`` migrates; both empty when others see to that."""

    admin: str
    owner: str
    web: str
    worker: str


def given_server() -> tuple[str, str]:
    """Return the addresses in DATABASE_ADMIN_URL and DATABASE_URL, empty where not set.

    Raises DatabaseUnusable when one of them does not answer or is too old.
    """
    admin, web = os.environ.get("DATABASE_ADMIN_URL", ""), os.environ.get("DATABASE_URL", "")
    if admin:
        probe("DATABASE_ADMIN_URL", admin)
    elif web:
        probe("DATABASE_URL", web)
    return admin, web


def probe(name: str, url: str) -> None:
    """Log in at ``url``.

    Raises DatabaseUnusable when that fails or the server is older than PostgreSQL 16.
    """
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            version = connection.info.server_version
    except psycopg.Error as error:
        said = " ".join(str(error).split())
        remedy = "correct the address or the password, or start that server"
        if name == "DATABASE_URL":
            remedy += "; roles are made by: manage.py setup_database with DATABASE_ADMIN_URL"
        raise DatabaseUnusable(f"{name} does not let us in: {said}. What to do: {remedy}.") from None
    if version < OLDEST:
        raise DatabaseUnusable(
            f"{name} is PostgreSQL {version // 10000}; Firmloop needs 16 or newer. "
            "Give it such a server, or unset it to use the one that comes with Firmloop."
        )


def kept_logins(roles: Path, *, server: EmbeddedServer | None) -> dict[str, str]:
    """Return the addresses that ``setup_database`` wrote, empty before it ran.

    On the embedded server they get its port of today.
    """
    if not roles.exists():
        return {}
    logins = json.loads(roles.read_text())
    if server is None:
        return {name: str(url) for name, url in logins.items()}
    return {name: _at_port(str(url), server.port) for name, url in logins.items()}


def _at_port(url: str, port: int) -> str:
    parts = urlsplit(url)
    login = parts.netloc.rpartition("@")[0]
    return parts._replace(netloc=f"{login}@127.0.0.1:{port}").geturl()
