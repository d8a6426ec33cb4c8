"""Input of readings: one field per metric, a percent sign allowed."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apps.metrics.calculations import exact, in_words
from apps.metrics.models import MetricDefinition
from apps.metrics.readings import read_number

PREFIX = "metric_"


class ReadingField(forms.CharField):
    """One metric's reading: empty when it was not measured, refused outside the metric's range."""

    def __init__(self, definition: MetricDefinition) -> None:
        self.least, self.most = definition.min_value, definition.max_value
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": 12})
        super().__init__(required=False, label=definition.label, widget=widget, help_text=_accepted(definition))

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            number = read_number(text)
        except ValueError as refused:
            raise ValidationError(str(refused).capitalize()) from refused
        reading = exact(number)
        if (self.least is not None and reading < self.least) or (self.most is not None and reading > self.most):
            raise ValidationError(f"{text} is out of range; accepted is {_range(self.least, self.most)}.")
        return number


def reading_fields(definitions: Iterable[MetricDefinition]) -> dict[str, ReadingField]:
    """Return a field for each metric, by ``metric_<key>``."""
    return {f"{PREFIX}{one.key}": ReadingField(one) for one in definitions}


def readings_of(cleaned: dict[str, Any]) -> dict[str, Any]:
    """Return the readings of a form's cleaned data by metric key; what was left empty is left out."""
    given = {name.removeprefix(PREFIX): value for name, value in cleaned.items() if name.startswith(PREFIX)}
    return {key: value for key, value in given.items() if value is not None}


def _accepted(definition: MetricDefinition) -> str:
    direction = "lower is better" if definition.lower_is_better else "higher is better"
    bounds = _range(definition.min_value, definition.max_value)
    unit = definition.get_unit_display().lower()
    return f"{unit.capitalize()}{f', {bounds}' if bounds else ''}; {direction}."


def _range(least: Decimal | None, most: Decimal | None) -> str:
    if least is not None and most is not None:
        return f"{in_words(least)} to {in_words(most)}"
    if least is not None:
        return f"{in_words(least)} or more"
    return f"{in_words(most)} or less" if most is not None else ""
