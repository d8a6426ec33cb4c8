from __future__ import annotations

from contextlib import suppress
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from apps.clients.models import Client, Contact
from apps.deals.choices import CLOSED_STAGES
from apps.deals.models import Deal
from apps.quotes.choices import QuoteResult, Reason
from apps.quotes.line_fields import LinesField, LinesWidget


class AcceptForm(forms.Form):
    """Who accepts a quote."""

    name = forms.CharField(label="Your name", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    notes = forms.CharField(
        label="Anything we should know (optional)",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class RejectForm(forms.Form):
    """Who rejects a quote, and why."""

    name = forms.CharField(label="Your name", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    reason = forms.ChoiceField(
        label="Why",
        choices=[("", "Choose a reason"), *((one.value, one.label) for one in Reason if one != Reason.NO_RESPONSE)],
    )
    competitor = forms.CharField(label="Whose offer did you choose instead? (optional)", max_length=255, required=False)
    notes = forms.CharField(
        label="What should have been different? (optional)",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class QuoteForm(forms.Form):
    """A quote before it is sent."""

    client: Any = forms.ModelChoiceField(queryset=None, empty_label="Choose a client")
    contact: Any = forms.ModelChoiceField(queryset=None, required=False, empty_label="The client's primary contact")
    deal: Any = forms.ModelChoiceField(queryset=None, required=False, empty_label="None")
    title = forms.CharField(max_length=500)
    description = forms.CharField(max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 4}))
    line_items = LinesField(label="Lines", required=False, widget=LinesWidget(has_buttons=True))
    valid_until = forms.DateField(
        required=False, widget=forms.DateInput(attrs={"type": "date"}), help_text="The last day to accept it."
    )
    max_follow_ups = forms.IntegerField(
        label="Follow-ups", min_value=0, max_value=5, initial=5, help_text="Mails that remind the client, 0 for none."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, Any] = {
            "client": Client.objects.order_by("company_name"),
            "contact": Contact.objects.order_by("first_name", "last_name"),
            "deal": Deal.objects.exclude(stage__in=CLOSED_STAGES).order_by("title"),
        }
        for name, rows in choices.items():
            cast("Any", self.fields[name]).queryset = rows
        with suppress(ValidationError):  # a closed deal that the quote has already stays its deal
            if deal := self.initial.get("deal"):
                cast("Any", self.fields["deal"]).queryset = choices["deal"] | Deal.objects.filter(pk=deal)

    def values(self) -> dict[str, Any]:
        """Return what was entered, as operations take it."""
        links = {
            f"{name}_id": row.pk if (row := self.cleaned_data[name]) else None for name in ("client", "contact", "deal")
        }
        rest = ("title", "description", "line_items", "valid_until", "max_follow_ups")
        return links | {name: self.cleaned_data[name] for name in rest}


class CloseForm(forms.Form):
    """Why a deal is won or lost, and which of its quotes was accepted."""

    stage = forms.ChoiceField(
        label="The deal is", choices=[(stage.value, stage.label) for stage in CLOSED_STAGES], widget=forms.RadioSelect
    )
    quote: Any = forms.ModelChoiceField(
        label="If won: the accepted quote", queryset=None, required=False, empty_label="None of them"
    )
    reason = forms.ChoiceField(
        label="Main reason",
        choices=[("", "None"), *Reason.choices],
        required=False,
        help_text="Needed when it is lost.",
    )
    competitor = forms.CharField(max_length=255, required=False, help_text="Who else made an offer.")
    competitor_amount = forms.DecimalField(
        label="Their price", max_digits=12, decimal_places=2, min_value=0, required=False
    )
    notes = forms.CharField(max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, quotes: Any, may_end_quotes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if may_end_quotes and quotes.exists():
            cast("Any", self.fields["quote"]).queryset = quotes
        else:  # their price is kept with a quote's outcome
            del self.fields["quote"], self.fields["competitor_amount"]


class OutcomeForm(forms.Form):
    """How a quote ended, and why."""

    outcome = forms.ChoiceField(choices=QuoteResult.choices, widget=forms.RadioSelect)
    primary_reason = forms.ChoiceField(
        label="Main reason",
        choices=[("", "None"), *Reason.choices],
        required=False,
        help_text="Needed when it is lost.",
    )
    competitor = forms.CharField(max_length=255, required=False, help_text="Who else made an offer.")
    competitor_amount = forms.DecimalField(
        label="Their price", max_digits=12, decimal_places=2, min_value=0, required=False
    )
    notes = forms.CharField(max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
