from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from apps.core.models import touch
from apps.tenancy.fields import PersonField
from apps.tenancy.models import TenantOwned
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantPolicy
from apps.work.choices import BatchStatus


class ChangeBatch(TenantOwned):
    """Many rows changed in one go, so that they can be put back in one go.

    The history of each row carries the batch's id in its context, as ``batch``.
    """

    title = models.CharField(max_length=200, help_text="What was done, such as “Move 14 tickets to done”.")
    model_label = models.CharField(max_length=100, editable=False, help_text="Such as tickets.TicketInstance.")
    status = models.CharField(max_length=10, choices=BatchStatus, default=BatchStatus.RUNNING, editable=False)
    made_by = PersonField(null=True, blank=True, editable=False)
    made_by_name = models.CharField(max_length=150, blank=True, default="", editable=False)
    row_count = models.PositiveIntegerField(default=0, editable=False, help_text="How many rows it is to change.")
    done_count = models.PositiveIntegerField(default=0, editable=False)
    skipped = models.JSONField(default=list, blank=True, editable=False, help_text="Per row: id, label, reason.")
    request = models.JSONField(default=dict, blank=True, editable=False, help_text="What a job needs to go on.")
    error = models.CharField(max_length=500, blank=True, default="", editable=False)
    undoes = models.UUIDField(null=True, blank=True, editable=False, help_text="The batch that this one put back.")
    undone_at = models.DateTimeField(null=True, blank=True, editable=False)
    undone_by_name = models.CharField(max_length=150, blank=True, default="", editable=False)

    class Meta:
        db_table = "change_batches"
        verbose_name = "batch of changes"
        verbose_name_plural = "batches of changes"
        constraints = [
            TenantPolicy(name="work_batch_policy"),
            models.CheckConstraint(name="work_batch_status_known", condition=Q(status__in=BatchStatus.values)),
            models.CheckConstraint(name="work_batch_done_within_rows", condition=Q(done_count__lte=F("row_count"))),
            models.CheckConstraint(
                name="work_batch_undone_only_when_done", condition=Q(undone_at__isnull=True) | Q(status="done")
            ),
        ]
        indexes = [models.Index(fields=["tenant", "-created_at", "-id"], name="change_batches_newest")]
        triggers = [touch(besides=("done_count",)), fixed_tenant()]

    def __str__(self) -> str:
        return self.title
