from __future__ import annotations

from django.db import models
from django.db.models import F, Func, Q

from apps.core.models import touch
from apps.tenancy.fields import LinkField, PersonField
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy
from apps.tickets.models.ticket_instance import TicketInstance

LARGEST = 10 * 1024 * 1024  # bytes


@track_changes("ticket_evidence", exclude=("content", "byte_size", "sha256"))
class TicketEvidence(TenantOwned):
    """A file that shows that a ticket is done. It lies in the database, so that the wall between firms covers it."""

    ticket_instance = LinkField(TicketInstance, on_delete=models.CASCADE, related_name="evidence")
    file_name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=100, default="application/octet-stream")
    content = models.BinaryField()
    byte_size = models.GeneratedField(
        expression=Func(F("content"), function="octet_length"), output_field=models.IntegerField(), db_persist=True
    )
    sha256 = models.GeneratedField(
        expression=Func(F("content"), function="sha256"), output_field=models.BinaryField(), db_persist=True
    )
    note = models.CharField(max_length=500, blank=True, default="")
    uploaded_by = PersonField(null=True, blank=True, editable=False)

    class Meta:
        db_table = "ticket_evidence"
        verbose_name = "evidence file"
        constraints = [
            TenantPolicy(name="tickets_evidence_policy"),
            TenantLink(name="tickets_evidence_ticket_link", field="ticket_instance", on_delete="CASCADE"),
            models.CheckConstraint(
                name="tickets_evidence_size",
                condition=Q(byte_size__range=(1, LARGEST)),
                violation_error_message="A file has at least 1 byte and at most 10 MB.",
            ),
            models.CheckConstraint(name="tickets_evidence_has_name", condition=~Q(file_name="")),
        ]
        indexes = [
            models.Index(fields=["tenant", "ticket_instance"], name="ticket_evidence_of_ticket"),
            models.Index(fields=["tenant", "-created_at", "-id"], name="ticket_evidence_newest"),
        ]
        triggers = [touch(besides=("byte_size", "sha256")), fixed_tenant()]

    def __str__(self) -> str:
        return self.file_name
