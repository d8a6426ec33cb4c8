"""A quote made, changed before it is sent, copied, withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from apps.quotes.choices import LIVE, UNSENT, QuoteActivityKind, QuoteStatus
from apps.quotes.models import Quote, QuoteActivity
from apps.tenancy.context import current, current_tenant_id
from apps.tenancy.models import Tenant

EDITABLE = (
    "client_id",
    "contact_id",
    "deal_id",
    "title",
    "description",
    "line_items",
    "valid_until",
    "intel",
    "max_follow_ups",
)
AFTER_SENDING = frozenset({"contact_id", "deal_id", "intel", "max_follow_ups"})  # whom it is about, not what it offers
LINES_RULE = "quote_lines_are_right"


class QuoteError(Exception):
    """Base of the refusals about quotes; the message is written for the user."""


class AlreadySent(QuoteError):
    """The quote was sent, or withdrawn, and stays as it is."""


class OtherClient(QuoteError):
    """The contact or the deal belongs to another client."""


@transaction.atomic
def create_quote(*, fields: Mapping[str, Any], at: datetime) -> Quote:
    """Make a draft with its number; the database computes the total.

    ``fields`` are those of EDITABLE. Raises OtherClient, or ValidationError naming the field.
    """
    quote = Quote(created_by_id=actor_id())
    _set(quote, fields)
    with _lines_refused():
        quote.save(force_insert=True)
    quote.refresh_from_db()
    note(quote, QuoteActivityKind.CREATED, at=at)
    return quote


@transaction.atomic
def edit_quote(*, quote_id: UUID, fields: Mapping[str, Any], version: int | None = None) -> Quote:
    """Change a quote; once it was sent only its contact, its deal, what is known, and how often it is followed up.

    ``version`` is the ``row_version`` the caller saw. Raises AlreadySent, OtherClient, ValidationError or DoesNotExist.
    """
    quote = locked(quote_id)
    if version is not None and version != quote.row_version:
        raise QuoteError("Somebody else changed this quote meanwhile. Nothing of yours was saved; look again.")
    changed = {name for name, value in fields.items() if getattr(quote, name) != value}
    if quote.status not in UNSENT and changed - AFTER_SENDING:
        raise AlreadySent(
            f"Quote {quote.quote_number} is {quote.get_status_display().lower()} and stays as it is. "
            "Copy it to offer something else."
        )
    if changed:
        _set(quote, {name: fields[name] for name in changed})
        with _lines_refused():
            quote.save(update_fields=sorted(changed))
        quote.refresh_from_db()
    return quote


@transaction.atomic
def copy_quote(*, quote_id: UUID, at: datetime) -> Quote:
    """Make a draft that offers the same to the same client, for another try; the old one stays as it is.

    Raises DoesNotExist.
    """
    old = Quote.objects.get(pk=quote_id)
    kept = {name: getattr(old, name) for name in EDITABLE if name != "valid_until"}
    return create_quote(fields=kept, at=at)


@transaction.atomic
def withdraw_quote(*, quote_id: UUID, reason: str = "", at: datetime) -> Quote:
    """Take a quote back; it keeps its number, and its page says that it holds no more. A second time changes nothing.

    Raises AlreadySent when the client has answered or it has expired, or DoesNotExist.
    """
    quote = locked(quote_id)
    if quote.status == QuoteStatus.WITHDRAWN:
        return quote
    if quote.status not in LIVE:
        raise AlreadySent(f"Quote {quote.quote_number} is {quote.get_status_display().lower()}; that stays.")
    quote.status = QuoteStatus.WITHDRAWN
    quote.save(update_fields=["status"])
    note(quote, QuoteActivityKind.WITHDRAWN, notes=reason, at=at)
    return quote


def locked(quote_id: UUID) -> Quote:
    """Return a quote under lock.

    Raises DoesNotExist.
    """
    quote: Quote = Quote.objects.select_for_update(no_key=True).get(pk=quote_id)
    return quote


def note(quote: Quote, kind: str, *, notes: str = "", at: datetime, **metadata: Any) -> QuoteActivity:
    """Add a line to a quote's timeline."""
    activity = QuoteActivity(
        tenant_id=quote.tenant_id,
        quote=quote,
        activity_type=kind,
        notes=notes.strip(),
        metadata=metadata,
        created_by_id=actor_id(),
        created_at=at,
    )
    activity.save(force_insert=True)
    return activity


def actor_id() -> UUID | None:
    """Return who acts, None for an engine or a client."""
    context = current()
    return context.user_id if context else None


def firm_of_quote() -> Tenant:
    """Return the firm that quotes."""
    firm: Tenant = Tenant.objects.get(pk=current_tenant_id())
    return firm


def firm_day(at: datetime) -> date:
    """Return the day it is for the firm."""
    return at.astimezone(firm_of_quote().zone).date()


def _set(quote: Quote, fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        if name not in EDITABLE:
            raise ValidationError({name: "This cannot be set."})
        setattr(quote, name, value)
    quote.full_clean(exclude={"id", "created_at", "updated_at", "row_version", "tenant", "quote_number", "currency"})
    for name, other in (("contact", quote.contact), ("deal", quote.deal)):
        if other is not None and other.client_id not in {None, quote.client_id}:
            raise OtherClient(f"The {name} “{other}” belongs to another client. Choose one of {quote.client}.")


@contextmanager
def _lines_refused() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        diag = getattr(error.__cause__, "diag", None)
        if diag is None or diag.constraint_name != LINES_RULE:
            raise
        raise ValidationError({"line_items": diag.message_primary or "The lines cannot be read."}) from error
