from django.db import models


class Unit(models.TextChoices):
    MINUTES = "minutes", "Minutes"
    HOURS = "hours", "Hours"
    PERCENT = "percent", "Percent"
    COUNT = "count", "Count"
    MONEY = "money", "Money"
    SCORE = "score", "Score"


class SnapshotLabel(models.TextChoices):
    """The milestones of a roadmap, each measured once, and readings at any other time."""

    BASELINE = "baseline", "Baseline"
    D30 = "30d", "30 days"
    D60 = "60d", "60 days"
    D90 = "90d", "90 days"
    CUSTOM = "custom", "Other day"


MILESTONES = {SnapshotLabel.BASELINE: 0, SnapshotLabel.D30: 30, SnapshotLabel.D60: 60, SnapshotLabel.D90: 90}


class SnapshotSource(models.TextChoices):
    MANUAL = "manual", "Entered by hand"
    GHL_EXPORT = "ghl_export", "GHL export"
    API = "api", "API"


class OutcomeStatus(models.TextChoices):
    ON_TRACK = "on_track", "On track"
    AT_RISK = "at_risk", "At risk"
    OFF_TRACK = "off_track", "Off track"


class StatusMethod(models.TextChoices):
    """The rule that gave an outcome its status."""

    ATTAINMENT = "attainment", "Share of the promised improvement"
    NET_ROI = "net_roi", "Net return"
    NONE = "none", "Not enough data"


class ProjectionSource(models.TextChoices):
    MANUAL = "manual", "Entered by hand"
    FIRMS = "firms", "Results of other firms"
