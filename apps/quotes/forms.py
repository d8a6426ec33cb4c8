from __future__ import annotations

from django import forms

from apps.quotes.choices import Reason


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
