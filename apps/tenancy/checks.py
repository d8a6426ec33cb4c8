"""System checks that stop a start, a migration or CI before the wall has a hole."""

from __future__ import annotations

from typing import Any, cast

from django.apps import apps
from django.core.checks import Error, Tags, register
from django.db import connection, models
from django.db.utils import DatabaseError

from apps.core.models import touch
from apps.tenancy.models.owned import Event, TenantOwned, fixed_tenant
from apps.tenancy.policies import GlobalTable, TenantLink, TenantPolicy

OURS = "apps."


def _ours() -> list[type[models.Model]]:
    return [m for m in apps.get_models(include_auto_created=True) if m.__module__.startswith(OURS) and m._meta.managed]


@register(Tags.models)
def every_table_is_walled(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Each table of ours is a firm's, under a policy, or on the list of global ones with its reason."""
    errors = []
    for model in _ours():
        rules = [c for c in model._meta.constraints if isinstance(c, TenantPolicy | GlobalTable)]
        if len(rules) != 1:
            errors.append(
                Error(
                    f"{model._meta.label} has {len(rules)} rules for its table.",
                    hint="Put one TenantPolicy or one GlobalTable into Meta.constraints; a child Meta replaces "
                    "its abstract parent's.",
                    obj=model,
                    id="tenancy.E001",
                )
            )
    return errors


@register(Tags.models)
def every_owned_table_has_its_triggers(app_configs: Any, **kwargs: Any) -> list[Error]:
    """A row of a firm is stamped when it changes and stays in its firm; a child Meta easily forgets its parent's."""
    wanted = {str(touch().name), str(fixed_tenant().name)}
    return [
        Error(
            f"{model._meta.label} lacks the triggers {', '.join(sorted(missing))}.",
            hint="Name touch() and fixed_tenant() in Meta.triggers; a child Meta replaces its abstract parent's.",
            obj=model,
            id="tenancy.E005",
        )
        for model in _ours()
        if issubclass(model, TenantOwned)
        and (missing := wanted - {str(trigger.name) for trigger in getattr(model._meta, "triggers", [])})
    ]


@register(Tags.models)
def every_link_is_composite(app_configs: Any, **kwargs: Any) -> list[Error]:
    """A link from one firm's table to another carries the firm (a plain foreign key ignores the policy)."""
    errors = []
    for model in _ours():
        links = {c.field: c for c in model._meta.constraints if isinstance(c, TenantLink)}
        for field in model._meta.local_fields:
            if not isinstance(field, models.ForeignKey) or not _is_walled(field.related_model):
                continue
            if field.name == "tenant" or issubclass(model, Event):  # an event outlives the rows it names
                continue
            link = links.get(field.name)
            if link is None or cast("Any", field).db_constraint or link.on_delete != _rule(field):
                errors.append(
                    Error(
                        f"{model._meta.label}.{field.name} is no composite link.",
                        hint=f"db_constraint=False on the field, TenantLink(field={field.name!r}, "
                        f"on_delete={_rule(field)!r}) in Meta.constraints.",
                        obj=model,
                        id="tenancy.E002",
                    )
                )
    return errors


def _is_walled(model: Any) -> bool:
    return any(isinstance(c, TenantPolicy) for c in model._meta.constraints)


def _rule(field: Any) -> str:
    rules = {
        models.CASCADE: "CASCADE",
        models.DO_NOTHING: "CASCADE",  # by the database alone: of rows that nobody of a firm may delete
        models.SET_NULL: "SET NULL",
    }
    return rules.get(field.remote_field.on_delete, "RESTRICT")


@register(Tags.database, deploy=True)
def login_is_restricted(app_configs: Any, databases: Any, **kwargs: Any) -> list[Error]:
    """The web process never runs as a login that could look around the wall."""
    try:
        if reason := unrestricted_login():
            return [Error(reason, hint="DATABASE_URL is the address of firmloop_web.", id="tenancy.E003")]
    except DatabaseError as error:
        return [Error(f"The database does not answer: {error}", id="tenancy.E004")]
    return []


def unrestricted_login() -> str:
    """Return why this process's login could bypass the wall; empty when it cannot."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper, rolbypassrls, EXISTS (SELECT FROM pg_class WHERE relowner = r.oid) "
            "FROM pg_roles r WHERE rolname = session_user"
        )
        name, is_super, bypasses, owns = cursor.fetchone()
    if is_super:
        return f"The login {name} is a superuser."
    if bypasses:
        return f"The login {name} has BYPASSRLS."
    if owns:
        return f"The login {name} owns tables."
    return ""
