from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from apps.quotes.choices import QuoteActivityKind
from apps.quotes.models import QuoteView
from apps.quotes.operations.editing import locked, note

ONE_SITTING = timedelta(minutes=30)


@transaction.atomic
def record_view(*, quote_id: UUID, viewer: str, is_internal: bool = False, at: datetime) -> bool:
    """Note that a quote's page was opened, and return whether that counts.

    The same viewer within 30 minutes counts once, somebody of the firm never. By trigger the quote's count rises and
    a sent quote becomes a viewed one. Raises DoesNotExist.
    """
    quote = locked(quote_id)
    recent = QuoteView.objects.filter(quote=quote, viewer_hash=viewer, viewed_at__gt=at - ONE_SITTING)
    if recent.filter(is_internal=is_internal).exists():
        return False
    QuoteView(
        tenant_id=quote.tenant_id, quote=quote, viewed_at=at, viewer_hash=viewer, is_internal=is_internal
    ).save(force_insert=True)  # fmt: skip
    if not is_internal:
        note(quote, QuoteActivityKind.VIEWED, at=at)
    return not is_internal
