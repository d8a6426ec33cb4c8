"""Outcomes, assumptions and projections: every figure of one example is derived by hand in test_calculations.py."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from apps.metrics import operations
from apps.metrics.calculations import OnlyBaseline, SnapshotMissing
from apps.metrics.models import ImplementationSnapshot, MetricDefinition, RoadmapOutcome, RoadmapProjection
from apps.metrics.models import RoiAssumptions as Kept
from apps.roadmaps.models import Roadmap
from apps.tenancy.models import Tenant
from tests.conftest import AT
from tests.metrics.makers import AFTER, BEFORE, RATES, capture, make_plan, measure

DELTAS = {
    "lead_response_minutes": -195,
    "lead_to_appt_rate": 8,
    "close_rate": 4,
    "crm_adoption_rate": 35,
    "weekly_ops_hours": -15,
    "nps": 13,
}


def test_outcome_keeps_every_figure_of_the_example_and_what_it_was_made_from(plan):
    operations.set_assumptions(values=RATES, at=AT)

    outcome = measure()

    assert outcome.deltas == DELTAS
    assert outcome.realized_roi == {
        "time_savings_hours_annual": 780,
        "time_savings_value_annual": 31200,
        "appointment_revenue_annual": 38016,
        "closing_revenue_annual": 12960,
        "revenue_impact_annual": 50976,
        "cost_avoidance_annual": 210,
        "benefit_annual": 82386,
        "net_roi_percent": 357.7,
    }
    assert outcome.assumptions == RATES | {"currency": "USD", "assumed": []}
    assert (outcome.inputs["baseline"], outcome.inputs["target"]) == (BEFORE, AFTER)
    assert (outcome.status, outcome.status_method, outcome.attainment_pct) == ("on_track", "net_roi", None)
    assert outcome.computed_at == AT


def test_outcome_without_assumptions_uses_the_defaults_and_says_so(plan):
    Tenant.objects.update(baseline_monthly_leads=100, currency="EUR")

    outcome = measure()

    assert outcome.assumptions == {
        "blended_hourly_rate": 75,
        "annual_lead_volume": 1200,
        "avg_deal_value": 5000,
        "implementation_cost": 25000,
        "currency": "EUR",
        "assumed": ["annual_lead_volume", "avg_deal_value", "blended_hourly_rate", "implementation_cost"],
    }
    assert outcome.realized_roi["time_savings_value_annual"] == 780 * 75


def test_outcome_keeps_its_assumptions_when_the_firms_change_later(plan):
    operations.set_assumptions(values=RATES, at=AT)
    measure()

    operations.set_assumptions(values={"blended_hourly_rate": 100}, at=AT)

    assert RoadmapOutcome.objects.get().assumptions["blended_hourly_rate"] == 40
    assert operations.compute_outcome(at=AT).assumptions["blended_hourly_rate"] == 100


def test_outcome_takes_single_assumptions_for_itself(plan):
    operations.set_assumptions(values=RATES, at=AT)
    measure()

    outcome = operations.compute_outcome(assumptions={"blended_hourly_rate": "60"}, at=AT)

    assert outcome.realized_roi["time_savings_value_annual"] == 780 * 60
    assert Kept.objects.get().blended_hourly_rate == 40


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"blended_hourly_rate": 0}, "an hour costs more than 0"),
        ({"avg_deal_value": -1}, "this is 0 or more"),
        ({"avg_deal_value": "5.000,00"}, "has a comma"),
        ({"rate": 5}, "there is no such assumption; there are blended_hourly_rate"),
    ],
)
def test_outcome_with_an_impossible_assumption_is_refused(plan, given, said):
    measure()

    with pytest.raises(operations.AssumptionRefused, match=said):
        operations.compute_outcome(assumptions=given, at=AT)


def test_outcome_is_one_row_a_plan_and_its_history_keeps_the_earlier_ones(plan):
    measure()
    operations.compute_outcome(target_label="60d", at=AT)

    outcome = RoadmapOutcome.objects.get()
    assert outcome.events.count() == 1  # the same figures again are no change
    capture("90d", AFTER | {"nps": 60})
    assert [event.deltas["nps"] for event in outcome.events.order_by("pgh_id")] == [13, 22]


def test_outcome_of_a_baseline_alone_is_refused(plan):
    capture("baseline", BEFORE)

    with pytest.raises(OnlyBaseline):
        operations.compute_outcome(at=AT)


def test_outcome_of_a_milestone_that_was_not_measured_is_refused(plan):
    measure()

    with pytest.raises(SnapshotMissing):
        operations.compute_outcome(target_label="90d", at=AT)


def test_outcome_without_money_or_promise_has_no_status(plan):
    outcome = measure(before={"nps": 38}, after={"nps": 51})

    assert (outcome.status, outcome.status_method, outcome.realized_roi) == (None, "none", None)


def test_outcome_with_a_cost_of_zero_has_no_net_return_and_no_status(plan):
    operations.set_assumptions(values=RATES | {"implementation_cost": 0}, at=AT)

    outcome = measure()

    assert outcome.realized_roi["benefit_annual"] == 82386
    assert outcome.realized_roi["net_roi_percent"] is None
    assert outcome.status is None


def test_outcome_goes_by_the_promise_where_there_is_one(plan):
    for key, delta in (("weekly_ops_hours", -20), ("lead_response_minutes", -300), ("close_rate", 2)):
        operations.set_projection(key=key, projected_delta=delta, at=AT)

    outcome = measure()

    assert outcome.attainment_pct == Decimal("96.67")
    assert (outcome.status, outcome.status_method) == ("on_track", "attainment")
    assert outcome.inputs["projections"] == {"close_rate": 2, "lead_response_minutes": -300, "weekly_ops_hours": -20}


def test_outcome_leaves_out_metrics_that_are_switched_off(plan):
    measure()
    MetricDefinition.objects.filter(key="weekly_ops_hours").update(is_active=False)

    outcome = operations.compute_outcome(at=AT)

    assert "weekly_ops_hours" not in outcome.deltas
    assert outcome.realized_roi["time_savings_hours_annual"] is None


def test_outcome_follows_to_the_version_that_people_see(plan):
    measure()
    Roadmap.objects.update(is_current=False)

    second = make_plan("v1.1", parent_roadmap=plan)

    assert RoadmapOutcome.objects.get().roadmap == second
    Roadmap.objects.filter(pk=second.pk).update(is_current=False)
    Roadmap.objects.filter(pk=plan.pk).update(is_current=True)
    assert RoadmapOutcome.objects.get().roadmap == plan


def test_outcome_of_another_plan_is_left_where_it_is(plan):
    measure()
    Roadmap.objects.update(is_current=False)

    make_plan("v9.0")

    assert RoadmapOutcome.objects.get().roadmap == plan


# Assumptions


def test_assumptions_not_given_begin_as_the_defaults_and_stay_afterwards(inside):
    operations.set_assumptions(values={"blended_hourly_rate": 55}, at=AT)
    operations.set_assumptions(values={"avg_deal_value": 800}, at=AT)

    row = Kept.objects.get()
    assert (row.blended_hourly_rate, row.avg_deal_value, row.implementation_cost) == (55, 800, 25000)
    assert row.annual_lead_volume == inside.baseline_monthly_leads * 12


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"blended_hourly_rate": 0}, "blended_hourly_rate"),
        ({"avg_deal_value": -1}, "avg_deal_value"),
        ({"annual_lead_volume": -1}, "annual_lead_volume"),
        ({"currency": "euro"}, "currency"),
    ],
)
def test_assumptions_refuse_what_cannot_be(inside, values, field):
    with pytest.raises(ValidationError) as refused:
        operations.set_assumptions(values=values, at=AT)

    said = refused.value.message_dict
    assert field in said or field == "blended_hourly_rate"
    assert not Kept.objects.exists()


# Projections


def test_projection_is_set_once_a_metric_and_replaced(plan):
    operations.set_projection(key="weekly_ops_hours", projected_delta=-10, low=-15, high=-5, at=AT)
    operations.set_projection(key="weekly_ops_hours", projected_delta=-12, at=AT)

    row = RoadmapProjection.objects.get()
    assert (row.projected_delta, row.low, row.high, row.source) == (-12, None, None, "manual")
    operations.remove_projection(projection_id=row.pk)
    assert not RoadmapProjection.objects.exists()


@pytest.mark.parametrize(
    ("key", "delta", "said"),
    [
        ("weekly_ops_hours", 5, "weekly_ops_hours: a change of 5 is no improvement; lower is better."),
        ("close_rate", -2, "close_rate: a change of -2 is no improvement; higher is better."),
        ("close_rate", 0, "close_rate: a change of 0 is no improvement; higher is better."),
        ("shoe_size", 2, "shoe_size: the firm has no such metric."),
    ],
)
def test_projection_of_no_improvement_or_no_metric_is_refused(plan, key, delta, said):
    with pytest.raises(operations.ProjectionRefused) as refused:
        operations.set_projection(key=key, projected_delta=delta, at=AT)

    assert str(refused.value) == said


def test_projection_outside_its_own_range_is_refused(plan):
    with pytest.raises(ValidationError, match="between its low and its high"):
        operations.set_projection(key="close_rate", projected_delta=9, low=1, high=5, at=AT)


def test_projection_from_firms_without_enough_firms_promises_nothing(plan):
    projected = operations.project_from_firms(at=AT)

    assert projected.made == ()
    assert len(projected.without) == 6


def test_snapshot_of_a_deleted_version_stays_with_its_plan(plan):
    capture("baseline", BEFORE, days=60)
    Roadmap.objects.update(is_current=False)
    make_plan("v1.1", parent_roadmap=plan)
    Roadmap.objects.filter(pk=plan.pk).delete()

    row = ImplementationSnapshot.objects.get()
    assert (row.roadmap_id, row.series_id) == (None, plan.series_id)
    assert capture("60d", AFTER).outcome.deltas == DELTAS
