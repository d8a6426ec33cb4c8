from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from apps.core.models import touch
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantPolicy

PATTERN_ID = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
BAD_ID = "An id has letters, digits, dots, dashes and underscores, such as rest-api."
NO_NAME = "Give the pattern a name."


@track_changes("patterns")
class Pattern(TenantOwned):
    """A template that projects are scaffolded from, under the firm's own short id."""

    pattern_id = models.CharField(
        "id",
        max_length=50,
        validators=[RegexValidator(PATTERN_ID, BAD_ID)],
        help_text="Letters, digits, dots, dashes and underscores, such as rest-api. It stays.",
    )
    name = models.CharField(max_length=100, validators=[RegexValidator(r"\S", NO_NAME)])
    description = models.TextField(blank=True, default="", db_default="")
    category = models.CharField(max_length=50, blank=True, default="", db_default="")
    languages = ArrayField(models.CharField(max_length=50), size=50, blank=True, default=list, db_default=[])
    version = models.CharField(
        max_length=20, default="1.0.0", db_default="1.0.0", help_text="A project keeps the one it was made with."
    )
    is_active = models.BooleanField(default=True, db_default=True, help_text="Off: no longer recommended.")

    class Meta:
        db_table = "patterns"
        verbose_name = "pattern"
        constraints = [
            TenantPolicy(name="patterns_pattern_policy"),
            models.UniqueConstraint(
                fields=["tenant", "pattern_id"],
                name="patterns_pattern_once",
                violation_error_message="There is a pattern of this id already.",
            ),
            models.CheckConstraint(
                name="patterns_pattern_id_plain",
                condition=Q(pattern_id__regex=PATTERN_ID),
                violation_error_message=BAD_ID,
            ),
            models.CheckConstraint(
                name="patterns_pattern_has_name",
                condition=~Q(name__regex=r"^\s*$"),
                violation_error_message=NO_NAME,
            ),
        ]
        indexes = [models.Index(fields=["tenant", "-created_at", "-id"], name="patterns_newest")]
        triggers = [touch(), fixed_tenant()]

    def __str__(self) -> str:
        return self.name
