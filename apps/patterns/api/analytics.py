"""The figures of patterns: each by itself, by day, together, and which to take next."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import orjson
from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request

from apps.core.api.acts import Act
from apps.core.api.filters import (
    DAY_SCHEMA,
    Filter,
    Sql,
    choice,
    exactly,
    joined,
    link,
    read_day,
)
from apps.core.api.offsets import OffsetPagesView
from apps.core.api.problems import invalid_field
from apps.core.api.renderers import json_response
from apps.core.api.views import ActView
from apps.patterns import operations, queries
from apps.patterns.api import figures
from apps.patterns.api.figures import FIGURES
from apps.patterns.api.patterns import pattern_of
from apps.patterns.api.rows import FEEDBACK, OUTCOMES, several
from apps.patterns.choices import DAYS, Period, ProjectStatus, TrendMetric
from apps.patterns.models import Pattern, PatternAnalytics
from apps.tenancy.permissions import Right

MOST = 50
MOST_DAYS = 366


def value_of(known: Filter) -> Filter:
    """The same parameter, read as its value."""
    return Filter(lambda text: known.condition(text).values[0], known.schema, known.says)


def known_pattern(pattern_id: str) -> str:
    """Return the id; ValueError for one that the firm has not."""
    if "\0" in pattern_id or not Pattern.objects.filter(pattern_id=pattern_id).exists():
        raise ValueError("the id of one of the firm's patterns; GET /api/patterns lists them")
    return pattern_id


OF_PATTERN = Filter(known_pattern, {"type": "string"}, "Of this pattern; all together without it.")


class PatternFigures(OffsetPagesView):
    resource = FIGURES
    part = "patterns"
    summaries = {"GET": "List the figures of patterns"}
    says = {"GET": "As of refreshed_at: a quarter of an hour ago, or since many projects came in at once."}


class PatternReport(ActView):
    """One pattern's figures. Its address ends in the pattern_id."""

    acts = {
        "GET": Act(
            "pattern",
            "Read a pattern's figures, newest feedback and trends",
            figures.PatternReportSerializer,
            says="The trends are of 30 days. Of a pattern without projects everything is zero or null.",
            refuses=(400, 404),
        )
    }

    def get(self, request: Request, pk: str) -> HttpResponse:
        pattern, today = pattern_of(pk), timezone.now().astimezone(request.auth.zone).date()
        self.asked(request)
        try:
            row = orjson.loads(orjson.dumps(FIGURES.find(Sql("pattern_id = %s", (pk,)))[0]))
        except PatternAnalytics.DoesNotExist:
            row = figures.nothing_yet(pattern.pattern_id, pattern.name, pattern.is_active)
        kept = [Sql(FEEDBACK.unless["project_outcome_id"]), FEEDBACK.filters["pattern_id"].condition(pk)]
        answers = FEEDBACK.all(joined(kept), "submitted_at DESC, id DESC LIMIT 10")
        trends = queries.trends(period=Period.MONTH, pattern_id=pk, today=today)
        return json_response(row | {"recent_feedback": answers, "trends": [asdict(one) for one in trends]})


class Trends(ActView):
    """One metric by day."""

    acts = {
        "GET": Act(
            "trends",
            "Follow one figure by the firm's days",
            figures.TrendSerializer,
            says="From real builds, tests and answers. A day without any has no value, and is no zero; usage counts "
            "projects, nps is % of 9 and 10 minus % of 1 to 6.",
            refuses=(400,),
            filters={
                "metric": choice(TrendMetric, "Which figure; has to be given."),
                "period": choice(Period, "How many days up to today; 30d where it is missing."),
                "pattern_id": OF_PATTERN,
            },
        )
    }

    def get(self, request: Request) -> HttpResponse:
        asked = {"period": Period.MONTH} | self.asked(request)
        if "metric" not in asked:
            raise invalid_field("metric", "required", f"Takes one of {', '.join(TrendMetric.values)}.")
        today = timezone.now().astimezone(request.auth.zone).date()
        return json_response(asdict(queries.trend(**asked, today=today)))


class Summary(ActView):
    """The dashboard's totals."""

    acts = {
        "GET": Act(
            "summary", "Read the totals of projects and feedback", figures.ProjectsSummarySerializer, refuses=(400,)
        )
    }

    def get(self, request: Request) -> HttpResponse:
        self.asked(request)
        found = queries.summary()
        top, recent = [one.pattern_id for one in found.top_patterns], [one.pk for one in found.recent]
        named = {name: plain(getattr(found, name)) for name in figures.ProjectsSummarySerializer().fields}
        return json_response(
            named
            | {
                "top_patterns": FIGURES.all(Sql("pattern_id = ANY(%s)", (top,)), "total_projects DESC, pattern_id"),
                "recent": OUTCOMES.all(Sql("id = ANY(%s)", (recent,)), "created_at DESC, id DESC"),
            }
        )


class Recommendations(ActView):
    """Which pattern to take next."""

    acts = {
        "GET": Act(
            "recommendations",
            "List the patterns to take next, the surest first",
            figures.RecommendationsSerializer,
            says="Active patterns of which three projects or more were built. Each reason names the address of the "
            "rows it rests on.",
            most=MOST,
            filters={
                "languages": Filter(
                    several,
                    {"type": "string", "minLength": 1},
                    "Only patterns for one of these, or whose projects used one; with commas between.",
                )
            },
        )
    }

    def get(self, request: Request) -> HttpResponse:
        asked, limit = self.asked(request), self.limit(request, default=10)
        languages = asked.get("languages", [])
        ranking = queries.ranking(languages=languages, limit=limit)
        found = [asdict(one) for one in ranking.ranked]
        for one in found:
            for reason in one["reasons"]:
                reason["rows"] = rows_of(one["pattern_id"], reason, languages)
        names = list(figures.TooFewSerializer().fields)
        few = [dict(zip(names, one, strict=True)) for one in ranking.too_few]
        return json_response({"results": found, "too_few_projects": few})


def rows_of(pattern_id: str, reason: dict[str, Any], languages: list[str]) -> str:
    """Return the address of the rows that a reason rests on: as many as it says."""
    lists = {
        "newest": ("outcomes", {"is_built": "true", "sort": "-created_at", "limit": min(reason["n"], OUTCOMES.most)}),
        "satisfaction": ("feedback", {}),
        "recommend": ("feedback", {"has_recommendation": "true"}),
        "tests": ("outcomes", {"is_tested": "true"}),
        "languages": ("outcomes", {"language": ",".join(languages)}),
    }
    name, filters = lists.get(reason["code"], ("outcomes", {"is_built": "true"}))
    return f"/api/{name}?{urlencode({'pattern_id': pattern_id} | filters, safe=',')}"


class OutcomesByDate(ActView):
    """Projects by the day they were made."""

    acts = {
        "GET": Act(
            "outcomes_by_date",
            "Count projects by the firm's day they were made on",
            figures.OutcomeDaysSerializer,
            says=f"The last 30 days, or from start to end, {MOST_DAYS} days at most.",
            refuses=(400,),
            filters={
                "start": Filter(read_day, DAY_SCHEMA, "The first day."),
                "end": Filter(read_day, DAY_SCHEMA, "The last day; today where it is missing."),
                "pattern_id": OF_PATTERN,
                "stack_id": value_of(exactly("stack_id", "Of this stack.")),
                "user_id": value_of(link("user_id", "Of this person.")),
                "status": choice(ProjectStatus, "Of this status; without it all but deleted ones."),
            },
        )
    }

    def get(self, request: Request) -> HttpResponse:
        asked, zone = self.asked(request), request.auth.zone
        end = asked.setdefault("end", timezone.now().astimezone(zone).date())
        start = asked.setdefault("start", end - timedelta(days=DAYS[Period.MONTH] - 1))
        if not 0 <= (end - start).days < MOST_DAYS:
            said = f"Takes a day on or before end, at most {MOST_DAYS} days with it."
            raise invalid_field("start", "invalid", said)
        return json_response({"results": [asdict(day) for day in queries.outcomes_by_date(**asked, zone=zone)]})


class Sessions(ActView):
    """How scaffold sessions end."""

    acts = {
        "GET": Act(
            "sessions",
            "Count how scaffold sessions end, and whether recommendations are taken",
            figures.SessionFiguresSerializer,
            refuses=(400,),
            filters={"period": choice(Period, "Started in the last so many days; 30d where it is missing.")},
        )
    }

    def get(self, request: Request) -> HttpResponse:
        period = self.asked(request).get("period", Period.MONTH)
        found = queries.session_figures(since=timezone.now() - timedelta(days=DAYS[period]))
        shown = {name: plain(getattr(found, name)) for name in figures.SessionFiguresSerializer().fields}
        return json_response(shown | {"by_step": [asdict(step) for step in found.by_step]})


class Refresh(ActView):
    """Bringing the figures up to date now."""

    rights = {"POST": Right.TICK}
    acts = {
        "POST": Act(
            "refresh",
            "Bring the figures up to date",
            figures.FiguresRefreshSerializer,
            says="Soon: refreshed_at is of the last time. They are also refreshed by themselves every 15 minutes.",
            statuses=(202,),
        )
    }

    def post(self, request: Request) -> HttpResponse:
        operations.ask_for_refresh()
        return json_response({"refreshed_at": queries.refreshed_at()}, status=202)


def plain(value: Any) -> Any:
    """Return an exact number as JSON has it, anything else as it is."""
    return float(value) if isinstance(value, Decimal) else value
