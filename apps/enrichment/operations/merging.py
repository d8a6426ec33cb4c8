"""What was learned goes into empty fields of the contact, with its source; what differs is for a person to decide."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from apps.clients.models import Contact
from apps.enrichment.choices import FIELDS, QueueStatus, Resolution, Source
from apps.enrichment.models import ContactFieldSource, EnrichmentConflict, EnrichmentItem
from apps.enrichment.roles import role_of_title
from apps.work.engines import Batch

NOBODY = "No contact has this address."
NOTHING = "Nothing was found."
OFF = "Nothing searches the web: hand in what was found as its data."


@transaction.atomic
def process_due(*, limit: int, at: datetime) -> Batch:
    """Take in what waits and needs no provider, the oldest first."""
    due = EnrichmentItem.objects.filter(
        ~Q(extracted_data={}) | ~Q(source="apollo"), Q(locked_until__isnull=True) | Q(locked_until__lte=at),
        status=QueueStatus.PENDING,
    )  # fmt: skip
    items = list(due.order_by("created_at", "pk").select_for_update(skip_locked=True, no_key=True)[:limit])
    for item in items:
        take_in(item, at=at)
    return Batch(seen=len(items), done=len(items))


def take_in(item: EnrichmentItem, *, at: datetime) -> None:
    """Merge a locked item into its contact and close it."""
    contact = _contact_of(item)
    if contact is None:
        close(item, QueueStatus.SKIPPED, NOBODY, at=at)
    elif not item.extracted_data:
        close(item, QueueStatus.SKIPPED, OFF if item.source == Source.WEB_SEARCH else NOTHING, at=at)
    else:
        item.merged_to_contact = contact
        item.merge_conflicts = _merge(item, contact, at=at)
        close(item, QueueStatus.COMPLETED, at=at)


def close(item: EnrichmentItem, status: QueueStatus, error: str = "", *, at: datetime) -> None:
    """Write how an item ended."""
    item.status, item.error_message, item.processed_at, item.locked_until = status, error[:500], at, None
    item.save()


def set_field(contact: Contact, name: str, value: str, *, source: str, by: UUID | None = None, at: datetime) -> None:
    """Set a field of a locked contact, and note where its value came from."""
    setattr(contact, name, value)
    changed = [name]
    if name == "title" and not contact.buying_role:
        contact.buying_role = role_of_title(value)
        changed.append("buying_role")
    contact.save(update_fields=changed)
    ContactFieldSource.objects.update_or_create(
        contact=contact, field=name, defaults={"value": value, "source": source, "learned_at": at, "accepted_by_id": by}
    )


def cleaned(contact: Contact, name: str, value: object) -> str:
    """Return a value as the contact's field takes it.

    Raises ValidationError.
    """
    text = " ".join(str(value).split())
    field: Any = contact._meta.get_field(name)
    return str(field.clean(text, contact))


def is_same(name: str, one: str, other: str) -> bool:
    """Whether two values of a field say the same: numbers by their digits, addresses without scheme and slash."""
    return _plain(name, one) == _plain(name, other)


def _plain(name: str, value: str) -> str:
    if name in {"phone", "mobile"}:
        return re.sub(r"\D", "", value)
    value = " ".join(value.split()).casefold()
    if name == "linkedin_url":
        value = re.sub(r"^https?://(?:www\.|[a-z]{2}\.)?", "", value).rstrip("/")
    return value


def _contact_of(item: EnrichmentItem) -> Contact | None:
    people = Contact.objects.select_for_update(no_key=True)
    if item.contact_id:
        of_item: Contact | None = people.filter(pk=item.contact_id).first()
        return of_item
    oldest: Contact | None = people.filter(email__iexact=item.email_address).order_by("created_at").first()
    return oldest


def _merge(item: EnrichmentItem, contact: Contact, *, at: datetime) -> list[str]:
    differ = []
    for name in FIELDS:
        try:
            value = cleaned(contact, name, item.extracted_data.get(name) or "")
        except ValidationError:
            continue  # not what the field can hold: a value that is none
        current = getattr(contact, name)
        if not value or is_same(name, current, value):
            continue
        if not current:
            set_field(contact, name, value, source=item.source, at=at)
        elif _is_new(contact, name, value):
            differ.append(name)
            _note_conflict(item, contact, name, value)
    return differ


def _is_new(contact: Contact, name: str, value: str) -> bool:
    """Whether nobody was asked about this value yet: an answer holds for the next mail too."""
    asked = EnrichmentConflict.objects.filter(
        ~Q(resolution=Resolution.TAKE), contact=contact, field=name
    ).values_list("proposed_value", flat=True)  # fmt: skip
    return not any(is_same(name, one, value) for one in asked)


def _note_conflict(item: EnrichmentItem, contact: Contact, name: str, value: str) -> None:
    EnrichmentConflict.objects.create(
        queue=item,
        contact=contact,
        field=name,
        current_value=getattr(contact, name)[:500],
        proposed_value=value[:500],
        source=item.source,
    )
