from __future__ import annotations

from datetime import date
from typing import Any

import pgtrigger
from django.core.validators import MaxLengthValidator, MaxValueValidator
from django.db import models
from django.db.models import F, Q

from apps.clients.models import Client, Contact
from apps.clients.rules import ContactOfClient
from apps.core.models import touch
from apps.deals.models import Deal
from apps.quotes.choices import OUT, UNSENT, QuoteResult, QuoteStatus, Reason
from apps.tenancy.fields import LinkField, PersonField
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy

MOST_FOLLOW_UPS = 5
MOVES = {
    "draft": ("pending_approval", "sent", "withdrawn"),
    "pending_approval": ("draft", "sent", "withdrawn"),
    "sent": ("viewed", "countered", "accepted", "rejected", "expired", "withdrawn"),
    "viewed": ("countered", "accepted", "rejected", "expired", "withdrawn"),
    "countered": ("accepted", "rejected", "expired", "withdrawn"),
    # by an outcome that is recorded late or corrected, and in no other way
    "accepted": ("rejected", "expired"),
    "rejected": ("accepted", "expired"),
    "expired": ("accepted", "rejected"),
}
_ALLOWED = " OR ".join(f"(OLD.status = '{old}' AND NEW.status IN {new!r})" for old, new in MOVES.items())
_FIXED = ("client_id", "quote_number", "title", "description", "line_items", "total_amount", "currency", "valid_until")
_CHANGED = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in _FIXED)


@track_changes("quotes", quiet=("view_count", "viewed_at", "next_follow_up_at", "last_follow_up_at"))
class Quote(TenantOwned):
    """An offer to a client: lines and their sum, under a number that is never given twice and never left out.

    The database gives the number, computes the total, keeps a sent quote as it was sent and lets states only move on.
    """

    client = LinkField(Client, on_delete=models.RESTRICT, related_name="quotes")
    contact = LinkField(Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="quotes")
    deal = LinkField(Deal, on_delete=models.SET_NULL, null=True, blank=True, related_name="quotes")
    quote_number = models.CharField(max_length=20, editable=False)
    title = models.CharField(max_length=500)
    description = models.TextField(blank=True, default="", db_default="", validators=[MaxLengthValidator(5000)])
    status = models.CharField(
        max_length=20, choices=QuoteStatus, default=QuoteStatus.DRAFT, db_default=QuoteStatus.DRAFT
    )
    line_items: Any = models.JSONField(
        default=list, db_default=[], blank=True, help_text="Lines of description, quantity and unit price, at most 100."
    )
    total_amount = models.DecimalField(max_digits=12, decimal_places=2, default=0, db_default=0, editable=False)
    currency = models.CharField(
        max_length=3, editable=False, default="", db_default="", help_text="The firm's when it was made."
    )
    valid_until = models.DateField(null=True, blank=True, help_text="The last day on which it can be accepted.")
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    viewed_at = models.DateTimeField(null=True, blank=True, editable=False)
    responded_at = models.DateTimeField(null=True, blank=True, editable=False)
    view_count = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    outcome = models.CharField(
        max_length=20, choices=QuoteResult, blank=True, default="", db_default="", editable=False
    )
    outcome_reason = models.CharField(
        max_length=20, choices=Reason, blank=True, default="", db_default="", editable=False
    )
    outcome_competitor = models.CharField(max_length=255, blank=True, default="", db_default="", editable=False)
    outcome_notes = models.TextField(blank=True, default="", db_default="", editable=False)
    intel = models.JSONField(
        default=dict,
        db_default={},
        blank=True,
        help_text="What is known of budget, timeline, decision makers and requirements.",
    )
    last_follow_up_at = models.DateTimeField(null=True, blank=True, editable=False)
    next_follow_up_at = models.DateTimeField(null=True, blank=True, editable=False)
    follow_up_count = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)
    max_follow_ups = models.PositiveSmallIntegerField(
        default=MOST_FOLLOW_UPS,
        db_default=MOST_FOLLOW_UPS,
        validators=[MaxValueValidator(MOST_FOLLOW_UPS)],
        help_text="Mails that remind the client, at most 5; 0 for none.",
    )
    created_by = PersonField(null=True, blank=True, editable=False)

    class Meta:
        db_table = "quotes"
        constraints = [
            TenantPolicy(name="quotes_quote_policy", may="SELECT, INSERT, UPDATE"),
            TenantLink(name="quotes_quote_client_link", field="client", on_delete="RESTRICT"),
            TenantLink(name="quotes_quote_contact_link", field="contact", on_delete="SET NULL"),
            ContactOfClient(name="quotes_quote_contact_of_client"),
            TenantLink(name="quotes_quote_deal_link", field="deal", on_delete="SET NULL"),
            models.UniqueConstraint(fields=["tenant", "quote_number"], name="quotes_quote_number_unique"),
            models.CheckConstraint(
                name="quotes_quote_has_title",
                condition=~Q(title__regex=r"^\s*$"),
                violation_error_message="A quote has a title.",
            ),
            models.CheckConstraint(name="quotes_quote_status_known", condition=Q(status__in=QuoteStatus.values)),
            models.CheckConstraint(
                name="quotes_quote_total_in_range",
                condition=Q(total_amount__range=(0, 999_999_999)),
                violation_error_message="The lines add up to between 0 and 999,999,999.",
            ),
            models.CheckConstraint(
                name="quotes_quote_outcome_fits_status",
                condition=Q(outcome="")
                | Q(outcome="won", status="accepted")
                | Q(outcome="lost", status="rejected")
                | Q(outcome="no_decision", status="expired"),
                violation_error_message="An outcome belongs to a quote that was accepted, rejected or expired.",
            ),
            models.CheckConstraint(
                name="quotes_quote_sent_when_out",
                condition=Q(status__in=[*UNSENT, QuoteStatus.WITHDRAWN]) | Q(sent_at__isnull=False),
                violation_error_message="A quote is sent before it is answered.",
            ),
            models.CheckConstraint(
                name="quotes_quote_follow_ups_at_most",
                condition=Q(max_follow_ups__lte=MOST_FOLLOW_UPS, follow_up_count__lte=F("max_follow_ups")),
                violation_error_message="At most 5 follow-ups, and not fewer than were sent.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "-total_amount", "next_follow_up_at"],
                name="quotes_follow_up_by_amount",
                condition=Q(next_follow_up_at__isnull=False),
            ),
            models.Index(fields=["tenant", "valid_until"], name="quotes_expiring", condition=Q(status__in=OUT)),
            models.Index(fields=["tenant", "status", "-created_at", "-id"], name="quotes_by_status"),
            models.Index(fields=["tenant", "client"], name="quotes_of_client"),
            models.Index(fields=["tenant", "deal"], name="quotes_of_deal", condition=Q(deal__isnull=False)),
            models.Index(fields=["tenant", "-created_at", "-id"], name="quotes_newest"),
        ]
        triggers = [
            touch(besides=("view_count", "viewed_at")),
            fixed_tenant(),
            pgtrigger.Trigger(
                name="follow_up_by_state",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                IF NEW.status NOT IN ('sent', 'viewed') OR NEW.follow_up_count >= NEW.max_follow_ups THEN
                    NEW.next_follow_up_at = NULL;
                ELSIF NEW.next_follow_up_at IS NULL THEN
                    NEW.next_follow_up_at = coalesce(NEW.last_follow_up_at, NEW.sent_at);
                END IF;
                RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="sent_quote_is_fixed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__status__in=list(UNSENT)),
                func=f"""
                IF {_CHANGED} OR NEW.sent_at IS DISTINCT FROM OLD.sent_at THEN
                    RAISE EXCEPTION 'Quote % was sent and stays as it is; copy it to offer something else.',
                        OLD.quote_number USING ERRCODE = 'check_violation', CONSTRAINT = 'sent_quote_is_fixed';
                END IF;
                RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="status_moves_on",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("status"),
                condition=pgtrigger.AnyChange("status"),
                func=f"""
                IF NOT ({_ALLOWED}) OR (OLD.status IN ('accepted', 'rejected', 'expired') AND NEW.outcome = '')
                THEN
                    RAISE EXCEPTION 'Quote % is % and cannot become %.', OLD.quote_number, OLD.status, NEW.status
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'quote_status_moves_on';
                END IF;
                RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="quote_is_never_deleted",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func="""
                IF EXISTS (SELECT 1 FROM tenants WHERE id = OLD.tenant_id) THEN  -- with its firm it may go
                    RAISE EXCEPTION 'Quote % has a number and is withdrawn, never deleted.', OLD.quote_number
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'quote_is_never_deleted';
                END IF;
                RETURN OLD;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quote_number} {self.title}"

    def is_valid_on(self, day: date) -> bool:
        """Whether it can still be accepted on a day of the firm."""
        return self.valid_until is None or day <= self.valid_until
