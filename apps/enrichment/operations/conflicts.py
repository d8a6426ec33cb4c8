from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.clients.models import Contact
from apps.enrichment.choices import Resolution, Source
from apps.enrichment.errors import EnrichmentError
from apps.enrichment.models import EnrichmentConflict
from apps.enrichment.operations.merging import cleaned, set_field


class ConflictClosed(EnrichmentError):
    """The conflict was decided already."""


@transaction.atomic
def resolve_conflict(
    *, conflict_id: UUID, resolution: str, value: str = "", by: UUID | None = None, at: datetime
) -> EnrichmentConflict:
    """Decide a conflict: keep what is there, take what was found, or write the field anew; who accepted it is kept.

    Raises ConflictClosed, ValidationError naming ``resolution`` or ``value``, or DoesNotExist.
    """
    conflict: EnrichmentConflict = EnrichmentConflict.objects.select_for_update(no_key=True).get(pk=conflict_id)
    if conflict.resolution != Resolution.OPEN:
        raise ConflictClosed("Somebody decided this already. What they chose stays; change the contact itself.")
    contact = Contact.objects.select_for_update(no_key=True).get(pk=conflict.contact_id)
    name = conflict.field
    if resolution == Resolution.KEEP:
        conflict.resolved_value = getattr(contact, name)
    elif resolution in {Resolution.TAKE, Resolution.EDIT}:
        is_taken = resolution == Resolution.TAKE
        conflict.resolved_value = _value(contact, name, conflict.proposed_value if is_taken else value)
        source = conflict.source if is_taken else Source.MANUAL
        set_field(contact, name, conflict.resolved_value, source=source, by=by, at=at)
    else:
        raise ValidationError({"resolution": "Choose keep, take or edit."})
    conflict.resolution, conflict.resolved_by_id, conflict.resolved_at = resolution, by, at
    conflict.save(update_fields=["resolution", "resolved_value", "resolved_by", "resolved_at"])
    return conflict


def _value(contact: Contact, name: str, value: str) -> str:
    try:
        text = cleaned(contact, name, value)
    except ValidationError as refused:
        raise ValidationError({"value": refused.messages}) from refused
    if not text:
        raise ValidationError({"value": "Write what the field should say, or keep what is there."})
    return text
