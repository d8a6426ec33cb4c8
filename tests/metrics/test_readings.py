from __future__ import annotations

from decimal import Decimal

import pytest

from apps.metrics.readings import SYNONYMS, ReadingsRefused, normalized, read_number

KEYS = [*SYNONYMS, "no_show_rate"]


def test_readings_are_known_by_several_spellings():
    read = normalized(
        {
            "leadResponseMinutes": 240,
            "Lead to Appointment Rate": "30%",
            "Win rate": " 40 % ",
            "crm_adoption": "35.5",
            "Admin hours per week": 52.0,
            "NPS": "-12",
            "No-show rate": "7",
        },
        keys=KEYS,
    )

    assert read.readings == {
        "lead_response_minutes": 240,
        "lead_to_appt_rate": 30,
        "close_rate": 40,
        "crm_adoption_rate": 35.5,
        "weekly_ops_hours": 52,
        "nps": -12,
        "no_show_rate": 7,
    }
    assert read.dropped == ()


def test_readings_of_unknown_names_are_dropped_by_name():
    read = normalized({"nps": 40, "shoe size": 43, "": 1}, keys=KEYS)

    assert read.readings == {"nps": 40}
    assert read.dropped == ("shoe size", "")


def test_readings_left_empty_are_not_measured():
    assert normalized({"nps": "", "close_rate": None, "weekly_ops_hours": "  "}, keys=KEYS).readings == {}


def test_readings_of_a_metric_given_twice_are_refused():
    with pytest.raises(ReadingsRefused, match="Win rate: close_rate is given twice"):
        normalized({"close_rate": 40, "Win rate": 41}, keys=KEYS)


def test_readings_refused_names_every_wrong_value():
    with pytest.raises(ReadingsRefused) as refused:
        normalized({"nps": "many", "close_rate": "3,5", "weekly_ops_hours": 40}, keys=KEYS)

    assert refused.value.errors == {
        "nps": "nps: “many” is no number.",
        "close_rate": "close_rate: “3,5” has a comma. Write a decimal point, and thousands without a comma.",
    }


@pytest.mark.parametrize(
    ("value", "number"),
    [("45", 45), ("45.50 %", 45.5), ("−12", -12), ("+3", 3), (".5", 0.5), (Decimal("1.23456"), 1.2346), (7, 7)],
)
def test_read_number(value, number):
    assert read_number(value) == number


@pytest.mark.parametrize(
    "value", ["3,5", "1,250", "", "12 h", "1e3", "NaN", True, [1], float("inf"), float("nan"), "9" * 12, "٣"]
)
def test_read_number_refuses(value):
    with pytest.raises(ValueError, match=r"number|comma"):
        read_number(value)
