"""Effects that happen once, and acts worth remembering."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction

from apps.tenancy.context import current, current_tenant_id
from apps.work.choices import ActorKind
from apps.work.models import AuditEvent


def do_once(key: str) -> bool:
    """Note an effect of the running transaction; False when it was noted before, and the effect is left out then."""
    return bool(do_each_once([key]))


@transaction.atomic
def do_each_once(keys: Sequence[str]) -> set[str]:
    """Note effects of the running transaction and return those that were not noted before; leave the others out."""
    with connection.cursor() as cursor:  # bulk_create(ignore_conflicts) does not say which rows it made
        cursor.execute(
            "INSERT INTO effect_ledger (tenant_id, key) SELECT %s, unnest(%s::text[]) ON CONFLICT DO NOTHING "
            "RETURNING key",
            [current_tenant_id(), list(keys)],
        )
        return {key for (key,) in cursor.fetchall()}


@transaction.atomic
def record_audit(
    *,
    event_type: str,
    entity_type: str,
    entity_id: object,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> AuditEvent:
    """Remember an act that changes no row; who acted is taken from the context.

    ``before`` and ``after`` hold only what changed and never a secret value.
    """
    context = current()
    actor = context.actor if context else {}
    event = AuditEvent(
        tenant_id=current_tenant_id(),
        actor_id=actor.get("user"),
        actor_kind=_actor_kind(actor),
        actor_name=actor.get("name", "")[:150],
        event_type=event_type,
        entity_type=entity_type,
        entity_id=str(entity_id),
        before=before,
        after=after,
        request_id=actor.get("request", "")[:100],
    )
    event.save(force_insert=True)
    return event


def _actor_kind(actor: dict[str, str]) -> ActorKind:
    if "token" in actor:
        return ActorKind.API_TOKEN
    if "user" in actor:
        return ActorKind.USER
    via = actor.get("via", "")
    return ActorKind(via) if via in {ActorKind.JOB, ActorKind.COMMAND, ActorKind.AGENT} else ActorKind.SYSTEM
