"""Enrichment and signals on the API: the queue, conflicts, where values came from, and what clients hint at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request

from apps.core.api.acts import Act
from apps.core.api.filters import Filter, Sql, flag, joined, link, one_of, since
from apps.core.api.problems import Problem, invalid_field
from apps.core.api.renderers import json_response
from apps.core.api.resources import MAX_LIMIT, Resource
from apps.core.api.views import ActView, RowActView, RowDetailView, RowListView, RowPagesView
from apps.enrichment import operations
from apps.enrichment.api import serializers
from apps.enrichment.choices import QueueStatus, Resolution, SignalType, Source
from apps.enrichment.functions import signal_action_rates
from apps.enrichment.queries import LEAST_STRENGTH
from apps.tenancy.permissions import Right

UPDATED = since("updated_at", "Changed at or after this time.")
SEVERAL = "One, or several with commas between."
EXAMPLE_ID = "019a4c3e-5d2b-7c1e-9f00-3a1b2c3d4e5f"
READ_ONLY = ["get", "head", "options"]
ITEMS = Resource(
    "contact-enrichment-queue",
    "enrichment item",
    serializers.ItemSerializer,
    filters={
        "status": one_of("status", QueueStatus, SEVERAL),
        "source": one_of("source", Source, SEVERAL),
        "contact": link("contact_id", "Of this contact."),
        "updated_since": UPDATED,
    },
    examples={
        "POST": {"source": "manual", "email_address": "mara@castellan.example", "extracted_data": {"title": "COO"}}
    },
)
CONFLICTS = Resource(
    "enrichment-conflicts",
    "conflict",
    serializers.ConflictSerializer,
    filters={
        "resolution": one_of("resolution", Resolution, SEVERAL),
        "contact": link("contact_id", "Of this contact."),
        "updated_since": UPDATED,
    },
)
FIELD_SOURCES = Resource(
    "contact-field-sources",
    "source of a field",
    serializers.FieldSourceSerializer,
    filters={
        "contact": link("contact_id", "Of this contact."),
        "source": one_of("source", Source, SEVERAL),
        "updated_since": UPDATED,
    },
)
SIGNALS = Resource(
    "opportunity-signals",
    "signal",
    serializers.SignalSerializer,
    filters={
        "signal_type": one_of("signal_type", SignalType, SEVERAL),
        "actioned": flag("actioned", "Only those that somebody acted on, or only the others."),
        "client": link("client_id", "Of this client."),
        "contact": link("contact_id", "Of this contact."),
        "updated_since": UPDATED,
    },
    examples={
        "POST": {
            "signal_type": "referral",
            "source_type": "call",
            "source_id": "2026-03-02 Mara Voss",
            "client_id": EXAMPLE_ID,
            "extracted_text": "A friend of mine needs the same; may I give them your number?",
        }
    },
)


@contextmanager
def refused_in_http(names: dict[str, str] | None = None) -> Iterator[None]:
    """Say a refusal of the operations as a problem, under the request's own field names."""
    try:
        yield
    except operations.NobodyNamed as refused:
        raise invalid_field("email_address", "required", str(refused)) from refused
    except operations.SignalKnown as refused:
        raise invalid_field("source_id", "unique", str(refused)) from refused
    except operations.EnrichmentError as refused:
        raise Problem(409, "closed", str(refused)) from refused
    except ValidationError as refused:
        name, said = next(iter(refused.message_dict.items()))
        raise invalid_field((names or {}).get(name, name), "invalid", " ".join(said)) from refused


class ItemList(RowListView):
    resource = ITEMS
    input_class = serializers.NewItemSerializer
    says = {"POST": "What was queued before, by source and source_id, is answered as it is."}

    def post(self, request: Request) -> HttpResponse:
        given = self.cleaned(request)
        renamed = {"email_address": "email", "extracted_data": "data"}
        with refused_in_http({"email": "email_address"}):
            row = operations.queue_enrichment(**{renamed.get(name, name): value for name, value in given.items()})
        return self.shown(row.pk, status=201, headers={"Location": f"{request.path}/{row.pk}"})


class ItemDetail(RowDetailView):
    resource = ITEMS
    http_method_names = [*READ_ONLY, "delete"]


class ConflictList(RowPagesView):
    resource = CONFLICTS


class ConflictDetail(RowDetailView):
    resource = CONFLICTS
    http_method_names = READ_ONLY


class FieldSourceList(RowPagesView):
    resource = FIELD_SOURCES


class FieldSourceDetail(RowDetailView):
    resource = FIELD_SOURCES
    http_method_names = READ_ONLY


class SignalList(RowListView):
    resource = SIGNALS
    input_class = serializers.NewSignalSerializer
    rights = {"POST": Right.TICK}
    says = {"POST": "What somebody heard, such as in a call; rated as those that are detected."}

    def post(self, request: Request) -> HttpResponse:
        given = self.cleaned(request)
        with refused_in_http():
            row = operations.note_signal(text=given.pop("extracted_text"), **given)
        return self.shown(row.pk, status=201, headers={"Location": f"{request.path}/{row.pk}"})


class SignalDetail(RowDetailView):
    resource = SIGNALS
    http_method_names = [*READ_ONLY, "delete"]


class PendingView(ActView):
    """What waits."""

    acts = {
        "GET": Act(
            "enrichment_pending",
            "What waits to be learned about contacts",
            serializers.PendingSerializer,
            says="The oldest first.",
            most=MAX_LIMIT,
        )
    }

    def get(self, request: Request) -> HttpResponse:
        rows = ITEMS.all(Sql("status = %s", (QueueStatus.PENDING,)), f"created_at, id LIMIT {self.limit(request)}")
        return json_response({"results": rows})


class ResolveView(RowActView):
    """Decide a conflict."""

    resource = CONFLICTS

    acts = {
        "POST": Act(
            "enrichment_resolve",
            "Decide a conflict about a contact's field",
            serializers.ConflictSerializer,
            says="The id is the conflict's. 409 closed when it was decided.",
            takes=serializers.ResolutionSerializer,
            example={"resolution": "take"},
            refuses=(404, 409),
            versioned=True,
            compares=True,
        )
    }

    def post(self, request: Request, pk: UUID) -> HttpResponse:
        given = self.cleaned(request)
        self.hold(request, pk)
        with refused_in_http():
            operations.resolve_conflict(conflict_id=pk, by=request.auth.user_id, at=timezone.now(), **given)
        return self.shown(pk)


def _at_least(text: str) -> Sql:
    plain = text.replace(".", "", 1)
    if not (plain.isascii() and plain.isdigit() and len(text) <= 8 and 0 <= Decimal(text) <= 1):  # noqa: PLR2004 -- digits enough
        raise ValueError("a number from 0 to 1")
    return Sql("signal_strength >= %s", (Decimal(text),))


STRENGTH = Filter(
    _at_least,
    {"type": "number", "minimum": 0, "maximum": 1, "default": float(LEAST_STRENGTH)},
    "Only signals of this strength or more.",
)


class UnactionedView(ActView):
    """Signals to act on."""

    acts = {
        "GET": Act(
            "signals_unactioned",
            "Signals that nobody acted on",
            serializers.UnactionedSerializer,
            says="The strongest first.",
            most=MAX_LIMIT,
            filters={"min_strength": STRENGTH},
        )
    }

    def get(self, request: Request) -> HttpResponse:
        limit, least = self.limit(request), request.query_params.get("min_strength", str(LEAST_STRENGTH))
        try:
            condition = joined([Sql("NOT actioned AND dismissed_at IS NULL"), STRENGTH.condition(least)])
        except ValueError as refused:
            raise invalid_field("min_strength", "invalid", f"Takes {refused}.") from refused
        rows = SIGNALS.all(condition, f"signal_strength DESC, created_at, id LIMIT {limit}")
        return json_response({"results": rows})


class ActionView(RowActView):
    """Note what was done."""

    resource = SIGNALS

    rights = {"POST": Right.TICK}
    acts = {
        "POST": Act(
            "signal_action",
            "Note what was done about a signal",
            serializers.SignalSerializer,
            says="The result may be written later. 409 closed when somebody acted on it before.",
            takes=serializers.ActionSerializer,
            example={"action_taken": "Called them.", "action_result": "They want a quote."},
            refuses=(404, 409),
            versioned=True,
            compares=True,
        )
    }

    def post(self, request: Request, pk: UUID) -> HttpResponse:
        given: dict[str, Any] = self.cleaned(request)
        self.hold(request, pk)
        with refused_in_http({"action": "action_taken", "result": "action_result"}):
            operations.mark_signal_actioned(
                signal_id=pk,
                action=given.get("action_taken", ""),
                result=given.get("action_result", ""),
                at=timezone.now(),
            )
        return self.shown(pk)


class DismissView(RowActView):
    """Note why nobody has to act."""

    resource = SIGNALS

    rights = {"POST": Right.TICK}
    acts = {
        "POST": Act(
            "signal_dismiss",
            "Dismiss a signal with a reason",
            serializers.SignalSerializer,
            says="It leaves the list, and does not count as acted on. 409 where somebody was faster.",
            takes=serializers.DismissalSerializer,
            example={"dismissed_reason": "They meant another office."},
            refuses=(404, 409),
            versioned=True,
            compares=True,
        )
    }

    def post(self, request: Request, pk: UUID) -> HttpResponse:
        reason = self.cleaned(request)["dismissed_reason"]
        self.hold(request, pk)
        with refused_in_http({"reason": "dismissed_reason"}):
            operations.dismiss_signal(signal_id=pk, reason=reason, at=timezone.now())
        return self.shown(pk)


class RatesView(ActView):
    """The view signal_action_rates."""

    acts = {
        "GET": Act(
            "signal_action_rates", "What became of the signals of the last 90 days", serializers.SignalRatesSerializer
        )
    }

    def get(self, request: Request) -> HttpResponse:
        rows = signal_action_rates()
        return json_response({"results": [{k: _number(v) for k, v in row.items()} for row in rows]})


def _number(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value
