from __future__ import annotations

from typing import Any, Self

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q

from apps.tenancy.querysets import TenantQuerySet
from apps.tickets.choices import TicketStatus

CLOSED = (TicketStatus.DONE, TicketStatus.SKIPPED)


class TicketQuerySet(TenantQuerySet[Any]):
    """Filters and annotations of tickets."""

    def open(self) -> Self:
        """Those that are neither done nor skipped."""
        return self.exclude(status__in=CLOSED)

    def in_board_order(self) -> Self:
        """By sprint, the backlog last, then as in the text they came from."""
        return self.order_by("sprint_number", "order_index", "id")

    def with_waiting(self) -> Self:
        """Annotate ``waiting_for``: the codes of the open tickets that come first."""
        is_open = Q(dependencies__depends_on__isnull=False) & ~Q(dependencies__depends_on__status__in=CLOSED)
        return self.annotate(
            waiting_for=ArrayAgg(
                "dependencies__depends_on__ticket_id",
                filter=is_open,
                default=[],
                order_by="dependencies__depends_on__order_index",
            )
        )
