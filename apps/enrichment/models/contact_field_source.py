from __future__ import annotations

from django.db import models
from django.db.models import Q

from apps.clients.models import Contact
from apps.core.expressions import AppNow
from apps.core.models import touch
from apps.enrichment.choices import FIELDS, Source
from apps.tenancy.fields import LinkField, PersonField
from apps.tenancy.models import TenantOwned
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy


class ContactFieldSource(TenantOwned):
    """Where the value of a contact's field came from, when, and who accepted it."""

    contact = LinkField(Contact, on_delete=models.CASCADE, related_name="field_sources", editable=False)
    field = models.CharField(max_length=20, choices=[(name, name) for name in FIELDS], editable=False)
    value = models.CharField(max_length=500, editable=False)
    source = models.CharField(max_length=20, choices=Source, editable=False)
    learned_at = models.DateTimeField(db_default=AppNow(), editable=False)
    accepted_by = PersonField(null=True, blank=True, editable=False)

    class Meta:
        db_table = "contact_field_sources"
        constraints = [
            TenantPolicy(name="enrichment_field_source_policy"),
            TenantLink(name="enrichment_field_source_contact_link", field="contact", on_delete="CASCADE"),
            models.UniqueConstraint(fields=["tenant", "contact", "field"], name="enrichment_field_source_latest"),
            models.CheckConstraint(name="enrichment_field_source_known", condition=Q(source__in=Source.values)),
        ]
        indexes = [models.Index(fields=["tenant", "-created_at", "-id"], name="contact_field_sources_newest")]
        triggers = [touch(), fixed_tenant()]

    def __str__(self) -> str:
        return f"{self.field} from {self.get_source_display()}"
