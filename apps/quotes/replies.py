"""Answers to quotes and their follow-ups that come as mails: words to read, never a yes or a no."""

from __future__ import annotations

from datetime import datetime

from apps.clients.models import Contact
from apps.deals.choices import ActivityKind
from apps.deals.operations import record_activity
from apps.deals.replies import noted
from apps.enrichment.choices import SignalSource
from apps.enrichment.operations import detect_signals
from apps.enrichment.operations.signals import Said
from apps.quotes.choices import OUT, QuoteActivityKind
from apps.quotes.models import Quote
from apps.quotes.operations.editing import locked, note
from apps.quotes.operations.sending import EVERY
from apps.work.replies import NotTaken, Reply


def take_answer(*, reply: Reply, at: datetime) -> str:
    """Note a mail on the quote that it replies to, and on the quote's deal; the next follow-up waits its full time.

    Raises NotTaken.
    """
    if reply.about_id is None or not Quote.objects.filter(pk=reply.about_id).exists():
        raise NotTaken("The quote is not there any more.")
    quote = locked(reply.about_id)
    note(quote, QuoteActivityKind.RESPONSE, notes=noted(reply), at=at, email_id=reply.email_id)
    if quote.status in OUT and quote.next_follow_up_at:
        quote.next_follow_up_at = max(quote.next_follow_up_at, at + EVERY)
        quote.save(update_fields=["next_follow_up_at"])
    if quote.deal_id:
        record_activity(
            deal_id=quote.deal_id, kind=ActivityKind.EMAIL, notes=noted(reply), at=at
        )  # signals see it there
    else:
        detect_signals(said=_said(quote, reply))
    return f"noted on quote {quote.quote_number}"


def _said(quote: Quote, reply: Reply) -> Said:
    people = Contact.objects.filter(client_id=quote.client_id, email__iexact=reply.from_email)
    contact = people.order_by("created_at").first()
    return Said("mail", SignalSource.EMAIL, reply.email_id[:255], quote.client_id, contact, reply.text)
