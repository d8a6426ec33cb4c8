"""What all projects together say of the patterns: figures, trends, and which pattern to take next."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.core.table_files import KINDS, write_table
from apps.patterns import operations, queries
from apps.patterns.choices import DAYS, Period, TrendMetric
from apps.patterns.functions import wilson
from apps.patterns.models import PatternAnalytics
from apps.patterns.views.charts import MEASURES, trend_card
from apps.patterns.views.figures import SATISFACTION_BOUNDS, SUCCESS_BOUNDS, level, row_of
from apps.tenancy.decorators import needs
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest

DEFAULT_ORDER = "-total_projects"
# Of each column that sorts: what it is by, which comes first when it is pressed, and its heading.
COLUMNS = [
    ("pattern_name", "pattern_name", "Pattern", False),
    ("total_projects", "-total_projects", "Projects", True),
    ("build_success_low", "-build_success_low", "Build success", False),
    ("avg_satisfaction", "-avg_satisfaction", "Satisfaction", True),
    ("avg_test_pass_rate", "-avg_test_pass_rate", "Tests passed", True),
    ("nps", "-nps", "NPS", True),
    ("last_activity", "-last_activity", "Last activity", True),
]
EXPORTS = ("csv", "json")
EXPORTED = tuple(
    field.name for field in PatternAnalytics._meta.fields if field.name not in {"tenant", "newer_successful_builds"}
)


@require_safe
@needs(Right.VIEW)
def analytics(request: FirmRequest) -> HttpResponse:
    """Show figures and trends of 7, 30 or 90 days, every pattern's row, recommendations and sessions."""
    period = _period(request.GET)
    order = _order(request)
    now = timezone.now()
    trends = {one.metric: one for one in queries.trends(metrics=MEASURES, period=period, today=timezone.localdate())}
    rows = [row_of(one) for one in queries.pattern_figures(order=order)]
    ranking = queries.ranking()
    context = {
        "period": period,
        "days": DAYS[Period(period)],
        "periods": Period.choices,
        "order": order,
        "columns": [_column(column, order, period) for column in COLUMNS],
        "rows": rows,
        "trends": [trend_card(one) for one in trends.values()],
        "head": _head(trends),
        "most_used": max((row.figures for row in rows), key=lambda one: one.total_projects, default=None),
        "recommendations": [{"one": one, "reasons": _linked(one.reasons)} for one in ranking.ranked],
        "too_few": ranking.too_few,
        "sessions": queries.session_figures(since=now - timedelta(days=DAYS[Period(period)])),
        "refreshed_at": queries.refreshed_at(),
        "query": urlencode({"period": period, "order": order}),
    }
    return render(request, "patterns/analytics.html", context)


def _order(request: FirmRequest) -> str:
    order = request.GET.get("order", DEFAULT_ORDER)
    return order if order in queries.ORDERS else DEFAULT_ORDER


def _column(column: tuple[str, str, str, bool], order: str, period: str) -> dict[str, Any]:
    """Return a heading of the table: pressed again it sorts the other way."""
    name, first, label, is_number = column
    other = name if first.startswith("-") else f"-{name}"
    sorts = {name: "ascending", f"-{name}": "descending"}.get(order, "")
    query = urlencode({"period": period, "order": other if order == first else first})
    return {"label": label, "query": query, "sorts": sorts, "is_number": is_number}


def _head(trends: dict[str, queries.Trend]) -> dict[str, Any]:
    """Return the four figures of the period; the rate has its interval."""
    builds, stars = trends[TrendMetric.BUILD_SUCCESS], trends[TrendMetric.SATISFACTION]
    return {
        "made": trends[TrendMetric.USAGE],
        "builds": builds,
        "interval": wilson(round((builds.value or 0) * builds.n / 100), builds.n),
        "is_small_sample": builds.n < queries.SMALL_SAMPLE,
        "success": level(builds.value, SUCCESS_BOUNDS),
        "stars": stars,
        "satisfaction": level(stars.value, SATISFACTION_BOUNDS),
        "nps": trends[TrendMetric.NPS],
    }


def _linked(reasons: list[queries.Reason]) -> list[dict[str, str]]:
    """Return reasons with the address of the projects behind each; what is counted is active and archived ones."""
    projects = reverse("patterns:projects")
    return [
        {"text": one.text, "url": f"{projects}?{urlencode({'status': 'all'} | one.rows)}" if one.rows else ""}
        for one in reasons
    ]


@require_safe
@needs(Right.VIEW)
def export(request: FirmRequest, kind: str) -> HttpResponse:
    """Answer with the table of the patterns as a file."""
    if kind not in EXPORTS:
        raise Http404("no such kind of file")
    figures = queries.pattern_figures(order=_order(request))
    rows = [[_plain(getattr(one, name)) for name in EXPORTED] for one in figures]
    name = f"{request.caller.slug}-patterns-{timezone.localdate():%Y-%m-%d}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write_table(kind, EXPORTED, rows), content_type=KINDS[kind], headers=headers)


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


@require_POST
@needs(Right.TICK)
def refresh(request: FirmRequest) -> HttpResponse:
    """Have the figures brought up to date."""
    operations.ask_for_refresh()
    messages.success(request, "The figures are brought up to date within a minute. Open the page again then.")
    return redirect(f"{reverse('patterns:analytics')}?{urlencode({'period': _period(request.POST)})}")


def _period(given: QueryDict) -> str:
    period = given.get("period", "")
    return period if period in Period.values else Period.MONTH
