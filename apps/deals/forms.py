from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django import forms

from apps.clients.models import Client
from apps.deals.choices import OPEN_STAGES, Stage
from apps.deals.models import StageConfig
from apps.tenancy.choices import Role
from apps.tenancy.models import Membership

SUGGESTED = 500  # names of clients that a field offers while one types


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


class DealForm(forms.Form):
    """A deal that begins: with whom, about what, and how far it is."""

    client = forms.CharField(
        max_length=255,
        help_text="One that is not there yet is made, as a prospect.",
        widget=forms.TextInput(attrs={"list": "clients", "autocomplete": "off"}),
    )
    contact_name = forms.CharField(
        label="Contact", max_length=200, required=False, help_text="Empty: the client’s primary contact."
    )
    contact_email = forms.EmailField(label="Email", max_length=254, required=False, help_text="Follow-ups go there.")
    title = forms.CharField(label="What it is about", max_length=255)
    value = forms.DecimalField(
        max_digits=12, decimal_places=2, min_value=0, required=False, help_text="Empty while nobody knows."
    )
    stage = forms.ChoiceField(choices=[(stage, Stage(stage).label) for stage in OPEN_STAGES])
    expected_close_date = forms.DateField(
        label="Expected to close", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    assigned_to_id = forms.TypedChoiceField(label="Owner", required=False, coerce=UUID, empty_value=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Membership.objects.exclude(role__in=(Role.VIEWER, Role.STAFF)).order_by("name")
        owner = cast("Any", self.fields["assigned_to_id"])
        owner.choices = [("", "Nobody yet"), *((str(one.user_id), one.name) for one in people)]

    @property
    def clients(self) -> list[str]:
        """The names of clients to choose from."""
        names = Client.objects.filter(is_active=True).order_by("company_name")
        return list(names.values_list("company_name", flat=True)[:SUGGESTED])
