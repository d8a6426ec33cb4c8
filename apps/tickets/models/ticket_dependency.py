from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q

from apps.core.models import touch
from apps.tenancy.fields import LinkField
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy
from apps.tickets.models.ticket_instance import TicketInstance


@track_changes("ticket_dependencies")
class TicketDependency(TenantOwned):
    """A ticket that has to be done (or skipped) before another; until then that one is waiting."""

    ticket_instance = LinkField(TicketInstance, on_delete=models.CASCADE, related_name="dependencies")
    depends_on = LinkField(TicketInstance, on_delete=models.CASCADE, related_name="unlocks")

    class Meta:
        db_table = "ticket_dependencies"
        verbose_name_plural = "ticket dependencies"
        constraints = [
            TenantPolicy(name="tickets_dependency_policy"),
            TenantLink(name="tickets_dependency_ticket_link", field="ticket_instance", on_delete="CASCADE"),
            TenantLink(name="tickets_dependency_depends_on_link", field="depends_on", on_delete="CASCADE"),
            models.UniqueConstraint(fields=["tenant", "ticket_instance", "depends_on"], name="tickets_dependency_once"),
            models.CheckConstraint(
                name="tickets_dependency_not_itself",
                condition=~Q(ticket_instance=F("depends_on")),
                violation_error_message="A ticket cannot depend on itself.",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "depends_on"], name="ticket_dependencies_unlocks")]
        triggers = [
            touch(),
            fixed_tenant(),
            pgtrigger.Trigger(
                name="no_circle",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                IF EXISTS (
                    -- Most often what is waited for waits for nothing: no need to walk.
                    SELECT FROM ticket_dependencies d
                    WHERE d.tenant_id = NEW.tenant_id AND d.ticket_instance_id = NEW.depends_on_id
                ) AND EXISTS (
                    WITH RECURSIVE before(id) AS (
                        SELECT NEW.depends_on_id
                        UNION
                        SELECT d.depends_on_id FROM ticket_dependencies d JOIN before b ON d.ticket_instance_id = b.id
                        WHERE d.tenant_id = NEW.tenant_id
                    )
                    SELECT FROM before WHERE id = NEW.ticket_instance_id
                ) THEN
                    RAISE EXCEPTION 'Tickets cannot wait for each other in a circle.'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'no_circle';
                END IF;
                RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return "waits for another ticket"
