"""The parts of the admin of measurements: the form with a field per metric, and figures as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from apps.metrics.calculations import Computed, RoiPart, change_unit, in_words
from apps.metrics.choices import SnapshotLabel
from apps.metrics.models import ImplementationSnapshot
from apps.metrics.reading_fields import PREFIX, readings_of
from apps.roadmaps.models import Roadmap
from apps.tenancy.modeladmins import FirmForm


class SnapshotForm(FirmForm):
    """A snapshot; ``SnapshotAdmin.get_form`` adds a field for each metric of the firm."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, value in (self.instance.metrics or {}).items():
            self.initial.setdefault(f"{PREFIX}{key}", value)
        if self.instance._state.adding and "label" in self.fields:
            self._offer_what_is_due()

    def _offer_what_is_due(self) -> None:
        """Offer the milestones that were not captured yet, and choose the first of them."""
        taken = self._taken() - {self.data.get("label")}  # what was sent is refused in words rather than not offered
        due = [(value, name) for value, name in SnapshotLabel.choices if value not in taken]
        cast("forms.ChoiceField", self.fields["label"]).choices = due
        self.initial.setdefault("label", due[0][0])

    def _taken(self) -> set[str]:
        roadmap = Roadmap.objects.filter(is_current=True).first()
        if roadmap is None:
            return set()
        rows = ImplementationSnapshot.objects.filter(series_id=roadmap.series_id).exclude(label=SnapshotLabel.CUSTOM)
        return set(rows.values_list("label", flat=True))

    @property
    def readings(self) -> dict[str, Any]:
        """The readings that were entered."""
        return readings_of(self.cleaned_data)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.refused is None and not self.errors and not self.readings:
            raise forms.ValidationError("Enter at least one reading.")
        if self.refused is None and self.instance._state.adding:
            self._refuse_second()
        return cleaned

    def _refuse_second(self) -> None:
        label = self.cleaned_data.get("label", SnapshotLabel.CUSTOM)
        if label in self._taken():
            self.add_error("label", "This milestone was measured already; open it in the list to correct it.")


def changes_table(result: Computed) -> SafeString:
    """Return before, after and change of each metric as a table."""
    rows = []
    for change in result.changes:
        unit = change.metric.unit
        shown = ["–" if value is None else in_words(value, unit=unit) for value in (change.before, change.after)]
        step = change_unit(unit)
        moved = "not measured twice" if change.delta is None else in_words(change.delta, unit=step, signed=True)
        rows.append((change.metric.label, *shown, moved, "" if change.delta is None else change.direction))
    return _table("Changes", ("Metric", "Before", "After", "Change", "Verdict"), rows)


def parts_table(result: Computed) -> SafeString:
    """Return each part of the return with its formula and the numbers in it."""
    labels = {change.metric.key: change.metric.label for change in result.changes}
    rows = [
        (
            part.label,
            "unknown" if part.value is None else in_words(part.value, unit=part.unit),
            part.formula,
            _numbers(part, labels),
        )
        for part in result.roi.parts
    ]
    return _table("Parts of the return", ("Figure", "Value", "Rule", "Made from"), rows)


def _table(name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> SafeString:
    """Return a table that scrolls sideways where it is too wide, by keyboard too."""
    return format_html(
        '<div class="linked" role="region" tabindex="0" aria-label="{}"><table><thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody></table></div>",
        name,
        format_html_join("", '<th scope="col">{}</th>', ((one,) for one in head)),
        format_html_join("", '<tr><th scope="row">{}</th>{}</tr>', ((row[0], _cells(row[1:])) for row in rows)),
    )


def _cells(texts: Sequence[str]) -> SafeString:
    return format_html_join("", "<td>{}</td>", ((text,) for text in texts))


def _numbers(part: RoiPart, labels: dict[str, str]) -> str:
    if part.missing:
        return f"Missing: {', '.join(labels.get(name, name) for name in part.missing)}"
    return "; ".join(f"{one.label}: {one.text}{' (assumed)' if one.assumed else ''}" for one in part.inputs)
