from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from apps.core.expressions import UUID7, AppNow
from apps.tenancy.fields import LinkField, PersonField
from apps.tenancy.policies import TenantPolicy
from apps.tenancy.querysets import TenantManager
from apps.work.choices import ActorKind


class AuditEvent(models.Model):
    """An act in a firm that leaves no changed row behind: an export, an import, a secret read, a refused try.

    Appended, never changed or deleted: no role but the owner may.
    """

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    tenant = LinkField("tenancy.Tenant", on_delete=models.DO_NOTHING, editable=False, related_name="+")
    actor = PersonField(null=True, editable=False)
    actor_kind = models.CharField(max_length=10, choices=ActorKind, editable=False)
    actor_name = models.CharField(max_length=150, blank=True, default="", editable=False)
    event_type = models.CharField(max_length=100, editable=False, help_text="noun_verb, such as secret_read.")
    entity_type = models.CharField(max_length=100, editable=False)
    entity_id = models.CharField(max_length=100, editable=False)
    before = models.JSONField(
        null=True, editable=False, encoder=DjangoJSONEncoder, help_text="Only what changed; never a secret value."
    )
    after = models.JSONField(null=True, editable=False, encoder=DjangoJSONEncoder)
    request_id = models.CharField(max_length=100, blank=True, default="", editable=False)
    created_at = models.DateTimeField(db_default=AppNow(), editable=False)

    objects = TenantManager()

    class Meta:
        db_table = "audit_events"
        constraints = [
            # No key: what happened outlives the firm it happened in.
            TenantPolicy(name="work_audit_event_policy", may="SELECT, INSERT", keyed=False),
            models.CheckConstraint(
                name="work_audit_event_actor_kind_known", condition=Q(actor_kind__in=ActorKind.values)
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "-created_at"], name="audit_events_newest"),
            models.Index(fields=["tenant", "entity_type", "entity_id", "-created_at"], name="audit_events_of_entity"),
        ]

    def __str__(self) -> str:
        return f"{self.event_type} {self.entity_type} {self.entity_id}"
