from __future__ import annotations

from typing import Any

from django import forms

from apps.patterns.choices import FeedbackSource, NegativeAspect, PositiveAspect
from apps.patterns.models import Pattern
from apps.patterns.models.pattern import PATTERN_ID

NO_ANSWER = ("", "No answer")
SATISFACTION = [(1, "Very poor"), (2, "Poor"), (3, "All right"), (4, "Good"), (5, "Very good")]
LONGEST_COMMENT = 5000
LONGEST_REQUEST, MOST_REQUESTS = 300, 20


def _scale(label: str, most: int, *, worst: str, best: str) -> forms.TypedChoiceField:
    """Return a question whose answer is a number, or none: what nobody touched is not kept."""
    return forms.TypedChoiceField(
        label=label,
        choices=[*((n, str(n)) for n in range(1, most + 1)), NO_ANSWER],
        coerce=int,
        empty_value=None,
        required=False,
        initial="",
        widget=forms.RadioSelect,
        help_text=f"1 {worst}, {most} {best}",
    )


class FeedbackForm(forms.Form):
    """How somebody found a project; it starts empty, and only the overall rating has to be given."""

    overall_satisfaction = forms.TypedChoiceField(
        label="Overall",
        choices=SATISFACTION,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one to five stars."},
    )
    pattern_usefulness = _scale("How useful was the pattern?", 5, worst="no use", best="very useful")
    code_quality = _scale("How good is the code?", 5, worst="poor", best="very good")
    documentation_clarity = _scale("How clear is the documentation?", 5, worst="unclear", best="very clear")
    setup_ease = _scale("How easy was the setup?", 5, worst="hard", best="very easy")
    would_recommend = forms.TypedChoiceField(
        label="Would you recommend the pattern?",
        choices=[("yes", "Yes"), ("no", "No"), NO_ANSWER],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
        initial="",
        widget=forms.RadioSelect,
    )
    positive_aspects = forms.MultipleChoiceField(
        label="What was good?",
        choices=PositiveAspect.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    negative_aspects = forms.MultipleChoiceField(
        label="What was not?", choices=NegativeAspect.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    likelihood_to_reuse = _scale("How likely is it that you use it again?", 10, worst="not at all", best="for sure")
    feature_requests = forms.CharField(
        label="What is missing?",
        required=False,
        help_text="One wish a line.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    additional_comments = forms.CharField(
        label="Anything else?",
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    consent_to_export = forms.BooleanField(
        label="My answers may leave the firm in an export for training",
        required=False,
        help_text="Without your name, the project’s name and its path; comments go out as you write them. "
        "Leave it empty and they stay here.",
    )
    asked = forms.BooleanField(required=False, widget=forms.HiddenInput)

    FIRST_STEP = (
        "overall_satisfaction",
        "pattern_usefulness",
        "code_quality",
        "documentation_clarity",
        "setup_ease",
        "would_recommend",
    )

    def clean_feature_requests(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["feature_requests"].splitlines()]
        wishes = list(dict.fromkeys(line for line in lines if line))
        for number, wish in enumerate(wishes, start=1):
            if len(wish) > LONGEST_REQUEST:
                raise forms.ValidationError(
                    f"Wish {number} has {len(wish)} characters; shorten it to {LONGEST_REQUEST}."
                )
        if len(wishes) > MOST_REQUESTS:
            raise forms.ValidationError(f"These are {len(wishes)} wishes; keep the {MOST_REQUESTS} that matter most.")
        return wishes

    def answers(self) -> dict[str, Any]:
        """Return what was answered, as give_feedback takes it: "no" is an answer, an untouched question is none."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "asked"}
        answered = {name: value for name, value in given.items() if value is not None and value not in ("", [])}
        source = FeedbackSource.MODAL if self.cleaned_data["asked"] else FeedbackSource.DASHBOARD
        return answered | {"feedback_source": source}

    @property
    def first_wrong_step(self) -> int:
        """The step that the first error is in."""
        return 1 if any(name in self.errors for name in (*self.FIRST_STEP, "__all__")) else 2


class PatternForm(forms.ModelForm):  # type: ignore[type-arg]  # it takes none at run time
    """A pattern's own fields; its id stays as it was made."""

    languages = forms.CharField(required=False, help_text="With commas between, such as Python, SQL.")

    class Meta:
        model = Pattern
        fields = ("pattern_id", "name", "description", "category", "languages", "version", "is_active")
        labels = {"pattern_id": "Id", "is_active": "In use"}
        widgets = {
            "pattern_id": forms.TextInput(
                attrs={"pattern": PATTERN_ID[1:-1], "autocapitalize": "none", "spellcheck": "false"}
            ),
            "description": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "pattern_id": "Letters, digits, dots, dashes and underscores, such as rest-api. Scripts send it; it stays.",
            "is_active": "One that is not in use is no longer recommended.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            del self.fields["pattern_id"]
            self.initial["languages"] = ", ".join(self.instance.languages)

    def clean_languages(self) -> list[str]:
        return list(dict.fromkeys(one.strip() for one in self.cleaned_data["languages"].split(",") if one.strip()))
