"""A deal closed by hand, together with the quotes about it that the client has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from apps.deals.choices import CLOSED_STAGES, Stage
from apps.deals.models import Deal
from apps.deals.operations import move_deal, refuse_if_moved
from apps.quotes.choices import OUT, QuoteResult, QuoteStatus, Reason
from apps.quotes.models import Quote
from apps.quotes.operations.answers import record_outcome
from apps.quotes.operations.editing import QuoteError

ANSWERABLE = (*OUT, QuoteStatus.COUNTERED)


class NotClosed(QuoteError):
    """What was given does not close the deal."""


@dataclass(frozen=True)
class Ending:
    """Why a deal was won or lost, and beside whom."""

    reason: str = ""
    competitor: str = ""
    competitor_amount: Decimal | None = None
    notes: str = ""

    def __str__(self) -> str:
        """The words that a lost deal keeps."""
        reason = Reason(self.reason).label if self.reason else ""
        if self.competitor:
            reason = f"{reason} ({self.competitor})" if reason else self.competitor
        return ": ".join(part for part in (reason, self.notes) if part)


@transaction.atomic
def close_deal(
    *,
    deal_id: UUID,
    stage: str,
    ending: Ending,
    quote_id: UUID | None = None,
    with_quotes: bool = True,
    seen_stage: str = "",
    at: datetime,
) -> Deal:
    """Move a deal to won or lost, and record the same of its quotes.

    Won, ``quote_id`` is the quote that the client accepted; the deal's others stay as they are. Lost, every quote of it
    that the client has is lost for the same reason. ``with_quotes`` false leaves quotes alone, for callers who may not
    record outcomes. Raises NotClosed, MovedMeanwhile (apps.deals), ValidationError or DoesNotExist.
    """
    if stage not in CLOSED_STAGES:
        raise NotClosed("Choose whether the deal is won or lost.")
    if stage == Stage.LOST and ending.reason not in Reason.values:
        raise NotClosed("Choose why the deal was lost.")
    deal = Deal.objects.select_for_update(no_key=True).get(pk=deal_id)
    if deal.stage != stage:
        refuse_if_moved(deal, seen_stage)
    if with_quotes:
        for quote in _ended(deal, stage, quote_id):
            record_outcome(
                quote_id=quote.pk,
                outcome=QuoteResult.WON if stage == Stage.WON else QuoteResult.LOST,
                primary_reason=ending.reason,
                competitor=ending.competitor,
                competitor_amount=ending.competitor_amount,
                notes=ending.notes,
                at=at,
            )
    return move_deal(deal_id=deal_id, stage=stage, lost_reason=str(ending)[:500] if stage == Stage.LOST else "")


def _ended(deal: Deal, stage: str, quote_id: UUID | None) -> list[Quote]:
    quotes = Quote.objects.filter(deal=deal, status__in=ANSWERABLE).order_by("created_at")
    if stage == Stage.LOST:
        return list(quotes)
    if quote_id is None:
        return []
    found = list(quotes.filter(pk=quote_id))
    if not found:
        raise NotClosed(
            "This quote was answered or taken back meanwhile. Look at the deal's quotes, then choose again."
        )
    return found
