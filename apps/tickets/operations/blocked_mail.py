"""Tell those who can help that tickets are blocked: once a block, and one mail for what is blocked in one go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, Subquery

from apps.core.queue import enqueue
from apps.tenancy.addresses import firm_url
from apps.tenancy.choices import Role
from apps.tenancy.context import current_tenant_id
from apps.tenancy.models import Membership, Tenant
from apps.tickets.choices import TicketStatus
from apps.tickets.models import TicketInstance
from apps.work.operations import do_once, queue_mail

GATHERED = timedelta(minutes=1)
LOOKS_BACK = timedelta(days=2)
TOLD = (Role.OWNER, Role.ADMIN, Role.STAFF)


class Block(NamedTuple):
    """A ticket that is blocked, why, and by whom."""

    ticket_id: UUID
    code: str
    title: str
    reason: str
    who: str
    user: str


def announce_block(*, at: datetime) -> None:
    """Have the mail written in a minute; more blocks until then go into the same one."""
    enqueue("tickets.mail_blocked", queueing_lock="blocked", at=at + GATHERED)


@transaction.atomic
def mail_blocked(*, at: datetime) -> int:
    """Mail each block of the last two days that still stands and was not mailed yet; return how many there were.

    It goes to the firm's owner, admins and staff who want such mails, to nobody about what they blocked themselves.
    """
    blocks = [block for event_id, block in _blocks(at) if do_once(f"blocked:{event_id}")]
    firm = Tenant.objects.get(pk=current_tenant_id())
    for person in Membership.objects.filter(role__in=TOLD, wants_alerts=True).order_by("id"):
        if news := [block for block in blocks if block.user != str(person.user_id)]:
            _mail(firm, person, news, at)
    return len(blocks)


def _blocks(at: datetime) -> Iterable[tuple[UUID, Block]]:
    events: Any = TicketInstance.pgh_event_model.objects.all()
    begun = (
        events.filter(pgh_created_at__gte=at - LOOKS_BACK, status=TicketStatus.BLOCKED)
        .annotate(before=Subquery(events.earlier().values("status")[:1]))
        .filter(~Q(before=F("status")) | Q(before__isnull=True), pgh_obj__status=TicketStatus.BLOCKED)
        .order_by("pgh_created_at", "pgh_id")
        .values_list("pgh_id", "pgh_obj_id", "ticket_id", "title", "pgh_obj__blocked_reason", "pgh_context")
    )
    for event_id, ticket_id, code, title, reason, context in begun:
        actor = context or {}
        yield event_id, Block(ticket_id, code, title, reason, actor.get("name", ""), actor.get("user", ""))


def _mail(firm: Tenant, person: Membership, blocks: list[Block], at: datetime) -> None:
    count = len(blocks)
    what = f"{blocks[0].code} is blocked" if count == 1 else f"{count} tickets are blocked"
    queue_mail(
        to=person.email,
        subject=f"{firm.name}: {what}",
        template="blocked_tickets",
        context={
            "firm_name": firm.name,
            "what": what,
            "blocks": [(block, firm_url(firm.slug, "tickets:detail", block.ticket_id)) for block in blocks],
            "habits_link": firm_url(firm.slug, "portal:mails"),
        },
        purpose="blocked_tickets",
        at=at,
    )
