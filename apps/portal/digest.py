"""The weekly mail: how far the firm is, what the week brought, and what is next for whom it goes to."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from apps.core.queue import enqueue
from apps.tenancy.addresses import firm_url
from apps.tenancy.choices import FirmStatus, Role
from apps.tenancy.context import current_tenant_id, tenant_context
from apps.tenancy.functions import all_firms
from apps.tenancy.models import Membership, Tenant
from apps.tickets.choices import TicketStatus
from apps.tickets.models import TicketInstance
from apps.tickets.queries import PackProgress, packs, startable
from apps.work.operations import do_once, queue_mail

WEEK = timedelta(days=7)
DAYS, HOUR = (1, 2), 7  # Monday from seven, and Tuesday, in the firm's time zone
OWN_TICKETS, BLOCKED = 3, 5
SILENT = (FirmStatus.PAUSED, FirmStatus.CHURNED)


def queue_due_digests(*, at: datetime) -> list[str]:
    """Queue the digest of each firm whose week has begun; return their slugs.

    A firm's week begins on Monday at seven where it is; until Tuesday midnight a missed digest is made up for. The
    week is noted in the ledger, so that it goes once however often this runs.
    """
    queued = []
    for firm in all_firms():
        local = at.astimezone(ZoneInfo(firm.time_zone))
        year, week, weekday = local.isocalendar()
        if weekday not in DAYS or (weekday == DAYS[0] and local.hour < HOUR):
            continue
        with tenant_context(firm.tenant_id, actor={"name": "portal.digest_tick", "via": "job"}):
            if do_once(f"digest:{year}-W{week:02}"):
                enqueue("portal.send_digest")
                queued.append(firm.slug)
    return queued


@transaction.atomic
def send_digest(*, at: datetime) -> int:
    """Mail the week to each person of the firm who wants it, staff aside; return to how many.

    A firm that is paused or has no tickets gets none.
    """
    firm = Tenant.objects.get(pk=current_tenant_id())
    progress = [PackProgress.of(pack) for pack in packs()]
    if firm.status in SILENT or not progress:
        return 0
    blocked = TicketInstance.objects.filter(status=TicketStatus.BLOCKED).order_by("-updated_at", "-id")[:BLOCKED]
    shared = {
        "firm_name": firm.name,
        "week_of": at.astimezone(firm.zone).date(),
        "done": sum(pack.done for pack in progress),
        "countable": sum(pack.countable for pack in progress),
        "done_in_week": TicketInstance.objects.filter(completed_at__gt=at - WEEK, completed_at__lte=at).count(),
        "blocked": [(ticket, _ticket_url(firm, ticket.pk)) for ticket in blocked],
        "home_link": firm_url(firm.slug, "portal:home"),
        "habits_link": firm_url(firm.slug, "portal:mails"),
    }
    people = Membership.objects.filter(wants_digest=True).exclude(role=Role.STAFF).order_by("id")
    for person in people:
        _mail(firm, person, shared, at)
    return len(people)


def _mail(firm: Tenant, person: Membership, shared: dict[str, Any], at: datetime) -> None:
    own = startable().filter(assignee__iexact=person.name)[:OWN_TICKETS] if person.name else []
    done, of = shared["done"], shared["countable"]
    queue_mail(
        to=person.email,
        subject=f"{firm.name}: {done} of {of} done",
        template="weekly_digest",
        context=shared | {"name": person.name, "own": [(ticket, _ticket_url(firm, ticket.pk)) for ticket in own]},
        purpose="weekly_digest",
        at=at,
    )


def _ticket_url(firm: Tenant, ticket_id: UUID) -> str:
    return firm_url(firm.slug, "tickets:detail", ticket_id)
