from __future__ import annotations

from django.db import models

from apps.core.expressions import UUID7, AppNow
from apps.tenancy.fields import LinkField
from apps.tenancy.policies import TenantPolicy
from apps.tenancy.querysets import TenantManager


class Effect(models.Model):
    """A key of something that must happen once though its job may run twice, kept with the effect or not at all."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    tenant = LinkField("tenancy.Tenant", on_delete=models.CASCADE, editable=False, related_name="+")
    key = models.CharField(max_length=200, editable=False)
    done_at = models.DateTimeField(db_default=AppNow(), editable=False)

    objects = TenantManager()

    class Meta:
        db_table = "effect_ledger"
        constraints = [
            TenantPolicy(name="work_effect_policy", may="SELECT, INSERT"),
            models.UniqueConstraint(fields=["tenant", "key"], name="work_effect_once"),
        ]

    def __str__(self) -> str:
        return self.key
