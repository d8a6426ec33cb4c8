from __future__ import annotations

from django import forms

from apps.feedback.choices import Rating


class AnswerForm(forms.Form):
    """How it was: a rating, words, or both."""

    rating = forms.ChoiceField(label="How was it?", choices=Rating.choices, required=False, widget=forms.RadioSelect)
    text = forms.CharField(
        label="In your words",
        required=False,
        max_length=10_000,
        help_text="What went well, what should be better?",
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class RecoveryForm(forms.Form):
    """What was done for a client who was not happy."""

    done = forms.CharField(
        label="What was done for them",
        max_length=2000,
        help_text="The case and its tasks are closed with it.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
