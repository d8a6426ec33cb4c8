from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q

from apps.clients.models import Client, Contact
from apps.core.models import touch
from apps.enrichment.choices import SignalSource, SignalType
from apps.tenancy.fields import LinkField
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy


@track_changes("opportunity_signals")
class OpportunitySignal(TenantOwned):
    """A hint in what a client wrote or said that somebody should act on."""

    source_type = models.CharField(max_length=10, choices=SignalSource)
    source_id = models.CharField(max_length=255)
    client = LinkField(Client, on_delete=models.CASCADE, null=True, blank=True, related_name="signals")
    contact = LinkField(Contact, on_delete=models.CASCADE, null=True, blank=True, related_name="signals")
    signal_type = models.CharField(max_length=20, choices=SignalType)
    signal_strength = models.DecimalField(
        max_digits=3,
        decimal_places=2,
        default="0.5",
        db_default=Decimal("0.5"),
        help_text="From 0 to 1; calculate_signal_strength says how.",
    )
    extracted_text = models.TextField(blank=True, default="", db_default="", help_text="The words that it was seen in.")
    context = models.JSONField(
        default=dict, db_default={}, blank=True, help_text="Keywords found and other parts of the strength."
    )
    actioned = models.BooleanField(default=False, db_default=False)
    actioned_at = models.DateTimeField(null=True, blank=True, editable=False)
    action_taken = models.CharField(max_length=500, blank=True, default="", db_default="")
    action_result = models.CharField(max_length=500, blank=True, default="", db_default="")
    dismissed_at = models.DateTimeField(null=True, blank=True, editable=False)
    dismissed_reason = models.CharField(max_length=500, blank=True, default="", db_default="", editable=False)

    class Meta:
        db_table = "opportunity_signals"
        constraints = [
            TenantPolicy(name="enrichment_signal_policy"),
            TenantLink(name="enrichment_signal_client_link", field="client", on_delete="CASCADE"),
            TenantLink(name="enrichment_signal_contact_link", field="contact", on_delete="CASCADE"),
            models.UniqueConstraint(
                fields=["tenant", "source_type", "source_id", "signal_type"],
                name="enrichment_signal_once_per_source",
                violation_error_message="This signal of this source is there already.",
            ),
            models.CheckConstraint(name="enrichment_signal_type_known", condition=Q(signal_type__in=SignalType.values)),
            models.CheckConstraint(
                name="enrichment_signal_source_known", condition=Q(source_type__in=SignalSource.values)
            ),
            models.CheckConstraint(
                name="enrichment_signal_strength_in_range",
                condition=Q(signal_strength__range=(0, 1)),
                violation_error_message="A strength is between 0 and 1.",
            ),
            models.CheckConstraint(
                name="enrichment_signal_actioned_when",
                condition=Q(actioned=False, actioned_at__isnull=True, action_taken="", action_result="")
                | (Q(actioned=True, actioned_at__isnull=False) & ~Q(action_taken="")),
                violation_error_message="Say what was done.",
            ),
            models.CheckConstraint(
                name="enrichment_signal_dismissed_why",
                condition=Q(dismissed_at__isnull=True, dismissed_reason="")
                | (Q(dismissed_at__isnull=False, actioned=False) & ~Q(dismissed_reason="")),
                violation_error_message="Say why nobody has to act on it.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "-signal_strength", "created_at"],
                name="opportunity_signals_to_act_on",
                condition=Q(actioned=False),
            ),
            models.Index(fields=["tenant", "client", "-created_at"], name="opportunity_signals_of_client"),
            models.Index(fields=["tenant", "-created_at", "-id"], name="opportunity_signals_newest"),
        ]
        triggers = [touch(), fixed_tenant()]

    def __str__(self) -> str:
        return self.get_signal_type_display()
