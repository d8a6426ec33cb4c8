from __future__ import annotations

from django.db import models

from apps.core.models import touch
from apps.tenancy.models.owned import TenantOwned, fixed_tenant
from apps.tenancy.policies import TenantPolicy


class PublicLink(TenantOwned):
    """A mailed link that opens one page without signing in, until it ends. Only its hash is kept."""

    purpose = models.CharField(max_length=50, help_text="What it opens, such as feedback or quote.")
    object_id = models.UUIDField(help_text="The row that it opens.")
    token_hash = models.BinaryField(max_length=32, editable=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True, editable=False, help_text="Of a link that works once.")
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        db_table = "public_links"
        constraints = [
            TenantPolicy(name="work_public_link_policy"),
            models.UniqueConstraint(fields=["token_hash"], name="work_public_link_token_unique"),
        ]
        indexes = [
            models.Index(fields=["tenant", "purpose", "object_id"], name="public_links_of_object"),
            models.Index(fields=["tenant", "-created_at", "-id"], name="public_links_newest"),
        ]
        triggers = [touch(), fixed_tenant()]

    def __str__(self) -> str:
        return f"{self.purpose} until {self.expires_at:%Y-%m-%d}"
