from __future__ import annotations

from django.db import models
from django.db.models import Q

from apps.core.models import touch
from apps.tenancy.models.owned import TenantOwned, fixed_tenant
from apps.tenancy.policies import TenantPolicy


class IdempotencyKey(TenantOwned):
    """An answer to a POST, kept so that the same request sent again is answered alike and done once.

    The row is written in the request's own transaction: a second request with the key waits for the first.
    """

    caller_id = models.UUIDField(editable=False, help_text="The token, or the person, that sent it.")
    key = models.CharField(max_length=200, editable=False)
    request_hash = models.BinaryField(max_length=32, editable=False, help_text="SHA-256 of method, address and body.")
    status = models.PositiveSmallIntegerField(null=True, editable=False, help_text="Empty while the first runs.")
    headers = models.JSONField(default=dict, editable=False)
    body = models.TextField(blank=True, default="", editable=False)

    class Meta:
        db_table = "idempotency_keys"
        constraints = [
            TenantPolicy(name="tenancy_idempotency_key_policy"),
            models.UniqueConstraint(fields=["tenant", "caller_id", "key"], name="tenancy_idempotency_key_once"),
            models.CheckConstraint(name="tenancy_idempotency_key_not_empty", condition=~Q(key="")),
        ]
        indexes = [models.Index(fields=["tenant", "caller_id", "created_at"], name="idempotency_keys_oldest")]
        triggers = [touch(), fixed_tenant()]

    def __str__(self) -> str:
        return self.key
