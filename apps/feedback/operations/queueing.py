"""Which orders are asked about, and when: a week after delivery, once."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from apps.clients.choices import OrderStatus
from apps.clients.models import Order
from apps.feedback.errors import FeedbackError
from apps.feedback.models import FeedbackRequest
from apps.tenancy.context import current_tenant_id
from apps.tenancy.models import Tenant
from apps.work.engines import Batch

AFTER = timedelta(days=7)
RECENT = timedelta(days=30)  # what was delivered before is asked about only by hand
DELIVERED = (OrderStatus.DELIVERED, OrderStatus.COMPLETED)


class NotDelivered(FeedbackError):
    """The order is not delivered, so there is nothing to ask about."""


class Scheduled(NamedTuple):
    """What became of delivered orders: those queued now, and those that had a request."""

    queued: int
    already: int


@transaction.atomic
def queue_feedback_request(*, order_id: UUID) -> FeedbackRequest | None:
    """Queue the question about a delivered order for a week after its delivery; None when the order has one.

    Raises NotDelivered, or DoesNotExist.
    """
    order = Order.objects.get(pk=order_id)
    if order.status not in DELIVERED or order.delivered_at is None:
        raise NotDelivered(f"Order {order.order_number} is not delivered yet. Enter its delivery first.")
    if not _queued([order]):
        return None
    found: FeedbackRequest = FeedbackRequest.objects.get(order=order)
    return found


@transaction.atomic
def schedule_feedback(*, first: date, last: date) -> Scheduled:
    """Queue the question about every order delivered from one day of the firm to another, both included."""
    zone = Tenant.objects.get(pk=current_tenant_id()).zone
    begin = datetime.combine(first, time.min, tzinfo=zone)
    end = datetime.combine(last + timedelta(days=1), time.min, tzinfo=zone)
    orders = _delivered().filter(delivered_at__gte=begin, delivered_at__lt=end)
    queued = sum(_queued(batch) for batch in _batches(orders))
    return Scheduled(queued, orders.count() - queued)


@transaction.atomic
def queue_delivered(*, limit: int, at: datetime) -> Batch:
    """Queue the question about orders of the last 30 days that have none, as the engine does."""
    recent = _delivered().filter(delivered_at__gt=at - RECENT, delivered_at__lte=at)
    fresh = recent.filter(~Exists(FeedbackRequest.objects.filter(order=OuterRef("pk"))))
    orders = list(fresh.order_by("delivered_at").select_for_update(skip_locked=True, no_key=True)[:limit])
    return Batch(seen=len(orders), done=_queued(orders))


def _delivered() -> QuerySet[Order]:
    return Order.objects.filter(status__in=DELIVERED, delivered_at__isnull=False)


def _batches(orders: QuerySet[Order], size: int = 500) -> list[list[Order]]:
    rows = list(orders.order_by("pk"))
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def _queued(orders: list[Order]) -> int:
    """Insert the missing requests and count them; a second one of an order, also of another worker, is passed over."""
    known = FeedbackRequest.objects.filter(order__in=orders)
    before = known.count()
    rows = [
        FeedbackRequest(
            tenant_id=current_tenant_id(),
            order=order,
            client_id=order.client_id,
            contact_id=order.contact_id,
            delivery_date=order.delivered_at,
            scheduled_for=order.delivered_at + AFTER,
        )
        for order in orders
        if order.delivered_at
    ]
    FeedbackRequest.objects.bulk_create(rows, ignore_conflicts=True)
    return known.count() - before
