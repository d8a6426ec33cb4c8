"""A quote on its way to the client: shown to a colleague where wanted, then mailed."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from apps.quotes.choices import UNSENT, QuoteActivityKind, QuoteStatus
from apps.quotes.models import Quote
from apps.quotes.operations.editing import AlreadySent, QuoteError, firm_day, firm_of_quote, locked, note
from apps.quotes.operations.mailing import mail_quote

EVERY = timedelta(days=3)  # between a quote and its follow-ups
PURPOSE = "quote"


class NothingToSend(QuoteError):
    """The quote has no lines, or its validity is over before it is sent."""


@transaction.atomic
def submit_quote(*, quote_id: UUID, at: datetime) -> Quote:
    """Ask a colleague to approve a draft. A second time changes nothing.

    Raises AlreadySent, NothingToSend or DoesNotExist.
    """
    quote = _unsent(quote_id)
    _may_go(quote, at)
    return _turn(quote, QuoteStatus.PENDING_APPROVAL)


@transaction.atomic
def send_back(*, quote_id: UUID, at: datetime) -> Quote:
    """Make a quote that waits for approval a draft again.

    Raises AlreadySent or DoesNotExist.
    """
    return _turn(_unsent(quote_id), QuoteStatus.DRAFT)


@transaction.atomic
def approve_quote(*, quote_id: UUID, at: datetime) -> Quote:
    """Approve a quote and send it.

    Raises AlreadySent, NothingToSend, NobodyToWriteTo or DoesNotExist.
    """
    note(_unsent(quote_id), QuoteActivityKind.APPROVED, at=at)
    return send_quote(quote_id=quote_id, at=at)


@transaction.atomic
def send_quote(*, quote_id: UUID, at: datetime) -> Quote:
    """Mail a quote to the client with a link to its page; the first follow-up is due three days later.

    Raises AlreadySent, NothingToSend, NobodyToWriteTo or DoesNotExist.
    """
    quote = _unsent(quote_id)
    _may_go(quote, at)
    firm = firm_of_quote()
    message = mail_quote(
        quote, subject=f"Quote {quote.quote_number} from {firm.name}: {quote.title}", template="quote",
        purpose=PURPOSE, at=at,
    )  # fmt: skip
    quote.status, quote.sent_at, quote.next_follow_up_at = QuoteStatus.SENT, at, at + EVERY
    quote.save(update_fields=["status", "sent_at", "next_follow_up_at"])
    note(quote, QuoteActivityKind.SENT, at=at, to=message.to_email, message_id=str(message.pk))
    quote.refresh_from_db()
    return quote


def _unsent(quote_id: UUID) -> Quote:
    quote = locked(quote_id)
    if quote.status not in UNSENT:
        raise AlreadySent(f"Quote {quote.quote_number} is {quote.get_status_display().lower()} already.")
    return quote


def _may_go(quote: Quote, at: datetime) -> None:
    if not quote.line_items:
        raise NothingToSend("This quote has no lines. Add what you offer, with quantity and price.")
    if not quote.is_valid_on(firm_day(at)):
        raise NothingToSend(f"This quote was valid until {quote.valid_until:%B %-d, %Y}. Choose a later day first.")


def _turn(quote: Quote, status: QuoteStatus) -> Quote:
    if quote.status != status:
        quote.status = status
        quote.save(update_fields=["status"])
        quote.refresh_from_db()
    return quote
