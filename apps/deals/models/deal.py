from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from apps.clients.models import Client, Contact
from apps.clients.rules import ContactOfClient
from apps.core.expressions import AppNow
from apps.core.models import touch
from apps.deals.choices import CLOSED_STAGES, OPEN_STAGES, Stage
from apps.tenancy.fields import LinkField, PersonField
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy

ENGINE = ("stalled_at", "next_follow_up_at", "follow_up_count", "last_activity_at")  # an engine's own marks


@track_changes("deals", quiet=("stalled_at", "next_follow_up_at", "last_activity_at"))
class Deal(TenantOwned):
    """A sale in the making.

    Its last activity, its history and what a move to another stage begins anew are kept by the triggers of ``sql/``,
    right for bulk updates too.
    """

    client = LinkField(Client, on_delete=models.CASCADE, related_name="deals")
    contact = LinkField(Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="deals")
    title = models.CharField(max_length=255)
    description = models.TextField(blank=True, default="", db_default="")
    value = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, help_text="Empty while nobody knows."
    )
    probability = models.PositiveSmallIntegerField(
        default=50, db_default=50, validators=[MaxValueValidator(100)], help_text="Of winning it, in percent."
    )
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.LEAD, db_default=Stage.LEAD)
    expected_close_date = models.DateField(null=True, blank=True)
    actual_close_date = models.DateField(null=True, blank=True)
    lost_reason = models.CharField(max_length=500, blank=True, default="", db_default="")
    assigned_to = PersonField(null=True, blank=True)
    created_by = PersonField(null=True, blank=True, editable=False)
    last_activity_at = models.DateTimeField(db_default=AppNow(), editable=False)
    stalled_at = models.DateTimeField(null=True, blank=True, editable=False, help_text="When a stall was found.")
    auto_follow_up_enabled = models.BooleanField(
        default=True, db_default=True, help_text="Off: no engine writes about this deal."
    )
    next_follow_up_at = models.DateTimeField(null=True, blank=True, editable=False)
    follow_up_count = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)
    parked_until = models.DateField(null=True, blank=True, help_text="Left alone until this day.")
    parked_reason = models.CharField(max_length=500, blank=True, default="", db_default="")

    class Meta:
        db_table = "deals"
        constraints = [
            TenantPolicy(name="deals_deal_policy"),
            TenantLink(name="deals_deal_client_link", field="client", on_delete="CASCADE"),
            TenantLink(name="deals_deal_contact_link", field="contact", on_delete="SET NULL"),
            ContactOfClient(name="deals_deal_contact_of_client"),
            models.CheckConstraint(name="deals_deal_has_title", condition=~Q(title__regex=r"^\s*$")),
            models.CheckConstraint(name="deals_deal_stage_known", condition=Q(stage__in=Stage.values)),
            models.CheckConstraint(
                name="deals_deal_value_not_negative",
                condition=Q(value__isnull=True) | Q(value__gte=0),
                violation_error_message="A value is zero or more.",
            ),
            models.CheckConstraint(
                name="deals_deal_probability_in_percent",
                condition=Q(probability__range=(0, 100)),
                violation_error_message="A probability is between 0 and 100.",
            ),
            models.CheckConstraint(
                name="deals_deal_parked_with_reason",
                condition=Q(parked_until__isnull=True, parked_reason="")
                | (Q(parked_until__isnull=False) & ~Q(parked_reason="")),
                violation_error_message="A parked deal has a day and a reason.",
            ),
            models.CheckConstraint(
                name="deals_deal_closed_when",
                condition=Q(stage__in=CLOSED_STAGES) | Q(actual_close_date__isnull=True),
                violation_error_message="Only a won or lost deal has a day on which it was closed.",
            ),
        ]
        indexes = [
            # get_stalled_deals: which are the first is told by the index alone
            models.Index(
                fields=["tenant", "stage", "last_activity_at"],
                include=["id", "auto_follow_up_enabled", "parked_until"],
                name="deals_open_by_activity",
                condition=Q(stage__in=OPEN_STAGES),
            ),
            models.Index(
                fields=["tenant", "auto_follow_up_enabled", "next_follow_up_at"],
                name="deals_follow_up_due",
                condition=Q(auto_follow_up_enabled=True, next_follow_up_at__isnull=False),
            ),
            # mark_stalled_deals: those it has stamped need not be passed by each time
            models.Index(
                fields=["tenant", "stage", "last_activity_at"],
                name="deals_not_stalled",
                condition=Q(stage__in=OPEN_STAGES, stalled_at__isnull=True),
            ),
            # and those whose stamp goes
            models.Index(
                fields=["tenant", "stage", "last_activity_at"],
                name="deals_stalled",
                condition=Q(stalled_at__isnull=False),
            ),
            models.Index(
                fields=["tenant", "parked_until"],
                name="deals_stalled_left_alone",
                condition=Q(stalled_at__isnull=False)
                & (Q(auto_follow_up_enabled=False) | Q(parked_until__isnull=False)),
            ),
            models.Index(fields=["tenant", "client"], name="deals_of_client"),
            models.Index(fields=["tenant", "stage", "-created_at", "-id"], name="deals_by_stage"),
            models.Index(fields=["tenant", "-created_at", "-id"], name="deals_newest"),
        ]
        triggers = [touch(besides=ENGINE), fixed_tenant()]

    def __str__(self) -> str:
        return self.title
