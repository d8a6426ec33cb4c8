from __future__ import annotations

import pgtrigger
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q

from apps.core.models import touch
from apps.metrics.choices import Unit
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantPolicy

KEY = r"^[a-z][a-z0-9_]*$"


@track_changes("metric_definitions")
class MetricDefinition(TenantOwned):
    """A figure that a firm measures. The standard six are copied in when the firm is made (sql/standard_metrics)."""

    key = models.CharField(
        max_length=63,
        validators=[RegexValidator(KEY, "Lower-case letters, digits and underscores, such as no_show_rate.")],
        help_text="Its name in files, commands and the API; cannot be changed later.",
    )
    label = models.CharField(max_length=100)
    unit = models.CharField(max_length=10, choices=Unit)
    lower_is_better = models.BooleanField(default=False, db_default=False)
    min_value = models.DecimalField(
        max_digits=14, decimal_places=4, null=True, blank=True, help_text="A lower reading is refused."
    )
    max_value = models.DecimalField(
        max_digits=14, decimal_places=4, null=True, blank=True, help_text="A higher reading is refused."
    )
    weight = models.DecimalField(
        max_digits=6,
        decimal_places=2,
        default=1,
        db_default=1,
        validators=[MinValueValidator(0)],
        help_text="How much it counts in the attainment; 0: it is measured and does not count.",
    )
    is_active = models.BooleanField(
        default=True, db_default=True, help_text="An inactive one is asked for no more; its readings stay."
    )
    sort_order = models.PositiveSmallIntegerField(default=100, db_default=100)

    class Meta:
        db_table = "metric_definitions"
        verbose_name = "metric"
        constraints = [
            TenantPolicy(name="metrics_definition_policy"),
            models.UniqueConstraint(
                fields=["tenant", "key"],
                name="metrics_definition_key_unique",
                violation_error_message="The firm has a metric of this key already.",
            ),
            models.CheckConstraint(name="metrics_definition_key_form", condition=Q(key__regex=KEY)),
            models.CheckConstraint(name="metrics_definition_unit_known", condition=Q(unit__in=Unit.values)),
            models.CheckConstraint(
                name="metrics_definition_bounds_in_order",
                condition=Q(min_value__isnull=True) | Q(max_value__isnull=True) | Q(min_value__lt=F("max_value")),
                violation_error_message="The lowest reading has to be below the highest one.",
            ),
            models.CheckConstraint(
                name="metrics_definition_percent_bounds",
                condition=~Q(unit=Unit.PERCENT)
                | Q(min_value__isnull=False, min_value__gte=0, max_value__isnull=False, max_value__lte=100),
                violation_error_message="A percentage lies between 0 and 100: give both bounds.",
            ),
            models.CheckConstraint(
                name="metrics_definition_weight_not_negative",
                condition=Q(weight__gte=0),
                violation_error_message="A weight is zero or more.",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "-created_at", "-id"], name="metric_definitions_newest")]
        triggers = [
            touch(),
            fixed_tenant(),
            pgtrigger.ReadOnly(name="key_is_fixed", fields=["key"]),
            pgtrigger.Trigger(
                name="measured_metric_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                # while its firm is being deleted everything of it goes
                func="""
                IF EXISTS (SELECT FROM tenants t WHERE t.id = OLD.tenant_id) AND EXISTS (
                    SELECT FROM implementation_snapshots s
                    WHERE s.tenant_id = OLD.tenant_id AND s.metrics ? OLD.key
                ) THEN
                    RAISE EXCEPTION '% was measured: switch it off instead of deleting it.', OLD.label
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'measured_metric_stays';
                END IF;
                RETURN OLD;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.label
