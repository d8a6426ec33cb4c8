from __future__ import annotations

from datetime import datetime

from django.conf import settings

from apps.quotes.models import Quote
from apps.quotes.operations.editing import firm_of_quote
from apps.tenancy.models import Membership
from apps.work.operations import queue_mail


def tell_of_answer(quote: Quote, *, name: str, accepted: bool, notes: str, at: datetime) -> None:
    """Mail the client's answer to whoever made the quote, as long as they belong to the firm."""
    maker = Membership.objects.filter(user_id=quote.created_by_id).first() if quote.created_by_id else None
    if maker is None or not maker.email:
        return
    firm = firm_of_quote()
    said = "accepted" if accepted else "rejected"
    queue_mail(
        to=maker.email,
        subject=f"{quote.client} {said} quote {quote.quote_number}"[:200],
        template="quote_answered",
        context={
            "quote": quote,
            "said": said,
            "name": name,
            "notes": notes,
            "reason": quote.get_outcome_reason_display(),
            "firm_name": firm.name,
            "link": f"{settings.FIRMLOOP_URL}/f/{firm.slug}/quotes/{quote.pk}/",
        },
        purpose="quote_answered",
        at=at,
    )
