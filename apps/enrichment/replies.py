"""What the signatures of clients' answers say about them."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError

from apps.clients.models import Contact
from apps.enrichment.choices import Source
from apps.enrichment.operations import queue_enrichment
from apps.work.replies import Reply


def learn(*, reply: Reply, at: datetime) -> str:
    """Queue the signature of a mail, for the oldest contact with its address."""
    contact = Contact.objects.filter(email__iexact=reply.from_email).order_by("created_at").first()
    if contact is None:
        return ""  # a colleague, or an address that is nobody's: nothing to fill in
    try:
        queue_enrichment(
            source=Source.EMAIL_SIGNATURE, contact_id=contact.pk, source_id=reply.email_id[:255], text=reply.signed
        )
    except ValidationError:
        return ""
    return f"signature of {contact} queued"
