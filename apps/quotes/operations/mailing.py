"""To whom a quote's mails go, and what is in all of them."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from apps.clients.models import Contact
from apps.quotes.links import make_link
from apps.quotes.models import Quote
from apps.quotes.operations.editing import QuoteError, firm_of_quote
from apps.tenancy.models import Membership
from apps.work.models import OutboxMessage
from apps.work.operations import queue_mail


class NobodyToWriteTo(QuoteError):
    """Nobody at the client has an address, or whoever has one wants no such mail."""


def recipient(quote: Quote) -> tuple[Contact | None, str]:
    """Return whom to write to: the quote's contact, else the client's primary one, else the client's own address.

    Raises NobodyToWriteTo.
    """
    primary = Contact.objects.filter(client_id=quote.client_id, is_primary=True).first()
    contact = next((one for one in (quote.contact, primary) if one and one.email), None)
    address = contact.email if contact else quote.client.email
    if not address:
        raise NobodyToWriteTo("There is no address to write to. Give the quote's contact or its client an email.")
    return contact, address


def mail_quote(
    quote: Quote, *, subject: str, template: str, purpose: str, more: dict[str, Any] | None = None, at: datetime
) -> OutboxMessage:
    """Mail a quote's page with a link of this mail's own."""
    contact, address = recipient(quote)
    firm = firm_of_quote()
    sender = Membership.objects.filter(user_id=quote.created_by_id).first() if quote.created_by_id else None
    context = {
        "quote": quote,
        "greeting": contact.first_name if contact else "",
        "sender": sender.name if sender else "",
        "sender_email": sender.email if sender else "",
        "firm_name": firm.name,
        "link": make_link(quote_id=quote.pk, token=secrets.token_urlsafe(32), at=at),
        **(more or {}),
    }
    return queue_mail(
        to=address,
        subject=subject[:200],
        template=template,
        context=context,
        purpose=purpose,
        secret=True,
        about=quote.pk,
        at=at,
    )
