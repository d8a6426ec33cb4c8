"""Links by which somebody wants no more of the mails that are sent in bulk, and what they then stop.

A mail to a contact stops every such mail to their address. A mail to a client's own address has no contact to keep
that at: the app that sends it registers what its link stops.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from apps.clients.models import Contact
from apps.tenancy.functions import hash_of
from apps.work.functions import Link, link_of_token
from apps.work.models import PublicLink

OF_CONTACT = "unsubscribe"
WORKS_FOR = timedelta(days=365)  # long after the mail


class LinkClosed(Exception):
    """The link has ended, or is none; the message says so in words."""


def unsubscribe_link(object_id: UUID, *, purpose: str = OF_CONTACT, at: datetime) -> str:
    """Make a link for one mail and return its address; without a ``purpose`` the object is a contact."""
    return unsubscribe_links([(purpose, object_id)], at=at)[0]


def unsubscribe_links(objects: Sequence[tuple[str, UUID]], *, at: datetime) -> list[str]:
    """Make a link for each of several mails, by purpose and object, and return the addresses in order."""
    tokens = [secrets.token_urlsafe(32) for _ in objects]
    PublicLink.objects.bulk_create(
        PublicLink(purpose=purpose, object_id=object_id, token_hash=hash_of(token), expires_at=at + WORKS_FOR)
        for (purpose, object_id), token in zip(objects, tokens, strict=True)
    )
    return [f"{settings.FIRMLOOP_URL}/unsubscribe/{token}/" for token in tokens]


def find_link(token: str, *, at: datetime) -> Link:
    """Return the link behind a mail; asked outside any firm.

    Raises LinkClosed with the reason in words.
    """
    found = next((link for purpose in _stops if (link := link_of_token(token, purpose=purpose))), None)
    if found is None:
        raise LinkClosed("This link is not valid. Open it from the newest mail you got.")
    if found.expires_at <= at:
        raise LinkClosed(f"This link ended on {found.day(found.expires_at)}. Write to {found.firm_name} instead.")
    return found


@transaction.atomic
def unsubscribe(*, link: Link, at: datetime) -> str:
    """Stop the mails of a link and return the address that gets no more; a second time changes nothing.

    Empty when what it is about is gone.
    """
    return _stops[link.purpose](object_id=link.object_id, at=at)


def register(purpose: str, stop: Callable[..., str]) -> None:
    """Say what links of a purpose stop: ``stop(object_id=…, at=…)`` returns the address; called in ``ready``."""
    _stops[purpose] = stop


def stop_contact(*, object_id: UUID, at: datetime) -> str:
    """Note at each contact with the address of this one that they want no bulk mail."""
    contact = Contact.objects.filter(pk=object_id).first()
    if contact is None:
        return ""
    same = {"email__iexact": contact.email} if contact.email else {"pk": contact.pk}
    Contact.objects.filter(unsubscribed_at__isnull=True, **same).update(unsubscribed_at=at)
    return str(contact.email)


_stops: dict[str, Callable[..., str]] = {OF_CONTACT: stop_contact}
