from __future__ import annotations

from django.db import models
from django.db.models import Q

from apps.clients.models import Contact
from apps.core.models import touch
from apps.enrichment.choices import QueueStatus, Source
from apps.tenancy.fields import LinkField
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy


@track_changes("contact_enrichment_queue", quiet=("attempts", "locked_until"))
class EnrichmentItem(TenantOwned):
    """Something that was, or is to be, learned about a contact, from one source."""

    contact = LinkField(Contact, on_delete=models.CASCADE, null=True, blank=True, related_name="enrichment_items")
    email_address = models.EmailField(
        max_length=254, blank=True, default="", db_default="", help_text="Where no contact is known."
    )
    source = models.CharField(max_length=20, choices=Source)
    source_id = models.CharField(
        max_length=255, blank=True, default="", db_default="", help_text="Of the mail or record at the source."
    )
    status = models.CharField(
        max_length=12, choices=QueueStatus, default=QueueStatus.PENDING, db_default=QueueStatus.PENDING
    )
    extracted_data = models.JSONField(
        default=dict, db_default={}, blank=True, help_text="Name, title, phone and so on, as found."
    )
    merged_to_contact = LinkField(
        Contact, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    merge_conflicts = models.JSONField(
        default=list, db_default=[], blank=True, editable=False, help_text="The fields that differ."
    )
    error_message = models.CharField(max_length=500, blank=True, default="", db_default="", editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)
    locked_until = models.DateTimeField(null=True, blank=True, editable=False)
    processed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        db_table = "contact_enrichment_queue"
        constraints = [
            TenantPolicy(name="enrichment_item_policy"),
            TenantLink(name="enrichment_item_contact_link", field="contact", on_delete="CASCADE"),
            TenantLink(name="enrichment_item_merged_link", field="merged_to_contact", on_delete="SET NULL"),
            models.UniqueConstraint(
                fields=["tenant", "source", "source_id"],
                condition=~Q(source_id=""),
                name="enrichment_item_source_once",
                violation_error_message="This was taken in already.",
            ),
            models.CheckConstraint(name="enrichment_item_source_known", condition=Q(source__in=Source.values)),
            models.CheckConstraint(name="enrichment_item_status_known", condition=Q(status__in=QueueStatus.values)),
            models.CheckConstraint(
                name="enrichment_item_of_somebody",
                condition=Q(contact__isnull=False) | ~Q(email_address=""),
                violation_error_message="Name a contact or an email.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "created_at"],
                name="enrichment_queue_pending",
                condition=Q(status=QueueStatus.PENDING),
            ),
            models.Index(
                fields=["tenant", "email_address"],
                name="enrichment_queue_pending_email",
                condition=Q(status=QueueStatus.PENDING),
            ),
            models.Index(fields=["tenant", "contact"], name="enrichment_queue_of_contact"),
            models.Index(fields=["tenant", "-created_at", "-id"], name="enrichment_queue_newest"),
        ]
        triggers = [touch(besides=("attempts", "locked_until")), fixed_tenant()]

    def __str__(self) -> str:
        return f"{self.get_source_display()}: {self.contact or self.email_address}"
