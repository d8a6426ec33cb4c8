from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.postgres.aggregates import JSONBAgg
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from apps.metrics import (
    operations,
    refresh_admin,  # noqa: F401 -- registers the screens of the refresh
)
from apps.metrics.calculations import RATES, Assumptions, Computed, Inputs, change_unit, compute, exact, in_words
from apps.metrics.choices import OutcomeStatus
from apps.metrics.modeladmins import SnapshotForm, changes_table, parts_table
from apps.metrics.models import (
    ImplementationSnapshot,
    MetricDefinition,
    RoadmapOutcome,
    RoadmapProjection,
    RoiAssumptions,
)
from apps.metrics.reading_fields import PREFIX, reading_fields
from apps.roadmaps.models import Roadmap
from apps.tenancy.locks import Busy
from apps.tenancy.modeladmins import TenantAdmin
from apps.tenancy.permissions import Right

REFUSALS = (operations.MetricsError, Busy, ValidationError)


@admin.register(MetricDefinition)
class MetricDefinitionAdmin(TenantAdmin):
    list_display = ("label", "key", "unit", "lower_is_better", "min_value", "max_value", "weight", "is_active")
    list_filter = ("unit", "is_active")
    search_fields = ("label", "key")
    ordering = ("sort_order", "key")
    fields = (
        "label",
        "key",
        "unit",
        "lower_is_better",
        ("min_value", "max_value"),
        "weight",
        "sort_order",
        "is_active",
    )
    delete_right = ""  # what was measured stays; it is switched off

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*super().get_readonly_fields(request, obj), *(("key",) if obj else ()))


@admin.register(ImplementationSnapshot)
class SnapshotAdmin(TenantAdmin):
    """Snapshots of the current plan; what a reading may be is the metric's to say."""

    form = SnapshotForm
    refusals = REFUSALS
    list_display = ("milestone", "roadmap", "snapshot_date", "source", "readings", "updated_at")
    list_filter = ("label", "source")
    list_select_related = ("roadmap",)
    ordering = ("-snapshot_date", "-id")
    history_fields = ("label", "snapshot_date", "source", "metrics", "notes")
    actions = ("promise_what_firms_reached",)

    def get_queryset(self, request: HttpRequest) -> Any:
        of_firm = MetricDefinition.objects.filter(tenant_id=OuterRef("tenant_id")).order_by().values("tenant_id")
        one = JSONObject(key="key", label="label", unit="unit")
        definitions = of_firm.annotate(every=JSONBAgg(one, order_by=("sort_order", "key"))).values("every")
        return super().get_queryset(request).annotate(definitions=Subquery(definitions))

    def _metrics(self) -> list[MetricDefinition]:
        return list(MetricDefinition.objects.filter(is_active=True).order_by("sort_order", "key"))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        readings = tuple(f"{PREFIX}{one.key}" for one in self._metrics()) if request.caller else ()  # type: ignore[attr-defined]
        return (
            (None, {"fields": ("label", "snapshot_date", "source")}),
            ("Readings", {"fields": readings, "description": "Leave empty what was not measured."}),
            ("Notes", {"fields": ("notes",)}),
        )

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        kwargs.setdefault("form", type("SnapshotForm", (SnapshotForm,), dict(reading_fields(self._metrics()))))
        kwargs.setdefault("labels", {"label": "Milestone", "snapshot_date": "Measured at"})
        return super().get_form(request, obj, change, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*super().get_readonly_fields(request, obj), *(("label",) if obj else ()))

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"snapshot_date": timezone.localtime(), **super().get_changeform_initial_data(request)}

    def save_record(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> None:
        given = {"metrics": form.readings, "source": obj.source, "notes": obj.notes, "taken_at": obj.snapshot_date}
        at = timezone.now()
        if change:
            operations.correct_snapshot(snapshot_id=obj.pk, **given, at=at)
            return
        captured = operations.capture_snapshot(label=obj.label, version=0, **given, at=at)
        obj.pk = captured.snapshot.pk

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        operations.remove_snapshot(snapshot_id=obj.pk, at=timezone.now())

    @admin.display(description="Milestone", ordering="label")
    def milestone(self, snapshot: ImplementationSnapshot) -> str:
        return snapshot.get_label_display()

    @admin.display(description="Readings")
    def readings(self, snapshot: Any) -> SafeString:
        known = {one["key"]: one for one in snapshot.definitions or ()}
        rows = [
            (one["label"], in_words(exact(snapshot.metrics[key]), unit=one["unit"]))
            for key, one in known.items()
            if key in snapshot.metrics
        ]
        return format_html_join("", '<span class="reading">{} <b>{}</b></span> ', rows)

    @admin.action(description="Promise what firms like this one reached", permissions=("change",))
    def promise_what_firms_reached(self, request: HttpRequest, queryset: Any) -> None:
        for roadmap in Roadmap.objects.filter(is_current=True, series_id__in=queryset.values("series_id")):
            projected = operations.project_from_firms(roadmap_id=roadmap.pk, at=timezone.now())
            if not projected.made:
                said = "Nothing was promised: fewer than three firms have measured the same, or they did not improve."
                self.message_user(request, said, messages.WARNING)
                continue
            names = "; ".join(f"{row} (n = {row.sample_size}, {row.basis})" for row in projected.made)
            self.message_user(request, f"Promised for {roadmap}: {names}.", messages.SUCCESS)


@admin.register(RoadmapOutcome)
class OutcomeAdmin(TenantAdmin):
    """Outcomes are computed, never written: each figure with its rule and what it was made from."""

    list_display = ("plan", "target_label", "state", "attainment", "net_return", "computed_at")
    list_filter = ("status", "status_method")
    list_select_related = ("roadmap",)
    ordering = ("-computed_at", "-id")
    add_right = ""
    change_right = ""
    delete_right = ""
    actions = ("recompute",)
    fieldsets = (
        (None, {"fields": ("plan", "state", "rule", "computed_at")}),
        ("Before and after", {"fields": ("compared", "changes")}),
        ("Return of a year", {"fields": ("parts", "rates")}),
        ("Share of the promise", {"fields": ("attainment", "promises")}),
    )
    readonly_fields = (
        "plan", "state", "rule", "compared", "changes", "parts", "rates", "attainment", "promises",
    )  # fmt: skip
    history_fields = ("target_label", "deltas", "realized_roi", "attainment_pct", "status", "status_method")

    def has_recompute_permission(self, request: HttpRequest) -> bool:
        return self.may(request, Right.EDIT)

    @admin.action(description="Recompute", permissions=("recompute",))
    def recompute(self, request: HttpRequest, queryset: Any) -> None:
        for outcome in queryset.select_related("roadmap"):
            try:
                done = operations.compute_outcome(roadmap_id=outcome.roadmap_id, at=timezone.now())
            except REFUSALS as refused:
                self.message_user(request, str(refused), messages.WARNING)
            else:
                self.message_user(request, f"{outcome.roadmap}: {_computed(done).rule}", messages.SUCCESS)

    @admin.display(description="Plan", ordering="roadmap__version")
    def plan(self, outcome: RoadmapOutcome) -> str:
        return str(outcome.roadmap)

    @admin.display(description="Status", ordering="status")
    def state(self, outcome: RoadmapOutcome) -> SafeString | str:
        if not outcome.status:
            return "Not enough data"
        return format_html('<span class="st {}">{}</span>', outcome.status, OutcomeStatus(outcome.status).label)

    @admin.display(description="Rule")
    def rule(self, outcome: RoadmapOutcome) -> str:
        return _computed(outcome).rule

    @admin.display(description="Attainment", ordering="attainment_pct")
    def attainment(self, outcome: RoadmapOutcome) -> str:
        return "–" if outcome.attainment_pct is None else in_words(outcome.attainment_pct, unit="percent")

    @admin.display(description="Net return", ordering="realized_roi__net_roi_percent")
    def net_return(self, outcome: RoadmapOutcome) -> str | None:
        net = (outcome.realized_roi or {}).get("net_roi_percent")
        return None if net is None else in_words(exact(net), unit="percent")

    @admin.display(description="Compared")
    def compared(self, outcome: RoadmapOutcome) -> str:
        rows = (outcome.baseline_snapshot, outcome.target_snapshot)
        return " with ".join(str(row) if row else "a snapshot that was deleted" for row in rows)

    @admin.display(description="Changes")
    def changes(self, outcome: RoadmapOutcome) -> SafeString:
        return changes_table(_computed(outcome))

    @admin.display(description="Parts")
    def parts(self, outcome: RoadmapOutcome) -> SafeString:
        return parts_table(_computed(outcome))

    @admin.display(description="Assumed")
    def rates(self, outcome: RoadmapOutcome) -> str:
        names = [name.replace("_", " ") for name in outcome.assumptions.get("assumed", [])]
        return f"Defaults, not entered by the firm: {', '.join(names)}." if names else "All rates are the firm's own."

    @admin.display(description="Promises")
    def promises(self, outcome: RoadmapOutcome) -> str:
        parts = _computed(outcome).attainment.parts
        said = []
        for part in parts:
            metric = part.change.metric
            promised = in_words(part.projected, unit=change_unit(metric.unit), signed=True)
            said.append(f"{metric.label}: {in_words(part.ratio * 100, unit='percent')} of {promised}")
        return "; ".join(said) or "No promised change was measured twice."


def _computed(outcome: RoadmapOutcome) -> Computed:
    return compute(Inputs.from_json(outcome.inputs), Assumptions.from_json(outcome.assumptions))


@admin.register(RoadmapProjection)
class ProjectionAdmin(TenantAdmin):
    refusals = REFUSALS
    list_display = ("key", "roadmap", "projected_delta", "low", "high", "source", "sample_size", "basis")
    list_filter = ("source",)
    list_select_related = ("roadmap",)
    ordering = ("key", "id")
    fields = ("key", "projected_delta", ("low", "high"), "origin")
    readonly_fields = ("origin",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*super().get_readonly_fields(request, obj), *(("key",) if obj else ()))

    def save_record(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> None:
        given = {"projected_delta": obj.projected_delta, "low": obj.low, "high": obj.high}
        if change:
            operations.change_projection(projection_id=obj.pk, **given)
        else:
            obj.pk = operations.set_projection(key=obj.key, **given, at=timezone.now()).pk

    @admin.display(description="Where it comes from")
    def origin(self, row: RoadmapProjection) -> str:
        if not row.sample_size:
            return "Entered by hand."
        return f"The median of {row.sample_size} firms ({row.basis}), with their quartiles as range."


@admin.register(RoiAssumptions)
class AssumptionsAdmin(TenantAdmin):
    """The firm's one set of rates; without it the defaults are assumed, and pages say so."""

    refusals = REFUSALS
    list_display = ("blended_hourly_rate", "annual_lead_volume", "avg_deal_value", "implementation_cost", "currency")
    ordering = ("-updated_at",)
    fields = (*RATES, "currency")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        there = request.caller is not None and RoiAssumptions.objects.exists()  # type: ignore[attr-defined]
        return super().has_add_permission(request) and not there

    def save_record(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> None:
        values = {name: getattr(obj, name) for name in (*RATES, "currency")}
        obj.pk = operations.set_assumptions(values=values, at=timezone.now()).pk
