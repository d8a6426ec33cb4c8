"""The database's roles as ``setup_database`` makes them: what each is, what it may become, how long it may wait."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connection, connections

from apps.tenancy import roles
from apps.tenancy.checks import login_is_restricted, unrestricted_login
from config import env
from tests.conftest import as_owner, make_firm, make_member, make_user

GROUP = (False, False, False, False, False, False)  # superuser, inherit, createrole, replication, login, bypassrls
LOGIN = (False, False, False, False, True, False)
ATTRIBUTES = {"firmloop_tenant": GROUP, "firmloop_staff": GROUP, "firmloop_web": LOGIN, "firmloop_worker": LOGIN}
SETTINGS = {
    "firmloop_web": ["idle_in_transaction_session_timeout=30s", "lock_timeout=3s", "statement_timeout=10s"],
    "firmloop_worker": ["idle_in_transaction_session_timeout=30s", "lock_timeout=3s", "statement_timeout=5min"],
    "firmloop_owner": ["lock_timeout=4s"],
    "firmloop_backup": [],
    "firmloop_tenant": [],
    "firmloop_staff": [],
}


@pytest.fixture
def catalog(db) -> Iterator[psycopg.Connection]:
    with as_owner() as owner:
        yield owner


def login_of(name: str, database: str | None = None) -> psycopg.Connection:
    """Connect as one of the logins that setup_database wrote down."""
    urls = json.loads((Path(settings.FIRMLOOP_VAR) / "roles.json").read_text())
    at = urlsplit(urls[f"{name}_url"])
    return psycopg.connect(
        host=at.hostname or connections["owner"].settings_dict["HOST"],
        port=at.port,
        user=at.username,
        password=at.password,
        dbname=database or connections["owner"].settings_dict["NAME"],
        autocommit=True,
    )


@pytest.mark.parametrize("role", ATTRIBUTES)
def test_role_of_the_running_product_can_bypass_nothing(catalog, role):
    found = catalog.execute(
        "SELECT rolsuper, rolinherit, rolcreaterole, rolreplication, rolcanlogin, rolbypassrls FROM pg_roles "
        "WHERE rolname = %s AND NOT rolcreatedb",
        [role],
    ).fetchall()

    assert found == [ATTRIBUTES[role]]


@pytest.mark.parametrize("role", ["firmloop_owner", "firmloop_backup"])
def test_role_of_operators_is_no_superuser(catalog, role):
    found = catalog.execute(
        "SELECT rolsuper, rolcreaterole, rolreplication, rolcanlogin FROM pg_roles WHERE rolname = %s", [role]
    ).fetchall()

    assert found == [(False, False, False, True)]


@pytest.mark.parametrize("role", SETTINGS)
def test_role_waits_no_longer_than_it_may(catalog, role):
    found = catalog.execute("SELECT coalesce(rolconfig, '{}') FROM pg_roles WHERE rolname = %s", [role]).fetchone()

    assert sorted(found[0]) == SETTINGS[role]


def test_roles_are_members_of_these_and_no_others(catalog):
    found = catalog.execute(
        "SELECT m.rolname::text, r.rolname::text, a.admin_option, a.inherit_option, a.set_option "
        "FROM pg_auth_members a JOIN pg_roles r ON r.oid = a.roleid JOIN pg_roles m ON m.oid = a.member "
        "WHERE m.rolname LIKE 'firmloop%'"
    ).fetchall()

    assert {row[:4] for row in found} == {
        ("firmloop_web", "firmloop_tenant", False, False),
        ("firmloop_web", "firmloop_staff", False, False),
        ("firmloop_worker", "firmloop_tenant", False, False),
        ("firmloop_backup", "pg_read_all_data", False, True),
    }
    assert all(may_set for member, *_, may_set in found if member != "firmloop_backup")


@pytest.mark.parametrize("name", ["web", "worker"])
@pytest.mark.parametrize("role", ["firmloop_owner", "firmloop_backup", "pg_read_all_data", "postgres"])
def test_login_cannot_become_a_stronger_role(db, name, role):
    with login_of(name) as opened, pytest.raises(psycopg.Error, match=r"permission denied|does not exist"):
        opened.execute(f"SET ROLE {role}")


def test_worker_cannot_read_over_firms(db):
    with login_of("worker") as opened, pytest.raises(psycopg.Error, match="permission denied to set role"):
        opened.execute("SET ROLE firmloop_staff")


@pytest.mark.parametrize("name", ["web", "worker"])
@pytest.mark.parametrize("table", ["tenants", "memberships", "roadmaps", "ticket_instances", "api_tokens"])
def test_login_by_itself_has_no_right_on_a_firms_table(db, name, table):
    with login_of(name) as opened, pytest.raises(psycopg.Error, match=r"permission denied|does not exist"):
        opened.execute(f"SELECT 1 FROM {table}")


def test_worker_reads_no_password(db):
    with login_of("worker") as opened:
        opened.execute("SELECT id, email, name FROM users")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            opened.execute("SELECT password FROM users")


def test_web_login_is_under_its_timeouts(db):
    with login_of("web") as opened:
        shown = [
            opened.execute(f"SHOW {name}").fetchone()[0]
            for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
        ]

    assert shown == ["10s", "3s", "30s"]


def test_backup_reads_every_firm_and_writes_nothing(committed):
    for slug in ("harbor-dental", "castellan-logistics"):
        make_member(make_firm(slug), make_user(f"ines@{slug}.example"))

    with login_of("backup") as opened:
        assert opened.execute("SELECT count(*) FROM memberships").fetchone() == (2,)
        assert opened.execute("SELECT count(*) FROM users").fetchone() == (2,)
        for act in ("DELETE FROM memberships", "UPDATE users SET name = 'x'", "TRUNCATE memberships"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                opened.execute(act)


# The start refuses a login that could look around the wall


@pytest.fixture
def as_login(db) -> Iterator[Any]:
    at = connection.settings_dict
    before = {name: at[name] for name in ("USER", "PASSWORD")}

    def become(user: str, password: str) -> None:
        connection.close()
        at.update(USER=user, PASSWORD=password)

    yield become
    become(before["USER"], before["PASSWORD"])


def test_web_login_is_let_start(db):
    assert unrestricted_login() == ""
    assert login_is_restricted(None, None) == []


@pytest.mark.django_db(transaction=True)
def test_owner_login_is_refused_at_the_start(as_login):
    owner = connections["owner"].settings_dict
    as_login(owner["USER"], owner["PASSWORD"])

    errors = login_is_restricted(None, None)

    assert [error.id for error in errors] == ["tenancy.E003"]
    assert "firmloop_owner" in errors[0].msg


@pytest.mark.django_db(transaction=True)
def test_superuser_login_is_refused_at_the_start(as_login):
    at = urlsplit(env.DATABASE_ADMIN_URL)
    if not at.username:
        pytest.skip("needs DATABASE_ADMIN_URL with the login of a superuser")
    as_login(at.username, at.password or "")

    errors = login_is_restricted(None, None)

    assert [error.id for error in errors] == ["tenancy.E003"]


# setup_database


@pytest.fixture
def another(db, tmp_path) -> Iterator[tuple[str, Path]]:
    """A database name to set up, and the logins as they are, so that the server's other databases keep theirs."""
    if not env.DATABASE_ADMIN_URL:
        pytest.skip("needs DATABASE_ADMIN_URL, the address of a login that may make roles")
    name = f"{connections['owner'].settings_dict['NAME']}_setup"
    kept = tmp_path / "roles.json"
    kept.write_text((Path(settings.FIRMLOOP_VAR) / "roles.json").read_text())
    yield name, kept
    with psycopg.connect(env.DATABASE_ADMIN_URL, autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}"')


def set_up(another: tuple[str, Path]) -> roles.Setup:
    name, kept = another
    return roles.setup(env.DATABASE_ADMIN_URL, kept=kept, database=name, may_create_databases=True)


def test_setup_twice_changes_nothing_the_second_time(another):
    first, second = set_up(another), set_up(another)

    assert first.done == [f"made database {another[0]}"]
    assert second.done == []


def test_setup_writes_the_logins_for_their_owner_alone(another):
    set_up(another)

    name, kept = another
    urls = json.loads(kept.read_text())
    assert kept.stat().st_mode & 0o777 == 0o600
    assert set(urls) == {"owner_url", "web_url", "worker_url", "backup_url"}
    assert {urlsplit(url).path for url in urls.values()} == {f"/{name}"}


def test_setup_leaves_nothing_to_everybody(another):
    set_up(another)

    name, _ = another
    with psycopg.connect(env.DATABASE_ADMIN_URL) as admin:
        granted = admin.execute(
            "SELECT coalesce(nullif(acl.grantee, 0)::regrole::text, 'PUBLIC'), acl.privilege_type FROM pg_database, "
            "aclexplode(coalesce(datacl, acldefault('d', datdba))) acl WHERE datname = %s AND acl.grantee <> datdba",
            [name],
        ).fetchall()

    assert set(granted) == {(role, "CONNECT") for role in ("firmloop_web", "firmloop_worker", "firmloop_backup")}


def test_web_login_makes_no_temporary_table_where_setup_was_run(another):
    # A temporary table in the place of a history would be written by a cascade, which runs as the owner.
    set_up(another)

    with (
        login_of("web", another[0]) as opened,
        pytest.raises(psycopg.Error, match="permission denied to create temporary"),
    ):
        opened.execute("CREATE TEMP TABLE roadmap_sections_events (id int)")


def test_setup_of_a_server_that_is_not_there_says_so(tmp_path):
    with pytest.raises(roles.SetupError, match="cannot be reached"):
        roles.setup("postgresql://nobody@127.0.0.1:1/postgres", kept=tmp_path / "roles.json")

    assert not (tmp_path / "roles.json").exists()
