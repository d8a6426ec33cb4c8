"""The page behind a reminder's link: what is missing, and the answer of whoever got the mail."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.clients.models import Client, Contact
from apps.compliance.choices import OPEN, REQUIRABLE, CheckStatus, EntityType
from apps.compliance.errors import ComplianceError
from apps.compliance.models import ComplianceCheck
from apps.compliance.operations.checks import held, validate_check
from apps.compliance.operations.reminders import PURPOSE
from apps.tenancy.models import Tenant
from apps.work.functions import Link, link_of_token
from apps.work.models import PublicLink

LONGEST = 2000
ANSWER = "answer"  # the field of a check that requires none


class LinkClosed(ComplianceError):
    """The link was used, ended, or is none."""


def find_link(token: str, *, at: datetime) -> Link:
    """Return the link behind a mail; asked outside any firm.

    Raises LinkClosed with the reason in words.
    """
    found = link_of_token(token, purpose=PURPOSE)
    if found is None:
        raise LinkClosed("This link is not valid. Open it from the newest mail you got.")
    if found.used_at:
        raise LinkClosed(f"This was answered on {found.day(found.used_at)}. Thank you; there is nothing left to do.")
    if found.expires_at <= at:
        raise LinkClosed(f"This link ended on {found.day(found.expires_at)}. Ask {found.firm_name} for a new one.")
    return found


def open_link(link: Link) -> tuple[ComplianceCheck, dict[str, str]]:
    """Return the check of a link, inside its firm, and what is asked: names of fields with their labels.

    What is known is not shown: a link may be passed on. Raises LinkClosed when there is nothing left to do.
    """
    check: ComplianceCheck | None = ComplianceCheck.objects.filter(pk=link.object_id).first()
    if check is not None and check.status in OPEN:
        check = validate_check(check_id=check.pk)
    if check is None or check.status not in OPEN:
        raise LinkClosed("Nothing is missing any more. Thank you.")
    labels = REQUIRABLE[check.entity_type]
    asked = {name: labels[name] for name in check.missing_fields if name in labels}
    return check, asked or {ANSWER: "Your answer"}


@transaction.atomic
def answer(*, link: Link, given: dict[str, str], at: datetime) -> ComplianceCheck:
    """Take the answer: into fields that are still empty, and use the link up.

    With nothing missing any more the check is completed; an answer in words is noted for somebody to look at.
    Raises LinkClosed, CheckClosed, or ValidationError naming the field; then nothing has changed.
    """
    row = PublicLink.objects.select_for_update().get(pk=link.link_id)
    if row.used_at:
        raise LinkClosed("This was answered a moment ago. Thank you; there is nothing left to do.")
    check = held(link.object_id)
    _, asked = open_link(link)
    values = {name: given.get(name, "").strip() for name in asked}
    if empty := {name: f"Enter this: {label.lower()}." for name, label in asked.items() if not values[name]}:
        raise ValidationError(empty)
    row.used_at = at
    row.save(update_fields=["used_at"])
    if ANSWER in asked:
        _note(check, values[ANSWER], at=at)
        return check
    _fill(check, values)
    ComplianceCheck.objects.filter(pk=check.pk).update(answered_at=at)
    return validate_check(check_id=check.pk)


@transaction.atomic
def note_answer(*, check_id: UUID, text: str, by: str, at: datetime) -> ComplianceCheck:
    """Note the words in which somebody answered a reminder by mail; what is longer than the page takes is cut.

    Raises CheckClosed or DoesNotExist.
    """
    check = held(check_id)
    _note(check, text[:LONGEST], by=by, at=at)
    return check


def _note(check: ComplianceCheck, text: str, *, by: str = "", at: datetime) -> None:
    if len(text) > LONGEST:
        raise ValidationError({ANSWER: f"Keep it below {LONGEST:,} characters."})
    day = at.astimezone(Tenant.objects.get(pk=check.tenant_id).zone)
    check.notes = f"{check.notes}\n\nAnswer of {day:%B %-d, %Y}{by and f', {by}'}: {text}".strip()
    check.answered_at = at
    if check.status == CheckStatus.AWAITING_RESPONSE:
        check.status = CheckStatus.IN_PROGRESS
    check.save(update_fields=["notes", "answered_at", "status"])


def _fill(check: ComplianceCheck, values: dict[str, str]) -> None:
    """Set only fields that are empty: somebody of the firm may have filled one while the page was open."""
    kind: Any = Contact if check.entity_type == EntityType.CONTACT else Client
    entity = kind.objects.select_for_update(no_key=True).get(pk=check.entity_id)
    filled = {name: value for name, value in values.items() if not getattr(entity, name).strip()}
    for name, value in filled.items():
        setattr(entity, name, value)
    entity.full_clean(
        exclude={field.name for field in kind._meta.fields if field.name not in filled}, validate_constraints=False
    )
    if filled:
        entity.save(update_fields=[*filled])
