from __future__ import annotations

from django.db import models


class OutcomeAggregate(models.Model):
    """A row of the view ``outcome_aggregates``: one figure over a group of at least three firms, no firm in it.

    Each firm counts with its latest milestone; ``milestones`` says how many firms are at which. Below five firms there
    is a median and no quartiles.

    ``measure`` is a metric's key with the kind ``delta`` or ``improvement_pct``, a part of the return with the kind
    ``yearly``, ``net_roi_percent`` or ``attainment_pct``; the row of kind ``status`` has the counts instead.
    """

    row_key = models.TextField(primary_key=True)
    grouping = models.TextField()
    segment = models.TextField()
    industry = models.TextField()
    size_band = models.TextField()
    kind = models.TextField()
    measure = models.TextField()
    unit = models.TextField()
    lower_is_better = models.BooleanField()
    firms = models.IntegerField()
    milestones = models.JSONField()
    p25 = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    p50 = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    p75 = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    on_track = models.IntegerField(null=True)
    at_risk = models.IntegerField(null=True)
    off_track = models.IntegerField(null=True)
    refreshed_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "outcome_aggregates"

    def __str__(self) -> str:
        return self.row_key
