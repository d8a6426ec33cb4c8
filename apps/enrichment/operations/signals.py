"""Signals: found by words in what clients wrote and said, rated by calculate_signal_strength, acted on once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from apps.clients.choices import BuyingRole, CaseType
from apps.clients.models import Case, Contact
from apps.core.phrases import LONGEST_EXCERPT, Found, found_in, kinds_in
from apps.deals.choices import ActivityKind
from apps.deals.models import DealActivity
from apps.enrichment.choices import SignalSource
from apps.enrichment.errors import EnrichmentError
from apps.enrichment.functions import strength_parts
from apps.enrichment.keywords import KEYWORDS
from apps.enrichment.models import OpportunitySignal
from apps.enrichment.roles import role_of_title
from apps.feedback.choices import FeedbackStatus
from apps.feedback.models import FeedbackRequest
from apps.work.engines import Batch
from apps.work.models import Effect
from apps.work.operations import do_once

RECENT = timedelta(days=30)  # what is older was looked at, or is too old to act on
LONGEST = 500


class ActionedAlready(EnrichmentError):
    """Somebody acted on the signal before, or dismissed it."""


class SignalKnown(EnrichmentError):
    """The source has a signal of this type already."""


class Said(NamedTuple):
    """Something that was written or said: where it stands, by whom, and the words."""

    found_in: str
    source_type: str
    source_id: UUID | str
    client_id: UUID | None
    contact: Contact | None
    text: str


@transaction.atomic
def record_opportunity_signal(*, signal_type: str, said: Said, found: list[Found]) -> OpportunitySignal | None:
    """Keep a signal with the parts of its strength; None when the source has one of this type already."""
    keywords = sorted({one.phrase for one in found if one.phrase})
    decides = said.contact is not None and _decides(said.contact)
    parts = strength_parts(signal_type, keyword_count=len(keywords), is_decision_maker=decides)
    context = {"found_in": said.found_in, "keywords": keywords, "keyword_count": len(keywords)}
    context |= {"is_decision_maker": decides, **{name: float(part) for name, part in parts.items()}}
    signal = OpportunitySignal(
        source_type=said.source_type,
        source_id=str(said.source_id),
        client_id=said.client_id,
        contact=said.contact,
        signal_type=signal_type,
        signal_strength=parts["strength"],
        extracted_text="\n".join(dict.fromkeys(one.sentence for one in found)),
        context=context,
    )
    same = {"source_type": said.source_type, "source_id": str(said.source_id), "signal_type": signal_type}
    if OpportunitySignal.objects.filter(**same).exists():
        return None
    OpportunitySignal.objects.bulk_create([signal], ignore_conflicts=True)
    kept: OpportunitySignal = OpportunitySignal.objects.get(**same)
    return kept


@transaction.atomic
def detect_signals(*, said: Said) -> list[OpportunitySignal]:
    """Look for every type of signal in what was said, and keep what is new."""
    kinds = kinds_in(said.text, KEYWORDS)
    kept = [record_opportunity_signal(signal_type=kind, said=said, found=found) for kind, found in kinds.items()]
    return [signal for signal in kept if signal]


@transaction.atomic
def note_signal(
    *,
    signal_type: str,
    source_type: str,
    source_id: str,
    text: str,
    client_id: UUID | None = None,
    contact_id: UUID | None = None,
) -> OpportunitySignal:
    """Keep a signal that somebody heard, such as in a call; it is rated as those that are detected.

    Raises SignalKnown when the source has one of this type, ValidationError naming the field, or Contact.DoesNotExist.
    """
    contact = Contact.objects.get(pk=contact_id) if contact_id else None
    if contact and contact.client_id and client_id not in {None, contact.client_id}:
        raise ValidationError({"contact_id": "This contact is of another client."})
    client_id = client_id or (contact.client_id if contact else None)
    if contact is None and client_id is None:
        raise ValidationError({"client_id": "Name the client or the contact that it is about."})
    said = Said("by_hand", source_type, source_id, client_id, contact, text)
    found = found_in(text, KEYWORDS[signal_type]) or [Found("", " ".join(text.split())[:LONGEST_EXCERPT])]
    signal = record_opportunity_signal(signal_type=signal_type, said=said, found=found)
    if signal is None:
        raise SignalKnown("This source has a signal of this type already.")
    return signal


@transaction.atomic
def mark_signal_actioned(*, signal_id: UUID, action: str, result: str = "", at: datetime) -> OpportunitySignal:
    """Note what was done about a signal and what came of it. The result may be written later, what was done may not.

    Raises ActionedAlready, ValidationError naming ``action`` or ``result``, or DoesNotExist.
    """
    action, result = " ".join(action.split()), " ".join(result.split())
    for name, text in (("action", action), ("result", result)):
        if len(text) > LONGEST or "\0" in text:
            raise ValidationError({name: f"Keep it below {LONGEST} characters."})
    signal: OpportunitySignal = OpportunitySignal.objects.select_for_update(no_key=True).get(pk=signal_id)
    if signal.dismissed_at:
        raise ActionedAlready(f"Somebody dismissed this: {signal.dismissed_reason}")
    if signal.actioned and (signal.action_result or not result or action not in {"", signal.action_taken}):
        raise ActionedAlready(f"Somebody acted on this: {signal.action_taken}")
    if not signal.actioned:
        if not action:
            raise ValidationError({"action": "Say what was done."})
        signal.actioned, signal.actioned_at, signal.action_taken = True, at, action
    signal.action_result = result
    signal.save(update_fields=["actioned", "actioned_at", "action_taken", "action_result"])
    return signal


@transaction.atomic
def dismiss_signal(*, signal_id: UUID, reason: str, at: datetime) -> OpportunitySignal:
    """Note why nobody has to act on a signal; it leaves the list and does not count as acted on.

    Raises ActionedAlready, ValidationError naming ``reason``, or DoesNotExist.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise ValidationError({"reason": "Say why nobody has to act on it."})
    if len(reason) > LONGEST or "\0" in reason:
        raise ValidationError({"reason": f"Keep it below {LONGEST} characters."})
    signal: OpportunitySignal = OpportunitySignal.objects.select_for_update(no_key=True).get(pk=signal_id)
    if signal.actioned or signal.dismissed_at:
        raise ActionedAlready(f"Somebody was faster: {signal.action_taken or signal.dismissed_reason}")
    signal.dismissed_at, signal.dismissed_reason = at, reason
    signal.save(update_fields=["dismissed_at", "dismissed_reason"])
    return signal


@transaction.atomic
def restore_signal(*, signal_id: UUID) -> OpportunitySignal:
    """Put a dismissed signal back on the list; one that is there changes nothing."""
    signal: OpportunitySignal = OpportunitySignal.objects.select_for_update(no_key=True).get(pk=signal_id)
    if signal.dismissed_at:
        signal.dismissed_at, signal.dismissed_reason = None, ""
        signal.save(update_fields=["dismissed_at", "dismissed_reason"])
    return signal


def in_feedback(*, limit: int, at: datetime) -> Batch:
    """Look through the answers of the last 30 days that were not looked through."""
    answers = FeedbackRequest.objects.filter(status=FeedbackStatus.RESPONDED, responded_at__gt=at - RECENT)
    fresh = _unseen(answers.exclude(response_text=""), "feedback", limit)
    return _look("feedback", fresh, _of_answer)


def in_cases(*, limit: int, at: datetime) -> Batch:
    """Look through the cases of the last 30 days; those made of an answer repeat its words."""
    cases = Case.objects.filter(created_at__gt=at - RECENT).exclude(case_type=CaseType.SERVICE_RECOVERY)
    return _look("case", _unseen(cases, "case", limit), _of_case)


def in_notes(*, limit: int, at: datetime) -> Batch:
    """Look through the notes on deals, calls and mails of the last 30 days, but for follow-ups: those are our words."""
    notes = (
        DealActivity.objects.filter(created_at__gt=at - RECENT).exclude(notes="").exclude(kind=ActivityKind.FOLLOW_UP)
    )
    return _look("note", _unseen(notes.select_related("deal__contact"), "note", limit), _of_note)


def _of_answer(row: FeedbackRequest) -> Said:
    return Said("feedback", SignalSource.ORDER, row.pk, row.client_id, row.contact, row.response_text)


def _of_case(row: Case) -> Said:
    return Said("case", SignalSource.CASE, row.pk, row.client_id, row.contact, f"{row.subject}\n{row.description}")


def _of_note(row: DealActivity) -> Said:
    source = row.kind if row.kind in {SignalSource.CALL, SignalSource.EMAIL} else SignalSource.DEAL
    return Said("note", source, row.pk, row.deal.client_id, row.deal.contact, row.notes)


def _unseen(rows: QuerySet[Any], kind: str, limit: int) -> list[Any]:
    """Return rows of which the effect ledger does not say that they were looked through, locked."""
    key = Concat(Value(f"signals:{kind}:"), Cast(OuterRef("pk"), CharField()))
    fresh = rows.filter(~Exists(Effect.objects.filter(key=key))).order_by("created_at", "pk")
    return list(fresh.select_for_update(skip_locked=True, no_key=True, of=("self",))[:limit])


def _look(kind: str, rows: list[Any], said_in: Callable[[Any], Said]) -> Batch:
    for row in rows:
        if do_once(f"signals:{kind}:{row.pk}"):
            detect_signals(said=said_in(row))
    return Batch(seen=len(rows), done=len(rows))


def _decides(contact: Contact) -> bool:
    return (contact.buying_role or role_of_title(contact.title)) == BuyingRole.DECISION_MAKER
