from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from apps.clients.models import Contact
from apps.enrichment.choices import QueueStatus, Source
from apps.enrichment.errors import EnrichmentError
from apps.enrichment.models import EnrichmentItem
from apps.enrichment.signatures import parse_signature

KNOWN = (
    "first_name",
    "last_name",
    "title",
    "company",
    "phone",
    "mobile",
    "email",
    "linkedin_url",
    "website",
    "address",
)
LONGEST = 500


class NobodyNamed(EnrichmentError):
    """Neither a contact nor an email address was named."""


@transaction.atomic
def queue_enrichment(
    *,
    source: str,
    contact_id: UUID | None = None,
    email: str = "",
    source_id: str = "",
    text: str = "",
    data: dict[str, Any] | None = None,
) -> EnrichmentItem:
    """Queue something learned, or to be learned, about a contact; the engine takes it up within half an hour.

    Of a mail's ``text`` only what its signature says is kept. What was queued before, by source and ``source_id``, is
    returned as it is; so is a look-up of the same person that still waits. Raises NobodyNamed, ValidationError, or
    DoesNotExist for an unknown contact.
    """
    contact = Contact.objects.get(pk=contact_id) if contact_id else None
    found = parse_signature(text) if source == Source.EMAIL_SIGNATURE else {}
    found |= {name: str(value).strip()[:LONGEST] for name, value in (data or {}).items() if name in KNOWN and value}
    address = (email or (contact.email if contact else "") or found.get("email", "")).strip()
    if contact is None and not address:
        raise NobodyNamed("Name a contact or an email address.")
    if known := _known(source, source_id, contact, address):
        return known
    item = EnrichmentItem(
        contact=contact, email_address=address, source=source, source_id=source_id.strip(), extracted_data=found
    )
    item.clean_fields(exclude={"tenant", "contact"})
    made: list[EnrichmentItem] = EnrichmentItem.objects.bulk_create([item], ignore_conflicts=bool(item.source_id))
    return _known(source, source_id, contact, address) or made[0]


def _known(source: str, source_id: str, contact: Contact | None, address: str) -> EnrichmentItem | None:
    items = EnrichmentItem.objects.filter(source=source)
    if source_id.strip():
        items = items.filter(source_id=source_id.strip())
    elif source == Source.APOLLO:
        same = {"contact": contact} if contact else {"email_address__iexact": address}
        items = items.filter(status__in=[QueueStatus.PENDING, QueueStatus.PROCESSING], **same)
    else:
        return None
    found: EnrichmentItem | None = items.first()
    return found
