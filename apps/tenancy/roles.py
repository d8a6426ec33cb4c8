"""The database's roles: made or repaired by ``setup_database``, looked at by ``doctor`` and ``check --deploy``."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

OWNER, WEB, WORKER = "firmloop_owner", "firmloop_web", "firmloop_worker"
TENANT, STAFF, BACKUP = "firmloop_tenant", "firmloop_staff", "firmloop_backup"
DATABASE = "firmloop"
OLDEST = 160000

GROUPS = (TENANT, STAFF)
LOGINS = {"owner": OWNER, "web": WEB, "worker": WORKER, "backup": BACKUP}
MEMBER_OF = {WEB: (TENANT, STAFF), WORKER: (TENANT,)}
ROLE_SETTINGS = {
    WEB: {"statement_timeout": "10s", "lock_timeout": "3s", "idle_in_transaction_session_timeout": "30s"},
    WORKER: {"statement_timeout": "5min", "lock_timeout": "3s", "idle_in_transaction_session_timeout": "30s"},
    OWNER: {"lock_timeout": "4s"},
}


class SetupError(Exception):
    """What is wrong with the server, in one line with what to do."""


@dataclass
class Setup:
    """What ``setup_database`` found and did."""

    done: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def connect(url: str) -> psycopg.Connection:
    """Return an autocommit connection for the one who may make roles.

    Raises SetupError when the server cannot be reached or is older than PostgreSQL 16.
    """
    try:
        connection = psycopg.connect(url, autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[-1]
        raise SetupError(
            f"The database of DATABASE_ADMIN_URL cannot be reached ({reason}). Start it or correct the address."
        ) from error
    version = connection.info.server_version
    if version < OLDEST:
        connection.close()
        raise SetupError(f"PostgreSQL {version // 10000} is too old; Firmloop needs 16, 17 or 18.")
    return connection


def setup(admin_url: str, *, kept: Path, database: str = DATABASE, may_create_databases: bool = False) -> Setup:
    """Make or repair the roles and the database; safe to run again.

    The logins' passwords are made once and written to ``kept`` (mode 0600) as ``{"web_url": …}``. Raises SetupError.
    """
    report = Setup()
    with connect(admin_url) as admin:
        passwords = _passwords(kept)
        try:
            _make_roles(admin, passwords, report, may_create_databases=may_create_databases)
            _make_database(admin, database, report)
        except psycopg.errors.InsufficientPrivilege as error:
            raise SetupError(
                f"The login of DATABASE_ADMIN_URL may not do this ({str(error).strip().splitlines()[0]}). "
                "Use one that may create roles and databases."
            ) from error
    _keep(
        kept,
        {f"{name}_url": _url(admin_url, role, passwords[role], database) for name, role in LOGINS.items()},
    )
    return report


def _make_roles(
    admin: psycopg.Connection, passwords: dict[str, str], report: Setup, *, may_create_databases: bool
) -> None:
    known = {row[0] for row in admin.execute("SELECT rolname FROM pg_roles WHERE rolname LIKE 'firmloop_%'")}
    for role in (*GROUPS, *LOGINS.values()):
        if role not in known:
            admin.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(role)))
            report.done.append(f"made role {role}")
    for role in GROUPS:
        admin.execute(sql.SQL("ALTER ROLE {} NOLOGIN NOINHERIT").format(sql.Identifier(role)))
    for role in LOGINS.values():
        admin.execute(
            sql.SQL("ALTER ROLE {} LOGIN NOINHERIT PASSWORD {}").format(sql.Identifier(role), passwords[role])
        )
        for name, value in ROLE_SETTINGS.get(role, {}).items():
            admin.execute(
                sql.SQL("ALTER ROLE {} SET {} = {}").format(sql.Identifier(role), sql.Identifier(name), value)
            )
    create = sql.SQL("CREATEDB" if may_create_databases else "NOCREATEDB")
    admin.execute(sql.SQL("ALTER ROLE {} {} INHERIT").format(sql.Identifier(OWNER), create))
    for role in (OWNER, BACKUP):
        _bypass(admin, role, report)
    for member, groups in MEMBER_OF.items():
        for group in groups:
            admin.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(group), sql.Identifier(member)))
    # INHERIT belongs to the grant since PostgreSQL 16: a grant made while the role had NOINHERIT gives nothing.
    admin.execute(sql.SQL("GRANT pg_read_all_data TO {} WITH INHERIT TRUE").format(sql.Identifier(BACKUP)))
    admin.execute(sql.SQL("ALTER ROLE {} INHERIT").format(sql.Identifier(BACKUP)))
    admin.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(OWNER)))


def _bypass(admin: psycopg.Connection, role: str, report: Setup) -> None:
    """Let migrations and dumps see all rows; where the server refuses that, the owner gets a policy of its own."""
    try:
        admin.execute(sql.SQL("ALTER ROLE {} BYPASSRLS").format(sql.Identifier(role)))
    except psycopg.errors.InsufficientPrivilege:
        report.notes.append(f"{role}: this server gives no BYPASSRLS; tables get a policy for the owner instead")


def _make_database(admin: psycopg.Connection, database: str, report: Setup) -> None:
    if not admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
        admin.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} ENCODING 'UTF8' TEMPLATE template0").format(
                sql.Identifier(database), sql.Identifier(OWNER)
            )
        )
        report.done.append(f"made database {database}")
    else:
        admin.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(sql.Identifier(database), sql.Identifier(OWNER)))
    # Whoever may make a temporary table can put it in a real one's place, and a cascade runs triggers as the owner.
    named = sql.Identifier(database)
    admin.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(named))
    for role in (WEB, WORKER, BACKUP):
        admin.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(named, sql.Identifier(role)))


def _passwords(kept: Path) -> dict[str, str]:
    if kept.is_file():
        urls = json.loads(kept.read_text())
        return {role: str(urlsplit(urls[f"{name}_url"]).password) for name, role in LOGINS.items()}
    return {role: secrets.token_urlsafe(24) for role in LOGINS.values()}


def _url(admin_url: str, role: str, password: str, database: str) -> str:
    parts = urlsplit(admin_url)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(("postgresql", f"{role}:{quote(password, safe='')}@{place}", f"/{database}", parts.query, ""))


def _keep(kept: Path, urls: dict[str, str]) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.fchmod(handle, 0o600)  # a file that was there keeps its mode otherwise
    with os.fdopen(handle, "w") as file:
        json.dump(urls, file, indent=2)
