"""When a pack will be done, told from its own pace: a range by resampling the last weeks, never a single day.

Pure: no clock, no database; the same figures always give the same range.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

DRAWS = 1_000
PACE_WEEKS = 6  # the pace is that of the last so many weeks
ENOUGH_WEEKS = 3  # with ticks in fewer of them there is nothing to resample
HORIZON = 104  # weeks; whatever takes longer is only called so
WEEK = 7


@dataclass(frozen=True)
class Forecast:
    """When the rest will be done at the pace of the last ``weeks`` weeks; None is beyond the horizon.

    In eight of ten draws the end lies between ``early`` and ``late``, in half of them before ``middle``.
    """

    weeks: int
    early: date | None
    middle: date | None
    late: date | None


def weekly_pace(done_on: Sequence[tuple[date, int]], *, today: date) -> list[int]:
    """Return how many tickets were done in each of the last weeks up to ``today``, the newest last.

    ``done_on`` has the net number done by day; weeks before the first one are left out, and a week in which more was
    reopened than done counts as none.
    """
    first = min((day for day, count in done_on if count > 0 and day <= today), default=None)
    if first is None:
        return []
    weeks = min(PACE_WEEKS, (today - first).days // WEEK + 1)
    pace = [0] * weeks
    for day, count in done_on:
        ago = (today - day).days // WEEK
        if 0 <= ago < weeks:
            pace[weeks - 1 - ago] += count
    return [max(0, count) for count in pace]


def forecast(pace: Sequence[int], *, remaining: int, today: date) -> Forecast | None:
    """Return when ``remaining`` tickets will be done, None where too few weeks had ticks to say.

    Each of the draws strings weeks of the pace together at random until the rest is done.
    """
    if remaining <= 0 or sum(count > 0 for count in pace) < ENOUGH_WEEKS:
        return None
    random = Random(0)  # noqa: S311 -- no secret: the same figures shall give the same range
    weeks = sorted(pace)
    ends = sorted(_weeks_needed(random.choices(weeks, k=HORIZON), remaining) for _ in range(DRAWS))
    early, middle, late = (_day(today, ends[DRAWS * share // 100]) for share in (10, 50, 90))
    return Forecast(len(pace), early, middle, late)


def _weeks_needed(drawn: Sequence[int], remaining: int) -> float:
    """Return after how many weeks the rest is done, the last one in part; infinity beyond the drawn ones."""
    done = list(accumulate(drawn))
    last = bisect_left(done, remaining)
    if last == len(done):
        return math.inf
    return last + 1 - (done[last] - remaining) / drawn[last]


def _day(today: date, weeks: float) -> date | None:
    return None if math.isinf(weeks) else today + timedelta(days=math.ceil(weeks * WEEK))
