"""What holds for the sprints of any library at all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.tickets.generating.sprints import (
    FEWEST,
    FEWEST_HOURS,
    MOST,
    MOST_HOURS,
    Piece,
    dates_of,
    in_sprints,
    remark_on,
)

HOURS = st.one_of(
    st.sampled_from([Decimal(0), Decimal("0.25"), Decimal(3), Decimal(8), Decimal(40), Decimal(80), Decimal(90)]),
    st.decimals(min_value=1, max_value=12, places=2),
)


@st.composite
def libraries(draw):
    """Any number of pieces; each waits for some of those before it in a hidden order, so that there is no circle."""
    count = draw(st.integers(0, 70))
    hidden = draw(st.permutations(range(count)))
    pieces = {}
    for place, number in enumerate(hidden):
        earlier = st.sampled_from(hidden[:place]) if place else st.nothing()
        after = draw(st.frozensets(earlier, max_size=3)) if place else frozenset()
        pieces[number] = Piece(f"T{number}", draw(HOURS), frozenset(f"T{one}" for one in after))
    return [pieces[number] for number in range(count)]


def hours_of(sprint):
    return sum((piece.hours for piece in sprint), Decimal(0))


@given(libraries())
def test_every_ticket_is_in_one_sprint_and_no_sprint_is_empty(pieces):
    sprints = in_sprints(pieces)

    assert sorted(piece.code for sprint in sprints for piece in sprint) == sorted(piece.code for piece in pieces)
    assert all(sprints)


@given(libraries())
def test_what_is_waited_for_comes_earlier_and_in_no_later_sprint(pieces):
    done: set[str] = set()

    for sprint in in_sprints(pieces):
        for piece in sprint:
            assert piece.after <= done
            done.add(piece.code)


@given(libraries())
def test_no_sprint_is_over_the_limits_but_for_one_ticket_that_alone_is(pieces):
    for sprint in in_sprints(pieces):
        assert len(sprint) <= MOST
        assert hours_of(sprint) <= MOST_HOURS or len(sprint) == 1


@given(libraries())
def test_sprint_is_short_only_where_nothing_fits_or_nothing_is_left(pieces):
    sprints = in_sprints(pieces)
    done: set[str] = set()

    for index, sprint in enumerate(sprints[:-1]):
        done |= {piece.code for piece in sprint}
        if len(sprint) < FEWEST or hours_of(sprint) < FEWEST_HOURS:
            later = [piece for rest in sprints[index + 1 :] for piece in rest]
            ready = [piece for piece in later if piece.after <= done]
            assert len(sprint) == MOST or all(hours_of(sprint) + piece.hours > MOST_HOURS for piece in ready)


@given(libraries())
def test_sprint_outside_the_limits_says_why_and_another_says_nothing(pieces):
    sprints = in_sprints(pieces)

    for number, sprint in enumerate(sprints, start=1):
        is_inside = len(sprint) >= FEWEST and FEWEST_HOURS <= hours_of(sprint) <= MOST_HOURS
        assert (remark_on(sprint, is_last=number == len(sprints)) == "") == is_inside


@given(libraries(), st.randoms(use_true_random=False))
def test_plan_does_not_hang_on_the_order_of_sets(pieces, random):
    again = []
    for piece in pieces:
        after = list(piece.after)
        random.shuffle(after)
        again.append(Piece(piece.code, piece.hours, frozenset(after)))

    assert in_sprints(again) == in_sprints(pieces)


def test_pieces_that_wait_for_nothing_keep_their_order():
    pieces = [Piece(f"T{number}", Decimal(4)) for number in range(15)]

    assert in_sprints(pieces) == [pieces]


def test_work_is_spread_evenly_rather_than_leaving_a_rest():
    pieces = [Piece(f"T{number}", Decimal(4)) for number in range(25)]

    assert [len(sprint) for sprint in in_sprints(pieces)] == [13, 12]


@pytest.mark.parametrize(
    ("start", "number", "expected"),
    [
        pytest.param(date(2026, 3, 2), 1, (date(2026, 3, 2), date(2026, 3, 13)), id="a Monday to a Friday"),
        pytest.param(date(2026, 3, 2), 3, (date(2026, 3, 30), date(2026, 4, 10)), id="the third one"),
        pytest.param(date(2026, 3, 4), 1, (date(2026, 3, 4), date(2026, 3, 17)), id="from a Wednesday"),
        pytest.param(date(2026, 3, 1), 1, (date(2026, 3, 1), date(2026, 3, 13)), id="from a Sunday"),
    ],
)
def test_sprint_takes_two_weeks(start, number, expected):
    assert dates_of(number, start=start) == expected


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_sprints_do_not_overlap_and_end_on_working_days(start):
    sprints = [dates_of(number, start=start) for number in range(1, 5)]

    assert all(last < first for (_, last), (first, _) in pairwise(sprints))
    assert all(last.weekday() < 5 for _, last in sprints)
