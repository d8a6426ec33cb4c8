"""How a quote ends: by the client's answer, by an outcome that somebody records, or by time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from apps.deals.choices import Stage
from apps.deals.models import Deal
from apps.deals.operations import move_deal
from apps.quotes.choices import LIVE, OUT, UNSENT, QuoteActivityKind, QuoteResult, QuoteStatus
from apps.quotes.models import Quote, QuoteActivity, QuoteOutcome
from apps.quotes.operations.editing import QuoteError, actor_id, firm_day, locked, note
from apps.quotes.operations.notices import tell_of_answer
from apps.work.engines import Batch


class QuoteOver(QuoteError):
    """The quote cannot be answered any more, or not yet."""


class NoAnswer(QuoteError):
    """The client has to say who answers, and why when the answer is no."""


@transaction.atomic
def answer_quote(
    *, quote_id: UUID, accept: bool, name: str, reason: str = "", competitor: str = "", notes: str = "", at: datetime
) -> Quote:
    """Accept or reject a quote for the client, with the outcome that follows from it; the deal moves with it.

    Raises QuoteOver when it was answered, withdrawn or is past its validity, NoAnswer when the name or, for a no, the
    reason is missing, ValidationError or DoesNotExist.
    """
    quote = locked(quote_id)
    if quote.status not in {*OUT, QuoteStatus.COUNTERED}:
        raise QuoteOver(f"This quote is {quote.get_status_display().lower()} and cannot be answered any more.")
    if not quote.is_valid_on(firm_day(at)):
        raise QuoteOver(f"This quote was valid until {quote.valid_until:%B %-d, %Y}. Ask for a new one.")
    if not name.strip():
        raise NoAnswer("Please write your name.")
    if not accept and not reason:
        raise NoAnswer("Please say why, so that we can do better.")
    notes = notes.strip()
    quote.responded_at = at
    quote.save(update_fields=["responded_at"])
    said = "Accepted" if accept else "Rejected"
    note(
        quote, QuoteActivityKind.RESPONSE, notes=f"{said} by {name.strip()}.", at=at, accepted=accept, name=name.strip()
    )
    record_outcome(
        quote_id=quote_id,
        outcome=QuoteResult.WON if accept else QuoteResult.LOST,
        primary_reason="" if accept else reason,
        competitor="" if accept else competitor,
        notes=notes,
        at=at,
    )
    quote.refresh_from_db()
    tell_of_answer(quote, name=name.strip(), accepted=accept, notes=notes, at=at)
    return quote


@transaction.atomic
def counter_quote(*, quote_id: UUID, notes: str, at: datetime) -> Quote:
    """Note that the client asks for other terms; nothing more is sent about this quote until somebody answers.

    Raises QuoteOver, NoAnswer without notes, or DoesNotExist.
    """
    quote = locked(quote_id)
    if quote.status not in OUT:
        raise QuoteOver(f"This quote is {quote.get_status_display().lower()}; nobody is asked about it now.")
    if not notes.strip():
        raise NoAnswer("Write down what the client asks for.")
    quote.status, quote.responded_at = QuoteStatus.COUNTERED, at
    quote.save(update_fields=["status", "responded_at"])
    note(quote, QuoteActivityKind.COUNTERED, notes=notes, at=at)
    quote.refresh_from_db()
    return quote


@transaction.atomic
def record_outcome(
    *,
    quote_id: UUID,
    outcome: str,
    primary_reason: str = "",
    secondary_reasons: list[str] | None = None,
    competitor: str = "",
    competitor_amount: Decimal | None = None,
    notes: str = "",
    learnings: Mapping[str, Any] | None = None,
    at: datetime,
) -> QuoteOutcome:
    """Record how a quote ended, or correct that; by trigger the quote takes the state that goes with it.

    Won, the deal is won. Lost, the deal is lost with the reason, unless another quote of it may still be won or was.
    No decision leaves the deal alone. Raises QuoteOver for one never sent or withdrawn, ValidationError, DoesNotExist.
    """
    quote = locked(quote_id)
    if quote.status in {*UNSENT, QuoteStatus.WITHDRAWN}:
        raise QuoteOver(f"This quote is {quote.get_status_display().lower()}: it had no chance to be won or lost.")
    found = QuoteOutcome.objects.filter(quote=quote).first()
    row = found or QuoteOutcome(quote=quote, our_amount=quote.total_amount)
    row.outcome, row.primary_reason, row.competitor = outcome, primary_reason, " ".join(competitor.split())
    row.secondary_reasons = [one for one in secondary_reasons or [] if one != primary_reason]
    row.competitor_amount, row.notes, row.learnings = competitor_amount, notes.strip(), dict(learnings or {})
    row.recorded_at, row.recorded_by_id = at, actor_id()
    row.full_clean(exclude={"id", "created_at", "updated_at", "row_version", "tenant", "recorded_by"})
    if quote.responded_at is None and outcome != QuoteResult.NO_DECISION:
        quote.responded_at = at
        quote.save(update_fields=["responded_at"])
    row.save(force_insert=found is None)
    said = " ".join(part for part in (f"{row.get_outcome_display()}.", _why(row)) if part)
    note(quote, QuoteActivityKind.OUTCOME, notes=said, at=at, outcome=outcome, corrected=found is not None)
    _settle_deal(quote, row)
    return row


def _why(row: QuoteOutcome) -> str:
    reason = str(row.get_primary_reason_display())
    if row.competitor:
        reason = f"{reason} ({row.competitor})" if reason else row.competitor
    return ": ".join(part for part in (reason, row.notes) if part)


def _settle_deal(quote: Quote, row: QuoteOutcome) -> None:
    if quote.deal_id is None or row.outcome == QuoteResult.NO_DECISION:
        return
    if row.outcome == QuoteResult.WON:
        move_deal(deal_id=quote.deal_id, stage=Stage.WON)
        return
    Deal.objects.select_for_update(no_key=True).get(pk=quote.deal_id)  # two quotes lost at once: the later one sees
    others = Quote.objects.filter(deal_id=quote.deal_id).exclude(pk=quote.pk)
    if not others.filter(status__in=[*LIVE, QuoteStatus.ACCEPTED]).exists():
        move_deal(deal_id=quote.deal_id, stage=Stage.LOST, lost_reason=_why(row)[:500])


@transaction.atomic
def expire_due_quotes(*, limit: int, at: datetime) -> Batch:
    """Let quotes expire whose last day is over and that nobody answered; an answered one is never touched."""
    open_still = [*OUT, QuoteStatus.COUNTERED]
    due = Quote.objects.filter(status__in=open_still, valid_until__lt=firm_day(at)).order_by("valid_until")
    quotes = list(due.select_for_update(skip_locked=True, no_key=True, of=("self",))[:limit])
    Quote.objects.filter(pk__in=[quote.pk for quote in quotes]).update(status=QuoteStatus.EXPIRED)
    QuoteActivity.objects.bulk_create(
        QuoteActivity(
            tenant_id=quote.tenant_id,
            quote=quote,
            activity_type=QuoteActivityKind.EXPIRED,
            notes=f"Valid until {quote.valid_until:%B %-d, %Y}.",
            created_at=at,
        )
        for quote in quotes
    )
    return Batch(seen=len(quotes), done=len(quotes))
