from __future__ import annotations

from typing import Any, Self

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from apps.tenancy.querysets import TenantQuerySet
from apps.tickets.choices import TicketStatus

CLOSED = (TicketStatus.DONE, TicketStatus.SKIPPED)
SHOWN_IN_ROWS = (
    "ticket_pack",  # or each row would ask for it, to know its pack
    "ticket_id",
    "title",
    "status",
    "blocked_reason",
    "assignee",
    "section_number",
    "sprint_number",
    "row_version",
)


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
        # One look-up per row by an index; a join would group every row by all its columns.
        first = apps.get_model("tickets", "TicketDependency").objects.filter(ticket_instance=OuterRef("pk"))
        is_open = first.exclude(depends_on__status__in=CLOSED).order_by("depends_on__order_index", "depends_on_id")
        return self.annotate(waiting_for=ArraySubquery(is_open.values("depends_on__ticket_id")))

    def for_rows(self) -> Self:
        """Load what a row shows and no long text, with ``waiting_for``."""
        return self.only(*SHOWN_IN_ROWS).with_waiting()
