"""The arithmetic of outcomes: one example derived by hand, and what holds for any readings."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.metrics.calculations import (
    DEFAULT_RATES,
    Assumptions,
    BaselineMissing,
    Change,
    Inputs,
    Measured,
    Metric,
    OnlyBaseline,
    SnapshotMissing,
    as_json,
    attainment,
    changes,
    choose,
    compute,
    decide,
    improvement_percent,
    in_words,
    realized_roi,
    rule_in_words,
)
from apps.metrics.choices import OutcomeStatus, StatusMethod
from tests.conftest import AT
from tests.metrics.makers import AFTER, BEFORE, RATES

HOURS = Metric("weekly_ops_hours", "Administrative hours a week", "hours", lower_is_better=True)
CLOSE = Metric("close_rate", "Close rate", "percent")
RESPONSE = Metric("lead_response_minutes", "First answer", "minutes", lower_is_better=True)
NPS = Metric("nps", "NPS", "score")


def decimals(readings):
    return {key: Decimal(value) for key, value in readings.items()}


def rates(**given):
    return Assumptions(**{name: Decimal(value) for name, value in (RATES | given).items()}, currency="USD")


def measured(label, days, readings=BEFORE):
    return Measured(uuid4(), label, AT + dt.timedelta(days=days), decimals(readings))


# Choosing


def test_choose_takes_the_first_baseline_and_the_last_milestone():
    base, d30, d90 = measured("baseline", 0), measured("30d", 31), measured("90d", 92)

    assert choose([d90, measured("custom", 120), base, d30]) == (base, d90)


def test_choose_falls_back_to_60_then_30_then_the_newest_of_any_day():
    base, d30, d60 = measured("baseline", 0), measured("30d", 31), measured("60d", 62)
    first, second = measured("custom", 10), measured("custom", 20)

    assert choose([base, d30, d60])[1] == d60
    assert choose([base, d30])[1] == d30
    assert choose([base, first, second])[1] == second


def test_choose_takes_the_snapshots_that_are_asked_for():
    base, d30, d60 = measured("baseline", 0), measured("30d", 31), measured("60d", 62)

    assert choose([base, d30, d60], target_label="30d") == (base, d30)
    assert choose([base, d30, d60], baseline_label="30d") == (d30, d60)


def test_choose_with_a_baseline_alone_is_refused():
    with pytest.raises(OnlyBaseline, match="Only the baseline was measured so far"):
        choose([measured("baseline", 0)])


def test_choose_without_a_baseline_is_refused():
    with pytest.raises(BaselineMissing, match="no snapshot “baseline”"):
        choose([measured("30d", 30)])


def test_choose_of_a_milestone_that_was_not_measured_names_those_there_are():
    with pytest.raises(SnapshotMissing, match="“90 days” was not measured; there are 30d"):
        choose([measured("baseline", 0), measured("30d", 30)], target_label="90d")


# Changes


def test_change_is_later_minus_baseline_and_its_direction_comes_from_the_metric():
    found = changes([HOURS, CLOSE, NPS], decimals(BEFORE), decimals(AFTER))

    assert [(change.delta, change.direction) for change in found] == [
        (Decimal(-15), "better"),
        (Decimal(4), "better"),
        (Decimal(13), "better"),
    ]


def test_change_of_a_metric_measured_once_is_unknown():
    change = changes([HOURS], {"weekly_ops_hours": Decimal(52)}, {})[0]

    assert change.delta is None
    assert change.direction == "unknown"
    assert improvement_percent(change) is None


def test_improvement_percent_is_of_the_reading_before():
    assert improvement_percent(Change(RESPONSE, Decimal(240), Decimal(45))) == Decimal("81.25")
    assert improvement_percent(Change(NPS, Decimal(0), Decimal(5))) is None
    assert improvement_percent(Change(NPS, Decimal(-20), Decimal(-10))) == Decimal(50)


# Return


def test_roi_of_the_example_worked_by_hand():
    roi = realized_roi(decimals(BEFORE), decimals(AFTER), rates())

    # 15 hours less a week: 15 × 52 = 780 hours, × 40 = 31,200
    assert roi.hours.value == 780
    assert roi.time_value.value == 31_200
    # 38 − 30 = 8 points of 1,200 inquiries: 96 appointments × 900 × 44 % = 38,016
    assert roi.appointments.value == 38_016
    # 30 % of 1,200 = 360 appointments before × 900 × 4 points = 12,960
    assert roi.closing.value == 12_960
    assert roi.revenue == 50_976
    # 70 − 35 = 35 points of 1,200 × 0.50 = 210
    assert roi.avoidance.value == 210
    # 31,200 + 50,976 + 210 = 82,386; less 18,000 is 64,386, by 18,000 is 357.7 %
    assert roi.benefit == 82_386
    assert roi.net_percent.value == Decimal("357.7")


def test_roi_of_seven_hours_a_week_is_364_hours_a_year():
    roi = realized_roi({"weekly_ops_hours": Decimal(30)}, {"weekly_ops_hours": Decimal(23)}, rates())

    assert roi.hours.value == 364


def test_roi_uses_15_and_30_percent_where_the_rates_were_not_measured_and_says_so():
    appointments = realized_roi({"lead_to_appt_rate": Decimal(30)}, {"lead_to_appt_rate": Decimal(38)}, rates())
    closing = realized_roi({"close_rate": Decimal(40)}, {"close_rate": Decimal(44)}, rates())

    assert appointments.appointments.value == 96 * 900 * Decimal("0.15")
    assert [one.label for one in appointments.appointments.inputs if one.assumed] == ["Close rate now"]
    assert closing.closing.value == 12_960  # the same 30 % as in the example
    assert [one.value for one in closing.closing.inputs if one.assumed] == [30]


def test_roi_part_that_was_not_measured_twice_is_unknown_and_left_out_of_the_sum():
    roi = realized_roi({"weekly_ops_hours": Decimal(52)}, {"weekly_ops_hours": Decimal(37)}, rates())

    assert roi.appointments.value is None
    assert roi.appointments.missing == ("lead_to_appt_rate",)
    assert roi.revenue is None
    assert roi.benefit == 31_200
    assert as_json(roi.net_percent.value) == 73.3333


def test_roi_of_nothing_measured_is_none():
    roi = realized_roi({}, {}, rates())

    assert roi.benefit is None
    assert roi.net_percent.value is None
    assert roi.to_json() is None


def test_roi_with_a_cost_of_zero_has_no_net_return():
    roi = realized_roi(decimals(BEFORE), decimals(AFTER), rates(implementation_cost=0))

    assert roi.benefit == 82_386
    assert roi.net_percent.value is None
    assert roi.net_percent.missing == ("a cost above 0",)


def test_roi_says_which_rates_are_assumed():
    assumed = Assumptions(
        **DEFAULT_RATES, annual_lead_volume=Decimal(480), currency="EUR", assumed=frozenset({"blended_hourly_rate"})
    )
    roi = realized_roi(decimals(BEFORE), decimals(AFTER), assumed)

    assert roi.time_value.value == 780 * 75
    assert [(one.label, one.assumed) for one in roi.time_value.inputs] == [
        ("Hours saved a year", False),
        ("Cost of an hour", True),
    ]
    assert roi.time_value.unit == "EUR"


# Attainment and status


def promised(**deltas):
    return {key: Decimal(value) for key, value in deltas.items()}


def test_attainment_of_the_example_worked_by_hand():
    found = changes([HOURS, RESPONSE, CLOSE], decimals(BEFORE), decimals(AFTER))

    reached = attainment(found, promised(weekly_ops_hours=-20, lead_response_minutes=-300, close_rate=2))

    # 15 of 20 hours is 0.75; 195 of 300 minutes is 0.65; 4 of 2 points is 2, capped to 1.5; the mean is 0.9667
    assert [part.counted for part in reached.parts] == [Decimal("0.75"), Decimal("0.65"), Decimal("1.5")]
    assert reached.parts[2].ratio == 2
    assert reached.percent == Decimal("96.67")


def test_attainment_counts_by_weight():
    heavy = Metric("weekly_ops_hours", "Hours", "hours", lower_is_better=True, weight=Decimal(3))
    found = changes([heavy, CLOSE], decimals(BEFORE), decimals(AFTER))

    reached = attainment(found, promised(weekly_ops_hours=-20, close_rate=4))

    assert reached.percent == Decimal("81.25")  # (3 × 0.75 + 1 × 1) ÷ 4


def test_attainment_of_a_worsening_is_zero_for_its_metric():
    found = changes([HOURS, CLOSE], decimals(BEFORE), decimals(AFTER) | {"weekly_ops_hours": Decimal(60)})

    assert attainment(found, promised(weekly_ops_hours=-20, close_rate=4)).percent == 50


@pytest.mark.parametrize("weight", [Decimal(0), Decimal(1)], ids=["no weight", "not measured"])
def test_attainment_without_a_metric_that_counts_is_none(weight):
    metric = Metric("weekly_ops_hours", "Hours", "hours", lower_is_better=True, weight=weight)
    after = decimals(AFTER) if not weight else {}

    assert attainment(changes([metric], decimals(BEFORE), after), promised(weekly_ops_hours=-20)).percent is None


@pytest.mark.parametrize(
    ("reached", "net", "status", "method"),
    [
        ("80", "0", OutcomeStatus.ON_TRACK, StatusMethod.ATTAINMENT),
        ("79.99", "900", OutcomeStatus.AT_RISK, StatusMethod.ATTAINMENT),
        ("50", None, OutcomeStatus.AT_RISK, StatusMethod.ATTAINMENT),
        ("49.99", None, OutcomeStatus.OFF_TRACK, StatusMethod.ATTAINMENT),
        (None, "100", OutcomeStatus.ON_TRACK, StatusMethod.NET_ROI),
        (None, "99.9", OutcomeStatus.AT_RISK, StatusMethod.NET_ROI),
        (None, "50", OutcomeStatus.AT_RISK, StatusMethod.NET_ROI),
        (None, "-20", OutcomeStatus.OFF_TRACK, StatusMethod.NET_ROI),
        (None, None, None, StatusMethod.NONE),
    ],
)
def test_status_goes_by_attainment_then_by_return_then_by_nothing(reached, net, status, method):
    verdict = decide(
        attainment_percent=reached and Decimal(reached), net_roi_percent=net if net is None else Decimal(net)
    )

    assert (verdict.status, verdict.method) == (status, method)


def test_rule_names_its_figures_and_thresholds():
    by_promise = decide(attainment_percent=Decimal("96.67"), net_roi_percent=None)
    by_return = decide(attainment_percent=None, net_roi_percent=Decimal("357.7"))
    by_nothing = decide(attainment_percent=None, net_roi_percent=None)

    assert rule_in_words(by_promise, attainment_percent=Decimal("96.67"), net_roi_percent=None, counted=3) == (
        "On track: 96.67 % of the promised improvement was reached, over 3 metrics. On track from 80 %, at risk from "
        "50 %, off track below."
    )
    assert rule_in_words(by_return, attainment_percent=None, net_roi_percent=Decimal("357.7"), counted=0) == (
        "On track: the net return of a year is 357.7 %. No promised change was measured, so the return decides: on "
        "track from 100 %, at risk from 50 %, off track below."
    )
    assert rule_in_words(by_nothing, attainment_percent=None, net_roi_percent=None, counted=0).startswith("Not enough")


# What is kept


def test_inputs_and_rates_are_kept_without_loss():
    inputs = Inputs(
        (HOURS, CLOSE), decimals(BEFORE) | {"nps": Decimal("37.25")}, decimals(AFTER), promised(close_rate="2.5")
    )

    assert Inputs.from_json(inputs.to_json()) == inputs
    assert Assumptions.from_json(rates().to_json()) == rates()


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("-15", "hours", "−15 h"),
        ("0", "hours", "0 h"),
        ("4", "points", "+4 points"),
        ("31200", "USD", "+31,200 USD"),
        ("0.5", "EUR", "+0.50 EUR"),
        ("75", "EUR", "+75 EUR"),
        ("96.666", "percent", "+96.67 %"),
        ("1234.56", "minutes", "+1,235 min"),
        ("7.50", "score", "+7.5"),
    ],
)
def test_in_words(value, unit, text):
    assert in_words(Decimal(value), unit=unit, signed=True) == text


# What holds for any readings

reading = st.decimals(min_value=0, max_value=100, places=2)
some_readings = st.dictionaries(st.sampled_from(list(BEFORE)), reading)
ALL = (RESPONSE, Metric("lead_to_appt_rate", "", "percent"), CLOSE, Metric("crm_adoption_rate", "", "percent"), HOURS)


@given(before=reading, after=reading)
def test_any_change_of_a_metric_turned_around_is_judged_the_other_way(before, after):
    turned = {"better": "worse", "worse": "better", "same": "same"}

    up = Change(Metric("k", "", "count"), before, after)
    down = Change(Metric("k", "", "count", lower_is_better=True), before, after)

    assert down.direction == turned[up.direction]
    assert up.delta == down.delta


@given(before=some_readings, after=some_readings)
def test_any_figure_is_known_exactly_when_its_metric_was_measured_twice(before, after):
    twice = set(before) & set(after)
    roi = realized_roi(before, after, rates())

    assert (roi.hours.value is not None) == ("weekly_ops_hours" in twice)
    assert (roi.appointments.value is not None) == ("lead_to_appt_rate" in twice)
    assert (roi.closing.value is not None) == ("close_rate" in twice)
    assert (roi.avoidance.value is not None) == ("crm_adoption_rate" in twice)
    assert (roi.net_percent.value is not None) == any(
        part.value is not None for part in (roi.time_value, roi.appointments, roi.closing, roi.avoidance)
    )


@given(before=some_readings, after=some_readings, promise=reading)
def test_any_attainment_lies_between_0_and_150_and_nothing_is_infinite(before, after, promise):
    signs = {one.key: -1 if one.lower_is_better else 1 for one in ALL}
    inputs = Inputs(ALL, before, after, {key: promise * sign for key, sign in signs.items()})

    result = compute(inputs, rates(implementation_cost=0))

    assert result.attainment.percent is None or 0 <= result.attainment.percent <= 150
    assert (result.attainment.percent is None) == (not promise or not set(before) & set(after) & set(signs))
    assert result.roi.net_percent.value is None
    assert all(value is None or isinstance(value, int | float) for value in result.deltas.values())


@given(before=some_readings, after=some_readings)
def test_any_outcome_is_the_same_when_computed_from_what_it_kept(before, after):
    inputs = Inputs(ALL, before, after, {})

    again = compute(Inputs.from_json(inputs.to_json()), Assumptions.from_json(rates().to_json()))

    assert again == compute(inputs, rates())
