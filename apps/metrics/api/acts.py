"""Addresses of their own kind: compute, figures over firms, the owner's dashboard."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request

from apps.core.api.acts import Act
from apps.core.api.etags import etag, expected_version
from apps.core.api.problems import Problem
from apps.core.api.renderers import MarkdownRenderer, json_response
from apps.core.api.views import ActView
from apps.metrics import operations
from apps.metrics.api import serializers
from apps.metrics.api.refusals import refused_in_http
from apps.metrics.api.rows import OUTCOMES, SNAPSHOTS
from apps.metrics.case_study import NothingToTell, export_case_study
from apps.metrics.choices import MILESTONES, SnapshotLabel
from apps.metrics.models import RoiAssumptions
from apps.metrics.queries import MetricResult, Results, aggregates, results
from apps.roadmaps.queries import current_roadmap
from apps.tenancy.context import current_tenant_id
from apps.tenancy.models import Membership, Tenant
from apps.tickets.queries import packs, recent_moves

RECENT = 10
READINGS = {"weekly_ops_hours": 52, "lead_to_appt_rate": 30}
COMPUTE: dict[str, Any] = {
    "summary": "Compute what the plan has changed",
    "answers": serializers.OutcomeSerializer,
    "says": "Compares the baseline with the latest milestone, or the two that are named, and keeps the result.",
    "takes": serializers.ComputeSerializer,
    "example": {"target_label": "60d"},
    "refuses": (409,),
}


class ComputeView(ActView):
    """Compute the outcome anew."""

    acts = {"POST": Act("compute", **COMPUTE)}

    def post(self, request: Request) -> HttpResponse:
        given = self.cleaned(request)
        with refused_in_http():
            outcome = operations.compute_outcome(**given, at=timezone.now())
        return json_response(OUTCOMES.read(outcome.pk)[0])


class OwnerCompute(ComputeView):
    acts = {"POST": Act("owner_compute_outcome", **COMPUTE)}


class AggregateView(ActView):
    """Figures over firms, which name no firm."""

    acts = {
        "GET": Act(
            "aggregate",
            "Figures over firms",
            serializers.AggregateSerializer,
            says="Medians, quartiles, sample sizes and status counts by segment, industry and size. A firm counts "
            "once, at the latest milestone it has measured. Groups of fewer than three firms are not shown, quartiles "
            "from five firms on.",
        )
    }

    def get(self, request: Request) -> HttpResponse:
        return json_response(aggregates().to_json())


class CaseStudyView(ActView):
    """What the plan has changed, as a text."""

    renderer_classes = [MarkdownRenderer]
    acts = {
        "GET": Act(
            "case_study",
            "What the plan has changed as a case study in Markdown",
            None,
            says="Situation, work, before and after, the return in parts, what is open and how it was measured. "
            "404 no_outcome until there are two measurements to compare.",
            refuses=(404,),
            media_type="text/markdown",
        )
    }

    def get(self, request: Request) -> HttpResponse:
        try:
            study = export_case_study(at=timezone.now())
        except NothingToTell as refused:
            raise Problem(404, "no_outcome", str(refused)) from refused
        headers = {"Content-Disposition": f'attachment; filename="case-study-{study.version}.md"'}
        return HttpResponse(study.text, content_type="text/markdown; charset=utf-8", headers=headers)


def _rates() -> tuple[dict[str, Any], int]:
    """The rates in force, and their version: 0 while they are the defaults."""
    version = RoiAssumptions.objects.values_list("row_version", flat=True).first()
    return operations.rates_of_firm().to_json(), version or 0


class AssumptionsView(ActView):
    """The firm's one set of rates."""

    _change: dict[str, Any] = {
        "summary": "Change the rates of the return",
        "answers": serializers.RatesInForceSerializer,
        "says": "What is not given stays. Outcomes keep the rates they were computed with until computed anew.",
        "takes": serializers.AssumptionsSerializer,
        "example": {"blended_hourly_rate": 60, "implementation_cost": 18000},
        "versioned": True,
    }
    acts = {
        "GET": Act("rates", "The rates of the return", serializers.RatesInForceSerializer, versioned=True),
        "PATCH": Act("change_rates", **_change),
        "PUT": Act("put_rates", **_change),
    }

    def get(self, request: Request) -> HttpResponse:
        rates, version = _rates()
        return json_response(rates, headers={"ETag": etag(version)})

    def patch(self, request: Request) -> HttpResponse:
        given = self.cleaned(request)
        try:
            operations.set_assumptions(values=given, version=expected_version(request), at=timezone.now())
        except operations.AssumptionsChanged as refused:
            rates, version = _rates()
            headers = {"ETag": etag(version)}
            raise Problem(412, "changed_meanwhile", str(refused), headers=headers, current=rates) from refused
        return self.get(request)

    put = patch


class _Capture(ActView):
    def captured(self, label: str, given: dict[str, Any]) -> HttpResponse:
        with refused_in_http():
            kept = operations.capture_snapshot(
                label=label,
                metrics=given["metrics"],
                source=given["source"],
                notes=given["notes"],
                taken_at=given.get("snapshot_date"),
                at=timezone.now(),
            )
        answer = {
            "snapshot": SNAPSHOTS.read(kept.snapshot.pk)[0],
            "outcome": OUTCOMES.read(kept.outcome.pk)[0] if kept.outcome else None,
            "replaced": kept.replaced,
            "dropped": kept.dropped,
        }
        return json_response(answer, status=200 if kept.replaced else 201)


class OwnerBaseline(_Capture):
    """Capture the baseline of the current plan."""

    acts = {
        "POST": Act(
            "owner_baseline",
            "Capture the baseline",
            serializers.CapturedSerializer,
            takes=serializers.BaselineSerializer,
            example={"metrics": READINGS},
            statuses=(200, 201),
            refuses=(409,),
        )
    }

    def post(self, request: Request) -> HttpResponse:
        return self.captured(SnapshotLabel.BASELINE, self.cleaned(request))


class OwnerSnapshot(_Capture):
    """Capture a later snapshot of the current plan."""

    acts = {
        "POST": Act(
            "owner_snapshot",
            "Capture a later snapshot",
            serializers.CapturedSerializer,
            takes=serializers.LaterSerializer,
            example={"label": "30d", "metrics": READINGS},
            statuses=(200, 201),
            refuses=(409,),
        )
    }

    def post(self, request: Request) -> HttpResponse:
        given = self.cleaned(request)
        return self.captured(given["label"], given)


class Transformation(ActView):
    """The owner's results in figures."""

    acts = {
        "GET": Act("owner_transformation", "What the plan has changed", serializers.TransformationSerializer),
    }

    def get(self, request: Request) -> HttpResponse:
        found = results()
        return json_response(
            {
                "hasMetrics": bool(found.snapshots),
                "stage": found.stage,
                "next_step": found.next_step,
                "outcome": OUTCOMES.read(found.outcome.pk)[0] if found.outcome else None,
                "rule": found.rule,
                "snapshots": _milestones(found),
                "series": [_series(one) for one in found.metrics],
                "firms_like_yours": found.like_yours.sentence if found.like_yours else None,
            }
        )


def _milestones(found: Results) -> dict[str, Any]:
    """The four milestones, null where one was not measured."""
    ids = {line.label: line.id for line in found.snapshots}
    return {str(label): SNAPSHOTS.read(ids[label])[0] if label in ids else None for label in MILESTONES}


def _series(one: MetricResult) -> dict[str, Any]:
    delta = None if one.delta is None else float(one.delta)
    return {
        "key": one.metric.key,
        "label": one.metric.label,
        "unit": one.unit,
        "lower_is_better": one.metric.lower_is_better,
        "delta": delta,
        "direction": one.direction,
        "points": [
            {"day": point.planned_day if point.planned_day is not None else point.day, "at": point.at,
             "label": point.label, "value": float(point.value)}
            for point in one.points
        ],
    }  # fmt: skip


def firm_shown(firm: Tenant) -> dict[str, Any]:
    """Return what the API says of the firm itself."""
    return {
        "name": firm.name,
        "slug": firm.slug,
        "status": firm.status,
        "segment": firm.segment,
        "industry": firm.industry,
        "team_headcount": firm.team_headcount,
        "time_zone": firm.time_zone,
        "currency": firm.currency,
    }


class OwnerDashboard(ActView):
    """The firm at a glance."""

    acts = {"GET": Act("owner", "The firm at a glance", serializers.OwnerDashboardSerializer)}

    def get(self, request: Request) -> HttpResponse:
        firm = Tenant.objects.get(pk=current_tenant_id())
        roadmap = current_roadmap()
        own = [pack for pack in packs() if roadmap and pack.roadmap_id == roadmap.pk]
        team = Membership.objects.order_by("name").values_list("name", "role")
        return json_response(
            {
                "firm": firm_shown(firm),
                "team": [{"name": name, "role": role} for name, role in team],
                "roadmap": roadmap
                and {
                    "version": roadmap.version,
                    "status": roadmap.status,
                    "done": sum(pack.done_count for pack in own),
                    "countable": sum(pack.countable for pack in own),
                },
                "recent": [move._asdict() for move in recent_moves(RECENT)],
            }
        )
