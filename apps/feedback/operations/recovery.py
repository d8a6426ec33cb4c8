"""What makes up for a bad answer: a case, and the task to call the client, for somebody and for a day."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.clients.choices import OPEN_CASES, OPEN_TASKS, CaseStatus, CaseType, Priority, TaskStatus
from apps.clients.models import Case, Task
from apps.feedback.errors import FeedbackError
from apps.feedback.models import FeedbackRequest
from apps.tenancy.choices import Role
from apps.tenancy.models import Membership, Tenant

SUBJECT = "cases"  # of the tasks made for a case
SOON = timedelta(days=1)  # a bad answer is called about by the next day
LONGEST = 2000


class NothingToRecover(FeedbackError):
    """The answer opened no case, or its case is closed."""


def open_recovery(request: FeedbackRequest, *, at: datetime) -> Case:
    """Open the case of an answer, with its task for the next day, for whoever has the order, else the firm's owner."""
    owner = Membership.objects.filter(role=Role.OWNER).order_by("created_at").values_list("user_id", flat=True).first()
    assigned_to_id = request.order.assigned_to_id or owner
    case = Case(
        subject=f"Service recovery: {request.order}"[:255],
        description=f"{request.response_summary}\n\n{request.response_text}".strip(),
        case_type=CaseType.SERVICE_RECOVERY,
        status=CaseStatus.OPEN,
        priority=Priority.HIGH,
        client_id=request.client_id,
        contact_id=request.contact_id,
        order_id=request.order_id,
        assigned_to_id=assigned_to_id,
    )
    case.save(force_insert=True)
    zone = Tenant.objects.get(pk=case.tenant_id).zone
    Task(
        title=f"Call {request.contact or request.client} about {request.order}"[:255],
        description=request.response_summary,
        client_id=request.client_id,
        contact_id=request.contact_id,
        order_id=request.order_id,
        priority=Priority.HIGH,
        due_on=(at + SOON).astimezone(zone).date(),
        assigned_to_id=assigned_to_id,
        subject_type=SUBJECT,
        subject_id=case.pk,
    ).save(force_insert=True)
    return case


@transaction.atomic
def resolve_recovery(*, request_id: UUID, done: str, at: datetime) -> Case:
    """Close the case of an answer with what was done; its open tasks are done with it.

    Raises NothingToRecover, ValidationError naming ``done``, or DoesNotExist.
    """
    done = done.strip()
    if not done or len(done) > LONGEST or "\0" in done:
        raise ValidationError({"done": f"Say what was done for the client, in up to {LONGEST:,} characters."})
    request = FeedbackRequest.objects.get(pk=request_id)
    case: Case | None = Case.objects.select_for_update(no_key=True).filter(pk=request.case_created_id).first()
    if case is None or case.status not in OPEN_CASES:
        raise NothingToRecover("This answer has no open case.")
    zone = Tenant.objects.get(pk=case.tenant_id).zone
    case.description = f"{case.description}\n\nDone, {at.astimezone(zone):%B %-d, %Y}: {done}".strip()
    case.status = CaseStatus.RESOLVED
    case.save(update_fields=["description", "status"])
    Task.objects.filter(subject_type=SUBJECT, subject_id=case.pk, status__in=OPEN_TASKS).update(
        status=TaskStatus.COMPLETED
    )
    return case
