from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import pghistory
import pghistory.models
import pgtrigger
from django.db import models

from apps.core.expressions import UUID7
from apps.core.models import Record, touch
from apps.tenancy.context import TenantAlreadySet, current_tenant_id
from apps.tenancy.fields import LinkField
from apps.tenancy.policies import TenantPolicy
from apps.tenancy.querysets import EventQuerySet, TenantManager, TenantQuerySet


def fixed_tenant() -> pgtrigger.Trigger:
    """Return the trigger that keeps a row in the firm it was made in."""
    return pgtrigger.ReadOnly(name="tenant_is_fixed", fields=["tenant"])


class TenantOwned(Record):
    """A row of one firm. The firm is taken from the context and can never be changed."""

    tenant = LinkField("tenancy.Tenant", on_delete=models.CASCADE, editable=False, related_name="+")

    objects: ClassVar[Any] = TenantManager.from_queryset(TenantQuerySet)()
    events: Any  # the row's history, where it is kept
    pgh_event_model: ClassVar[Any]

    class Meta:
        abstract = True
        triggers = (touch(), fixed_tenant())

    def set_tenant(self) -> None:
        """Take the firm of the context.

        Raises NoTenant outside a firm, TenantAlreadySet when the row says another one.
        """
        tenant_id = current_tenant_id()
        if self.tenant_id is None:
            self.tenant_id = tenant_id
        elif self.tenant_id != tenant_id:
            raise TenantAlreadySet(f"This row belongs to firm {self.tenant_id}, the context to {tenant_id}.")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.set_tenant()
        super().full_clean(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_tenant()
        super().save(*args, **kwargs)


class Event(pghistory.models.Event):
    """One change of a row: who, when, and the row as it was after it. Written by trigger only, never changed."""

    pgh_id: Any = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)

    objects: ClassVar[Any] = TenantManager.from_queryset(EventQuerySet)()

    class Meta:
        abstract = True


def track_changes(
    table: str, *, exclude: tuple[str, ...] = (), quiet: tuple[str, ...] = ()
) -> Callable[[type[models.Model]], type[models.Model]]:
    """Keep the history of a firm's table in ``<table>_events``, under the same policy.

    ``exclude`` names columns that are not kept, ``quiet`` kept ones whose change alone writes no event. Only real
    changes are written: an UPDATE that sets what was there leaves no trace.
    """
    silent = ["updated_at", "row_version", *quiet, *exclude]
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(condition=pgtrigger.AnyChange(exclude=silent)),
        pghistory.DeleteEvent(),
        exclude=["updated_at", *exclude],
        context_field=pghistory.ContextJSONField(),
        context_id_field=None,  # type: ignore[arg-type]  # None leaves the column out, as its docstring says
        obj_field=pghistory.ObjForeignKey(related_name="events", db_index=False),
        base_model=Event,
        meta={
            "db_table": f"{table}_events",
            "constraints": [TenantPolicy(name=f"{table}_events_policy", may="SELECT, INSERT", keyed=False)],
            "indexes": [
                models.Index(fields=["tenant", "pgh_obj", "-pgh_created_at"], name=f"{table}_by_row"[:30]),
                models.Index(fields=["tenant", "-pgh_created_at", "-pgh_id"], name=f"{table}_newest_events"[:30]),
            ],
        },
    )
