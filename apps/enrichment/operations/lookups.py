"""Look-ups at a provider: claimed in one transaction, asked in none, recorded in another (apps/enrichment/jobs.py)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from apps.core.queue import enqueue
from apps.enrichment.choices import QueueStatus, Source
from apps.enrichment.models import EnrichmentItem
from apps.enrichment.operations.merging import close, take_in
from apps.enrichment.providers import provider_of
from apps.work.engines import Batch

JOB = "enrichment.look_up"
HELD = timedelta(minutes=15)  # longer than any call; then a worker that was killed is not waited for
MOST_ATTEMPTS = 5
WAIT = timedelta(minutes=30)
GIVEN_UP = "Each worker that asked ended while it did."


class Lookup(NamedTuple):
    """What one attempt has taken to ask; it holds no connection and no row."""

    item_id: UUID
    attempt: int
    source: str
    email: str


@transaction.atomic
def ask_due(*, limit: int, at: datetime) -> Batch:
    """Queue a job for each look-up that waits; where the provider is off, leave it out and say so."""
    due = EnrichmentItem.objects.filter(
        Q(locked_until__isnull=True) | Q(locked_until__lte=at),
        status=QueueStatus.PENDING, source=Source.APOLLO, extracted_data={},
    )  # fmt: skip
    items = list(due.order_by("created_at", "pk").select_for_update(skip_locked=True, no_key=True)[:limit])
    for item in items:
        provider = provider_of(item.source)
        if provider is None or not provider.is_on:
            close(item, QueueStatus.SKIPPED, "Apollo is off: no APOLLO_API_KEY is set.", at=at)
            continue
        item.status, item.locked_until = QueueStatus.PROCESSING, at + HELD
        item.save(update_fields=["status", "locked_until"])
        enqueue(JOB, item_id=item.pk, lock=f"look-up:{item.pk}")
    return Batch(seen=len(items), done=len(items))


@transaction.atomic
def release_stuck(*, limit: int, at: datetime) -> Batch:
    """Let go what a killed worker held, so that it is asked again; after five attempts give it up."""
    stuck = EnrichmentItem.objects.filter(status=QueueStatus.PROCESSING, locked_until__lte=at)
    items = list(stuck.order_by("locked_until").select_for_update(skip_locked=True, no_key=True)[:limit])
    for item in items:
        if item.attempts >= MOST_ATTEMPTS:
            close(item, QueueStatus.FAILED, item.error_message or GIVEN_UP, at=at)
        else:
            item.status, item.locked_until = QueueStatus.PENDING, None
            item.save(update_fields=["status", "locked_until"])
    return Batch(seen=len(items), done=len(items))


@transaction.atomic
def claim_lookup(*, item_id: UUID, at: datetime) -> Lookup | None:
    """Count an attempt and return what to ask; None when there is nothing to ask any more."""
    locked = EnrichmentItem.objects.select_for_update(no_key=True, of=("self",)).select_related("contact")
    item = locked.filter(pk=item_id).first()
    if item is None or item.status != QueueStatus.PROCESSING:
        return None
    email = (item.contact.email if item.contact else "") or item.email_address
    if not email:
        close(item, QueueStatus.SKIPPED, "The contact has no email address to ask by.", at=at)
        return None
    item.attempts += 1
    item.locked_until = at + HELD
    item.save(update_fields=["attempts", "locked_until"])
    return Lookup(item.pk, item.attempts, item.source, email)


@transaction.atomic
def record_lookup(
    *,
    lookup: Lookup,
    found: dict[str, str] | None = None,
    error: str = "",
    again: bool = False,
    wait: timedelta | None = None,
    at: datetime,
) -> None:
    """Note what the provider said and take it in; with ``again`` it is asked once more, up to five times in all.

    A newer attempt's result stands.
    """
    item = EnrichmentItem.objects.select_for_update(no_key=True).filter(pk=lookup.item_id).first()
    if item is None or item.status != QueueStatus.PROCESSING or item.attempts != lookup.attempt:
        return
    if not error:
        item.extracted_data = found or {}
        take_in(item, at=at)
    elif again and item.attempts < MOST_ATTEMPTS:
        item.status, item.error_message = QueueStatus.PENDING, error[:500]
        item.locked_until = at + (wait or WAIT * item.attempts)
        item.save(update_fields=["status", "error_message", "locked_until"])
    else:
        close(item, QueueStatus.FAILED, error, at=at)
