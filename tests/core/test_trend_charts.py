"""Figures over days with gaps, counts by day, and a rate between its whiskers."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from apps.core.charts.intervals import interval_bar
from apps.core.charts.trends import FLOOR, TOP, Axis, Spot, columns_of_counts, line_with_gaps

AXIS = Axis(0, 6, [(0, "Nov 1"), (6, "Nov 7")])


def marks(svg, tag, kind):
    assert "style=" not in svg
    root = ET.fromstring(svg)  # noqa: S314 -- our own markup
    return [mark for mark in root.iter(tag) if kind in mark.get("class", "").split()]


def line(*runs, low=0, high=100):
    return line_with_gaps(name="t", title="Builds", said="Some.", runs=runs, axis=AXIS, low=low, high=high)


def test_line_is_drawn_within_a_run_and_never_over_a_gap():
    drawn = line([Spot(0, 50, "a"), Spot(1, 60, "b")], [Spot(4, 70, "c")], [Spot(5, 80, "d"), Spot(6, 90, "e")])

    assert len(marks(drawn, "path", "line")) == 2
    assert [dot.find("title").text for dot in marks(drawn, "circle", "dot")] == ["a", "b", "c", "d", "e"]


def test_scale_is_the_one_that_was_asked_for_whatever_the_figures():
    dots = marks(line([Spot(0, 1, "low"), Spot(6, 5, "high")], low=1, high=5), "circle", "dot")

    assert [float(dot.get("cy")) for dot in dots] == [FLOOR, TOP]


def test_picture_is_read_out_and_says_what_hides_in_its_words():
    drawn = line_with_gaps(name="t", title="<b>", said="1 & 2", runs=[[Spot(0, 1, "<i>")]], axis=AXIS, low=0, high=100)

    root = ET.fromstring(drawn)  # noqa: S314 -- our own markup
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "t-t t-d")
    assert [root.find(tag).text for tag in ("title", "desc")] == ["<b>", "1 & 2"]


@pytest.mark.parametrize(("counts", "top"), [((0, 1, 3), "4"), ((0, 0, 0), "4"), ((0, 10, 40), "40")])
def test_counts_have_whole_numbers_beside_them_and_nothing_where_none_is(counts, top):
    spots = [Spot(place, count, f"{count} projects") for place, count in enumerate(counts)]

    drawn = columns_of_counts(name="c", title="Projects", said="Some.", spots=spots, axis=AXIS)

    assert len(marks(drawn, "rect", "count")) == sum(1 for count in counts if count)
    levels = [mark.text for mark in marks(drawn, "text", "quiet") if mark.get("text-anchor") == "end"]
    assert all("." not in level for level in levels)
    assert top in levels


def test_one_spot_stands_in_the_middle():
    drawn = line_with_gaps(
        name="t", title="T", said="S", runs=[[Spot(3, 50, "x")]], axis=Axis(3, 3, [(3, "Nov 4")]), low=0, high=100
    )

    assert float(marks(drawn, "circle", "dot")[0].get("cx")) == pytest.approx(194)


def test_interval_is_a_dot_between_its_whiskers():
    drawn = interval_bar(low=60, value=80, high=90, bounds=(60, 80))

    whisker = marks(drawn, "line", "whisker")[0]
    dot = marks(drawn, "circle", "dot")[0]
    assert float(whisker.get("x1")) < float(dot.get("cx")) < float(whisker.get("x2"))
    assert len(marks(drawn, "line", "bound")) == 2
    assert 'aria-hidden="true"' in drawn
