"""Reads of deals, for pages, the API and the charts."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from apps.tenancy.context import current_tenant_id


class StalledDeal(NamedTuple):
    """A stalled deal with the names of whom it is with."""

    deal_id: UUID
    title: str
    stage: str
    client_id: UUID
    contact_id: UUID | None
    value: Decimal | None
    last_activity_at: datetime
    days_since_activity: int
    stalled_threshold: int
    client_name: str
    contact_name: str


class Velocity(NamedTuple):
    """How long deals stayed in a stage they have left."""

    from_stage: str
    transitions: int
    avg_days: Decimal
    median_days: Decimal
    min_days: int
    max_days: int


def stalled_deals(limit: int) -> list[StalledDeal]:
    """Return the stalled deals of the firm, those that wait longest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.*, c.company_name, coalesce(trim(k.first_name || ' ' || k.last_name), '') "
            "FROM get_stalled_deals(%s, %s) s "
            "JOIN clients c ON c.tenant_id = %s AND c.id = s.client_id "
            "LEFT JOIN contacts k ON k.tenant_id = %s AND k.id = s.contact_id "
            "ORDER BY s.last_activity_at, s.deal_id",
            [firm := current_tenant_id(), limit, firm, firm],
        )
        return [StalledDeal(*row) for row in cursor.fetchall()]


def stage_velocity() -> list[Velocity]:
    """Return how long deals stayed in each stage, in the order of the stages; from the view of that name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT from_stage, transitions, avg_days, median_days, min_days, max_days FROM deal_stage_velocity "
            "WHERE tenant_id = %s "
            "ORDER BY array_position(ARRAY['lead', 'qualified', 'proposal', 'negotiation', 'won', 'lost'], "
            "from_stage::text)",
            [current_tenant_id()],
        )
        return [Velocity(*row) for row in cursor.fetchall()]
