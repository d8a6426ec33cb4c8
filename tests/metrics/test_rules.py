"""What the database itself refuses and does, by raw ORM and SQL: one test a constraint and trigger."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import Error, IntegrityError, connection, transaction

from apps.metrics.models import (
    ImplementationSnapshot,
    MetricDefinition,
    RoadmapOutcome,
    RoadmapProjection,
    RoiAssumptions,
)
from apps.roadmaps.models import Roadmap
from apps.tenancy.context import tenant_context
from apps.tenancy.models import Tenant
from tests.conftest import AT, as_owner, make_firm
from tests.metrics.makers import BEFORE, capture, make_plan

STANDARD = [
    ("lead_response_minutes", "minutes", True, 0, None),
    ("lead_to_appt_rate", "percent", False, 0, 100),
    ("close_rate", "percent", False, 0, 100),
    ("crm_adoption_rate", "percent", False, 0, 100),
    ("weekly_ops_hours", "hours", True, 0, None),
    ("nps", "score", False, -100, 100),
]


def snapshot(plan, **given):
    fields = {"label": "baseline", "snapshot_date": AT, "metrics": {"nps": 1}, "roadmap": plan}
    return ImplementationSnapshot.objects.create(**fields | given)


def outcome(plan, **given):
    return RoadmapOutcome.objects.create(**{"roadmap": plan, "target_label": "30d", "computed_at": AT} | given)


def refused(match, make, *args, **given):
    with pytest.raises(Error, match=match), transaction.atomic():
        make(*args, **given)


def test_new_firm_has_the_standard_six(inside):
    columns = ("key", "unit", "lower_is_better", "min_value", "max_value")

    assert list(MetricDefinition.objects.order_by("sort_order").values_list(*columns)) == STANDARD


def test_each_new_firm_has_its_own(firm, other_firm):
    with tenant_context(firm.pk):
        MetricDefinition.objects.filter(key="nps").delete()
    with tenant_context(other_firm.pk):
        assert MetricDefinition.objects.count() == 6
    with tenant_context(firm.pk):
        assert MetricDefinition.objects.count() == 5


def test_definition_key_is_unique_in_the_firm(inside):
    refused("metrics_definition_key_unique", MetricDefinition.objects.create, key="nps", label="N", unit="score")


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"key": "No Show"}, "metrics_definition_key_form"),
        ({"unit": "furlongs"}, "metrics_definition_unit_known"),
        ({"min_value": 5, "max_value": 5}, "metrics_definition_bounds_in_order"),
        ({"unit": "percent"}, "metrics_definition_percent_bounds"),
        ({"unit": "percent", "min_value": 0, "max_value": 101}, "metrics_definition_percent_bounds"),
        ({"unit": "percent", "min_value": -1, "max_value": 100}, "metrics_definition_percent_bounds"),
        ({"weight": -1}, "metrics_definition_weight_not_negative"),
    ],
)
def test_definition_is_refused(inside, fields, rule):
    refused(rule, MetricDefinition.objects.create, **{"key": "no_show", "label": "No-shows", "unit": "count"} | fields)


def test_definition_key_is_fixed(inside):
    refused("Cannot update rows", MetricDefinition.objects.filter(key="nps").update, key="score")


def test_definition_that_was_measured_stays(plan):
    snapshot(plan)

    refused("was measured: switch it off", MetricDefinition.objects.filter(key="nps").delete)
    MetricDefinition.objects.filter(key="close_rate").delete()
    assert MetricDefinition.objects.count() == 5


def test_definition_goes_with_its_firm(committed):
    firm = make_firm()
    with tenant_context(firm.pk):
        snapshot(make_plan())
        Tenant.objects.all()._raw_delete("default")

    with as_owner() as owner:
        assert owner.execute("SELECT count(*) FROM metric_definitions").fetchone() == (0,)
        assert owner.execute("SELECT count(*) FROM implementation_snapshots").fetchone() == (0,)


@pytest.mark.parametrize(
    ("metrics", "said"),
    [
        ({"shoe_size": 43}, "shoe_size: the firm has no such metric."),
        ({"nps": "40"}, 'nps: "40" is no number.'),
        ({"nps": None}, "nps: null is no number."),
        ({"nps": 101}, "nps: 101 is out of range; accepted is -100 to 100."),
        ({"weekly_ops_hours": -1}, "weekly_ops_hours: -1 is out of range; accepted is 0 or more."),
        ([1], "Readings are an object"),
    ],
)
def test_readings_are_refused(plan, metrics, said):
    refused(said, snapshot, plan, metrics=metrics)


def test_readings_are_refused_when_they_change(plan):
    row = snapshot(plan)

    refused("out of range", ImplementationSnapshot.objects.filter(pk=row.pk).update, metrics={"nps": 400})


def test_readings_of_another_firms_metric_are_refused(firm, other_firm):
    with tenant_context(other_firm.pk):
        MetricDefinition.objects.create(key="no_show", label="No-shows", unit="count")
    with tenant_context(firm.pk):
        refused("no_show: the firm has no such metric", snapshot, make_plan(), metrics={"no_show": 1})


@pytest.mark.parametrize("fields", [{"label": "45d"}, {"source": "guess"}], ids=["label", "source"])
def test_snapshot_of_an_unknown_choice_is_refused(plan, fields):
    refused("metrics_snapshot_(label|source)_known", snapshot, plan, **fields)


def test_snapshot_milestone_is_kept_once_a_plan_and_other_days_as_often_as_wanted(plan):
    snapshot(plan)
    snapshot(plan, label="custom")
    snapshot(plan, label="custom")

    refused("metrics_snapshot_milestone_once", snapshot, plan)


@pytest.mark.parametrize("make", [snapshot, outcome], ids=["snapshot", "outcome"])
def test_series_is_taken_from_the_roadmap_and_fixed(plan, make):
    row = make(plan, series_id=uuid4())
    row.refresh_from_db()

    assert row.series_id == plan.series_id
    refused("Cannot update rows", type(row).objects.filter(pk=row.pk).update, series_id=uuid4())


@pytest.mark.parametrize("make", [snapshot, outcome], ids=["snapshot", "outcome"])
def test_series_keeps_a_row_from_another_plan(plan, make):
    row = make(plan)
    other = make_plan("v7.0", is_current=False)
    same = make_plan("v1.1", is_current=False, parent_roadmap=plan)

    refused("a version of another plan", type(row).objects.filter(pk=row.pk).update, roadmap=other)
    type(row).objects.filter(pk=row.pk).update(roadmap=same)
    assert type(row).objects.get().roadmap == same


def test_series_needs_a_roadmap_to_begin_with(inside):
    refused("Say which roadmap", snapshot, None)


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"status": "on_track"}, "metrics_outcome_status_by_a_rule"),
        ({"status": "fine", "status_method": "net_roi"}, "metrics_outcome_status_by_a_rule"),
        ({"status_method": "net_roi"}, "metrics_outcome_status_by_a_rule"),
        ({"target_label": "45d"}, "metrics_outcome_target_known"),
        ({"attainment_pct": 151}, "metrics_outcome_attainment_capped"),
        ({"attainment_pct": -1}, "metrics_outcome_attainment_capped"),
    ],
)
def test_outcome_is_refused(plan, fields, rule):
    refused(rule, outcome, plan, **fields)


def test_outcome_is_one_a_plan(plan):
    outcome(plan)

    refused("metrics_outcome_one_per_series", outcome, plan)


def test_outcome_goes_with_its_roadmap_and_outlives_its_snapshots(plan):
    row = snapshot(plan)
    outcome(plan, baseline_snapshot=row, target_snapshot=row)
    row.delete()

    assert RoadmapOutcome.objects.get().baseline_snapshot is None
    Roadmap.objects.all().delete()
    assert not RoadmapOutcome.objects.exists()


def projection(plan, **given):
    return RoadmapProjection.objects.create(**{"roadmap": plan, "key": "close_rate", "projected_delta": 5} | given)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"key": "shoe_size"}, "no such metric"),
        ({"projected_delta": 0}, "is no improvement; higher is better"),
        ({"projected_delta": -5}, "is no improvement; higher is better"),
        ({"key": "weekly_ops_hours"}, "is no improvement; lower is better"),
        ({"low": 6}, "metrics_projection_in_range"),
        ({"high": 4}, "metrics_projection_in_range"),
        ({"source": "guess"}, "metrics_projection_(source_known|of_firms_has_sample)"),
        ({"source": "firms"}, "metrics_projection_of_firms_has_sample"),
        ({"source": "firms", "sample_size": 2}, "metrics_projection_of_firms_has_sample"),
        ({"sample_size": 7}, "metrics_projection_of_firms_has_sample"),
    ],
)
def test_projection_is_refused(plan, fields, said):
    refused(said, projection, plan, **fields)


def test_projection_is_one_a_plan_and_metric_and_keeps_its_metric(plan):
    projection(plan)

    refused("metrics_projection_once", projection, plan)
    refused("Cannot update rows", RoadmapProjection.objects.update, key="nps")


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"blended_hourly_rate": 0}, "metrics_assumptions_rate_positive"),
        ({"annual_lead_volume": -1}, "annual_lead_volume_check"),
        ({"avg_deal_value": -1}, "metrics_assumptions_deal_not_negative"),
        ({"implementation_cost": -1}, "metrics_assumptions_cost_not_negative"),
        ({"currency": "usd"}, "metrics_assumptions_currency_form"),
    ],
)
def test_assumptions_are_refused(inside, fields, rule):
    given = {"blended_hourly_rate": 75, "annual_lead_volume": 480, "avg_deal_value": 5000}

    refused(rule, RoiAssumptions.objects.create, **given | fields)


def test_assumptions_are_one_row_a_firm(inside):
    given = {"blended_hourly_rate": 75, "annual_lead_volume": 480, "avg_deal_value": 5000}
    RoiAssumptions.objects.create(**given)

    refused("metrics_assumptions_one_per_firm", RoiAssumptions.objects.create, **given)


def test_snapshot_of_a_foreign_person_or_roadmap_is_refused(firm, other_firm):
    with tenant_context(other_firm.pk):
        foreign = make_plan()
    with tenant_context(firm.pk), pytest.raises(IntegrityError, match="metrics_snapshot_roadmap_link"):
        snapshot(foreign)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("standard_metrics(%s)", "violates row-level security policy"),
        ("check_readings(%s, '{\"nps\": 1}')", "nps: the firm has no such metric"),
        ("check_projection(%s, 'nps', 1)", "nps: the firm has no such metric"),
    ],
)
def test_function_works_in_the_callers_own_firm_alone(firm, other_firm, call, said):
    with tenant_context(firm.pk), connection.cursor() as cursor:
        refused(said, cursor.execute, f"SELECT {call}", [other_firm.pk])


def test_capture_history_names_who_captured(plan):
    row = capture("baseline", BEFORE).snapshot

    assert row.events.get().pgh_context["name"] == "Ines Duarte"
