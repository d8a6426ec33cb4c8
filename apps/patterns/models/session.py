from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from apps.core.expressions import AppNow
from apps.core.models import touch
from apps.patterns.models.outcome import ProjectOutcome
from apps.patterns.models.pattern import Pattern
from apps.tenancy.fields import LinkField, PersonField
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy

OPEN = Q(completed_at__isnull=True, abandoned_at__isnull=True)


@track_changes("scaffold_sessions")
class ScaffoldSession(TenantOwned):
    """One walk through the scaffolding wizard: its steps, what was recommended and what was taken."""

    user = PersonField(null=True, blank=True, editable=False)
    project_outcome = LinkField(
        ProjectOutcome, on_delete=models.SET_NULL, null=True, blank=True, related_name="sessions"
    )
    started_at = models.DateTimeField(db_default=AppNow())
    completed_at = models.DateTimeField(null=True, blank=True)
    abandoned_at = models.DateTimeField(null=True, blank=True, help_text="By job, a day after the last step.")
    last_step_at = models.DateTimeField(db_default=AppNow())
    steps_completed = ArrayField(models.CharField(max_length=50), size=100, blank=True, default=list, db_default=[])
    patterns_viewed = ArrayField(models.CharField(max_length=50), size=100, blank=True, default=list, db_default=[])
    pattern_recommended = models.CharField(max_length=50, null=True, blank=True)
    pattern_chosen = models.CharField(max_length=50, null=True, blank=True)

    class Meta:
        db_table = "scaffold_sessions"
        verbose_name = "scaffold session"
        constraints = [
            TenantPolicy(name="patterns_session_policy"),
            TenantLink(name="patterns_session_outcome_link", field="project_outcome", on_delete="SET NULL"),
            *(
                TenantLink(
                    name=f"patterns_session_{name}_link",
                    field=f"pattern_{name}",
                    on_delete="SET NULL",
                    to=Pattern._meta.db_table,
                    key="pattern_id",
                )
                for name in ("recommended", "chosen")
            ),
            models.CheckConstraint(
                name="patterns_session_ends_once",
                condition=Q(completed_at__isnull=True) | Q(abandoned_at__isnull=True),
                violation_error_message="A session is completed or abandoned, not both.",
            ),
            models.CheckConstraint(
                name="patterns_session_steps_forward",
                condition=Q(last_step_at__gte=F("started_at")),
                violation_error_message="The last step is not before the start.",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "last_step_at"], name="scaffold_sessions_open", condition=OPEN),
            models.Index(fields=["tenant", "-created_at", "-id"], name="scaffold_sessions_newest"),
        ]
        triggers = [touch(), fixed_tenant()]

    def __str__(self) -> str:
        return f"Session of {self.started_at:%B %-d, %Y}"
