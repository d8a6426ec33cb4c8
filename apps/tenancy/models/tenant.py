from __future__ import annotations

from zoneinfo import ZoneInfo, available_timezones

import pgtrigger
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from apps.core.models import Record, touch
from apps.tenancy.choices import BusinessType, FirmStatus, SizeTier
from apps.tenancy.policies import TenantPolicy
from apps.tenancy.querysets import FirmManager

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def is_time_zone(value: str) -> None:
    """Refuse a name that is no IANA time zone; "localtime" is this machine's, of which the database knows nothing."""
    if value not in available_timezones() - {"localtime"}:
        raise ValidationError("“%(value)s” is no time zone; use a name such as Europe/Madrid.", params={"value": value})


class Tenant(Record):
    """A firm: the client whose rows the wall keeps apart. Its slug is its address, /f/<slug>/."""

    name = models.CharField(max_length=255)
    slug = models.CharField(
        max_length=63,
        unique=True,
        validators=[RegexValidator(SLUG, "Lower-case letters, digits and single dashes, such as harbor-dental.")],
        help_text="Part of the firm's address; cannot be changed later.",
    )
    status = models.CharField(max_length=20, choices=FirmStatus, default=FirmStatus.PROSPECT)
    business_type = models.CharField(max_length=20, choices=BusinessType, default=BusinessType.DEFAULT)
    cohort_label = models.CharField(max_length=50, blank=True, default="")
    segment = models.CharField(max_length=255, blank=True, default="")
    region = models.CharField(max_length=255, blank=True, default="")
    industry = models.CharField(max_length=255, blank=True, default="")
    time_zone = models.CharField(
        max_length=63, default="UTC", validators=[is_time_zone], help_text="Schedules and screens follow it."
    )
    currency = models.CharField(
        max_length=3,
        default="USD",
        validators=[RegexValidator(r"^[A-Z]{3}$", "Three capital letters, such as USD.")],
    )
    annual_revenue = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    team_headcount = models.PositiveIntegerField(default=5)
    baseline_monthly_leads = models.PositiveIntegerField(default=40)
    firm_size_tier = models.CharField(max_length=20, choices=SizeTier, default=SizeTier.SMALL)
    discovery_complete = models.BooleanField(default=False)
    last_diagnostic_id = models.CharField(max_length=255, blank=True, default="")
    notes = models.TextField(blank=True, default="")

    objects = FirmManager()

    class Meta:
        db_table = "tenants"
        verbose_name = "firm"
        constraints = [
            TenantPolicy(name="tenancy_tenant_policy", column="id"),
            models.CheckConstraint(name="tenancy_tenant_slug_form", condition=Q(slug__regex=SLUG)),
            models.CheckConstraint(name="tenancy_tenant_status_known", condition=Q(status__in=FirmStatus.values)),
            models.CheckConstraint(
                name="tenancy_tenant_size_tier_known", condition=Q(firm_size_tier__in=SizeTier.values)
            ),
            models.CheckConstraint(
                name="tenancy_tenant_business_type_known", condition=Q(business_type__in=BusinessType.values)
            ),
            models.CheckConstraint(
                name="tenancy_tenant_annual_revenue_not_negative",
                condition=Q(annual_revenue__isnull=True) | Q(annual_revenue__gte=0),
                violation_error_message="Annual revenue is zero or more.",
            ),
        ]
        triggers = [
            touch(),
            pgtrigger.ReadOnly(name="slug_is_fixed", fields=["slug"]),
            pgtrigger.Trigger(
                name="superusers_are_staff",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func="PERFORM staff_new_firm(NEW.id); RETURN NULL;",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """The firm's time zone."""
        return ZoneInfo(self.time_zone)
