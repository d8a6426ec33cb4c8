from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from apps.deals.models import DealActivity
from apps.enrichment.choices import QueueStatus, Resolution
from apps.enrichment.models import ContactFieldSource, EnrichmentConflict, EnrichmentItem, OpportunitySignal

LEAST_STRENGTH = Decimal("0.5")
WINDOW = timedelta(days=90)  # of signal_action_rates


def unactioned_signals(*, min_strength: Decimal = LEAST_STRENGTH) -> QuerySet[OpportunitySignal]:
    """Return the signals that nobody acted on or dismissed, the strongest first."""
    waiting = OpportunitySignal.objects.filter(actioned=False, dismissed_at=None)
    rows = waiting.filter(signal_strength__gte=min_strength)
    return rows.order_by("-signal_strength", "created_at", "pk")


def signals_by(asked: dict[str, str], *, at: datetime) -> QuerySet[OpportunitySignal]:
    """Return what a list asks for: ``show`` (waiting, acted, dismissed or all), ``type``, ``q``, ``recent``.

    Waiting ones begin with the strongest, the others with the newest.
    """
    show = asked.get("show")
    rows = unactioned_signals(min_strength=Decimal(0)) if show == "waiting" else OpportunitySignal.objects.all()
    if show == "acted":
        rows = rows.filter(actioned=True).order_by("-actioned_at", "-pk")
    elif show == "dismissed":
        rows = rows.filter(dismissed_at__isnull=False).order_by("-dismissed_at", "-pk")
    elif show == "all":
        rows = rows.order_by("-created_at", "-pk")
    if asked.get("type"):
        rows = rows.filter(signal_type=asked["type"])
    if asked.get("q"):
        rows = rows.filter(client__company_name__icontains=asked["q"])
    if asked.get("recent"):
        rows = rows.filter(created_at__gte=at - WINDOW)
    return rows.select_related("client", "contact")


def pending_items() -> QuerySet[EnrichmentItem]:
    """Return what waits to be taken in or looked up, the oldest first."""
    return EnrichmentItem.objects.filter(status=QueueStatus.PENDING).order_by("created_at", "pk")


def open_conflicts() -> QuerySet[EnrichmentConflict]:
    """Return the conflicts to be decided, those of a contact together, with the contact as it stands."""
    rows = EnrichmentConflict.objects.filter(resolution=Resolution.OPEN).select_related("contact__client")
    return rows.order_by("contact__last_name", "contact__first_name", "contact_id", "field", "created_at", "pk")


def sources_of(contact_ids: Iterable[UUID]) -> dict[tuple[UUID, str], ContactFieldSource]:
    """Return by contact and field where the value came from, where that was kept."""
    rows = ContactFieldSource.objects.filter(contact_id__in=list(contact_ids))
    return {(row.contact_id, row.field): row for row in rows}


def deals_noted(notes: Iterable[str]) -> dict[str, UUID]:
    """Return the deals by the ids of notes about them."""
    found = DealActivity.objects.filter(pk__in=[UUID(note) for note in notes]).values_list("pk", "deal_id")
    return {str(note): deal for note, deal in found}
