"""The wall as PostgreSQL has it, read from its catalog and compared with the models: no table without a rule.

The texts that count are spelled out here, not taken from the code that writes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import models

from apps.tenancy.models import Tenant, TenantOwned
from apps.tenancy.models.owned import Event
from apps.tenancy.policies import GlobalTable, TenantLink, TenantPolicy
from tests.architecture.firm_rows import is_walled, policy_of, table_of
from tests.conftest import as_owner

ROLES = ("firmloop_web", "firmloop_worker", "firmloop_tenant", "firmloop_staff")
PRIVILEGES = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
ALL = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})
READ = frozenset({"SELECT"})

# Tables of libraries, with what each role may do and why they belong to no firm.
LIBRARY_TABLES: dict[str, dict[str, frozenset[str]]] = {
    # People sign in before any firm is entered.
    "django_session": {"firmloop_web": ALL},
    "account_emailaddress": {"firmloop_web": ALL},
    "account_emailconfirmation": {"firmloop_web": ALL},
    # The schema's own look-ups, the same for every firm.
    "django_content_type": dict.fromkeys(ROLES, READ),
    "auth_permission": dict.fromkeys(ROLES, READ),
    "django_migrations": {"firmloop_web": READ, "firmloop_worker": READ},
    # The queue holds every firm's arguments, so only the worker's login reads it.
    "procrastinate_jobs": {"firmloop_worker": ALL},
    "procrastinate_workers": {"firmloop_worker": ALL},
    "procrastinate_periodic_defers": {"firmloop_worker": ALL},
    "procrastinate_events": {"firmloop_worker": frozenset({"SELECT", "INSERT"})},
    # Made by their libraries' migrations, used by nothing of ours: no role has a right.
    "auth_group": {},
    "auth_group_permissions": {},
    "pghistory_context": {},
}
# Django's admin log got its firm and its policies by a migration of ours.
ADMIN_LOG = "django_admin_log"
ADMIN_LOG_GRANTS = {
    "firmloop_tenant": frozenset({"SELECT", "INSERT"}),
    "firmloop_web": frozenset({"SELECT", "INSERT"}),
    "firmloop_staff": READ,
}

# Indexes of a firm's tables that do not begin with the firm, each with its one user.
INDEXES_WITHOUT_FIRM = {
    "tenancy_api_token_unique": "api_token_use finds a token by its hash before the firm is known",
    "tenancy_invitation_token_unique": "invitation_of_token finds a link by its hash before the firm is known",
    "work_public_link_token_unique": "public_link_of_token finds a mailed link by its hash before the firm is known",
    "memberships_of_user": "firms_of_user and follow_person go through a person's firms",
    "tenants_slug_key": "an address is one firm's among all",
    "tenants_slug_01bfd60f_like": "Django makes it beside the unique slug",
    "django_admin_log_content_type_id_c4bce8eb": "Django's own",
    "django_admin_log_user_id_c564eba6": "Django's own",
}

# Functions that run as their owner: signature → who may call them.
DEFINERS = {
    "person_of(uuid)": {"firmloop_tenant"},
    "user_id_of_email(text)": {"firmloop_tenant"},
    "staff_new_firm(uuid)": {"firmloop_tenant"},
    "firm_lacks_owner(uuid)": {"firmloop_web", "firmloop_worker", "firmloop_tenant"},
    "firms_of_user(uuid,text)": {"firmloop_web", "firmloop_worker"},
    "tenant_of_slug(text)": {"firmloop_web", "firmloop_worker"},
    "api_token_use(bytea,integer,integer)": {"firmloop_web"},
    "api_use_count(uuid,uuid,integer,integer)": {"firmloop_web"},
    "invitation_of_token(bytea)": {"firmloop_web"},
    "public_link_of_token(bytea)": {"firmloop_web"},
    "firm_of_mail(uuid)": {"firmloop_web", "firmloop_worker"},
    "forget_old_runs()": {"firmloop_tenant"},
    "follow_person(uuid)": {"firmloop_web"},
    # the figures over firms belong to the owner; nobody else may refresh them
    "refresh_outcome_aggregates(timestamp with time zone)": {"firmloop_web", "firmloop_tenant"},
    "refresh_pattern_analytics(timestamp with time zone)": {"firmloop_tenant", "firmloop_worker"},
    "ci_endpoint_of(uuid)": {"firmloop_web"},
    "enqueue_job(text,text,jsonb,integer,text,text,timestamp with time zone)": {
        "firmloop_web",
        "firmloop_worker",
        "firmloop_tenant",
    },
}
INVOKERS = {
    "app_now()": set(ROLES),
    "uuid7()": {"firmloop_web", "firmloop_worker", "firmloop_tenant"},
    "ticket_pack_rebuild_sprints(uuid[])": {"firmloop_tenant"},
    "standard_metrics(uuid)": {"firmloop_tenant"},
    "check_readings(uuid,jsonb)": {"firmloop_tenant"},
    "check_projection(uuid,text,numeric)": {"firmloop_tenant"},
    "size_band(integer)": {"firmloop_tenant", "firmloop_staff"},
    "new_firm_gets_metrics()": set(),
    "number_case()": set(),
    "contact_of_client()": set(),
    "contact_moved()": set(),
    "seed_default_deal_stages(uuid)": {"firmloop_tenant"},
    "new_firm_gets_deal_stages()": set(),
    "get_stalled_deals(uuid,integer)": {"firmloop_tenant", "firmloop_staff"},
    "mark_stalled_deals(integer)": {"firmloop_tenant"},
    "log_deal_stage_change()": set(),
    "update_deal_last_activity()": set(),
    "deal_activity_counts()": set(),
    "outcome_follows_current()": set(),
    "compliance_months(text)": {"firmloop_tenant", "firmloop_staff"},
    "compliance_due_after(timestamp with time zone,text,integer,text,integer)": {"firmloop_tenant", "firmloop_staff"},
    "compliance_first_due(text,timestamp with time zone,text)": {"firmloop_tenant", "firmloop_staff"},
    "compliance_due_from_completion(timestamp with time zone,text,timestamp with time zone,text)": {
        "firmloop_tenant",
        "firmloop_staff",
    },
    "compliance_reminder_step(timestamp with time zone,integer,text)": {"firmloop_tenant", "firmloop_staff"},
    "get_compliance_due(uuid,integer)": {"firmloop_tenant", "firmloop_staff"},
    "compliance_targets(uuid)": {"firmloop_tenant", "firmloop_staff"},
    "advance_compliance_schedule(uuid)": {"firmloop_tenant"},
    "create_compliance_checks_from_schedule(uuid,jsonb)": {"firmloop_tenant"},
    "generate_compliance_checks(uuid)": {"firmloop_tenant"},
    "mark_overdue_compliance(integer)": {"firmloop_tenant"},
    "expire_compliance_waivers(integer)": {"firmloop_tenant"},
    "compliance_missing_fields(text,uuid,jsonb)": {"firmloop_tenant"},
    "validate_compliance_checks(integer,uuid)": {"firmloop_tenant"},
    "deleted_client_ends_checks()": set(),
    "deleted_contact_ends_checks()": set(),
    "generate_quote_number(uuid)": {"firmloop_tenant"},
    "number_quote()": set(),
    "total_quote()": set(),
    "get_quotes_needing_followup(uuid,integer)": {"firmloop_tenant", "firmloop_staff"},
    "expire_feedback_requests(integer)": {"firmloop_tenant"},
    "feedback_contact(uuid,uuid)": {"firmloop_tenant"},
    "wilson_low(numeric,numeric)": {"firmloop_tenant", "firmloop_staff"},
    "wilson_high(numeric,numeric)": {"firmloop_tenant", "firmloop_staff"},
    "project_health(character varying,numeric)": {"firmloop_tenant", "firmloop_staff"},
    "feedback_skip_reason(uuid,uuid,uuid)": {"firmloop_tenant"},
    "calculate_signal_strength(text,jsonb)": {"firmloop_tenant", "firmloop_staff"},
    "figures_forget_firm()": set(),
}
# Of libraries: they set no search_path; nobody but the owner may make objects that could take a name's place.
LIBRARY_FUNCTIONS = {
    "_pgh_attach_context()": set(),
    "_pgtrigger_should_ignore(name)": {"firmloop_web", "firmloop_worker", "firmloop_tenant"},
}


@pytest.fixture
def owner(db) -> Iterator[psycopg.Connection]:
    with as_owner() as connection:
        yield connection


def our_models() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("apps.") and model._meta.managed
    ]


WALLED = sorted((m for m in our_models() if is_walled(m)), key=lambda model: model._meta.db_table)
KEYED = [m for m in WALLED if m is not Tenant and policy_of(m).keyed]
GLOBAL = [m for m in our_models() if any(isinstance(c, GlobalTable) for c in m._meta.constraints)]


def rule_of(model: type[models.Model], kind: type) -> Any:
    return next(c for c in model._meta.constraints if isinstance(c, kind))


def walled_tables() -> list[str]:
    return [*map(table_of, WALLED), ADMIN_LOG]


def rows(owner: psycopg.Connection, sql: str, *params: Any) -> list[tuple[Any, ...]]:
    return owner.execute(sql, params).fetchall()


def test_catalog_every_table_is_on_exactly_one_list(owner):
    tables = [name for (name,) in rows(owner, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]

    lists = [*walled_tables(), *map(table_of, GLOBAL), *LIBRARY_TABLES]

    assert sorted(tables) == sorted(lists)


def test_catalog_has_no_tables_elsewhere(owner):
    found = rows(
        owner,
        "SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT IN ('public', 'pg_catalog', "
        "'information_schema') AND schemaname NOT LIKE 'pg_t%%'",
    )

    assert found == []


def test_catalog_global_tables_give_a_reason():
    assert all(len(rule_of(model, GlobalTable).reason) > 20 for model in GLOBAL)


@pytest.mark.parametrize("table", walled_tables())
def test_catalog_security_is_forced(owner, table):
    flags = rows(owner, "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass", table)

    assert flags == [(True, True)]


@pytest.mark.parametrize("table", walled_tables())
def test_catalog_policies_are_these_and_no_others(owner, table):
    column = "id" if table == "tenants" else "tenant_id"
    own = f"({column} = (current_setting('app.tenant_id'::text))::uuid)"
    setting = "SELECT unnest((current_setting('app.tenant_ids'::text))::uuid[]) AS unnest"
    chosen = f"({column} IN ( {setting}))"
    policies = {
        (f"{table}_tenant", "PERMISSIVE", ("firmloop_tenant",), "ALL", own, own),
        (f"{table}_staff", "PERMISSIVE", ("firmloop_staff",), "SELECT", chosen, None),
    }
    if table == ADMIN_LOG:
        outside = "(tenant_id IS NULL)"
        policies.add((f"{table}_web", "PERMISSIVE", ("firmloop_web",), "ALL", outside, outside))
    if not rows(owner, "SELECT rolbypassrls FROM pg_roles WHERE rolname = 'firmloop_owner'")[0][0]:
        policies.add((f"{table}_owner", "PERMISSIVE", ("firmloop_owner",), "ALL", "true", "true"))

    found = rows(
        owner,
        "SELECT policyname::text, permissive, roles::text[], cmd, qual, with_check FROM pg_policies "
        "WHERE schemaname = 'public' AND tablename = %s",
        table,
    )

    assert {(name, kind, tuple(roles), *rest) for name, kind, roles, *rest in found} == policies


def test_catalog_has_no_policy_on_other_tables(owner):
    tables = {name for (name,) in rows(owner, "SELECT DISTINCT tablename::text FROM pg_policies")}

    assert tables == set(walled_tables())


@pytest.mark.parametrize("table", [table for table in walled_tables() if table not in {"tenants", ADMIN_LOG}])
def test_catalog_tenant_column_is_a_required_uuid(owner, table):
    column = rows(
        owner,
        "SELECT format_type(atttypid, atttypmod), attnotnull FROM pg_attribute "
        "WHERE attrelid = %s::regclass AND attname = 'tenant_id'",
        table,
    )

    assert column == [("uuid", True)]


@pytest.mark.parametrize("model", KEYED, ids=table_of)
def test_catalog_table_goes_with_its_firm_and_has_the_key_that_links_point_to(owner, model):
    found = {
        definition
        for (definition,) in rows(
            owner, "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass", table_of(model)
        )
    }

    assert "FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE" in found
    assert f"UNIQUE (tenant_id, {model._meta.pk.column})" in found


def test_catalog_only_histories_and_the_audit_outlive_their_firm():
    kept = {table_of(m) for m in WALLED if m not in KEYED and m is not Tenant and not issubclass(m, Event)}

    assert kept == {"audit_events"}


def test_catalog_indexes_begin_with_the_firm(owner):
    found = rows(
        owner,
        "SELECT c.relname::text, i.indrelid::regclass::text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
        "JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attname = 'tenant_id' "
        "WHERE i.indrelid::regclass::text = ANY (%s) AND NOT i.indisprimary AND i.indkey[0] <> a.attnum "
        "UNION ALL SELECT c.relname::text, 'tenants' FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
        "WHERE i.indrelid = 'tenants'::regclass AND NOT i.indisprimary",
        walled_tables(),
    )

    assert sorted(name for name, _ in found) == sorted(INDEXES_WITHOUT_FIRM)


def test_catalog_index_of_the_persons_firms_is_there(owner):
    # Without it each request by session reads every firm's memberships.
    found = rows(owner, "SELECT pg_get_indexdef(to_regclass('memberships_of_user'))")

    assert found == [("CREATE INDEX memberships_of_user ON public.memberships USING btree (user_id)",)]


def declared_links() -> set[tuple[str, str]]:
    """The foreign keys of firms' tables as the models' fields ask for them."""
    found = set()
    for model in WALLED:
        table = table_of(model)
        if model in KEYED:
            found.add((table, "FOREIGN KEY (tenant_id) REFERENCES tenants(id) ON DELETE CASCADE"))
        for field in model._meta.local_fields:
            if not isinstance(field, models.ForeignKey) or field.name == "tenant" or issubclass(model, Event):
                continue
            if is_walled(field.related_model):
                found.add((table, composite_key(field)))
            elif field.db_constraint:
                key = f"FOREIGN KEY ({field.column}) REFERENCES {field.related_model._meta.db_table}(id)"
                found.add((table, f"{key} DEFERRABLE INITIALLY DEFERRED"))
        for link in model._meta.constraints:  # by a key of the firm's own, which no field of Django's can say
            if isinstance(link, TenantLink) and link.to:
                rule = f"{link.on_delete} ({link.field})" if link.on_delete == "SET NULL" else link.on_delete
                key = f"FOREIGN KEY (tenant_id, {link.field}) REFERENCES {link.to}(tenant_id, {link.key})"
                found.add((table, f"{key} ON DELETE {rule} DEFERRABLE"))
    return found


def composite_key(field: models.ForeignKey) -> str:
    rules = {
        models.CASCADE: " ON DELETE CASCADE",
        models.DO_NOTHING: " ON DELETE CASCADE",
        models.SET_NULL: f" ON DELETE SET NULL ({field.column})",
        models.RESTRICT: " ON DELETE RESTRICT",
        models.PROTECT: " ON DELETE RESTRICT",
    }
    parent = field.related_model._meta.db_table
    return (
        f"FOREIGN KEY (tenant_id, {field.column}) REFERENCES {parent}(tenant_id, id)"
        f"{rules[field.remote_field.on_delete]} DEFERRABLE"
    )


def test_catalog_links_are_composite_with_the_rule_of_their_field(owner):
    found = rows(
        owner,
        "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE contype = 'f' AND conrelid::regclass::text = ANY (%s)",
        [table_of(model) for model in WALLED],
    )

    assert set(found) == declared_links()


def test_catalog_no_global_table_points_into_a_firm(owner):
    found = rows(
        owner,
        "SELECT conname FROM pg_constraint WHERE contype = 'f' AND confrelid::regclass::text = ANY (%s) "
        "AND NOT conrelid::regclass::text = ANY (%s)",
        walled_tables(),
        walled_tables(),
    )

    assert found == []


def declared_grants() -> dict[str, dict[str, frozenset[str]]]:
    """What each role may do with each whole table, by the models and the lists above."""
    declared = dict(LIBRARY_TABLES) | {ADMIN_LOG: ADMIN_LOG_GRANTS}
    for model in WALLED:
        may = frozenset(rule_of(model, TenantPolicy).may.split(", "))
        declared[table_of(model)] = {"firmloop_tenant": may, "firmloop_staff": READ}
    for model in GLOBAL:
        grants = rule_of(model, GlobalTable).grants
        declared[table_of(model)] = {role: frozenset(may.split(", ")) for role, may in grants if "(" not in may}
    return declared


@pytest.mark.parametrize(("table", "grants"), sorted(declared_grants().items()))
def test_catalog_grants_are_as_declared(owner, table, grants):
    found = rows(
        owner,
        "SELECT role, array_agg(may) FILTER (WHERE has_table_privilege(role, %s, may)) "
        "FROM unnest(%s::text[]) role, unnest(%s::text[]) may GROUP BY role",
        f"public.{table}",
        list(ROLES),
        list(PRIVILEGES),
    )

    assert {role: frozenset(may) for role, may in found if may} == {role: may for role, may in grants.items() if may}


def test_catalog_grants_on_columns_are_as_declared(owner):
    declared = {
        (table_of(model), role, may.partition(" (")[0], column.strip())
        for model in GLOBAL
        for role, may in rule_of(model, GlobalTable).grants
        if "(" in may
        for column in may.partition("(")[2].rstrip(")").split(",")
    }

    found = rows(
        owner,
        "SELECT attrelid::regclass::text, acl.grantee::regrole::text, acl.privilege_type, attname::text "
        "FROM pg_attribute, aclexplode(attacl) acl JOIN pg_roles ON pg_roles.oid = acl.grantee "
        "WHERE attacl IS NOT NULL AND rolname LIKE 'firmloop%%' AND rolname <> 'firmloop_owner'",
    )

    assert set(found) == declared


def test_catalog_nobody_and_everybody_get_nothing(owner):
    known = [*ROLES, "firmloop_owner"]

    granted = rows(
        owner,
        "SELECT relname::text, acl.grantee::regrole::text FROM pg_class, aclexplode(relacl) acl "
        "WHERE relnamespace = 'public'::regnamespace AND NOT acl.grantee::regrole::text = ANY (%s)",
        known,
    )

    assert granted == []


def test_catalog_sequences_are_used_and_not_read(owner):
    found = rows(
        owner,
        "SELECT relname::text, acl.grantee::regrole::text, acl.privilege_type FROM pg_class, aclexplode(relacl) acl "
        "WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace "
        "AND acl.grantee <> 'firmloop_owner'::regrole",
    )

    assert {may for _, _, may in found} == {"USAGE"}
    assert {(name, role) for name, role, _ in found} == {
        ("account_emailaddress_id_seq", "firmloop_web"),
        ("account_emailconfirmation_id_seq", "firmloop_web"),
        ("django_admin_log_id_seq", "firmloop_tenant"),
        ("django_admin_log_id_seq", "firmloop_web"),
        ("procrastinate_events_id_seq", "firmloop_worker"),
        ("procrastinate_jobs_id_seq", "firmloop_worker"),
        ("procrastinate_periodic_defers_id_seq", "firmloop_worker"),
    }


@pytest.mark.parametrize("role", [*ROLES, "firmloop_backup"])
def test_catalog_nobody_may_make_objects(owner, role):
    may = rows(
        owner,
        "SELECT has_schema_privilege(%s, 'public', 'CREATE'), has_schema_privilege(%s, 'public', 'USAGE')",
        role,
        role,
    )

    assert may == [(False, True)]


def test_catalog_objects_belong_to_the_owner(owner):
    found = rows(
        owner,
        "SELECT DISTINCT relowner::regrole::text FROM pg_class WHERE relnamespace = 'public'::regnamespace "
        "UNION SELECT DISTINCT proowner::regrole::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    )

    assert found == [("firmloop_owner",)]


READ_BY_FIRMS_AND_STAFF = {("firmloop_tenant", "SELECT"), ("firmloop_staff", "SELECT")}
# Views that run as their owner, with who may read them: each shows what none of them may read themselves.
OWNERS_VIEWS = {
    # Figures over groups of at least three firms, with no firm in them; it hides smaller groups.
    "outcome_aggregates": READ_BY_FIRMS_AND_STAFF,
    # When the figures of patterns were refreshed: one time for all firms.
    "pattern_refresh": READ_BY_FIRMS_AND_STAFF,
    # Figures of patterns, firm by firm: a materialized view takes no policy, so these two say what one would.
    "pattern_analytics": READ_BY_FIRMS_AND_STAFF,
    "pattern_daily": READ_BY_FIRMS_AND_STAFF,
}
VIEWS_BY_FIRM = {"pattern_analytics", "pattern_daily"}  # what they show to whom: tests/patterns/test_figures.py


def test_catalog_views_run_as_their_caller(owner):
    loose = rows(
        owner,
        "SELECT relname::text FROM pg_class WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace "
        "AND NOT coalesce(reloptions @> ARRAY['security_invoker=true'], false)",
    )

    assert {name for (name,) in loose} == set(OWNERS_VIEWS)


@pytest.mark.parametrize("view", OWNERS_VIEWS)
def test_catalog_view_of_the_owner_is_a_barrier_and_read_by_list(owner, view):
    options = rows(owner, "SELECT reloptions FROM pg_class WHERE oid = %s::regclass", view)
    columns = rows(owner, "SELECT column_name FROM information_schema.columns WHERE table_name = %s", view)
    granted = rows(
        owner,
        "SELECT acl.grantee::regrole::text, acl.privilege_type FROM pg_class, aclexplode(relacl) acl "
        "WHERE pg_class.oid = %s::regclass AND acl.grantee <> relowner",
        view,
    )

    assert options == [(["security_barrier=true"],)]
    assert ("tenant_id" in {name for (name,) in columns}) == (view in VIEWS_BY_FIRM)
    assert not {name for (name,) in columns} & {"id", "slug", "name"}
    assert set(granted) == OWNERS_VIEWS[view]


@pytest.mark.parametrize("view", sorted(VIEWS_BY_FIRM))
def test_catalog_view_by_firm_says_what_the_policies_say(owner, view):
    ((text,),) = rows(owner, "SELECT pg_get_viewdef(%s::regclass)", view)

    firms, staff = text.split("UNION ALL")
    assert "tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true)" in firms
    assert "CURRENT_USER = 'firmloop_staff'" in staff
    assert "current_setting('app.tenant_ids'::text, true)" in staff


def test_catalog_materialized_views_lie_in_rpt_without_grants(owner):
    found = rows(
        owner,
        "SELECT c.relname, n.nspname::text, relacl IS NULL OR NOT EXISTS (SELECT FROM aclexplode(relacl) acl "
        "WHERE acl.grantee <> relowner) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace "
        "WHERE relkind = 'm'",
    )

    assert [row for row in found if row[1:] != ("rpt", True)] == []


def functions(owner: psycopg.Connection) -> dict[str, tuple[bool, list[str] | None, set[str], str]]:
    """Each function's signature → (runs as owner, settings, who may call it, what it returns)."""
    found = rows(
        owner,
        "SELECT p.oid::regprocedure::text, prosecdef, proconfig, prorettype::regtype::text, "
        "ARRAY(SELECT coalesce(nullif(acl.grantee, 0)::regrole::text, 'PUBLIC') "
        "  FROM aclexplode(coalesce(proacl, acldefault('f', proowner))) acl WHERE acl.grantee <> proowner) "
        "FROM pg_proc p WHERE pronamespace = 'public'::regnamespace",
    )
    return {
        name.replace('"', ""): (definer, settings, set(callers), returns)
        for name, definer, settings, returns, callers in found
    }


def test_catalog_functions_are_on_a_list(owner):
    listed = DEFINERS | INVOKERS | LIBRARY_FUNCTIONS

    loose = [
        name
        for name in functions(owner)
        if name not in listed and not name.startswith(("pgtrigger_", "procrastinate_"))
    ]

    assert loose == []
    assert set(listed) <= set(functions(owner))


def test_catalog_functions_run_as_their_owner_only_by_list(owner):
    found = {name for name, (definer, *_) in functions(owner).items() if definer}

    assert found == set(DEFINERS)


MORE_MEMORY = {"refresh_pattern_analytics(timestamp with time zone)": ["work_mem=96MB"]}  # it sorts all firms' rows


@pytest.mark.parametrize("name", sorted(DEFINERS | INVOKERS))
def test_catalog_function_has_a_fixed_path_and_its_callers(owner, name):
    _, settings, callers, _ = functions(owner)[name]

    assert settings == ["search_path=public, pg_temp", *MORE_MEMORY.get(name, [])]
    assert callers == (DEFINERS | INVOKERS)[name]


def test_catalog_functions_of_libraries_are_called_by_list(owner):
    found = functions(owner)

    triggers = [v for name, v in found.items() if name.startswith("pgtrigger_")]
    queue = [v for name, v in found.items() if name.startswith("procrastinate_")]

    assert len(triggers) > 20
    assert {returns for *_, returns in triggers} == {"trigger"}
    assert [callers for _, _, callers, _ in triggers if callers] == []
    assert len(queue) > 5
    assert all(callers == {"firmloop_worker"} for _, _, callers, _ in queue)
    assert {name: found[name][2] for name in LIBRARY_FUNCTIONS} == LIBRARY_FUNCTIONS


def keeps_its_firm(model):
    named = {trigger.name for trigger in getattr(model._meta, "triggers", ())}
    return issubclass(model, TenantOwned) or "tenant_is_fixed" in named


@pytest.mark.parametrize("model", [m for m in WALLED if keeps_its_firm(m)], ids=table_of)
def test_catalog_trigger_keeps_the_row_in_its_firm(owner, model):
    found = rows(
        owner,
        "SELECT pg_get_triggerdef(oid), tgenabled::text FROM pg_trigger WHERE tgrelid = %s::regclass "
        "AND tgname LIKE 'pgtrigger\\_tenant\\_is\\_fixed\\_%%'",
        table_of(model),
    )

    assert len(found) == 1
    text, enabled = found[0]
    assert "BEFORE UPDATE ON" in text
    assert "FOR EACH ROW WHEN ((old.tenant_id IS DISTINCT FROM new.tenant_id))" in text
    assert enabled == "O"


@pytest.mark.parametrize("model", [m for m in WALLED if not keeps_its_firm(m) and m is not Tenant], ids=table_of)
def test_catalog_table_without_that_trigger_cannot_be_changed_at_all(model):
    assert rule_of(model, TenantPolicy).may == "SELECT, INSERT"


@pytest.mark.parametrize("model", [m for m in WALLED if issubclass(m, Event)], ids=table_of)
def test_catalog_history_is_append_only_for_the_owner_as_well(owner, model):
    found = rows(
        owner,
        "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE %s",
        table_of(model),
        "pgtrigger\\_append\\_only\\_%",
    )

    assert len(found) == 1
    assert "BEFORE DELETE OR UPDATE ON" in found[0][0]
    assert "WHEN" not in found[0][0]


def test_catalog_no_trigger_is_switched_off(owner):
    off = rows(owner, "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgenabled <> 'O'")

    assert off == []
