from __future__ import annotations

from django.db import models
from django.db.models import Q

from apps.clients.choices import BuyingRole
from apps.clients.models.client import Client
from apps.core.models import touch
from apps.tenancy.fields import LinkField
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy


@track_changes("contacts")
class Contact(TenantOwned):
    """A person at a client, or one whose company is not known yet."""

    client = LinkField(Client, on_delete=models.CASCADE, null=True, blank=True, related_name="contacts")
    first_name = models.CharField(max_length=100, blank=True, default="", db_default="")
    last_name = models.CharField(max_length=100, blank=True, default="", db_default="")
    title = models.CharField(max_length=150, blank=True, default="", db_default="", help_text="What they are there.")
    email = models.EmailField(max_length=254, blank=True, default="", db_default="")
    phone = models.CharField(max_length=50, blank=True, default="", db_default="")
    mobile = models.CharField(max_length=50, blank=True, default="", db_default="")
    linkedin_url = models.URLField(max_length=500, blank=True, default="", db_default="")
    buying_role = models.CharField(max_length=20, choices=BuyingRole, blank=True, default="", db_default="")
    is_primary = models.BooleanField(default=False, db_default=False, help_text="Whom mails to the client go to.")
    unsubscribed_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Wants no mail that is sent in bulk."
    )
    props = models.JSONField(default=dict, db_default={}, blank=True, help_text="What else is known.")

    class Meta:
        db_table = "contacts"
        constraints = [
            TenantPolicy(name="clients_contact_policy"),
            TenantLink(name="clients_contact_client_link", field="client", on_delete="CASCADE"),
            models.UniqueConstraint(
                fields=["tenant", "client"],
                condition=Q(is_primary=True),
                name="clients_contact_one_primary",
                violation_error_message="The client has a primary contact already.",
            ),
            models.CheckConstraint(
                name="clients_contact_has_name_or_email",
                condition=~Q(first_name="", last_name="", email=""),
                violation_error_message="A contact has a name or an email.",
            ),
            models.CheckConstraint(
                name="clients_contact_role_known", condition=Q(buying_role__in=["", *BuyingRole.values])
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "client"], name="contacts_of_client"),
            models.Index(fields=["tenant", "email"], name="contacts_by_email"),
            models.Index(fields=["tenant", "-created_at", "-id"], name="contacts_newest"),
        ]
        triggers = [touch(), fixed_tenant()]

    def __str__(self) -> str:
        return self.full_name or self.email

    @property
    def full_name(self) -> str:
        """First and last name; empty where neither is known."""
        return f"{self.first_name} {self.last_name}".strip()
