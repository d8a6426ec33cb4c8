from __future__ import annotations

from typing import Any, ClassVar

import pgtrigger
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from apps.core.models import touch
from apps.tenancy.fields import LinkField
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy
from apps.tenancy.querysets import TenantManager
from apps.tickets.choices import MOVES, TicketStatus
from apps.tickets.models.pack_totals import PACK_TOTALS
from apps.tickets.models.ticket_pack import TicketPack
from apps.tickets.querysets import TicketQuerySet


@track_changes("ticket_instances")
class TicketInstance(TenantOwned):
    """One ticket of a pack. Its times and its reason follow its status, by trigger."""

    ticket_pack = LinkField(TicketPack, on_delete=models.CASCADE, related_name="tickets")
    ticket_id = models.CharField(max_length=50, help_text="Its code, such as H-001 or T1.2.3; unique in the pack.")
    title = models.CharField(max_length=500)
    description = models.TextField(blank=True, default="", help_text="Markdown.")
    section_number = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MaxValueValidator(99)],
        help_text="The roadmap's section it carries out.",
    )
    sprint_number = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Empty: the backlog.")
    order_index = models.PositiveIntegerField(default=0, help_text="Its place in the pack.")
    status = models.CharField(max_length=20, choices=TicketStatus, default=TicketStatus.NOT_STARTED)
    blocked_reason = models.CharField(max_length=500, blank=True, default="")
    assignee = models.CharField(max_length=255, blank=True, default="")
    notes = models.TextField(blank=True, default="")
    started_at = models.DateTimeField(null=True, blank=True, editable=False)
    completed_at = models.DateTimeField(null=True, blank=True, editable=False)
    library_version = models.PositiveIntegerField(null=True, blank=True, editable=False)

    moved_from = ""  # the state before the last move_ticket of this object; no column

    objects: ClassVar[Any] = TenantManager.from_queryset(TicketQuerySet)()

    class Meta:
        db_table = "ticket_instances"
        verbose_name = "ticket"
        constraints = [
            TenantPolicy(name="tickets_ticket_policy"),
            TenantLink(name="tickets_ticket_pack_link", field="ticket_pack", on_delete="CASCADE"),
            models.UniqueConstraint(
                fields=["tenant", "ticket_pack", "ticket_id"],
                name="tickets_ticket_code_unique",
                violation_error_message="The pack has a ticket with this code already.",
            ),
            models.CheckConstraint(name="tickets_ticket_status_known", condition=Q(status__in=TicketStatus.values)),
            models.CheckConstraint(
                name="tickets_ticket_completed_when_done",
                condition=Q(status="done", completed_at__isnull=False)
                | (~Q(status="done") & Q(completed_at__isnull=True)),
                violation_error_message="A ticket has a completion time exactly when it is done.",
            ),
            models.CheckConstraint(
                name="tickets_ticket_blocked_has_reason",
                condition=(Q(status="blocked") & ~Q(blocked_reason="")) | (~Q(status="blocked") & Q(blocked_reason="")),
                violation_error_message="A blocked ticket needs a reason.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "ticket_pack", "sprint_number", "order_index"],
                include=["status"],  # a sprint's open tickets are counted without looking at the rows
                name="ticket_instances_board",
            ),
            models.Index(fields=["tenant", "status", "-created_at", "-id"], name="ticket_instances_by_status"),
            models.Index(fields=["tenant", "-created_at", "-id"], name="ticket_instances_newest"),
            # The staff's first page over all firms: each firm's blocked tickets, and what was ticked of late.
            models.Index(fields=["tenant", "updated_at", "id"], condition=Q(status="blocked"), name="tickets_blocked"),
            models.Index(fields=["tenant", "completed_at"], condition=Q(status="done"), name="tickets_ticked"),
        ]
        triggers = [
            touch(),
            fixed_tenant(),
            pgtrigger.FSM(
                name="status_moves_by_the_table",
                field="status",
                transitions=[(before, after) for before in MOVES for after in sorted(MOVES[before])],
            ),
            pgtrigger.Trigger(
                name="follow_status",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("status", "blocked_reason", "completed_at"),
                func="""
                IF NEW.status <> 'blocked' THEN NEW.blocked_reason = ''; END IF;
                IF NEW.status <> 'done' THEN
                    NEW.completed_at = NULL;
                ELSIF NEW.completed_at IS NULL THEN
                    NEW.completed_at = app_now();
                END IF;
                IF NEW.status <> 'not_started' AND NEW.started_at IS NULL THEN NEW.started_at = app_now(); END IF;
                RETURN NEW;
                """,
            ),
            *PACK_TOTALS,
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.title}"
