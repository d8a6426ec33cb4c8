"""A deal that somebody begins by hand, with whom it is, who need not be there yet."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.clients.choices import ClientStatus
from apps.clients.models import Client, Contact
from apps.deals.choices import OPEN_STAGES, Stage
from apps.deals.models import Deal


@transaction.atomic
def make_deal(
    *,
    client: str,
    title: str,
    value: Decimal | None = None,
    stage: str = Stage.LEAD,
    expected_close_date: date | None = None,
    contact_name: str = "",
    contact_email: str = "",
    assigned_to_id: UUID | None = None,
    by: UUID | None = None,
    at: datetime,
) -> Deal:
    """Begin a deal with the client of this name, made as a prospect where the firm has none.

    The contact is the client's with this address, else a new one; without an address and a name there is none. Raises
    ValidationError naming the field.
    """
    if stage not in OPEN_STAGES:
        raise ValidationError({"stage": "A new deal is open: choose one of the stages before won and lost."})
    company = _client(" ".join(client.split()))
    deal = Deal(
        client=company,
        contact=_contact(company, " ".join(contact_name.split()), contact_email.strip()),
        title=" ".join(title.split()),
        value=value,
        stage=stage,
        expected_close_date=expected_close_date,
        assigned_to_id=assigned_to_id,
        created_by_id=by,
        last_activity_at=at,
    )
    deal.full_clean()
    deal.save(force_insert=True)
    return deal


def _client(name: str) -> Client:
    found: Client | None = Client.objects.filter(company_name__iexact=name).first()
    if found is None:
        found = Client(company_name=name, status=ClientStatus.PROSPECT)
        _checked(found, company_name="client")
        found.save(force_insert=True)
    elif not found.is_active:
        raise ValidationError({"client": f"{found} is not active any more. Ask the staff to take them up again."})
    return found


def _contact(company: Client, name: str, email: str) -> Contact | None:
    if not (name or email):
        return None
    known: Contact | None = Contact.objects.filter(client=company, email__iexact=email).first() if email else None
    if known is None:
        first, _, last = name.partition(" ")
        is_primary = not Contact.objects.filter(client=company, is_primary=True).exists()
        known = Contact(client=company, first_name=first, last_name=last, email=email, is_primary=is_primary)
        _checked(known, email="contact_email", first_name="contact_name", last_name="contact_name")
        known.save(force_insert=True)
    return known


def _checked(row: Client | Contact, **fields: str) -> None:
    """Raise what is wrong with a row under the names that ``make_deal`` gives its fields."""
    try:
        row.full_clean()
    except ValidationError as refused:
        named = refused.message_dict
        raise ValidationError(
            {fields.get(name, next(iter(fields.values()))): said for name, said in named.items()}
        ) from refused
