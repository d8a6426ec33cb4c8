"""The range in which a pack will be done: what it says, and what holds whatever the figures are."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.tickets.forecast import forecast, weekly_pace

TODAY = dt.date(2026, 3, 2)
paces = st.lists(st.integers(0, 40), min_size=3, max_size=6).filter(lambda pace: sum(c > 0 for c in pace) >= 3)
remainders = st.integers(1, 3000)


def far(day: dt.date | None) -> dt.date:
    return day or dt.date.max


@settings(deadline=None)  # the machine may be busy; how long a forecast takes has a test of its own
@given(pace=paces, remaining=remainders)
def test_forecast_is_ordered_lies_ahead_and_is_the_same_each_time(pace, remaining):
    told = forecast(pace, remaining=remaining, today=TODAY)

    assert TODAY < far(told.early) <= far(told.middle) <= far(told.late)
    assert told == forecast(pace, remaining=remaining, today=TODAY)
    assert told == forecast(pace[::-1], remaining=remaining, today=TODAY)


@settings(deadline=None)  # the machine may be busy; how long a forecast takes has a test of its own
@given(pace=paces, remaining=remainders, more=st.integers(0, 500))
def test_forecast_of_more_work_is_never_earlier_and_of_a_faster_pace_never_later(pace, remaining, more):
    told = forecast(pace, remaining=remaining, today=TODAY)

    longer = forecast(pace, remaining=remaining + more, today=TODAY)
    faster = forecast([2 * count for count in pace], remaining=remaining, today=TODAY)

    for name in ("early", "middle", "late"):
        assert far(getattr(faster, name)) <= far(getattr(told, name)) <= far(getattr(longer, name))


@settings(deadline=None)  # the machine may be busy; how long a forecast takes has a test of its own
@given(pace=paces, remaining=remainders)
def test_forecast_lies_between_the_best_and_the_worst_week(pace, remaining):
    told = forecast(pace, remaining=remaining, today=TODAY)

    assert far(told.early) >= TODAY + dt.timedelta(days=int(remaining / max(pace) * 7))
    if min(pace) and told.late:
        assert told.late <= TODAY + dt.timedelta(days=int(remaining / min(pace) * 7) + 1)


def test_forecast_of_an_even_pace_is_one_day():
    told = forecast([4, 4, 4], remaining=10, today=TODAY)

    assert told.early == told.late == TODAY + dt.timedelta(days=18)  # two weeks and a half, and the day begun


@pytest.mark.parametrize("pace", [[], [5], [3, 4], [0, 0, 3, 0, 4, 0]])
def test_forecast_without_three_weeks_of_ticks_is_none(pace):
    assert forecast(pace, remaining=5, today=TODAY) is None


def test_forecast_of_nothing_left_is_none():
    assert forecast([3, 3, 3], remaining=0, today=TODAY) is None


def test_forecast_beyond_two_years_has_no_date():
    assert forecast([1, 1, 1], remaining=500, today=TODAY).early is None


def test_forecast_takes_less_than_50_ms():
    took = []
    for _ in range(5):
        start = time.perf_counter()
        forecast([3, 0, 1, 2, 4, 1], remaining=150, today=TODAY)
        took.append(time.perf_counter() - start)

    assert min(took) < 0.05


def ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


@pytest.mark.parametrize(
    ("done", "pace"),
    [
        ([], []),
        ([(ago(0), 2)], [2]),
        ([(ago(7), 1), (ago(6), 2), (ago(0), 3)], [1, 5]),
        ([(ago(20), 1), (ago(8), -2), (ago(3), 4)], [1, 0, 4]),
        ([(ago(100), 9), (ago(41), 1), (ago(1), 1)], [1, 0, 0, 0, 0, 1]),
    ],
    ids=["nothing", "today", "a week ago is the week before", "reopened weeks count as none", "six weeks at most"],
)
def test_weekly_pace_counts_weeks_that_end_today(done, pace):
    assert weekly_pace(done, today=TODAY) == pace
