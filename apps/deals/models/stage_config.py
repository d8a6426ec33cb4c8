from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from apps.core.models import touch
from apps.deals.choices import OPEN_STAGES
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantPolicy

OPEN = [(stage.value, stage.label) for stage in OPEN_STAGES]


@track_changes("deal_stage_config")
class StageConfig(TenantOwned):
    """When a deal of a stage counts as stalled, and how often it is followed up. Each firm begins with the defaults."""

    stage = models.CharField(max_length=20, choices=OPEN)
    max_days_before_stale = models.PositiveSmallIntegerField(
        default=7,
        db_default=7,
        validators=[MinValueValidator(1)],
        help_text="Days without activity; one more and it is stalled.",
    )
    follow_up_interval_days = models.PositiveSmallIntegerField(
        default=3, db_default=3, validators=[MinValueValidator(1)]
    )
    max_follow_ups = models.PositiveSmallIntegerField(default=5, db_default=5, validators=[MinValueValidator(1)])
    drafts_first = models.BooleanField(
        default=False, db_default=False, help_text="Show a follow-up to somebody before it goes."
    )

    class Meta:
        db_table = "deal_stage_config"
        verbose_name = "stage settings"
        verbose_name_plural = "stage settings"
        constraints = [
            TenantPolicy(name="deals_stage_config_policy"),
            models.UniqueConstraint(
                fields=["tenant", "stage"],
                name="deals_stage_config_one_per_stage",
                violation_error_message="The stage has its settings already; change them.",
            ),
            models.CheckConstraint(name="deals_stage_config_stage_open", condition=Q(stage__in=OPEN_STAGES)),
            models.CheckConstraint(
                name="deals_stage_config_positive",
                condition=Q(max_days_before_stale__gt=0, follow_up_interval_days__gt=0, max_follow_ups__gt=0),
                violation_error_message="Days and follow-ups are one or more.",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "-created_at", "-id"], name="deal_stage_config_newest")]
        triggers = [touch(), fixed_tenant()]

    def __str__(self) -> str:
        return self.get_stage_display()
