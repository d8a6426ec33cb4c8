"""Metrics, snapshots, projections and outcomes as rows."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request

from apps.core.api.etags import expected_version
from apps.core.api.filters import containing, flag, link, one_of, since
from apps.core.api.orders import ID, Order, orders, whole
from apps.core.api.resources import Resource
from apps.core.api.views import RowDetailView, RowListView, RowPagesView, RowView
from apps.metrics import operations
from apps.metrics.api import serializers
from apps.metrics.api.refusals import refused_in_http
from apps.metrics.choices import OutcomeStatus, ProjectionSource, SnapshotLabel, SnapshotSource, StatusMethod, Unit

UPDATED = "Changed at or after this time."
SEVERAL = "or several with commas between."

DEFINITIONS = Resource(
    "metric-definitions",
    "metric",
    serializers.MetricDefinitionSerializer,
    orders=orders(sort_order=Order((whole("sort_order"), ID), "as forms show them")),
    filters={
        "unit": one_of("unit", Unit, f"One unit, {SEVERAL}"),
        "is_active": flag("is_active", "Only those that are asked for, or only the others."),
        "q": containing("key", "label", says="Part of the key or label, whatever its case."),
        "updated_since": since("updated_at", UPDATED),
    },
    examples={
        "POST": {"key": "no_show_rate", "label": "No-shows", "unit": "percent", "lower_is_better": True,
                 "min_value": 0, "max_value": 100},
        "PATCH": {"weight": 2},
    },
)  # fmt: skip
SNAPSHOTS = Resource(
    "implementation-snapshots",
    "snapshot",
    serializers.SnapshotSerializer,
    filters={
        "roadmap": link("roadmap_id", "Taken while this version was the current one."),
        "series": link("series_id", "Of this plan, whatever its version."),
        "label": one_of("label", SnapshotLabel, f"One milestone, {SEVERAL}"),
        "source": one_of("source", SnapshotSource, f"One source, {SEVERAL}"),
        "updated_since": since("updated_at", UPDATED),
    },
    examples={
        "POST": {"label": "baseline", "metrics": {"weekly_ops_hours": 52, "close_rate": 40}},
        "PATCH": {"notes": "Counted over four weeks."},
    },
)
PROJECTIONS = Resource(
    "roadmap-projections",
    "projection",
    serializers.ProjectionSerializer,
    filters={
        "series": link("series_id", "Of this plan, whatever its version."),
        "source": one_of("source", ProjectionSource, f"One source, {SEVERAL}"),
        "updated_since": since("updated_at", UPDATED),
    },
    examples={
        "POST": {"key": "close_rate", "projected_delta": 5, "low": 2, "high": 8},
        "PATCH": {"projected_delta": 6},
    },
)
OUTCOMES = Resource(
    "roadmap-outcomes",
    "outcome",
    serializers.OutcomeSerializer,
    filters={
        "roadmap": link("roadmap_id", "Of this version."),
        "status": one_of("status", OutcomeStatus, f"One status, {SEVERAL}"),
        "status_method": one_of("status_method", StatusMethod, f"One rule, {SEVERAL}"),
        "updated_since": since("updated_at", UPDATED),
    },
)


class DefinitionList(RowListView):
    resource = DEFINITIONS


class DefinitionDetail(RowDetailView):
    resource = DEFINITIONS


class SnapshotList(RowListView):
    resource = SNAPSHOTS
    says = {
        "POST": "A milestone that was captured before is replaced. With a baseline and a later snapshot the plan's "
        "outcome is computed. Names that are no metric of the firm are passed over."
    }

    def post(self, request: Request) -> HttpResponse:
        given = self.cleaned(request)
        with refused_in_http():
            captured = operations.capture_snapshot(
                label=given["label"],
                metrics=given["metrics"],
                roadmap_id=given.get("roadmap_id"),
                source=given.get("source", SnapshotSource.API),
                notes=given.get("notes", ""),
                taken_at=given.get("snapshot_date"),
                at=timezone.now(),
            )
        pk = captured.snapshot.pk
        return self.shown(pk, status=201, headers={"Location": f"{request.path}/{pk}"})


class SnapshotDetail(RowDetailView):
    resource = SNAPSHOTS

    def change(self, pk: UUID, values: dict[str, Any], version: int | None) -> None:
        row = SNAPSHOTS.locked(pk, version)
        kept = {"metrics": row.metrics, "source": row.source, "notes": row.notes, "snapshot_date": row.snapshot_date}
        changed = {name: value for name, value in values.items() if kept[name] != value}
        if not changed:
            return
        given = kept | changed
        with refused_in_http():
            operations.correct_snapshot(
                snapshot_id=pk,
                metrics=given["metrics"],
                source=given["source"],
                notes=given["notes"],
                taken_at=given["snapshot_date"],
                at=timezone.now(),
            )

    def delete(self, request: Request, pk: UUID) -> HttpResponse:
        SNAPSHOTS.locked(pk, expected_version(request))
        with refused_in_http():
            operations.remove_snapshot(snapshot_id=pk, at=timezone.now())
        return HttpResponse(status=204)


class ProjectionList(RowListView):
    resource = PROJECTIONS
    says = {"POST": "A metric has one projection a plan: it is made, or written over by hand."}

    def post(self, request: Request) -> HttpResponse:
        with refused_in_http():
            row = operations.set_projection(**self.cleaned(request), at=timezone.now())
        return self.shown(row.pk, status=201, headers={"Location": f"{request.path}/{row.pk}"})


class ProjectionDetail(RowDetailView):
    resource = PROJECTIONS

    def change(self, pk: UUID, values: dict[str, Any], version: int | None) -> None:
        row = PROJECTIONS.locked(pk, version)
        kept = {"projected_delta": row.projected_delta, "low": row.low, "high": row.high}
        if all(kept[name] == value for name, value in values.items()):
            return
        with refused_in_http():
            operations.change_projection(projection_id=pk, **(kept | values))


class OutcomeList(RowPagesView):
    resource = OUTCOMES


class OutcomeDetail(RowView):
    resource = OUTCOMES

    def get(self, request: Request, pk: UUID) -> HttpResponse:
        return self.shown(pk)
