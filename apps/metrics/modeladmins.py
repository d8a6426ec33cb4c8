"""The parts of the admin of measurements: the form with a field per metric, and figures as HTML."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from apps.metrics.calculations import Computed, RoiPart, in_words
from apps.metrics.choices import SnapshotLabel
from apps.metrics.forms import PREFIX, readings_of
from apps.metrics.models import ImplementationSnapshot
from apps.roadmaps.models import Roadmap
from apps.tenancy.modeladmins import FirmForm


class SnapshotForm(FirmForm):
    """A snapshot; ``SnapshotAdmin.get_form`` adds a field for each metric of the firm."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, value in (self.instance.metrics or {}).items():
            self.initial.setdefault(f"{PREFIX}{key}", value)

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
        roadmap = Roadmap.objects.filter(is_current=True).first()
        if roadmap is None or label == SnapshotLabel.CUSTOM:
            return
        if ImplementationSnapshot.objects.filter(series_id=roadmap.series_id, label=label).exists():
            self.add_error("label", "This milestone was measured already; open it in the list to correct it.")


def changes_table(result: Computed) -> SafeString:
    """Return before, after and change of each metric as a table."""
    rows = []
    for change in result.changes:
        unit = change.metric.unit
        shown = ["–" if value is None else in_words(value, unit=unit) for value in (change.before, change.after)]
        step = "points" if unit == "percent" else unit
        moved = "not measured twice" if change.delta is None else in_words(change.delta, unit=step, signed=True)
        rows.append((change.metric.label, *shown, moved, "" if change.delta is None else change.direction))
    body = format_html_join("", "<tr><th scope='row'>{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>", rows)
    head = "<tr><th scope='col'>Metric</th><th scope='col'>Before</th><th scope='col'>After</th>"
    head += "<th scope='col'>Change</th><th scope='col'>Verdict</th></tr>"
    return format_html("<table><thead>{}</thead><tbody>{}</tbody></table>", SafeString(head), body)


def parts_table(parts: tuple[RoiPart, ...]) -> SafeString:
    """Return each part of the return with its formula and the numbers in it."""
    rows = [
        (
            part.label,
            "unknown" if part.value is None else in_words(part.value, unit=part.unit),
            part.formula,
            _numbers(part),
        )
        for part in parts
    ]
    body = format_html_join("", "<tr><th scope='row'>{}</th><td>{}</td><td>{}</td><td>{}</td></tr>", rows)
    head = "<tr><th scope='col'>Figure</th><th scope='col'>Value</th><th scope='col'>Rule</th>"
    head += "<th scope='col'>Made from</th></tr>"
    return format_html("<table><thead>{}</thead><tbody>{}</tbody></table>", SafeString(head), body)


def _numbers(part: RoiPart) -> str:
    if part.missing:
        return f"missing: {', '.join(part.missing)}"
    return "; ".join(
        f"{one.label}: {in_words(one.value, unit=one.unit)}{' (assumed)' if one.assumed else ''}" for one in part.inputs
    )
