"""The addresses that CI systems report builds to, and what becomes of a delivery."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Lower
from django.utils.text import Truncator

from apps.patterns.choices import EventSource, EventStatus, EventType, ProjectStatus
from apps.patterns.ci.payloads import Delivery
from apps.patterns.models import CiDelivery, CiEndpoint, ProjectOutcome
from apps.patterns.operations.builds import record_events

KEPT, KEPT_FOR = 1000, timedelta(days=30)  # deliveries of an endpoint
REPEATED = "This delivery came before; nothing has changed."
NOTED_ALREADY = "This run of “{name}” is noted already."
UNKNOWN_REPOSITORY = "No active project has the repository {repository}."
TWIN = "Not noted: GitHub Actions tells of this run as {twin} already."


@dataclass(frozen=True)
class Taken:
    """What became of a delivery, in words, and the project that it is about."""

    result: str
    outcome_id: UUID | None = None
    is_repeated: bool = False


def make_endpoint(*, name: str, kind: str, is_active: bool = True, user_id: UUID | None) -> CiEndpoint:
    """Make an address for a CI system. Raises ValidationError naming the field."""
    endpoint = CiEndpoint(name=name, kind=kind, is_active=is_active, created_by_id=user_id)
    endpoint.full_clean(validate_unique=False)
    endpoint.save(force_insert=True)
    endpoint.refresh_from_db()
    return endpoint


@transaction.atomic
def change_endpoint(*, endpoint_id: UUID, values: Mapping[str, Any]) -> CiEndpoint:
    """Rename an endpoint, or switch it on or off. Raises DoesNotExist, or ValidationError naming the field."""
    endpoint = _locked(endpoint_id)
    for field, value in values.items():
        setattr(endpoint, field, value)
    endpoint.full_clean(validate_unique=False)
    endpoint.save(update_fields=list(values))
    endpoint.refresh_from_db()
    return endpoint


@transaction.atomic
def rotate_secret(*, endpoint_id: UUID) -> CiEndpoint:
    """Give an endpoint another secret; what is signed with the old one is refused from now on. Raises DoesNotExist."""
    endpoint = _locked(endpoint_id)
    endpoint.secret_number += 1
    endpoint.save(update_fields=["secret_number"])
    endpoint.refresh_from_db()
    return endpoint


def delete_endpoint(*, endpoint_id: UUID) -> None:
    """Delete an endpoint with its deliveries; what they told of projects stays. Raises DoesNotExist."""
    CiEndpoint.objects.get(pk=endpoint_id).delete()


@transaction.atomic
def take_delivery(*, endpoint_id: UUID, delivery: Delivery, at: datetime) -> Taken:
    """Note the event that a delivery tells of at the active project with its repository, and what became of it.

    A delivery that the endpoint has seen changes nothing; of two at the same time the second waits. Raises
    DoesNotExist, or ValidationError naming the field of the event.
    """
    endpoint = _locked(endpoint_id)
    if CiDelivery.objects.filter(endpoint_id=endpoint_id, delivery_id=delivery.delivery_id).exists():
        return Taken(REPEATED, is_repeated=True)
    taken = _noted(endpoint_id, delivery, at)
    CiDelivery.objects.create(
        endpoint_id=endpoint_id,
        delivery_id=delivery.delivery_id,
        event=delivery.name,
        repository=delivery.repository,
        project_outcome_id=taken.outcome_id,
        result=taken.result,
    )
    endpoint.last_delivery_at = at
    endpoint.save(update_fields=["last_delivery_at"])
    _forget_old(endpoint_id, at)
    return taken


def _locked(endpoint_id: UUID) -> CiEndpoint:
    endpoint: CiEndpoint = CiEndpoint.objects.select_for_update(no_key=True).get(pk=endpoint_id)
    return endpoint


def _noted(endpoint_id: UUID, delivery: Delivery, at: datetime) -> Taken:
    if delivery.event is None:
        return Taken(delivery.says)
    if delivery.twin and CiDelivery.objects.filter(endpoint_id=endpoint_id, event=delivery.twin).exists():
        return Taken(TWIN.format(twin=delivery.twin))
    # held, so that no delete comes between finding and noting; after a wait PostgreSQL looks at the status again
    active = ProjectOutcome.objects.select_for_update(no_key=True).filter(status=ProjectStatus.ACTIVE)
    outcome = active.alias(lower=Lower("repository")).filter(lower=Lower(Value(delivery.repository))).first()
    if outcome is None:
        return Taken(UNKNOWN_REPOSITORY.format(repository=Truncator(delivery.repository).chars(120)))
    # a clock that goes ahead must not make this the last build for hours
    event = dict(delivery.event) | {"occurred_at": min(delivery.event.get("occurred_at", at), at)}
    name = Truncator(outcome.project_name).chars(100)
    if not record_events(outcome_id=outcome.pk, events=[event], source=EventSource.CI, at=at):
        return Taken(NOTED_ALREADY.format(name=name), outcome.pk)
    what, how = EventType(event["event_type"]).label, EventStatus(event["status"]).label.lower()
    return Taken(f"{what} {how}: noted for “{name}”.", outcome.pk)


def _forget_old(endpoint_id: UUID, at: datetime) -> None:
    """Delete what is older than a month, and what is beyond the newest thousand."""
    ours = CiDelivery.objects.filter(endpoint_id=endpoint_id)
    ours.filter(created_at__lt=at - KEPT_FOR).delete()
    times = ours.order_by("-created_at").values_list("created_at", flat=True)
    for oldest in times[KEPT : KEPT + 1]:
        ours.filter(created_at__lte=oldest).delete()
