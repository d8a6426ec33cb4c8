from __future__ import annotations

from django.db import models
from django.db.models import Q

from apps.clients.choices import OrderStatus
from apps.clients.models.client import Client
from apps.clients.models.contact import Contact
from apps.clients.rules import ContactOfClient
from apps.core.models import touch
from apps.tenancy.fields import LinkField, PersonField
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy


@track_changes("orders")
class Order(TenantOwned):
    """Work that a client has ordered; feedback is asked for after its delivery."""

    client = LinkField(Client, on_delete=models.CASCADE, related_name="orders")
    contact = LinkField(Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="orders")
    order_number = models.CharField(max_length=50)
    title = models.CharField(max_length=255, blank=True, default="", db_default="")
    status = models.CharField(max_length=20, choices=OrderStatus, default=OrderStatus.NEW, db_default=OrderStatus.NEW)
    due_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    assigned_to = PersonField(null=True, blank=True)
    fee = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)

    class Meta:
        db_table = "orders"
        constraints = [
            TenantPolicy(name="clients_order_policy"),
            TenantLink(name="clients_order_client_link", field="client", on_delete="CASCADE"),
            TenantLink(name="clients_order_contact_link", field="contact", on_delete="SET NULL"),
            ContactOfClient(name="clients_order_contact_of_client"),
            models.UniqueConstraint(
                fields=["tenant", "order_number"],
                name="clients_order_number_unique",
                violation_error_message="The firm has an order of this number already.",
            ),
            models.CheckConstraint(name="clients_order_has_number", condition=~Q(order_number="")),
            models.CheckConstraint(name="clients_order_status_known", condition=Q(status__in=OrderStatus.values)),
            models.CheckConstraint(
                name="clients_order_delivered_when",
                condition=~Q(status=OrderStatus.DELIVERED) | Q(delivered_at__isnull=False),
                violation_error_message="A delivered order says when it was delivered.",
            ),
            models.CheckConstraint(
                name="clients_order_fee_not_negative",
                condition=Q(fee__isnull=True) | Q(fee__gte=0),
                violation_error_message="A fee is zero or more.",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "client"], name="orders_of_client"),
            models.Index(
                fields=["tenant", "delivered_at"], name="orders_delivered", condition=Q(delivered_at__isnull=False)
            ),
            models.Index(fields=["tenant", "-created_at", "-id"], name="orders_newest"),
        ]
        triggers = [touch(), fixed_tenant()]

    def __str__(self) -> str:
        return f"{self.order_number} {self.title}".strip()
