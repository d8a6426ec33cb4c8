from __future__ import annotations

from django.db import models
from django.db.models import Q

from apps.clients.choices import OPEN_TASKS, Priority, TaskStatus
from apps.clients.models.client import Client
from apps.clients.models.contact import Contact
from apps.clients.models.order import Order
from apps.clients.rules import ContactOfClient
from apps.core.models import touch
from apps.tenancy.fields import LinkField, PersonField
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy


@track_changes("tasks")
class Task(TenantOwned):
    """Something that a person of the firm has to do for a client."""

    title = models.CharField(max_length=255)
    description = models.TextField(blank=True, default="", db_default="")
    client = LinkField(Client, on_delete=models.SET_NULL, null=True, blank=True, related_name="tasks")
    contact = LinkField(Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="tasks")
    order = LinkField(Order, on_delete=models.SET_NULL, null=True, blank=True, related_name="tasks")
    priority = models.CharField(max_length=10, choices=Priority, default=Priority.MEDIUM, db_default=Priority.MEDIUM)
    status = models.CharField(
        max_length=20, choices=TaskStatus, default=TaskStatus.PENDING, db_default=TaskStatus.PENDING
    )
    due_on = models.DateField(null=True, blank=True)
    assigned_to = PersonField(null=True, blank=True)
    created_by = PersonField(null=True, blank=True, editable=False)
    subject_type = models.CharField(
        max_length=50,
        blank=True,
        default="",
        db_default="",
        editable=False,
        help_text="The table of what an engine made it for.",
    )
    subject_id = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        db_table = "tasks"
        constraints = [
            TenantPolicy(name="clients_task_policy"),
            TenantLink(name="clients_task_client_link", field="client", on_delete="SET NULL"),
            TenantLink(name="clients_task_contact_link", field="contact", on_delete="SET NULL"),
            ContactOfClient(name="clients_task_contact_of_client"),
            TenantLink(name="clients_task_order_link", field="order", on_delete="SET NULL"),
            models.CheckConstraint(name="clients_task_has_title", condition=~Q(title="")),
            models.CheckConstraint(name="clients_task_status_known", condition=Q(status__in=TaskStatus.values)),
            models.CheckConstraint(name="clients_task_priority_known", condition=Q(priority__in=Priority.values)),
            models.CheckConstraint(
                name="clients_task_subject_whole",
                condition=Q(subject_type="", subject_id__isnull=True)
                | (~Q(subject_type="") & Q(subject_id__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "due_on"], name="tasks_open_by_day", condition=Q(status__in=OPEN_TASKS)),
            models.Index(fields=["tenant", "client"], name="tasks_of_client"),
            models.Index(fields=["tenant", "-created_at", "-id"], name="tasks_newest"),
        ]
        triggers = [touch(), fixed_tenant()]

    def __str__(self) -> str:
        return self.title
