from __future__ import annotations

from django.db import models

from apps.core.expressions import UUID7
from apps.tenancy.fields import LinkField
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantPolicy
from apps.tenancy.querysets import TenantManager


class CaseCounter(models.Model):
    """The last case number that a year has given; raised by the trigger that numbers a case, under the row's lock."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    tenant = LinkField("tenancy.Tenant", on_delete=models.CASCADE, editable=False, related_name="+")
    year = models.SmallIntegerField(editable=False)
    last_number = models.PositiveIntegerField(default=0, db_default=0, editable=False)

    objects = TenantManager()

    class Meta:
        db_table = "case_counters"
        constraints = [
            TenantPolicy(name="clients_case_counter_policy", may="SELECT, INSERT, UPDATE"),
            models.UniqueConstraint(fields=["tenant", "year"], name="clients_case_counter_once"),
        ]
        triggers = [fixed_tenant()]

    def __str__(self) -> str:
        return f"{self.year}: {self.last_number}"
