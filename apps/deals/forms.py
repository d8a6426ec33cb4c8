from __future__ import annotations

from typing import Any

from django import forms

from apps.deals.models import StageConfig


class StageForm(forms.Form):
    """The settings of one stage."""

    max_days_before_stale = forms.IntegerField(label="Days until it counts as stalled", min_value=1, max_value=365)
    max_follow_ups = forms.IntegerField(label="Follow-ups at most", min_value=1, max_value=20)
    follow_up_interval_days = forms.IntegerField(label="Days between them", min_value=1, max_value=365)
    drafts_first = forms.BooleanField(label="Show each to somebody before it goes", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, row: StageConfig, data: Any = None) -> StageForm:
        """Return the form of a stage as it is, or as it was sent."""
        names = ("max_days_before_stale", "max_follow_ups", "follow_up_interval_days", "drafts_first")
        initial = {name: getattr(row, name) for name in names} | {"version": row.row_version}
        return cls(data, prefix=row.stage, initial=initial)
