from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.charts.bars import before_and_after
from apps.core.charts.lines import Level, Reading, Tick, line_over_days
from apps.core.charts.rings import progress_ring
from apps.core.charts.scales import Scale, figure, steps
from apps.core.templatetags.figures import figure as figure_filter

FINITE = st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 2))


def drawn(svg: str) -> ET.Element:
    """Parse a picture as a browser would; what is no picture fails."""
    assert "style=" not in svg
    return ET.fromstring(svg)  # noqa: S314 -- our own markup


def places(svg: str, kind: str) -> list[dict[str, str]]:
    return [dict(mark.attrib) for mark in drawn(svg).iter() if kind in mark.get("class", "").split()]


def bars(before: float, after: float) -> str:
    return before_and_after(
        name="m",
        title="Response",
        values=(before, after),
        texts=(f"{before} min", f"{after} min"),
        labels=("Baseline", "60 days"),
    )


def test_scale_maps_ends_and_middle():
    scale = Scale(0, 200, 10, 110)

    assert [scale(value) for value in (0, 100, 200)] == [10, 60, 110]


def test_scale_without_length_gives_the_middle():
    assert Scale(5, 5, 0, 100)(5) == 50


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 240, [0, 100, 200, 300]),
        (0, 100, [0, 25, 50, 75, 100]),
        (-40, 60, [-50, -25, 0, 25, 50, 75]),
        (0, 0, [0, 0.25, 0.5, 0.75, 1]),
        (30, 30, [0, 10, 20, 30]),
        (-7, -7, [-8, -6, -4, -2, 0]),
        (0, 0.03, [0, 0.01, 0.02, 0.03]),
    ],
    ids=["minutes", "percent", "score", "zeros", "equal", "equal below zero", "small"],
)
def test_steps_are_round_and_hold_the_figures(low, high, expected):
    assert steps(low, high) == expected


@given(low=FINITE, high=FINITE)
def test_steps_are_few_rise_and_enclose_any_figures(low, high):
    low, high = sorted((low, high))

    found = steps(low, high)

    assert 2 <= len(found) <= 8
    assert found == sorted(set(found))
    hair = 1e-6 * (high - low or abs(high))  # far less than a pixel of the picture
    assert found[0] <= low + hair
    assert found[-1] >= high - hair


@pytest.mark.parametrize(
    ("value", "expected"),
    [(1234.5, "1,234.5"), (12.0, "12"), (0.126, "0.13"), (-3, "\N{MINUS SIGN}3"), (-0.001, "0"), (None, "–")],
)
def test_figure_is_written_as_people_do(value, expected):
    assert figure(value) == figure_filter(value) == expected


def test_bars_are_as_long_as_their_figures():
    svg = bars(240, 120)

    (before,), (after,) = places(svg, "before"), places(svg, "after")
    assert float(before["width"]) == pytest.approx(2 * float(after["width"]), abs=0.02)
    assert before["x"] == after["x"]
    assert before["fill"] == "url(#m-h)"


def test_bars_say_in_words_what_they_show():
    svg = drawn(bars(240, 118.5))

    assert svg.get("role") == "img"
    title, description = svg[0], svg[1]
    assert (title.text, description.text) == ("Response", "Baseline 240 min, 60 days 118.5 min.")
    assert svg.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"


def test_bars_of_a_score_below_zero_go_left_of_the_zero_line():
    svg = bars(-20, 30)

    (before,), (after,), (zero,) = places(svg, "before"), places(svg, "after"), places(svg, "axis")
    assert float(before["x"]) + float(before["width"]) == pytest.approx(float(zero["x1"]), abs=0.02)
    assert float(after["x"]) == float(zero["x1"])


@given(before=FINITE, after=FINITE)
def test_bars_stay_inside_the_picture(before, after):
    svg = bars(before, after)

    for bar in places(svg, "before") + places(svg, "after"):
        assert float(bar["width"]) >= 0
        assert 58 <= float(bar["x"]) <= float(bar["x"]) + float(bar["width"]) <= 360 - 76 + 0.02


def test_names_of_firms_cannot_break_the_picture():
    svg = before_and_after(name="m", title="A <b> & c", values=(1, 2), texts=('"', "'"), labels=("<script>", "&"))

    assert drawn(svg)[0].text == "A <b> & c"
    assert "<script>" not in svg


def line(values: dict[int, float], ticks: dict[int, int] | None = None, **options) -> str:
    return line_over_days(
        name="l",
        title="Hours",
        readings=[Reading(day, value, f"Day {day}: {value}") for day, value in values.items()],
        ticks=[Tick(day, count, f"{count} done on day {day}") for day, count in (ticks or {}).items()],
        **options,
    )


def test_line_goes_through_its_readings_by_day():
    svg = line({0: 20, 30: 15, 60: 10})

    dots = [(float(dot["cx"]), float(dot["cy"])) for dot in places(svg, "dot")]
    (path,) = places(svg, "line")
    assert path["d"] == "M" + "L".join(f"{x} {y}" for x, y in dots)
    assert dots[1][0] - dots[0][0] == pytest.approx(dots[2][0] - dots[1][0], abs=0.02)
    assert dots[0][1] < dots[1][1] < dots[2][1]


def test_line_without_readings_shows_the_axis_and_says_so():
    svg = drawn(line({}))

    assert svg[1].text == "No reading yet."
    assert places(line({}), "dot") == places(line({}), "line") == []
    assert [mark.text for mark in svg.iter() if mark.text in {"Day 0", "30", "60", "90"}] == ["Day 0", "30", "60", "90"]


def test_line_of_one_reading_is_a_dot():
    svg = line({0: 20})

    assert len(places(svg, "dot")) == 1
    assert places(svg, "line") == []


def test_line_of_equal_values_is_level():
    svg = line({0: 8, 30: 8, 90: 8})

    assert len({dot["cy"] for dot in places(svg, "dot")}) == 1


def test_line_below_zero_has_zero_on_its_axis():
    svg = line({0: -30, 60: -10})

    zero = next(mark for mark in places(svg, "axis") if mark["y1"] == mark["y2"])
    assert all(float(dot["cy"]) > float(zero["y1"]) for dot in places(svg, "dot"))


def test_ticks_stand_on_their_day_as_tall_as_their_count():
    svg = line({0: 20, 60: 10}, {30: 2, 45: 4})

    low, high = places(svg, "tick")
    dots = [float(dot["cx"]) for dot in places(svg, "dot")]
    assert float(low["x1"]) == pytest.approx(sum(dots) / 2, abs=0.02)
    assert float(high["y1"]) - float(high["y2"]) == 2 * (float(low["y1"]) - float(low["y2"]))
    assert "<title>2 done on day 30</title>" in svg
    assert "6 tickets done on 2 days." in svg


def test_axis_grows_with_the_days():
    svg = line({0: 20, 400: 10})

    days = [int(text) for text in re.findall(r'y="184" text-anchor="middle" class="quiet">(\d+)<', svg)]
    assert days[-1] >= 400
    assert len(days) <= 7
    assert float(places(svg, "dot")[-1]["cx"]) <= 346


def test_promise_is_a_level_of_its_own():
    svg = line({0: 20, 30: 18}, promised=Level(-5, "Promised: -5"))

    (promise,) = places(svg, "promise")
    zero = next(mark for mark in places(svg, "axis") if mark["y1"] == mark["y2"])
    assert promise["y1"] == promise["y2"]
    assert float(promise["y1"]) > float(zero["y1"])
    assert "<title>Promised: -5</title>" in svg


@pytest.mark.parametrize(
    ("done", "countable", "share", "shown"), [(0, 4, None, "0%"), (1, 3, "33 100", "33%"), (4, 4, "100 100", "100%"),
                                              (0, 0, None, "–")],
    ids=["none", "some", "all", "nothing to count"],
)  # fmt: skip
def test_ring_shows_the_share(done, countable, share, shown):
    svg = progress_ring(done, countable, label="Section 3")

    assert [mark["stroke-dasharray"] for mark in places(svg, "ring-done")] == ([share] if share else [])
    assert drawn(svg)[-1].text == shown
    assert drawn(svg).get("aria-label") == (
        "Section 3: no tickets" if not countable else f"Section 3: {done} of {countable} done"
    )
