"""What is right and wrong with an installation, read from its catalog; ``manage.py doctor`` prints it.

Each check returns findings and changes nothing. A check that the login may not make says so and is no fault.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.models import CheckConstraint, UniqueConstraint
from django.utils import timezone
from django.utils.module_loading import module_has_submodule

from apps.tenancy import roles
from apps.tenancy.catalog import OWNERS_VIEWS, present_policies, rows, walled_tables
from apps.tenancy.checks import unrestricted_login

OK, WARNING, WRONG, UNKNOWN = "ok", "warning", "wrong", "unknown"
NEWEST = 18  # the newest PostgreSQL that the suite runs on
GIGABYTE = 1024**3
CLOCK_MAY_DIFFER = timedelta(seconds=5)
WORKER_IS_SILENT_AFTER = timedelta(seconds=60)
READS_ALL = {roles.BACKUP: ("pg_read_all_data",)}
KEY_LETTERS = 50  # as many as Django's own deployment check wants
CREATED = re.compile(
    r"^CREATE (?:OR REPLACE |UNIQUE |MATERIALIZED |CONSTRAINT )*(?:FUNCTION|VIEW|TRIGGER|INDEX) (?:\w+\.)?(\w+)",
    re.MULTILINE,
)
MIGRATE = "Run manage.py migrate as the owner (bin/run does)."
SETUP = "Run manage.py setup_database with DATABASE_ADMIN_URL (bin/run does)."
MENDED_BY_OWNER = "Somebody changed the wall by hand: compare with docs/schema.sql and put it back as the owner."


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: ``state`` is ok, warning, wrong or unknown; ``fix`` says what to do."""

    name: str
    state: str
    detail: str
    fix: str = ""

    def as_dict(self) -> dict[str, str]:
        """Return it for ``--json``."""
        return asdict(self)


def examine() -> list[Finding]:
    """Return every finding; without a database only those that need none."""
    outside: list[Callable[[], Finding]] = [mail, disk, secret_key, debug]
    findings = [server()]
    if findings[0].state != WRONG:
        inside: list[Callable[[], Finding]] = [login, owner, row_security, policies, views, migrations, objects]
        findings += [*role_attributes(), *(_asked(check) for check in [*inside, vector, clock, queue])]
    return findings + [check() for check in outside]


def _asked(check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except DatabaseError as error:
        return Finding(check.__name__, UNKNOWN, f"could not be read: {str(error).splitlines()[0]}")


def server() -> Finding:
    """The database answers and is of a version that Firmloop knows."""
    try:
        version, text = rows("SELECT current_setting('server_version_num')::int, current_setting('server_version')")[0]
    except DatabaseError as error:
        said = " ".join(str(error).split())
        return Finding("server", WRONG, f"does not answer: {said}", "Start it, or correct DATABASE_URL.")
    if version < roles.OLDEST:
        return Finding("server", WRONG, f"PostgreSQL {text}", "Firmloop needs PostgreSQL 16, 17 or 18.")
    if version // 10000 > NEWEST:
        return Finding("server", WARNING, f"PostgreSQL {text}", f"Firmloop was tested up to PostgreSQL {NEWEST}.")
    return Finding("server", OK, f"PostgreSQL {text}")


def login() -> Finding:
    """This process cannot look around the wall."""
    if reason := unrestricted_login():
        return Finding("login", WRONG, reason, "DATABASE_URL is the address of firmloop_web.")
    return Finding("login", OK, f"{rows('SELECT session_user')[0][0]} bypasses nothing and owns nothing")


def role_attributes() -> list[Finding]:
    """Each role is there, with the attributes, memberships and time limits that ``setup_database`` gives it."""
    sql = (
        "SELECT rolname, rolcanlogin, rolinherit, rolsuper, rolcreaterole, rolbypassrls, rolconfig, "
        "ARRAY(SELECT g.rolname::text FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid "
        "WHERE m.member = r.oid) FROM pg_roles r WHERE rolname LIKE 'firmloop\\_%%'"
    )
    found = {row[0]: row[1:] for row in rows(sql)}
    return [role(name, found.get(name)) for name in (*roles.LOGINS.values(), *roles.GROUPS)]


def role(name: str, row: tuple[Any, ...] | None) -> Finding:
    """One role; ``row`` is what ``role_attributes`` read of it, None where it is missing."""
    if row is None:
        return Finding(f"role {name}", WRONG, "is missing", SETUP)
    may_login, inherits, is_super, makes_roles, bypasses, config, groups = row
    is_login = name in roles.LOGINS.values()
    wanted = {f"{key}={value}" for key, value in roles.ROLE_SETTINGS.get(name, {}).items()}
    faults = [
        is_super and "is a superuser",
        makes_roles and "may make roles",
        bypasses and name not in {roles.OWNER, roles.BACKUP} and "has BYPASSRLS",
        may_login and not is_login and "may log in",
        is_login and not may_login and "may not log in",
        inherits and name not in {roles.OWNER, roles.BACKUP} and "inherits its groups' rights",
        *(f"is no member of {group}" for group in roles.MEMBER_OF.get(name, ()) if group not in groups),
        *(
            f"is a member of {group}"
            for group in groups
            if group not in roles.MEMBER_OF.get(name, READS_ALL.get(name, ()))
        ),
        *(f"lacks {setting}" for setting in sorted(wanted - set(config or ()))),
    ]
    if said := "; ".join(str(fault) for fault in faults if fault):
        return Finding(f"role {name}", WRONG, said, SETUP)
    return Finding(f"role {name}", OK, "login" if is_login else "no login")


def owner() -> Finding:
    """Migrations see all rows: by BYPASSRLS, or by a policy for the owner on each table under the wall."""
    bypasses = rows("SELECT rolbypassrls FROM pg_roles WHERE rolname = %s", [roles.OWNER])
    if bypasses and bypasses[0][0]:
        return Finding("owner", OK, "sees all rows by BYPASSRLS")
    present = present_policies()
    lacking = [table for table in walled_tables() if f"{table}_owner" not in present.get(table, {})]
    if lacking:
        fix = f"Give {roles.OWNER} BYPASSRLS, or each table a policy TO {roles.OWNER} USING (true) WITH CHECK (true)."
        return Finding("owner", WRONG, f"no BYPASSRLS and no policy of its own on {_some(lacking)}", fix)
    return Finding("owner", OK, "sees all rows by a policy of its own on each table (the server gives no BYPASSRLS)")


def row_security() -> Finding:
    """Every table with firms' rows has row-level security, forced on its owner too."""
    sql = (
        "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class "
        "WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
    )
    found = {name: (enabled, forced) for name, enabled, forced in rows(sql)}
    walled = walled_tables()
    faults = [f"{table} is missing" for table in walled if table not in found]
    faults += [f"{table} has it off" for table in walled if not found.get(table, (True,))[0]]
    faults += [f"{table} does not force it" for table in walled if found.get(table) == (True, False)]
    if faults:
        only_missing = all(fault.endswith("missing") for fault in faults)
        return Finding("row security", WRONG, _some(faults), MIGRATE if only_missing else MENDED_BY_OWNER)
    return Finding("row security", OK, f"forced on {len(walled)} tables")


def policies() -> Finding:
    """Every table with firms' rows has exactly the policies of its declaration, by name, role and text."""
    present, faults = present_policies(), []
    for table, wanted in walled_tables().items():
        there = {name: rule for name, rule in present.get(table, {}).items() if name != f"{table}_owner"}
        faults += [f"{name} is missing" for name in sorted(wanted.keys() - there.keys())]
        faults += [f"{table} has {name} besides" for name in sorted(there.keys() - wanted.keys())]
        faults += [
            f"{name} reads otherwise" for name in sorted(wanted) if there.get(name, wanted[name]) != wanted[name]
        ]
    if faults:
        return Finding("policies", WRONG, _some(faults), MENDED_BY_OWNER)
    return Finding("policies", OK, f"exact on {len(walled_tables())} tables")


def views() -> Finding:
    """No view lends its owner's rights to its reader."""
    sql = (
        "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'v' "
        "AND NOT coalesce(c.reloptions @> ARRAY['security_invoker=true'], false) AND NOT EXISTS "
        "(SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')"
    )
    if lending := sorted({row[0] for row in rows(sql)} - OWNERS_VIEWS.keys()):
        fix = "Make them again WITH (security_invoker = true)."
        return Finding("views", WRONG, f"run as their owner: {_some(lending)}", fix)
    return Finding("views", OK, f"each runs as its reader, but for {', '.join(OWNERS_VIEWS)}, which is of no firm")


def objects() -> Finding:
    """Every function, view, trigger, index and constraint of the code is in the database."""
    sql = (
        "SELECT proname FROM pg_proc UNION SELECT relname FROM pg_class "
        "UNION SELECT conname FROM pg_constraint UNION SELECT tgname FROM pg_trigger"
    )
    wanted = _declared()
    if missing := sorted(wanted - {row[0] for row in rows(sql)}):
        return Finding("objects", WRONG, f"missing: {_some(missing)}", MIGRATE)
    return Finding("objects", OK, f"all {len(wanted)} functions, views, triggers, indexes and constraints are there")


def _declared() -> set[str]:
    """Return the names of what the code declares, as PostgreSQL has them; policies are looked at by themselves."""
    names = {trigger.get_pgid(model) for model, trigger in pgtrigger.registered()}
    for app in apps.get_app_configs():
        if module_has_submodule(app.module, "sql_config"):
            for item in import_module(f"{app.name}.sql_config").sql_items:
                names |= set(CREATED.findall(item.sql))
        if app.name.startswith("apps."):
            for model in app.get_models():
                made = [c for c in model._meta.constraints if isinstance(c, CheckConstraint | UniqueConstraint)]
                names |= {one.name for one in (*model._meta.indexes, *made) if model._meta.managed}
    return names


def migrations() -> Finding:
    """The schema is as new as the code, and no newer."""
    executor = MigrationExecutor(connection)
    pending = [f"{m.app_label}.{m.name}" for m, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    if pending:
        return Finding("migrations", WRONG, f"{len(pending)} pending: {_some(pending)}", MIGRATE)
    if ahead := _ahead(executor.loader):
        return Finding("migrations", WARNING, f"unknown to this code: {_some(ahead)}", "Deploy the code they are of.")
    return Finding("migrations", OK, f"{len(executor.loader.applied_migrations)} applied, none pending")


def _ahead(loader: MigrationLoader) -> list[str]:
    ours = loader.migrated_apps
    known = loader.disk_migrations
    return sorted(
        f"{app}.{name}" for app, name in loader.applied_migrations if app in ours and (app, name) not in known
    )


def vector() -> Finding:
    """The extension for similar texts can be had; no table needs it yet, so its lack is no fault."""
    found = rows("SELECT default_version, installed_version FROM pg_available_extensions WHERE name = 'vector'")
    if not found:
        return Finding("vector", WARNING, "is not on this server; no table needs it yet", "Install pgvector 0.8 there.")
    available, installed = found[0]
    return Finding("vector", OK, f"{installed} installed" if installed else f"{available} available, not needed yet")


def clock(now: Callable[[], Any] = timezone.now) -> Finding:
    """The server's clock and this machine's agree."""
    before = now()
    theirs = rows("SELECT clock_timestamp()")[0][0]
    off = theirs - (before + (now() - before) / 2)
    if abs(off) > CLOCK_MAY_DIFFER:
        detail = f"the database is {off.total_seconds():+.1f} s from this machine"
        return Finding("clock", WRONG, detail, "Let both machines follow a time server.")
    return Finding("clock", OK, f"differs by {abs(off).total_seconds():.3f} s")


def queue() -> Finding:
    """A worker is alive; only the worker's login may see that."""
    if not rows("SELECT has_table_privilege('procrastinate_workers', 'SELECT')")[0][0]:
        detail = "this login may not read the queue; run the doctor with FIRMLOOP_ROLE=worker to know"
        return Finding("queue", UNKNOWN, detail)
    seen = rows("SELECT clock_timestamp() - max(last_heartbeat) FROM procrastinate_workers")[0][0]
    if seen is None or seen > WORKER_IS_SILENT_AFTER:
        since = (
            "no worker has reported" if seen is None else f"the last worker reported {int(seen.total_seconds())} s ago"
        )
        return Finding("queue", WARNING, since, "Start one: manage.py worker (bin/run does).")
    return Finding("queue", OK, f"a worker reported {seen.total_seconds():.0f} s ago")


def mail() -> Finding:
    """Mail leaves this machine."""
    if settings.FIRMLOOP_MAIL_IS_CAUGHT:
        return Finding("mail", WARNING, "is caught on this machine; nobody gets any", "Set EMAIL_URL to send it.")
    return Finding("mail", OK, f"goes out by {settings.EMAIL_HOST}:{settings.EMAIL_PORT}")


def disk(folder: Path | None = None, *, least: int = GIGABYTE) -> Finding:
    """There is room where the data lie."""
    folder = folder or Path(settings.FIRMLOOP_VAR)
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    free = shutil.disk_usage(there).free
    detail = f"{free / GIGABYTE:.1f} GB free at {folder}"
    return Finding("disk", OK, detail) if free >= least else Finding("disk", WRONG, detail, "Free up at least 1 GB.")


def secret_key() -> Finding:
    """Sessions are signed with a key that cannot be guessed."""
    if len(settings.SECRET_KEY) < KEY_LETTERS or settings.SECRET_KEY.startswith("django-insecure"):
        return Finding(
            "secret key", WRONG, f"is weak ({len(settings.SECRET_KEY)} letters)", "Set SECRET_KEY to 50 or more."
        )
    return Finding("secret key", OK, f"{len(settings.SECRET_KEY)} letters")


def debug() -> Finding:
    """Faults are not shown to strangers."""
    return Finding("debug", WRONG, "DEBUG is on", "Unset DEBUG.") if settings.DEBUG else Finding("debug", OK, "off")


def _some(names: list[str], most: int = 5) -> str:
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" and {rest} more" if rest > 0 else "")
