from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from apps.core.models import touch
from apps.tenancy.choices import Scope
from apps.tenancy.fields import PersonField
from apps.tenancy.models.owned import TenantOwned, fixed_tenant, track_changes
from apps.tenancy.policies import GlobalTable, TenantPolicy


@track_changes("api_tokens", exclude=("token_hash",), quiet=("last_used_at",))
class ApiToken(TenantOwned):
    """A program's key to one firm. Shown once; only its SHA-256 is kept."""

    name = models.CharField(max_length=100, help_text="What uses it, such as “reporting script”.")
    prefix = models.CharField(max_length=16, editable=False, help_text="The token's first characters, to know it by.")
    token_hash = models.BinaryField(max_length=32, editable=False)
    scopes = ArrayField(models.CharField(max_length=10, choices=Scope))
    created_by = PersonField(null=True, blank=True, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True, help_text="Empty: never.")
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False, help_text="To the minute.")
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        db_table = "api_tokens"
        verbose_name = "API token"
        constraints = [
            TenantPolicy(name="tenancy_api_token_policy"),
            models.UniqueConstraint(fields=["token_hash"], name="tenancy_api_token_unique"),
            models.CheckConstraint(
                name="tenancy_api_token_scopes_known",
                condition=Q(scopes__contained_by=Scope.values, scopes__len__gt=0),
                violation_error_message="A token has at least one of the scopes read, write, engine.",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "-created_at"], name="api_tokens_newest")]
        triggers = [touch(besides=("last_used_at",)), fixed_tenant()]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"


class ApiUsage(models.Model):
    """How many requests a token, a member or a firm made in the running minute; counted by ``api_use_count``."""

    subject = models.UUIDField(primary_key=True, help_text="A token's, a membership's or a firm's id.")
    minute = models.DateTimeField()
    requests = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "api_usage"
        constraints = [
            GlobalTable(
                name="tenancy_api_usage_is_global",
                reason="Counted before the firm is known to be allowed in; no role reads it, a definer function does.",
                grants=[],
            ),
        ]
