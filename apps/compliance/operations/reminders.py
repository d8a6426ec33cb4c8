"""Reminders: a mail with a link that opens one page, once."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from apps.compliance.choices import BEFORE_DUE, CheckStatus
from apps.compliance.errors import ComplianceError
from apps.compliance.models import ComplianceCheck
from apps.compliance.operations.checks import held
from apps.compliance.recipients import Recipient, recipients_of
from apps.tenancy.functions import hash_of
from apps.tenancy.models import Tenant
from apps.work.models import PublicLink
from apps.work.operations import queue_mail

PURPOSE = "compliance"
LINK_LASTS = timedelta(days=30)  # after the due day, or from today when that is later
NO_ADDRESS = "No e-mail address is known: give the client a primary contact with one."


class NoRecipient(ComplianceError):
    """Nobody is known to whom a reminder could go."""


@transaction.atomic
def remind_check(*, check_id: UUID, at: datetime) -> ComplianceCheck:
    """Mail a reminder now, besides those that go by themselves.

    Raises CheckClosed or NoRecipient.
    """
    check = held(check_id)
    recipient = recipients_of([check]).get(check.pk)
    if recipient is None:
        raise NoRecipient(NO_ADDRESS)
    remind(check, recipient, firm=Tenant.objects.get(pk=check.tenant_id), at=at)
    return check


def remind(check: ComplianceCheck, recipient: Recipient, *, firm: Tenant, at: datetime) -> None:
    """Write the mail of a reminder and count it, of a check that is locked."""
    token = secrets.token_urlsafe(32)
    PublicLink(
        purpose=PURPOSE,
        object_id=check.pk,
        token_hash=hash_of(token),
        expires_at=max(check.due_at, at) + LINK_LASTS,
    ).save()
    due_on, today = (moment.astimezone(firm.zone).date() for moment in (check.due_at, at))
    queue_mail(
        to=recipient.email,
        subject=f"{check.title}: {_when((due_on - today).days)}",
        template="compliance_reminder",
        context={
            "firm_name": firm.name,
            "name": recipient.name,
            "check": check,
            "description": check.schedule.description if check.schedule else "",
            "due_on": due_on,
            "is_late": due_on < today,
            "link": f"{settings.FIRMLOOP_URL}/c/{token}/",
        },
        purpose="compliance_reminder",
        secret=True,
        about=check.pk,
        at=at,
    )
    check.reminder_sent_at, check.validation_errors = at, []
    check.reminder_count += 1
    if check.status in BEFORE_DUE:
        check.status = CheckStatus.AWAITING_RESPONSE
    check.save(update_fields=["reminder_sent_at", "reminder_count", "reminder_step", "validation_errors", "status"])


def _when(days: int) -> str:
    if days < 0:
        return f"overdue since {-days} day{'s' if days < -1 else ''}"
    return "due today" if days == 0 else f"due in {days} day{'s' if days > 1 else ''}"
