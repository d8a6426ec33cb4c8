from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from apps.core.expressions import AppNow
from apps.core.models import touch
from apps.quotes.choices import QuoteResult, Reason
from apps.quotes.models.quote import Quote
from apps.tenancy.fields import LinkField, PersonField
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy


@track_changes("quote_outcomes")
class QuoteOutcome(TenantOwned):
    """How a quote ended, and why; a correction changes this row. The quote follows it by trigger."""

    quote = LinkField(Quote, on_delete=models.CASCADE, related_name="result", editable=False)
    outcome = models.CharField(max_length=20, choices=QuoteResult)
    primary_reason = models.CharField(max_length=20, choices=Reason, blank=True, default="", db_default="")
    secondary_reasons = ArrayField(
        models.CharField(max_length=20, choices=Reason),
        blank=True,
        default=list,
        help_text="Reasons that also counted.",
    )
    competitor = models.CharField(
        max_length=255, blank=True, default="", db_default="", help_text="Who else made an offer."
    )
    our_amount = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, editable=False, help_text="The quote's total."
    )
    competitor_amount = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    notes = models.TextField(max_length=5000, blank=True, default="", db_default="")
    learnings = models.JSONField(
        default=dict, db_default={}, blank=True, help_text="What to do differently, as pairs of names and texts."
    )
    recorded_at = models.DateTimeField(db_default=AppNow(), editable=False)
    recorded_by = PersonField(null=True, blank=True, editable=False)

    class Meta:
        db_table = "quote_outcomes"
        constraints = [
            TenantPolicy(name="quotes_outcome_policy", may="SELECT, INSERT, UPDATE"),
            TenantLink(name="quotes_outcome_quote_link", field="quote", on_delete="CASCADE"),
            models.UniqueConstraint(
                fields=["tenant", "quote"],
                name="quotes_outcome_one_per_quote",
                violation_error_message="The quote has its outcome already; correct that.",
            ),
            models.CheckConstraint(name="quotes_outcome_known", condition=Q(outcome__in=QuoteResult.values)),
            models.CheckConstraint(
                name="quotes_outcome_reason_known", condition=Q(primary_reason__in=["", *Reason.values])
            ),
            models.CheckConstraint(
                name="quotes_outcome_reasons_known", condition=Q(secondary_reasons__contained_by=Reason.values)
            ),
            models.CheckConstraint(
                name="quotes_outcome_lost_with_reason",
                condition=~Q(outcome="lost") | ~Q(primary_reason=""),
                violation_error_message="Say why the quote was lost.",
            ),
            models.CheckConstraint(
                name="quotes_outcome_amounts_not_negative",
                condition=(Q(our_amount__isnull=True) | Q(our_amount__gte=0))
                & (Q(competitor_amount__isnull=True) | Q(competitor_amount__gte=0)),
                violation_error_message="An amount is zero or more.",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "outcome", "-recorded_at"], name="quote_outcomes_by_outcome"),
            models.Index(fields=["tenant", "-created_at", "-id"], name="quote_outcomes_newest"),
        ]
        triggers = [
            touch(),
            fixed_tenant(),
            pgtrigger.Trigger(
                name="quote_follows_outcome",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                UPDATE quotes SET
                    outcome = NEW.outcome, outcome_reason = NEW.primary_reason, outcome_competitor = NEW.competitor,
                    outcome_notes = NEW.notes,
                    status = CASE NEW.outcome WHEN 'won' THEN 'accepted' WHEN 'lost' THEN 'rejected' ELSE 'expired' END
                WHERE tenant_id = NEW.tenant_id AND id = NEW.quote_id;
                RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()
