"""What people enter on the portal's own pages."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format

from apps.metrics.calculations import in_words
from apps.metrics.choices import SnapshotLabel, SnapshotSource, Unit
from apps.metrics.models import ImplementationSnapshot, MetricDefinition, RoiAssumptions
from apps.tenancy.models import Membership

WEEK = timedelta(days=6)


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def format_value(self, value: Any) -> str | None:
        return value.isoformat() if isinstance(value, date) else value


class ActivityForm(forms.Form):
    """Two days and a person; without days, the last seven."""

    who = forms.ChoiceField(label="By", required=False)

    def __init__(self, data: Any, *, today: date) -> None:
        names = list(Membership.objects.exclude(name="").order_by("name").values_list("name", flat=True).distinct())
        given = {"from": (today - WEEK).isoformat(), "to": today.isoformat(), "who": ""} | {
            name: value for name, value in data.items() if value
        }
        super().__init__(given, label_suffix="")
        self.fields["from"] = forms.DateField(label="From", widget=DayInput)
        self.fields["to"] = forms.DateField(label="To", widget=DayInput)
        self.order_fields(["from", "to", "who"])
        who = given["who"]  # somebody who left the firm, or a program, is still asked for by a link
        cast("forms.ChoiceField", self.fields["who"]).choices = [
            ("", "Everybody"),
            *((name, name) for name in sorted({*names, *([who] if who else [])})),
        ]

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or {}
        first, last = asked.get("from"), asked.get("to")
        if first and last and first > last:
            raise ValidationError(f"The first day, {first:%B %-d}, comes after the last one, {last:%B %-d}. Swap them.")
        if last and last.year > 9000:  # noqa: PLR2004 -- the calendar ends
            raise ValidationError({"to": "Enter a year before 9000."})
        return asked


class CaptureForm(forms.Form):
    """What was measured on a day: a field for each metric of the firm, left empty where it was not measured."""

    label = forms.ChoiceField(label="What is measured")
    taken_on = forms.DateField(label="Measured on", widget=DayInput, help_text="The day the figures are of.")
    source = forms.ChoiceField(
        label="Where the figures come from",
        choices=[choice for choice in SnapshotSource.choices if choice[0] != SnapshotSource.API],
        help_text="Counted, or taken out of the CRM.",
    )
    notes = forms.CharField(
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="How it was counted, or what was special; shown beside the figures.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        definitions: list[MetricDefinition],
        taken: dict[str, ImplementationSnapshot],
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        cast("forms.ChoiceField", self.fields["label"]).choices = [
            (value, _label(name, taken.get(value))) for value, name in SnapshotLabel.choices
        ]
        self.fields["seen"].initial = seen_text(taken)
        self.keys = [one.key for one in definitions]
        for one in definitions:
            self.fields[field_of(one.key)] = forms.CharField(
                label=one.label,
                required=False,
                max_length=40,
                help_text=_accepted(one),
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "short"}),
            )
        self.order_fields(["label", "taken_on", "source", *map(field_of, self.keys), "notes"])

    def metric_fields(self) -> list[Any]:
        """The fields of the metrics, in the firm's order."""
        return [self[field_of(key)] for key in self.keys]

    def readings(self) -> dict[str, str]:
        """What was entered, by the metric's key."""
        return {key: self.cleaned_data[field_of(key)] for key in self.keys}

    def version(self) -> int | None:
        """Which version of the milestone the person saw, 0 for none; None where the page did not say."""
        known = dict(pair.split(":", 1) for pair in self.cleaned_data["seen"].split(",") if ":" in pair)
        if not self.cleaned_data["seen"]:
            return None
        number = known.get(self.cleaned_data["label"], "0")
        return int(number) if number.isascii() and number.isdigit() else None


def field_of(key: str) -> str:
    """Return the name of a metric's field, which no other field can have."""
    return f"metric_{key}"


def seen_text(taken: dict[str, ImplementationSnapshot]) -> str:
    """Return which milestones were captured in which version when the page was made."""
    return ",".join(f"{label}:{row.row_version}" for label, row in taken.items()) or "none"


def _label(name: str, row: ImplementationSnapshot | None) -> str:
    return f"{name} (replaces the one of {date_format(timezone.localtime(row.snapshot_date))})" if row else name


def _accepted(one: MetricDefinition) -> str:
    unit = Unit(one.unit).label
    low, high = (None if bound is None else in_words(bound) for bound in (one.min_value, one.max_value))
    span = (
        f"{low} to {high}" if low and high else f"{low} or more" if low else f"up to {high}" if high else "any number"
    )
    return f"{unit}, {span}; {'less' if one.lower_is_better else 'more'} is better"


class AssumptionsForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker only
    """What a firm's hour, inquiry and deal are worth, and what the program costs."""

    class Meta:
        model = RoiAssumptions
        fields = ("blended_hourly_rate", "annual_lead_volume", "avg_deal_value", "implementation_cost", "currency")
        labels = {
            "blended_hourly_rate": "Cost of an hour",
            "annual_lead_volume": "Inquiries a year",
            "avg_deal_value": "Value of a deal",
            "implementation_cost": "Cost of the program",
        }
