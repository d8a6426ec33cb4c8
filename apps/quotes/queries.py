"""What pages and reports read of quotes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from apps.quotes.choices import CLOSED, OUT, QuoteResult, QuoteStatus, Reason
from apps.quotes.functions import rows_of_view
from apps.quotes.models import Quote
from apps.tenancy.context import current_tenant_id

WINDOW = timedelta(days=90)  # of the report views
SOON = timedelta(days=7)
UNSAID = "unsaid"  # the outcome of what expired and of which nobody said how it ended
FILTERS = ("q", "status", "outcome", "reason", "competitor", "window")
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


def filtered(asked: dict[str, str], *, at: datetime) -> QuerySet[Quote]:
    """Return the quotes a list asks for, by the names of FILTERS.

    ``window`` is what a report counts: ``made`` (in the last 90 days, and over) or ``ended`` (in the last 90 days).
    """
    quotes = Quote.objects.all()
    if asked["q"]:
        text = asked["q"]
        quotes = quotes.filter(
            Q(quote_number__icontains=text) | Q(title__icontains=text) | Q(client__company_name__icontains=text)
        )
    if asked["status"] == "ending":
        quotes = quotes.filter(status__in=OUT, valid_until__lte=timezone.localdate(at) + SOON)
    elif asked["status"] in QuoteStatus.values:
        quotes = quotes.filter(status=asked["status"])
    for name, lookup in (
        ("outcome", "outcome"),
        ("reason", "outcome_reason"),
        ("competitor", "outcome_competitor__iexact"),
    ):
        if asked[name]:
            quotes = quotes.filter(**{lookup: "" if asked[name] == UNSAID else asked[name]})
    if asked["window"] == "made":
        quotes = quotes.filter(status__in=CLOSED, created_at__gte=at - WINDOW)
    elif asked["window"] == "ended":
        quotes = quotes.filter(result__recorded_at__gte=at - WINDOW)
    return quotes


def told(asked: dict[str, str]) -> str:
    """Say what a report's link asks for, beyond what the list's own filter shows."""
    windows = {"made": "made in the last 90 days and over", "ended": "decided in the last 90 days"}
    said = [
        {**dict(QuoteResult.choices), UNSAID: "without an outcome"}.get(asked["outcome"], "").lower(),
        f"because of {reason.lower()}" if (reason := dict(Reason.choices).get(asked["reason"], "")) else "",
        f"beside {asked['competitor']}" if asked["competitor"] else "",
        windows.get(asked["window"], ""),
    ]
    return ", ".join(part for part in said if part)
