from __future__ import annotations

from django.db import models
from django.db.models import Q

from apps.clients.choices import OPEN_CASES, CaseStatus, CaseType, Priority
from apps.clients.models.client import Client
from apps.clients.models.contact import Contact
from apps.clients.models.order import Order
from apps.clients.rules import ContactOfClient
from apps.core.models import touch
from apps.tenancy.fields import LinkField, PersonField
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy


@track_changes("cases")
class Case(TenantOwned):
    """Something a client has to be answered or helped with. Its number is the database's to give."""

    case_number = models.CharField(max_length=20, editable=False)
    subject = models.CharField(max_length=255)
    description = models.TextField(blank=True, default="", db_default="")
    case_type = models.CharField(
        max_length=20, choices=CaseType, default=CaseType.QUESTION, db_default=CaseType.QUESTION
    )
    status = models.CharField(max_length=20, choices=CaseStatus, default=CaseStatus.OPEN, db_default=CaseStatus.OPEN)
    priority = models.CharField(max_length=10, choices=Priority, default=Priority.MEDIUM, db_default=Priority.MEDIUM)
    client = LinkField(Client, on_delete=models.SET_NULL, null=True, blank=True, related_name="cases")
    contact = LinkField(Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="cases")
    order = LinkField(Order, on_delete=models.SET_NULL, null=True, blank=True, related_name="cases")
    assigned_to = PersonField(null=True, blank=True)
    created_by = PersonField(null=True, blank=True, editable=False)

    class Meta:
        db_table = "cases"
        constraints = [
            TenantPolicy(name="clients_case_policy"),
            TenantLink(name="clients_case_client_link", field="client", on_delete="SET NULL"),
            TenantLink(name="clients_case_contact_link", field="contact", on_delete="SET NULL"),
            ContactOfClient(name="clients_case_contact_of_client"),
            TenantLink(name="clients_case_order_link", field="order", on_delete="SET NULL"),
            models.UniqueConstraint(fields=["tenant", "case_number"], name="clients_case_number_unique"),
            models.CheckConstraint(name="clients_case_has_subject", condition=~Q(subject="")),
            models.CheckConstraint(name="clients_case_type_known", condition=Q(case_type__in=CaseType.values)),
            models.CheckConstraint(name="clients_case_status_known", condition=Q(status__in=CaseStatus.values)),
            models.CheckConstraint(name="clients_case_priority_known", condition=Q(priority__in=Priority.values)),
        ]
        indexes = [
            models.Index(fields=["tenant", "order"], name="cases_open_of_order", condition=Q(status__in=OPEN_CASES)),
            models.Index(fields=["tenant", "client"], name="cases_of_client"),
            models.Index(fields=["tenant", "-created_at", "-id"], name="cases_newest"),
        ]
        triggers = [touch(), fixed_tenant()]

    def __str__(self) -> str:
        return f"{self.case_number} {self.subject}"
