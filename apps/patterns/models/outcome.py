from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import MD5, Length, Lower
from django.db.models.lookups import Exact, LessThanOrEqual

from apps.core.models import touch
from apps.patterns.choices import BuildStatus, Deployment, ProjectStatus, PromptState
from apps.patterns.models.pattern import Pattern
from apps.tenancy.fields import PersonField
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy

REPOSITORY = r"^[^/\s]+(/[^/\s]+)+$"  # groups of GitLab nest
LONGEST_PATH = 4096
LARGEST_METADATA = 16 * 1024  # bytes
ACTIVE = Q(status=ProjectStatus.ACTIVE)


FOLLOWED = ("last_build_status", "last_build_timestamp", "test_pass_rate", "deployment_status")  # build events
PROMPT = ("feedback_prompt_due_at", "feedback_prompt_state", "feedback_prompt_dismissals")


class _KindOf(models.Func):
    function = "jsonb_typeof"
    output_field = models.TextField()


class _Bytes(models.Func):
    """How long a value is, written out."""

    template = "octet_length((%(expressions)s)::text)"
    output_field = models.IntegerField()


@track_changes("project_outcomes", quiet=("last_accessed_at", *FOLLOWED, *PROMPT))
class ProjectOutcome(TenantOwned):
    """A project that was scaffolded from a pattern, and what became of it.

    ``last_*``, ``test_pass_rate`` and ``deployment_status`` follow the build events by trigger.
    """

    project_name = models.CharField("name", max_length=255)
    project_path = models.TextField("path")
    pattern_id = models.CharField("pattern", max_length=50)
    pattern_name = models.CharField("pattern's name", max_length=100, help_text="As it was when the project was made.")
    pattern_version = models.CharField(max_length=20, blank=True, default="", db_default="")
    components_generated = ArrayField(models.CharField(max_length=200), size=500, null=True, blank=True)
    files_created = models.PositiveIntegerField(default=0, db_default=0)
    languages_used = ArrayField(models.CharField(max_length=50), size=50, null=True, blank=True)
    dependencies_installed = ArrayField(models.CharField(max_length=200), size=500, null=True, blank=True)
    status = models.CharField(
        max_length=20, choices=ProjectStatus, default=ProjectStatus.ACTIVE, db_default=ProjectStatus.ACTIVE
    )
    last_build_status = models.CharField(
        "last build", max_length=20, choices=BuildStatus, null=True, blank=True, editable=False
    )
    last_build_timestamp = models.DateTimeField("last built", null=True, blank=True, editable=False)
    test_pass_rate = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        editable=False,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    deployment_status = models.CharField(
        "deployment", max_length=20, choices=Deployment, null=True, blank=True, editable=False
    )
    user = PersonField(null=True, blank=True, editable=False)
    last_accessed_at = models.DateTimeField(null=True, blank=True, editable=False)
    stack_id = models.CharField("stack", max_length=50, null=True, blank=True)
    repository = models.CharField(
        max_length=255, null=True, blank=True, help_text="owner/name; what CI reports is found by it."
    )
    metadata = models.JSONField(default=dict, blank=True, db_default={})
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)
    feedback_prompt_due_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Five minutes after it was made."
    )
    feedback_prompt_state = models.CharField(
        max_length=10, choices=PromptState, default=PromptState.PENDING, db_default=PromptState.PENDING, editable=False
    )
    feedback_prompt_dismissals = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)

    class Meta:
        db_table = "project_outcomes"
        verbose_name = "project"
        constraints = [
            TenantPolicy(name="patterns_outcome_policy"),
            TenantLink(
                name="patterns_outcome_pattern_link",
                field="pattern_id",
                on_delete="RESTRICT",
                to=Pattern._meta.db_table,
                key="pattern_id",
            ),
            models.UniqueConstraint(
                "tenant",
                MD5("project_path"),  # a path may be longer than an index takes
                condition=ACTIVE,
                name="patterns_outcome_path_once",
                violation_error_message="There is an active project at this path already; archive that one first.",
            ),
            models.UniqueConstraint(
                "tenant",
                Lower("repository"),
                condition=ACTIVE,
                name="patterns_outcome_repository_once",
                violation_error_message="There is an active project with this repository already.",
            ),
            models.CheckConstraint(
                name="patterns_outcome_has_name",
                condition=~Q(project_name__regex=r"^\s*$"),
                violation_error_message="Give the project a name.",
            ),
            models.CheckConstraint(
                name="patterns_outcome_has_path",
                condition=~Q(project_path__regex=r"^\s*$") & Q(LessThanOrEqual(Length("project_path"), LONGEST_PATH)),
                violation_error_message=f"Say where the project lies, in at most {LONGEST_PATH:,} characters.",
            ),
            models.CheckConstraint(name="patterns_outcome_status_known", condition=Q(status__in=ProjectStatus.values)),
            models.CheckConstraint(
                name="patterns_outcome_build_known",
                condition=Q(last_build_status__isnull=True) | Q(last_build_status__in=BuildStatus.values),
            ),
            models.CheckConstraint(
                name="patterns_outcome_deployment_known",
                condition=Q(deployment_status__isnull=True) | Q(deployment_status__in=Deployment.values),
            ),
            models.CheckConstraint(
                name="patterns_outcome_rate_in_range",
                condition=Q(test_pass_rate__isnull=True) | Q(test_pass_rate__range=(0, 100)),
                violation_error_message="A pass rate is a percentage from 0 to 100.",
            ),
            models.CheckConstraint(
                name="patterns_outcome_prompt_known",
                condition=Q(feedback_prompt_state__in=PromptState.values, feedback_prompt_dismissals__lte=2),
            ),
            models.CheckConstraint(
                name="patterns_outcome_repository_plain",
                condition=Q(repository__isnull=True) | Q(repository__regex=REPOSITORY),
                violation_error_message="A repository is owner/name, such as harbor/shop.",
            ),
            models.CheckConstraint(
                name="patterns_outcome_metadata_small",
                condition=Q(Exact(_KindOf("metadata"), Value("object")))
                & Q(LessThanOrEqual(_Bytes("metadata"), LARGEST_METADATA)),
                violation_error_message="Metadata is an object of at most 16 kB.",
            ),
            models.CheckConstraint(
                name="patterns_outcome_archived_when",
                condition=~Q(status=ProjectStatus.ARCHIVED) | Q(archived_at__isnull=False),
            ),
            models.CheckConstraint(
                name="patterns_outcome_deleted_when",
                condition=Q(status=ProjectStatus.DELETED, deleted_at__isnull=False)
                | (~Q(status=ProjectStatus.DELETED) & Q(deleted_at__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "-created_at", "-id"], name="project_outcomes_newest"),
            models.Index(fields=["tenant", "status", "-created_at"], name="project_outcomes_status"),
            models.Index(fields=["tenant", "pattern_id", "-created_at"], name="project_outcomes_of_pattern"),
            models.Index(fields=["tenant", "user"], name="project_outcomes_of_user", condition=Q(user__isnull=False)),
            # whose question is due: few at any time
            models.Index(
                fields=["tenant", "feedback_prompt_due_at"],
                name="project_outcomes_prompts",
                condition=Q(feedback_prompt_state__in=["pending", "shown", "dismissed"]) & ACTIVE,
            ),
        ]
        triggers = [
            touch(besides=("last_accessed_at", *PROMPT)),
            fixed_tenant(),
            pgtrigger.Trigger(
                name="status_is_stamped",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("status"),
                func="""
                IF NEW.status = 'archived' THEN
                    NEW.archived_at = coalesce(NEW.archived_at, app_now());
                ELSIF NEW.status = 'active' THEN
                    NEW.archived_at = NULL;
                END IF;
                NEW.deleted_at = CASE WHEN NEW.status = 'deleted' THEN coalesce(NEW.deleted_at, app_now()) END;
                RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="prompt_is_due",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__feedback_prompt_due_at__isnull=True),
                func="NEW.feedback_prompt_due_at = NEW.created_at + interval '5 minutes'; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return self.project_name
