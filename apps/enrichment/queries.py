from __future__ import annotations

from decimal import Decimal

from django.db.models import QuerySet

from apps.enrichment.choices import QueueStatus, Resolution
from apps.enrichment.models import EnrichmentConflict, EnrichmentItem, OpportunitySignal

LEAST_STRENGTH = Decimal("0.5")


def unactioned_signals(*, min_strength: Decimal = LEAST_STRENGTH) -> QuerySet[OpportunitySignal]:
    """Return the signals that nobody acted on, the strongest first."""
    rows = OpportunitySignal.objects.filter(actioned=False, signal_strength__gte=min_strength)
    return rows.order_by("-signal_strength", "created_at", "pk")


def pending_items() -> QuerySet[EnrichmentItem]:
    """Return what waits to be taken in or looked up, the oldest first."""
    return EnrichmentItem.objects.filter(status=QueueStatus.PENDING).order_by("created_at", "pk")


def open_conflicts() -> QuerySet[EnrichmentConflict]:
    """Return the conflicts to be decided, the oldest first, with the contact as it stands."""
    rows = EnrichmentConflict.objects.filter(resolution=Resolution.OPEN).select_related("contact__client")
    return rows.order_by("created_at", "pk")
