from __future__ import annotations

from typing import Any

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from apps.core.expressions import AppNow
from apps.core.models import touch
from apps.patterns.choices import ErrorType, FeedbackSource, NegativeAspect, PositiveAspect
from apps.patterns.models.outcome import ProjectOutcome
from apps.tenancy.fields import LinkField, PersonField
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy

STARS = (1, 5)
RATINGS = ("overall_satisfaction", "pattern_usefulness", "code_quality", "documentation_clarity", "setup_ease")


_KNOWN = " || ".join(f'@.type == "{value}"' for value in ErrorType.values)
# In strict mode a missing member makes a comparison unknown, which is neither true nor false.
WRONG_ERRORS = (
    'strict $ ? (@.type() != "array" || exists(@[*] ? (@.type() != "object" || '
    f'!({_KNOWN}) || (@.type == "") is unknown || '
    '!(@.message like_regex "[^ ]") || (@.message like_regex ".") is unknown)))'
)


class _WrongErrors(models.Func):
    """Whether a value is anything but a list of objects with a known type and a message."""

    output_field = models.BooleanField()
    template = f"jsonb_path_exists(%(expressions)s, '{WRONG_ERRORS}', '{{}}', true)"


def _stars(**options: Any) -> models.PositiveSmallIntegerField[Any, Any]:
    validators = [MinValueValidator(STARS[0]), MaxValueValidator(STARS[1])]
    return models.PositiveSmallIntegerField(validators=validators, help_text="1 to 5.", **options)


@track_changes("user_feedback")
class UserFeedback(TenantOwned):
    """How somebody found a project that a pattern made. What was not asked or not answered is empty."""

    project_outcome = LinkField(ProjectOutcome, on_delete=models.CASCADE, related_name="feedback")
    overall_satisfaction = _stars()
    pattern_usefulness = _stars(null=True, blank=True)
    code_quality = _stars(null=True, blank=True)
    documentation_clarity = _stars(null=True, blank=True)
    setup_ease = _stars(null=True, blank=True)
    positive_aspects = ArrayField(models.CharField(max_length=20, choices=PositiveAspect), null=True, blank=True)
    negative_aspects = ArrayField(models.CharField(max_length=20, choices=NegativeAspect), null=True, blank=True)
    additional_comments = models.TextField("comments", null=True, blank=True)
    would_recommend = models.BooleanField(null=True, blank=True)
    likelihood_to_reuse = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(10)], help_text="1 to 10."
    )
    feature_requests = ArrayField(models.CharField(max_length=300), size=50, null=True, blank=True)
    time_to_first_build = models.PositiveIntegerField(null=True, blank=True, help_text="In seconds.")
    encountered_errors = models.BooleanField(default=False, db_default=False)
    error_details = models.JSONField(null=True, blank=True, help_text="A list of type, message, resolved and time.")
    feedback_source = models.CharField(
        "source",
        max_length=20,
        choices=FeedbackSource,
        default=FeedbackSource.MODAL,
        db_default=FeedbackSource.MODAL,
    )
    submitted_at = models.DateTimeField(editable=False, db_default=AppNow())
    submitted_on = models.DateField(editable=False, help_text="The firm's day; kept by trigger.")
    user = PersonField(null=True, blank=True, editable=False)
    consent_to_export = models.BooleanField(
        default=False, db_default=False, help_text="Whether it may leave the firm in an export for training."
    )

    class Meta:
        db_table = "user_feedback"
        verbose_name = "feedback"
        verbose_name_plural = "feedback"
        constraints = [
            TenantPolicy(name="patterns_feedback_policy"),
            TenantLink(name="patterns_feedback_outcome_link", field="project_outcome", on_delete="CASCADE"),
            models.UniqueConstraint(
                fields=["tenant", "project_outcome", "user", "feedback_source", "submitted_on"],
                name="patterns_feedback_once_a_day",
                violation_error_message="You have rated this project today already.",
            ),
            *(
                models.CheckConstraint(
                    name=f"patterns_feedback_{name}_in_range",
                    condition=Q(**{f"{name}__range": STARS}) | Q(**{f"{name}__isnull": True}),
                    violation_error_message="A rating is a whole number from 1 to 5.",
                )
                for name in RATINGS
            ),
            models.CheckConstraint(
                name="patterns_feedback_reuse_in_range",
                condition=Q(likelihood_to_reuse__range=(1, 10)) | Q(likelihood_to_reuse__isnull=True),
                violation_error_message="How likely is a whole number from 1 to 10.",
            ),
            models.CheckConstraint(
                name="patterns_feedback_positive_known",
                condition=Q(positive_aspects__contained_by=PositiveAspect.values) | Q(positive_aspects__isnull=True),
                violation_error_message=f"Accepted: {', '.join(PositiveAspect.values)}.",
            ),
            models.CheckConstraint(
                name="patterns_feedback_negative_known",
                condition=Q(negative_aspects__contained_by=NegativeAspect.values) | Q(negative_aspects__isnull=True),
                violation_error_message=f"Accepted: {', '.join(NegativeAspect.values)}.",
            ),
            models.CheckConstraint(
                name="patterns_feedback_source_known", condition=Q(feedback_source__in=FeedbackSource.values)
            ),
            models.CheckConstraint(
                name="patterns_feedback_errors_listed",
                condition=Q(error_details__isnull=True) | ~Q(_WrongErrors("error_details")),
                violation_error_message="Errors are a list of objects with type and message.",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "project_outcome", "-submitted_at"], name="user_feedback_of_project"),
            models.Index(fields=["tenant", "-overall_satisfaction"], name="user_feedback_best"),
            models.Index(fields=["tenant", "-submitted_at", "-id"], name="user_feedback_newest"),
            models.Index(
                fields=["tenant", "would_recommend"],
                name="user_feedback_recommend",
                condition=Q(would_recommend__isnull=False),
            ),
        ]
        triggers = [
            touch(),
            fixed_tenant(),
            pgtrigger.Trigger(
                name="day_is_the_firms",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("submitted_at"),
                func="""
                NEW.submitted_on = (NEW.submitted_at AT TIME ZONE
                    (SELECT t.time_zone FROM tenants t WHERE t.id = NEW.tenant_id))::date;
                RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.overall_satisfaction} of 5"
