from __future__ import annotations

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q

from apps.core.models import touch
from apps.tenancy.fields import PersonField
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantPolicy


@track_changes("tenant_roi_assumptions")
class RoiAssumptions(TenantOwned):
    """What a firm's hour, lead and deal are worth, and what the program costs. Without a row defaults are assumed."""

    blended_hourly_rate = models.DecimalField(max_digits=10, decimal_places=2, help_text="What an hour of work costs.")
    annual_lead_volume = models.PositiveIntegerField(help_text="Inquiries a year.")
    avg_deal_value = models.DecimalField(
        max_digits=12, decimal_places=2, validators=[MinValueValidator(0)], help_text="What a deal brings."
    )
    implementation_cost = models.DecimalField(
        max_digits=12,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0)],
        help_text="What the program costs. With 0 no return in percent is computed.",
    )
    currency = models.CharField(
        max_length=3, default="USD", validators=[RegexValidator(r"^[A-Z]{3}$", "Three capital letters, such as USD.")]
    )
    updated_by = PersonField(null=True, blank=True, editable=False)

    class Meta:
        db_table = "tenant_roi_assumptions"
        verbose_name = "ROI assumptions"
        verbose_name_plural = "ROI assumptions"
        constraints = [
            TenantPolicy(name="metrics_assumptions_policy"),
            models.UniqueConstraint(
                fields=["tenant"],
                name="metrics_assumptions_one_per_firm",
                violation_error_message="The firm has its assumptions already; change them.",
            ),
            models.CheckConstraint(
                name="metrics_assumptions_rate_positive",
                condition=Q(blended_hourly_rate__gt=0),
                violation_error_message="An hour costs more than 0.",
            ),
            models.CheckConstraint(
                name="metrics_assumptions_deal_not_negative",
                condition=Q(avg_deal_value__gte=0),
                violation_error_message="A deal's value is 0 or more.",
            ),
            models.CheckConstraint(
                name="metrics_assumptions_cost_not_negative",
                condition=Q(implementation_cost__gte=0),
                violation_error_message="The program's cost is 0 or more.",
            ),
            models.CheckConstraint(
                name="metrics_assumptions_currency_form",
                condition=Q(currency__regex=r"^[A-Z]{3}$"),
                violation_error_message="A currency is three capital letters, such as USD.",
            ),
        ]
        triggers = [touch(), fixed_tenant()]

    def __str__(self) -> str:
        return f"{self.blended_hourly_rate} {self.currency} an hour"
