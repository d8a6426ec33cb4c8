"""The policy on a server that gives no BYPASSRLS: the owner's migrations see every row, a firm still only its own."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection, connections

from apps.tenancy.policies import TenantPolicy
from apps.work.models import Effect
from config import env
from tests.architecture.firm_rows import make_rows
from tests.conftest import as_owner


@pytest.fixture
def admin(committed) -> Iterator[psycopg.Connection]:
    """A transaction of the one who may change roles, on the test's database; never committed."""
    if not env.DATABASE_ADMIN_URL:
        pytest.skip("needs DATABASE_ADMIN_URL, the address of a login that may change roles")
    name = connections["owner"].settings_dict["NAME"]
    with psycopg.connect(env.DATABASE_ADMIN_URL, dbname=name) as opened:
        yield opened
        opened.rollback()


def policies_of(admin: psycopg.Connection, table: str) -> dict[str, tuple[str, str, str | None, str | None]]:
    found = admin.execute(
        "SELECT policyname::text, roles::text, cmd, qual, with_check FROM pg_policies WHERE tablename = %s", [table]
    )
    return {name: rest for name, *rest in found.fetchall()}


def walled_again(admin: psycopg.Connection) -> None:
    """Take the table's rule away and put it back as the owner, who cannot bypass now."""
    declared = next(c for c in Effect._meta.constraints if isinstance(c, TenantPolicy))
    policy = TenantPolicy(name=declared.name, may=declared.may, keyed=False)  # its keys stay as they are
    with connection.schema_editor(collect_sql=True) as editor:
        create, remove = str(policy.create_sql(Effect, editor)), str(policy.remove_sql(Effect, editor))
    admin.execute("ALTER ROLE firmloop_owner NOBYPASSRLS")
    admin.execute("SET LOCAL ROLE firmloop_owner")
    admin.execute(remove)
    admin.execute(create)


def test_policy_without_bypass_gives_the_owner_one_of_its_own(admin):
    walled_again(admin)

    found = policies_of(admin, "effect_ledger")

    assert set(found) == {"effect_ledger_tenant", "effect_ledger_staff", "effect_ledger_owner"}
    assert found["effect_ledger_owner"] == ["{firmloop_owner}", "ALL", "true", "true"]


def test_policy_without_bypass_lets_the_owner_see_all_and_a_firm_its_own(admin):
    made = [make_rows("harbor-dental"), make_rows("castellan-logistics")]
    firm_id = made[0][Effect].tenant_id
    walled_again(admin)

    owner_sees = admin.execute("SELECT count(*) FROM effect_ledger").fetchone()
    owner_writes = admin.execute("UPDATE effect_ledger SET key = key || 'x'").rowcount
    admin.execute("RESET ROLE")
    admin.execute(
        "SELECT set_config('role', 'firmloop_tenant', true), set_config('app.tenant_id', %s, true)", [str(firm_id)]
    )
    firm_sees = admin.execute("SELECT DISTINCT tenant_id FROM effect_ledger").fetchall()

    written = admin.execute("INSERT INTO effect_ledger (tenant_id, key) VALUES (%s, 'mail:9')", [firm_id]).rowcount

    assert written == 1  # its key to the firm is checked past the wall, without BYPASSRLS as well
    assert owner_sees == (2,)
    assert owner_writes == 2
    assert firm_sees == [(firm_id,)]


def test_policy_taken_away_closes_the_table(admin):
    made = make_rows("harbor-dental")
    policy = next(c for c in Effect._meta.constraints if isinstance(c, TenantPolicy))
    with connection.schema_editor(collect_sql=True) as editor:
        remove = str(policy.remove_sql(Effect, editor))
    admin.execute("SET LOCAL ROLE firmloop_owner")
    admin.execute(remove)
    admin.execute("RESET ROLE")

    admin.execute("GRANT SELECT ON effect_ledger TO firmloop_tenant")
    admin.execute(
        "SELECT set_config('role', 'firmloop_tenant', true), set_config('app.tenant_id', %s, true)",
        [str(made[Effect].tenant_id)],
    )

    assert admin.execute("SELECT count(*) FROM effect_ledger").fetchone() == (0,)


def test_rows_were_there_to_be_hidden(committed):
    made = make_rows("harbor-dental")

    with as_owner() as owner:
        assert owner.execute("SELECT tenant_id FROM effect_ledger").fetchall() == [(made[Effect].tenant_id,)]
