from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from apps.clients.choices import ClientStatus, Priority
from apps.core.models import touch
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantPolicy


@track_changes("clients")
class Client(TenantOwned):
    """A company that the firm works for, or wants to."""

    company_name = models.CharField(max_length=255)
    primary_contact = models.CharField(
        max_length=255, blank=True, default="", db_default="", help_text="A name, where no contact is."
    )
    email = models.EmailField(max_length=254, blank=True, default="", db_default="")
    phone = models.CharField(max_length=50, blank=True, default="", db_default="")
    address = models.TextField(blank=True, default="", db_default="")
    website = models.URLField(max_length=500, blank=True, default="", db_default="")
    status = models.CharField(
        max_length=20, choices=ClientStatus, default=ClientStatus.ACTIVE, db_default=ClientStatus.ACTIVE
    )
    priority = models.CharField(max_length=10, choices=Priority, default=Priority.MEDIUM, db_default=Priority.MEDIUM)
    tier = models.CharField(
        max_length=20, blank=True, default="", db_default="", help_text="The firm's own grading, such as A."
    )
    is_active = models.BooleanField(default=True, db_default=True, help_text="Engines leave inactive ones alone.")
    notes = models.TextField(blank=True, default="", db_default="")

    class Meta:
        db_table = "clients"
        constraints = [
            TenantPolicy(name="clients_client_policy"),
            models.UniqueConstraint(
                "tenant",
                Lower("company_name"),
                name="clients_client_name_unique",
                violation_error_message="The firm has a client of this name already.",
            ),
            models.CheckConstraint(
                name="clients_client_has_name",
                condition=~Q(company_name__regex=r"^\s*$"),
                violation_error_message="A client has a name.",
            ),
            models.CheckConstraint(name="clients_client_status_known", condition=Q(status__in=ClientStatus.values)),
            models.CheckConstraint(name="clients_client_priority_known", condition=Q(priority__in=Priority.values)),
        ]
        indexes = [models.Index(fields=["tenant", "-created_at", "-id"], name="clients_newest")]
        triggers = [touch(), fixed_tenant()]

    def __str__(self) -> str:
        return self.company_name
