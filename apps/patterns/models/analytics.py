from __future__ import annotations

from typing import Any

from django.db import models

from apps.tenancy.querysets import TenantManager


def _percent(**options: Any) -> models.DecimalField[Any, Any]:
    return models.DecimalField(max_digits=5, decimal_places=2, null=True, **options)


class PatternAnalytics(models.Model):
    """A row of the view ``pattern_analytics``: what became of a pattern's projects, as of ``refreshed_at``.

    Percentages are 0 to 100; ``build_success_low`` and ``_high`` bound the rate by Wilson's interval at 95 %.
    """

    tenant = models.ForeignKey("tenancy.Tenant", on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    pattern_id = models.CharField(max_length=50, primary_key=True)  # within a firm
    pattern_name = models.CharField(max_length=100)
    is_active = models.BooleanField()
    total_projects = models.IntegerField()
    active_projects = models.IntegerField()
    projects_last_30_days = models.IntegerField()
    projects_last_7_days = models.IntegerField()
    successful_builds = models.IntegerField()
    failed_builds = models.IntegerField()
    build_success_rate = _percent()
    build_success_low = _percent()
    build_success_high = _percent()
    newer_successful_builds = models.IntegerField()
    newer_builds = models.IntegerField()
    tested_projects = models.IntegerField()
    avg_test_pass_rate = _percent()
    deployed_projects = models.IntegerField()
    feedback_count = models.IntegerField()
    projects_with_feedback = models.IntegerField()
    feedback_rate_pct = _percent()
    avg_satisfaction = _percent()
    avg_usefulness = _percent()
    avg_nps = _percent(help_text="The mean of likelihood_to_reuse, under its specified name; no Net Promoter Score.")
    reuse_count = models.IntegerField()
    nps = _percent()
    recommendation_count = models.IntegerField()
    recommend_answers = models.IntegerField()
    recommend_rate_pct = _percent()
    avg_time_to_build_minutes = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    median_time_to_build_minutes = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    last_activity = models.DateTimeField()
    refreshed_at = models.DateTimeField()

    objects = TenantManager()

    class Meta:
        managed = False
        db_table = "pattern_analytics"
        verbose_name = "pattern's figures"
        verbose_name_plural = "patterns' figures"

    def __str__(self) -> str:
        return self.pattern_name

    @property
    def builds(self) -> int:
        """How many projects were built."""
        return self.successful_builds + self.failed_builds


class PatternDay(models.Model):
    """A row of the view ``pattern_daily``: what happened to a pattern's projects on one day of the firm."""

    tenant = models.ForeignKey("tenancy.Tenant", on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    pattern_id = models.CharField(max_length=50, primary_key=True)  # within a firm and day
    day = models.DateField()
    projects_created = models.IntegerField()
    builds_ok = models.IntegerField()
    builds_failed = models.IntegerField()
    feedback_count = models.IntegerField()
    satisfaction_sum = models.IntegerField()
    avg_satisfaction = _percent()
    reuse_count = models.IntegerField()
    promoters = models.IntegerField()
    detractors = models.IntegerField()
    avg_reuse = _percent()
    test_count = models.IntegerField()
    test_rate_sum = models.DecimalField(max_digits=14, decimal_places=2)
    avg_test_pass_rate = _percent()

    objects = TenantManager()

    class Meta:
        managed = False
        db_table = "pattern_daily"

    def __str__(self) -> str:
        return f"{self.pattern_id} {self.day}"
