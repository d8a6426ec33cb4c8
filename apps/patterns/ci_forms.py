from __future__ import annotations

from django import forms

from apps.patterns.choices import CiKind


class EndpointForm(forms.Form):
    """A new endpoint's name, and which CI system sends to it."""

    name = forms.CharField(max_length=100, help_text="What will send to it, such as “GitHub, harbor”.")
    kind = forms.ChoiceField(label="CI system", choices=CiKind.choices, initial=CiKind.GITHUB.value)
