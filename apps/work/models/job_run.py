from __future__ import annotations

from django.db import models
from django.db.models import Q

from apps.core.expressions import UUID7
from apps.tenancy.fields import LinkField
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantPolicy
from apps.tenancy.querysets import TenantManager
from apps.work.choices import RunStatus


class JobRun(models.Model):
    """One run of an engine in one firm, for one time of its schedule; a time is never run twice. Kept 90 days."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    tenant = LinkField("tenancy.Tenant", on_delete=models.CASCADE, editable=False, related_name="+")
    job_name = models.CharField(max_length=50, editable=False)
    scheduled_for = models.DateTimeField(editable=False)
    started_at = models.DateTimeField(null=True, blank=True, editable=False)
    finished_at = models.DateTimeField(null=True, blank=True, editable=False)
    status = models.CharField(
        max_length=10, choices=RunStatus, default=RunStatus.RUNNING, db_default=RunStatus.RUNNING, editable=False
    )
    dry_run = models.BooleanField(default=False, db_default=False, editable=False)
    items_seen = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    items_done = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    items_failed = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    summary = models.JSONField(
        default=dict, db_default={}, editable=False, help_text="Counts by step, and the first ten errors."
    )
    error = models.TextField(blank=True, default="", db_default="", editable=False)

    objects = TenantManager()

    class Meta:
        db_table = "job_runs"
        verbose_name = "run"
        constraints = [
            TenantPolicy(name="work_job_run_policy", may="SELECT, INSERT, UPDATE"),
            models.UniqueConstraint(
                fields=["tenant", "job_name", "scheduled_for", "dry_run"], name="work_job_run_once_per_time"
            ),
            models.CheckConstraint(name="work_job_run_status_known", condition=Q(status__in=RunStatus.values)),
            models.CheckConstraint(
                name="work_job_run_finished_when_over",
                condition=Q(status=RunStatus.RUNNING, finished_at__isnull=True)
                | (~Q(status=RunStatus.RUNNING) & Q(finished_at__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["tenant", "job_name", "-scheduled_for"], name="job_runs_latest")]
        triggers = [fixed_tenant()]

    def __str__(self) -> str:
        return f"{self.job_name} {self.scheduled_for:%Y-%m-%d %H:%M}"
