"""What a results page is told: each stage, before and after, promises, and what is out of date."""

from __future__ import annotations

from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.metrics import operations
from apps.metrics.models import MetricDefinition
from apps.metrics.queries import Stage, results
from apps.roadmaps.models import Roadmap
from tests.conftest import AT
from tests.metrics.makers import AFTER, BEFORE, RATES, capture, days_ago, make_plan, measure


def of(found, key):
    return next(one for one in found.metrics if one.metric.key == key)


def test_results_without_a_roadmap_say_so(inside):
    found = results()

    assert (found.stage, found.roadmap, found.computed) == (Stage.NO_ROADMAP, None, None)
    assert found.next_step == "There is no roadmap yet, so there is nothing to measure."


def test_results_before_anything_was_measured_say_what_to_do(plan):
    found = results()

    assert found.stage == Stage.NOTHING
    assert found.rule.startswith("Nothing was measured yet. Capture the baseline")
    assert [one.before for one in found.metrics] == [""] * 6
    assert found.like_yours is None


def test_results_of_a_baseline_show_it_and_no_change(plan):
    capture("baseline", BEFORE, days=60)

    found = results()

    assert found.stage == Stage.BASELINE_ONLY
    assert found.next_step.startswith("Only the baseline was measured.")
    hours = of(found, "weekly_ops_hours")
    assert (hours.before, hours.after, hours.change, hours.verdict) == ("52 h", "", "", "not measured twice")


def test_results_show_before_after_change_and_verdict(plan):
    operations.set_assumptions(values=RATES, at=AT)
    operations.set_projection(key="weekly_ops_hours", projected_delta=-20, low=-25, high=-15, at=AT)
    measure()

    found = results()

    assert found.stage == Stage.MEASURED
    hours, close, nps = of(found, "weekly_ops_hours"), of(found, "close_rate"), of(found, "nps")
    assert (hours.before, hours.after, hours.change, hours.change_percent) == ("52 h", "37 h", "−15 h", "28.8 % better")
    assert (hours.direction, hours.verdict) == ("better", "better")
    assert (hours.promised, hours.promised_by) == ("−20 h (−25 h to −15 h)", "entered by hand")
    assert hours.part.ratio == Decimal("0.75")
    assert (close.change, close.change_percent) == ("+4 points", "10 % better")
    assert (nps.change, nps.promised, nps.part) == ("+13", "", None)
    assert found.rule == (
        "At risk: 75 % of the promised improvement was reached, over one metric. On track from 80 %, at risk "
        "from 50 %, off track below."
    )
    assert found.computed.roi.net_percent.value == Decimal("357.7")
    assert found.rates.assumed == frozenset()
    assert "no interval is shown" in found.certainty


def test_results_have_a_point_for_each_reading_by_day_of_the_firm(plan):
    type(plan.tenant).objects.update(time_zone="Pacific/Auckland")
    capture("baseline", BEFORE, days=60)
    capture("30d", {"nps": 40}, days=31)
    capture("custom", {"nps": 44}, days=10)
    capture("60d", AFTER)

    found = results()

    assert [(line.label, line.day, line.planned_day) for line in found.snapshots] == [
        ("baseline", 0, 0),
        ("30d", 29, 30),
        ("custom", 50, None),
        ("60d", 60, 60),
    ]
    assert [(point.day, point.value, point.name) for point in of(found, "nps").points] == [
        (0, 38, "Baseline"),
        (29, 40, "30 days"),
        (50, 44, "Other day"),
        (60, 51, "60 days"),
    ]
    assert of(found, "nps").points[0].at == days_ago(60)
    assert [point.snapshot_id for point in of(found, "close_rate").points] == [
        found.snapshots[0].id,
        found.snapshots[3].id,
    ]


def test_results_show_a_worsening_as_one(plan):
    measure(after=AFTER | {"weekly_ops_hours": 60})

    hours = of(results(), "weekly_ops_hours")

    assert (hours.change, hours.verdict, hours.change_percent) == ("+8 h", "worse", "15.4 % worse")


def test_results_of_a_money_metric_are_in_the_firms_currency(plan):
    type(plan.tenant).objects.update(currency="NZD")
    MetricDefinition.objects.create(key="unbilled", label="Unbilled", unit="money", lower_is_better=True)
    measure(before={"unbilled": 8000}, after={"unbilled": 6500})

    assert of(results(), "unbilled").change == "−1,500 NZD"


def test_results_say_when_computing_anew_would_change_them(plan):
    measure()
    fresh = results().is_stale
    operations.set_projection(key="close_rate", projected_delta=8, at=AT)
    stale = results().is_stale
    operations.compute_outcome(at=AT)
    again = results().is_stale
    MetricDefinition.objects.filter(key="close_rate").update(weight=3)

    assert (fresh, stale, again, results().is_stale) == (False, True, False, True)


def test_results_follow_the_plan_over_its_versions(plan):
    measure()
    Roadmap.objects.update(is_current=False)
    make_plan("v1.1", parent_roadmap=plan)

    found = results()

    assert found.roadmap.version == "v1.1"
    assert of(found, "weekly_ops_hours").change == "−15 h"


def test_results_ask_the_same_number_of_questions_however_much_was_measured(plan):
    measure()
    with CaptureQueriesContext(
        connection,
    ) as few:
        results()
    for day in range(2, 20):
        capture("custom", AFTER, days=day)

    with CaptureQueriesContext(connection) as many:
        results()

    assert len(many) == len(few) <= 10
