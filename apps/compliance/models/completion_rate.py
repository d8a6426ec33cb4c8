from __future__ import annotations

from django.db import models

from apps.tenancy.querysets import TenantManager


class CompletionRate(models.Model):
    """A row of the view compliance_completion_rates: a type's checks of the last 90 days, and what became of them."""

    tenant = models.ForeignKey("tenancy.Tenant", on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    compliance_type = models.CharField(max_length=100, primary_key=True)  # within a firm
    total = models.BigIntegerField()
    completed = models.BigIntegerField()
    overdue = models.BigIntegerField()
    waived = models.BigIntegerField()
    completion_rate_pct = models.DecimalField(max_digits=5, decimal_places=1)
    closed_rate_pct = models.DecimalField(max_digits=5, decimal_places=1)
    avg_days_to_complete = models.DecimalField(max_digits=8, decimal_places=1, null=True)

    objects = TenantManager()

    class Meta:
        managed = False
        db_table = "compliance_completion_rates"

    def __str__(self) -> str:
        return self.compliance_type
