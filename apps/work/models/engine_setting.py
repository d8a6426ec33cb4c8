from __future__ import annotations

from django.db import models

from apps.core.models import touch
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantPolicy


@track_changes("engine_settings")
class EngineSetting(TenantOwned):
    """What a firm wants of an engine. Without a row the engine runs by its schedule."""

    job_name = models.CharField(max_length=50)
    is_paused = models.BooleanField(default=False, db_default=False)

    class Meta:
        db_table = "engine_settings"
        constraints = [
            TenantPolicy(name="work_engine_setting_policy"),
            models.UniqueConstraint(fields=["tenant", "job_name"], name="work_engine_setting_once"),
        ]
        indexes = [models.Index(fields=["tenant", "-created_at", "-id"], name="engine_settings_newest")]
        triggers = [touch(), fixed_tenant()]

    def __str__(self) -> str:
        return self.job_name
