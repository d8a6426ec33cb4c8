"""Mails that ask about an unanswered quote: at most max_follow_ups, three days apart, in four tones."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from apps.clients.unsubscribing import unsubscribe_link
from apps.quotes.choices import OUT, QuoteActivityKind
from apps.quotes.follow_up_texts import text_of
from apps.quotes.models import Quote
from apps.quotes.operations.editing import QuoteError, firm_day, locked, note
from apps.quotes.operations.mailing import mail_quote, recipient
from apps.quotes.operations.sending import EVERY
from apps.tenancy.context import current_tenant_id, tenant_context
from apps.work.engines import Batch

PURPOSE = "quote_follow_up"
OPT_OUT = "unsubscribe-quote"  # of a mail to the client's own address, which no contact stands for


class NotNow(QuoteError):
    """Nobody may or need be asked about the quote; the message says why."""


class FollowUp(NamedTuple):
    """What became of a due quote; ``skipped`` says why nothing was sent."""

    quote: Quote
    skipped: str = ""


@transaction.atomic
def follow_up_quote(*, quote_id: UUID, at: datetime) -> Quote:
    """Send the next follow-up about a quote now, even before it is due.

    Raises NotNow, NobodyToWriteTo or DoesNotExist.
    """
    return _send(locked(quote_id), at=at)


@transaction.atomic
def follow_up_due(*, limit: int, at: datetime) -> list[FollowUp]:
    """Follow up at most ``limit`` due quotes, the largest first; one that may not be is looked at in three days."""
    results = []
    for quote in _claim(limit, at):
        try:
            with transaction.atomic():
                results.append(FollowUp(_send(quote, at=at)))
        except (QuoteError, ValidationError) as refused:
            quote.refresh_from_db()
            quote.next_follow_up_at = at + EVERY
            quote.save(update_fields=["next_follow_up_at"])
            results.append(FollowUp(quote, " ".join(getattr(refused, "messages", [str(refused)]))))
    return results


def send_due_follow_ups(*, limit: int, at: datetime) -> Batch:
    """Follow up due quotes, as the engine does."""
    results = follow_up_due(limit=limit, at=at)
    skipped = [f"{one.quote.quote_number}: {one.skipped}" for one in results if one.skipped]
    # one that was skipped is due no more, so it counts as done: the engine goes on to the next batch
    return Batch(seen=len(results), done=len(results), errors=tuple(skipped))


def _claim(limit: int, at: datetime) -> list[Quote]:
    with tenant_context(current_tenant_id(), now=at), connection.cursor() as cursor:
        cursor.execute("SELECT quote_id FROM get_quotes_needing_followup(%s, %s)", [current_tenant_id(), limit])
        due = [row[0] for row in cursor.fetchall()]
    # The condition is asked again under the lock: another worker may have sent one meanwhile.
    quotes = Quote.objects.filter(pk__in=due, status__in=OUT, outcome="", next_follow_up_at__lte=at)
    found = {q.pk: q for q in quotes.select_for_update(skip_locked=True, no_key=True, of=("self",))}
    return [found[one] for one in due if one in found]


def _send(quote: Quote, *, at: datetime) -> Quote:
    _may(quote, at)
    text = text_of(quote.follow_up_count)
    contact, _ = recipient(quote)
    stops = {} if contact else {"purpose": OPT_OUT}
    filled = {"title": quote.title, "number": quote.quote_number}
    message = mail_quote(
        quote,
        subject=text.subject.format(**filled),
        template="quote_follow_up",
        purpose=PURPOSE,
        more={
            "opening": text.opening.format(**filled),
            "request": text.request,
            "unsubscribe": unsubscribe_link(contact.pk if contact else quote.pk, at=at, **stops),
        },
        at=at,
    )
    quote.follow_up_count += 1
    quote.last_follow_up_at, quote.next_follow_up_at = at, at + EVERY
    quote.save(update_fields=["follow_up_count", "last_follow_up_at", "next_follow_up_at"])
    note(
        quote, QuoteActivityKind.FOLLOW_UP, notes=message.subject, at=at,
        number=quote.follow_up_count, to=message.to_email, message_id=str(message.pk),
    )  # fmt: skip
    quote.refresh_from_db()
    return quote


@transaction.atomic
def stop_follow_ups(*, object_id: UUID, at: datetime) -> str:
    """Send no more follow-ups about a quote, as its client asked by a mail's link; return the client's address."""
    quote = Quote.objects.select_for_update(no_key=True).filter(pk=object_id).first()
    if quote is None:
        return ""
    if quote.follow_up_count < quote.max_follow_ups:
        quote.max_follow_ups = quote.follow_up_count
        quote.save(update_fields=["max_follow_ups"])
        note(quote, QuoteActivityKind.RESPONSE, notes="The client wants no more follow-ups by mail.", at=at)
    return str(quote.client.email)


def _may(quote: Quote, at: datetime) -> None:
    """Refuse what must not be sent.

    Raises NotNow or NobodyToWriteTo.
    """
    today = firm_day(at)
    deal = quote.deal
    if quote.status not in OUT:
        raise NotNow(f"This quote is {quote.get_status_display().lower()}; nobody waits for an answer.")
    if not quote.is_valid_on(today):
        raise NotNow(f"This quote was valid until {quote.valid_until:%B %-d, %Y}.")
    if quote.follow_up_count >= quote.max_follow_ups:
        raise NotNow(f"All {quote.max_follow_ups} follow-ups of this quote were sent. Call instead.")
    if not quote.client.is_active:
        raise NotNow(f"{quote.client} is inactive; nothing is sent to inactive clients.")
    if deal and not deal.auto_follow_up_enabled:
        raise NotNow("Follow-ups are switched off for this quote's deal.")
    if deal and deal.parked_until and deal.parked_until > today:
        raise NotNow(f"This quote's deal is parked until {deal.parked_until:%B %-d, %Y}.")
    contact, _ = recipient(quote)
    if contact and contact.unsubscribed_at:
        raise NotNow(f"{contact} wants no such mail. Call instead, or choose another contact.")
