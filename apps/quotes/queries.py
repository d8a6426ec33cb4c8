"""What pages and reports read of quotes."""

from __future__ import annotations

from typing import Any

from django.db import connection

from apps.quotes.choices import QuoteResult, Reason
from apps.quotes.functions import rows_of_view
from apps.tenancy.context import current_tenant_id

REPORTS = {
    "win_rates": ("quote_win_rates", "total"),
    "loss_reasons": ("quote_loss_reasons", "lost DESC, primary_reason"),
    "competitors": ("competitor_analysis", "quotes DESC, competitor"),
    "time_to_decision": ("time_to_decision", "outcome"),
}


def due_quotes(limit: int = 20) -> list[dict[str, Any]]:
    """Return what get_quotes_needing_followup says of the firm now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM get_quotes_needing_followup(%s, %s)", [current_tenant_id(), limit])
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def report(name: str) -> list[dict[str, Any]]:
    """Return a report's rows, of the last 90 days; choices also under their label."""
    rows = rows_of_view(*REPORTS[name])
    for row in rows:
        if "primary_reason" in row:
            row["reason"] = Reason(row["primary_reason"]).label
        if "outcome" in row:
            row["result"] = QuoteResult(row["outcome"]).label
    return rows
