from django.db import models


class Role(models.TextChoices):
    """What a member may do in a firm; each role includes the one before, ``staff`` all of ``admin``."""

    VIEWER = "viewer", "Viewer"
    MEMBER = "member", "Member"
    ADMIN = "admin", "Admin"
    OWNER = "owner", "Owner"
    STAFF = "staff", "Staff"


class FirmStatus(models.TextChoices):
    PROSPECT = "prospect", "Prospect"
    ACTIVE = "active", "Active"
    PAUSED = "paused", "Paused"
    CHURNED = "churned", "Churned"


class SizeTier(models.TextChoices):
    """Bands by head count: 1–5, 6–15, 16–50, above."""

    MICRO = "micro", "Micro (1–5)"
    SMALL = "small", "Small (6–15)"
    MID = "mid", "Mid (16–50)"
    LARGE = "large", "Large (over 50)"


class BusinessType(models.TextChoices):
    DEFAULT = "default", "Company"
    CHAMBER = "chamber", "Chamber or association"


class Scope(models.TextChoices):
    """What an API token may do: ``engine`` what a member does, ``write`` what an admin edits; both include ``read``."""

    READ = "read", "Read"
    WRITE = "write", "Read and write"
    ENGINE = "engine", "Read, and work off what engines find"
