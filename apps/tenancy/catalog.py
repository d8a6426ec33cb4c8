"""The wall as declared and as it stands in the database, to compare: what ``doctor`` and the catalog gate read."""

from __future__ import annotations

import re
from typing import Any

from django.apps import apps
from django.db import connection

from apps.tenancy import roles
from apps.tenancy.policies import CHOSEN_ROWS, OWN_ROWS, TenantPolicy

# Tables of libraries that hold firms' rows, and what they have beside a firm's two policies.
LIBRARY_TABLES = {"django_admin_log": {"django_admin_log_web": ("firmloop_web", "tenant_id IS NULL")}}
# Views that lend their owner's rights on purpose: a materialized view takes no policy.
OWNERS_VIEWS = {
    "outcome_aggregates": "figures over three firms or more, with no firm in them",
    "pattern_analytics": "says by itself what the policies say",
    "pattern_daily": "says by itself what the policies say",
    "pattern_refresh": "one time for all firms",
}
Policies = dict[str, dict[str, tuple[str, str]]]  # table to policy name to its role and bare condition


def walled_tables() -> Policies:
    """Return the tables that hold firms' rows and the policies each must have: name to role and bare text."""
    rules: Policies = {}
    for model in apps.get_models(include_auto_created=True):
        for rule in model._meta.constraints:
            if isinstance(rule, TenantPolicy):
                chosen = CHOSEN_ROWS.replace("tenant_id", rule.column, 1)
                rules[model._meta.db_table] = _pair(model._meta.db_table, rule.own_rows(), chosen)
    for table, more in LIBRARY_TABLES.items():
        others = {name: (role, _bare(text)) for name, (role, text) in more.items()}
        rules[table] = _pair(table, OWN_ROWS, CHOSEN_ROWS) | others
    return dict(sorted(rules.items()))


def _pair(table: str, own: str, chosen: str) -> dict[str, tuple[str, str]]:
    return {f"{table}_tenant": (roles.TENANT, _bare(own)), f"{table}_staff": (roles.STAFF, _bare(chosen))}


def present_policies() -> Policies:
    """Return the policies that the database has, in the form of ``walled_tables``; one of another kind says so."""
    present: Policies = {}
    sql = "SELECT tablename, policyname, roles::text[], permissive, cmd, qual, with_check FROM pg_policies"
    for table, name, of, permissive, command, qual, check in rows(f"{sql} WHERE schemaname = 'public'"):
        # A staff policy is for reading and checks no write; every other checks what it shows.
        as_declared = permissive == "PERMISSIVE" and (
            (command, check) == ("SELECT", None) if name.endswith("_staff") else (command, check) == ("ALL", qual)
        )
        present.setdefault(table, {})[name] = (",".join(of), _bare(qual) if as_declared else "another rule")
    return present


def _bare(text: str | None) -> str:
    """Return a condition without the casts and brackets that PostgreSQL adds when it stores one."""
    return re.sub(r"[\s()]|::text", "", text or "")


def rows(sql: str, params: list[Any] | None = None) -> list[tuple[Any, ...]]:
    """Return what the catalog answers to this process's login."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params or [])
        return list(cursor.fetchall())
