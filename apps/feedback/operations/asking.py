"""The question itself: what stands against it, its mail, and its end. Steps of the engine feedback-automation."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from apps.clients.models import Contact
from apps.clients.unsubscribing import OF_CONTACT, unsubscribe_link
from apps.feedback.choices import FeedbackStatus
from apps.feedback.functions import AskedContact, SkipReason, expire_feedback_requests
from apps.feedback.models import FeedbackRequest
from apps.tenancy.context import current_tenant_id, tenant_context
from apps.tenancy.functions import hash_of
from apps.tenancy.models import Tenant
from apps.work.engines import Batch
from apps.work.models import PublicLink
from apps.work.operations import queue_mail

ANSWER, UNSUBSCRIBE = "feedback", OF_CONTACT  # the purposes of its links
OPEN_FOR = timedelta(days=30)
NO_ADDRESS = "The contact's email address is not valid."
LONGEST_REASON = 200
OPEN_CASE = "A case about the order is open."  # as feedback_skip_reason says it


@transaction.atomic
def check_due(*, limit: int, at: datetime) -> Batch:
    """Leave out due requests that something stands against, with the reason."""
    against = list(_due(at).exclude(reason="")[:limit])
    for request in against:
        _skip(request, request.reason)
    return Batch(seen=len(against), done=len(against))


@transaction.atomic
def send_due(*, limit: int, at: datetime) -> Batch:
    """Mail the due requests that nothing stands against; one counts as sent when the outbox has its mail."""
    seen = 0
    errors: list[str] = []
    while due := list(_due(at).filter(reason="").annotate(asked=AskedContact("client_id", "contact_id"))[:limit]):
        refused = _send_all(due, at=at)
        seen, errors = seen + len(due), [*errors, *refused]
        if sent := len(due) - len(refused):
            return Batch(seen=seen, done=sent, failed=len(errors), errors=tuple(errors))
    return Batch(seen=seen, failed=len(errors), errors=tuple(errors))


def _send_all(due: list[Any], *, at: datetime) -> list[str]:
    """Mail requests; one whose contact's address is wrong is left out, and said in words."""
    people = Contact.objects.in_bulk([request.asked for request in due])
    firm = Tenant.objects.get(pk=current_tenant_id())
    errors = []
    for request in due:
        contact = people[request.asked]
        try:
            with transaction.atomic():
                _send(request, contact, firm, at=at)
        except ValidationError:
            _skip(request, NO_ADDRESS)
            errors.append(f"{request.order.order_number}: {NO_ADDRESS} ({contact})")
    return errors


@transaction.atomic
def leave_out_failed(*, about_id: UUID, reason: str) -> None:
    """Leave a request out whose mail did not arrive: nobody was asked, and no answer is waited for."""
    request = FeedbackRequest.objects.select_for_update(no_key=True).filter(pk=about_id).first()
    if request and request.status == FeedbackStatus.SENT:
        _skip(request, f"The mail did not arrive. {reason}"[:LONGEST_REASON])


@transaction.atomic
def expire(*, limit: int, at: datetime) -> Batch:
    """Close the requests whose answer did not come in time."""
    with tenant_context(current_tenant_id(), now=at):
        count = expire_feedback_requests(limit)
    return Batch(seen=count, done=count)


def _due(at: datetime) -> QuerySet[Any]:
    due = FeedbackRequest.objects.filter(status=FeedbackStatus.PENDING, scheduled_for__lte=at)
    due = due.annotate(reason=SkipReason("order_id", "client_id", "contact_id")).select_related("order", "client")
    return due.order_by("scheduled_for", "pk").select_for_update(skip_locked=True, no_key=True, of=("self",))


def _skip(request: FeedbackRequest, reason: str) -> None:
    request.status, request.skip_reason = FeedbackStatus.SKIPPED, reason
    request.has_open_case = reason == OPEN_CASE
    request.save(update_fields=["status", "skip_reason", "has_open_case"])


def _send(request: FeedbackRequest, contact: Contact, firm: Tenant, *, at: datetime) -> None:
    title = request.order.title or f"order {request.order.order_number}"
    ends = at + OPEN_FOR
    message = queue_mail(
        to=contact.email,
        subject=f"How was it? {title}"[:200],
        template="feedback_request",
        context={
            "greeting": contact.first_name,
            "title": title,
            "order_number": request.order.order_number,
            "delivered_on": request.delivery_date.astimezone(firm.zone).date(),
            "firm_name": firm.name,
            "link": _link(request.pk, ends),
            "ends_on": ends.astimezone(firm.zone).date(),
            "unsubscribe": unsubscribe_link(contact.pk, at=at),
        },
        purpose="feedback_request",
        secret=True,
        about=request.pk,
        at=at,
    )
    request.status, request.sent_at, request.expires_at = FeedbackStatus.SENT, at, ends
    request.contact, request.message_id = contact, message.pk
    request.save(update_fields=["status", "sent_at", "expires_at", "contact", "message_id"])


def _link(request_id: UUID, expires_at: datetime) -> str:
    token = secrets.token_urlsafe(32)
    PublicLink(purpose=ANSWER, object_id=request_id, token_hash=hash_of(token), expires_at=expires_at).save(
        force_insert=True
    )
    return f"{settings.FIRMLOOP_URL}/{ANSWER}/{token}/"
