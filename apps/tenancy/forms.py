from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django import forms

from apps.tenancy.choices import Scope
from apps.tenancy.operations import INVITABLE


class SignInForm(LoginForm):
    """Email and password, in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remember"].label = "Keep me signed in"


class InvitationForm(forms.Form):
    """Whom to invite, as what."""

    email = forms.EmailField(label="Email", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    role = forms.ChoiceField(choices=[(role.value, role.label) for role in INVITABLE], initial="member")


class TokenForm(forms.Form):
    """A new token's name, what it may do, and until when."""

    name = forms.CharField(max_length=100, help_text="What will use it, such as “reporting script”.")
    scope = forms.ChoiceField(
        label="May",
        choices=[(scope.value, scope.label) for scope in (Scope.READ, Scope.ENGINE, Scope.WRITE)],
        initial=Scope.READ.value,
    )
    days = forms.TypedChoiceField(
        label="Ends",
        coerce=int,
        choices=[(30, "in 30 days"), (90, "in 90 days"), (365, "in a year"), (0, "never")],
        initial=90,
    )


class JoinForm(forms.Form):
    """The name and password of somebody who joins by an invitation."""

    name = forms.CharField(label="Your name", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        label="Choose a password",
        max_length=256,
        strip=False,
        help_text="At least 12 characters; a few words in a row are easy to remember.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


def add_refusal(form: forms.BaseForm, refused: Exception) -> None:
    """Show an operation's refusal at its field, or above the form where it names none of them."""
    errors: dict[str, Any] = getattr(refused, "error_dict", None) or {}
    if not errors:
        form.add_error(None, str(refused) if not hasattr(refused, "messages") else refused.messages)
    for field, messages in errors.items():
        form.add_error(field if field in form.fields else None, messages)
